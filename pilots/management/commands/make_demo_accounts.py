"""One account for each role, held in every programme, to look around with."""

import secrets
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from partnership.people.actions import make_demo_account
from partnership.people.models import Role, Scope
from partnership.programmes.models import Programme
from pilots.actions.roles import Where, grant


class Command(BaseCommand):
    help = "Make one account for each role, for looking around; prints how to sign in."

    def handle(self, *args: Any, **options: Any) -> None:
        password = kept_password()
        today = timezone.localdate()
        for role in IN_ORDER:
            user = make_demo_account(role=role, password=password)
            places = shown_in(role)
            for where in places:
                grant(role=role, to=user, where=where, from_on=_first_day(today), by=None)
            self.stdout.write(f"  {user.email:<32} {role.label}: {_names(places)}")
        self.stdout.write(f"  Password of each: {password}")


# Whoever reads a programme comes first: the check of the demonstration looks around as them.
IN_ORDER = sorted(Role, key=lambda role: role.scope is Scope.SITE)


def _names(places: list[Where]) -> str:
    return "; ".join(str(where) if where else "accounts of the whole site" for where in places)


def shown_in(role: Role) -> list[Where]:
    """Where the demonstration's account holds the role: in each programme's first area."""
    if role.scope is Scope.SITE:
        return [None]
    found = [_in_programme(role.scope, programme) for programme in Programme.objects.all()]
    return [where for where in found if where is not None]


def _in_programme(scope: Scope, programme: Programme) -> Where:
    if scope is Scope.PROGRAMME:
        return programme
    area = programme.areas.first()
    if area is None or scope is Scope.AREA:
        return area
    return area.groups.first() if scope is Scope.GROUP else area.reporting_bodies.first()


def _first_day(today: date) -> date:
    """The first of the year, so that making the accounts again on another day adds nothing."""
    return today.replace(month=1, day=1)


def kept_password() -> str:
    """The password of the demo accounts, made on this machine the first time."""
    kept = settings.DATA_DIR / "demo-password"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(9))
    return kept.read_text()
