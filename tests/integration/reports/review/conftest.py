"""Reports made from real figures; only what is slow to set is stood in for."""

from collections.abc import Callable

import pytest
from django.test import Client

from partnership.people.models import Role, User
from partnership.programmes.access import entries_of
from partnership.programmes.models import Programme
from partnership.reports import making
from partnership.reports.actions.moving import Mover
from partnership.reports.models import Report
from pilots.models import ReportingBody
from tests.support import quick_reports
from tests.support.drafting_reports import in_review


@pytest.fixture(autouse=True)
def quick_making(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the place of the fixture of this name: figures and words are real here."""
    monkeypatch.setattr(making, "render_pdf", quick_reports.render_pdf)


@pytest.fixture
def writer(person: Callable[[Role | None], User]) -> User:
    return person(Role.PROGRAMME_MANAGER)


@pytest.fixture
def approver(person: Callable[[Role | None], User]) -> User:
    """Another manager: the first one's words are not theirs to approve."""
    return person(Role.PROGRAMME_MANAGER)


@pytest.fixture
def mover(programme: Programme) -> Callable[[User], Mover]:
    def make(user: User) -> Mover:
        return Mover(user, entries_of(user, slug=programme.slug)[0])

    return make


@pytest.fixture
def report(body: ReportingBody, writer: User) -> Report:
    """One that was given to be reviewed."""
    return in_review(body, submitted_by=writer)


@pytest.fixture
def signs(client: Client, approver: User) -> Client:
    """A browser in which whoever may approve is signed in."""
    client.force_login(approver)
    return client
