"""E-mails about roles that end or were changed, and the accounts of the demonstration."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from partnership.people.mail.sending import deliver
from partnership.people.models import Email, Role, RoleGrant, User
from partnership.programmes.access import entries_of
from partnership.programmes.models import Programme, ProgrammeRole
from pilots.actions.role_reminders import remind_of_roles
from pilots.actions.roles import change_days, end, end_at_once
from pilots.models import AreaRole
from tests.support.builders import a_body, a_group, a_person, a_programme, an_area

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def ending(programme: Programme, days: int, role: Role = Role.VIEWER) -> RoleGrant:
    """Somebody's role that ends in so many days."""
    grant = ProgrammeRole.objects.get(user=a_person(role, programme))
    grant.ends_on = TODAY() + timedelta(days=days)
    grant.save()
    return grant


def written() -> list[str]:
    """The subjects of all that waits, sent now."""
    mail.outbox.clear()
    for row in Email.objects.filter(state=Email.State.QUEUED):
        deliver(row.pk)
    return [each.subject for each in mail.outbox]


def test_a_manager_is_told_once_of_a_role_that_ends_in_two_weeks(programme: Programme) -> None:
    manager = a_person(Role.PROGRAMME_MANAGER, programme)
    a_person(Role.PROGRAMME_MANAGER, a_programme("Another"))
    grant = ending(programme, 14)
    ending(programme, 15)
    ending(programme, -1)
    for _ in range(3):
        remind_of_roles(on=TODAY())

    assert [row.user for row in Email.objects.all()] == [manager]
    (subject,) = written()
    last = f"{grant.ends_on.day} {grant.ends_on:%B %Y}"  # type: ignore[union-attr]
    assert subject == f"A role ends on {last}: Viewer, {programme}"
    assert f"/people/roles/programme/{grant.pk}/" in mail.outbox[0].body


def test_an_end_that_was_put_off_is_reminded_of_anew(programme: Programme) -> None:
    manager = a_person(Role.PROGRAMME_MANAGER, programme)
    grant = ending(programme, 3)
    remind_of_roles(on=TODAY())
    later = TODAY() + timedelta(days=10)
    change_days(grant=grant, starts_on=grant.starts_on, ends_on=later, seen=1, by=manager)
    remind_of_roles(on=TODAY())

    assert [each for each in written() if each.startswith("A role ends")] == [
        f"A role ends on {later.day} {later:%B %Y}: Viewer, {programme}"
    ]


def test_managers_are_not_reminded_of_their_own_end(programme: Programme) -> None:
    ending(programme, 3, Role.PROGRAMME_MANAGER)
    remind_of_roles(on=TODAY())

    assert not Email.objects.exists()


def test_people_hear_that_somebody_else_ended_their_role(programme: Programme) -> None:
    manager = a_person(Role.PROGRAMME_MANAGER, programme)
    area = an_area(programme)
    grant = AreaRole.objects.get(user=a_person(Role.AREA_MANAGER, area))
    end_at_once(grant=grant, seen=1, by=manager)

    assert written() == ["Your role as an area manager of North Ayrshire has ended"]
    assert mail.outbox[0].to == [grant.user.email]


def test_nobody_writes_to_those_who_ended_their_own_role(programme: Programme) -> None:
    area = an_area(programme)
    grant = AreaRole.objects.get(user=a_person(Role.AREA_MANAGER, area))
    end(grant=grant, last_day=TODAY(), seen=1, by=grant.user)

    assert not Email.objects.exists()


# -- The demonstration ---------------------------------------------------------
@pytest.fixture
def demo(programme: Programme, tmp_path: Path, monkeypatch: Any) -> str:
    """What the command prints of a programme with an area, a group and a body."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    area = an_area(programme)
    a_group(programme, area=area)
    a_body(programme, area=area)
    return printed()


def printed() -> str:
    out = StringIO()
    call_command("make_demo_accounts", stdout=out)
    return out.getvalue()


def test_the_demonstration_shows_each_role_and_where_it_is_held(demo: str) -> None:
    for role in Role:
        assert f"{role.value}@example.org" in demo
        user = User.objects.get(email=f"{role.value}@example.org")
        assert user.emailaddress_set.get().verified  # type: ignore[attr-defined]
        assert [held.role for entry in entries_of(user) for held in entry.held] == [role]
    assert "Chair: Joint national group" in demo
    assert "Administrator: accounts of the whole site" in demo


def test_made_again_the_accounts_stay_and_are_opened(demo: str) -> None:
    locked = User.objects.filter(email="viewer@example.org")
    locked.update(locked_at=timezone.now(), lock_reason="idle")

    assert printed() == demo
    assert locked.get().locked_at is None
    assert ProgrammeRole.objects.count() == 3
