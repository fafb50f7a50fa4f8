"""One account for each role in every programme, to look around with."""

import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from partnership.people.actions import make_demo_account
from partnership.people.models import Role
from partnership.programmes.actions import grant
from partnership.programmes.models import Programme


class Command(BaseCommand):
    help = "Make one account for each role, for looking around; prints how to sign in."

    def handle(self, *args: Any, **options: Any) -> None:
        password = kept_password()
        today = timezone.localdate()
        for role in Role:
            user = make_demo_account(role=role, password=password)
            for programme in Programme.objects.all():
                grant(role=role, to=user, programme=programme, from_on=today)
            self.stdout.write(f"  {user.email:<32} {role.label}")
        self.stdout.write(f"  Password of each: {password}")


def kept_password() -> str:
    """The password of the demo accounts, made on this machine the first time."""
    kept = settings.DATA_DIR / "demo-password"
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(9))
    return kept.read_text()
