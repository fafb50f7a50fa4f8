"""Two people decide on one report at the same moment: one decides, the other is told.

Beside it stands what happens where the row is changed without a look at where it stands.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from partnership.people.models import Role, User
from partnership.reports.actions import moving
from partnership.reports.actions.moving import HinderedError, Mover, Signed, digest
from partnership.reports.models import Report

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


@pytest.fixture
def approve(
    report: Report,
    approver: User,
    person: Callable[[Role], User],
    mover: Callable[[User], Mover],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[], list[Any]]:
    """Have two approvers sign at once; what became of each."""
    movers = [mover(each) for each in (approver, person(Role.PROGRAMME_MANAGER))]
    signed = Signed(report.fingerprint, digest(report.moved))

    def at_once() -> list[Any]:
        ready = Barrier(2)

        def alone(by: Mover) -> Any:
            ready.wait(20)
            try:
                moving.approve(Report.objects.get(pk=report.pk), by=by, signed=signed)
            except HinderedError as error:
                return error.words
            finally:
                connection.close()
            return by.person.pk

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(alone, movers))

    return at_once


def test_one_approves_and_the_other_is_told(approve: Callable[[], list[Any]]) -> None:
    became = approve()

    told = [each for each in became if isinstance(each, str)]
    (by,) = [each for each in became if isinstance(each, int)]
    assert ["Somebody was quicker" in each for each in told] == [True]
    assert Report.objects.get().approved_by_id == by


def test_where_nobody_looks_how_it_stands_both_believe_they_approved(
    approve: Callable[[], list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: no rule is asked, and the row is changed wherever it stands."""
    monkeypatch.setattr(moving, "hindrance", lambda *_: "")
    monkeypatch.setattr(
        moving, "_change", lambda now, **values: Report.objects.filter(pk=now.pk).update(**values)
    )

    assert all(isinstance(each, int) for each in approve())
