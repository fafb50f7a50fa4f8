"""Two people write in one section at the same moment: one text stands, the other writer is told.

Beside it stands what happens where the report is not locked.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from partnership.people.models import User
from partnership.people.versions import ChangedMeanwhileError
from partnership.reports.actions import writing as do
from partnership.reports.models import Report, ReportText
from partnership.reports.rules.layout import Layout

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer"),
]


@pytest.fixture
def write(draft: Report, layout: Layout, manager: User, other: User) -> Callable[[], list[Any]]:
    """Have both write the first text of one section at once; what became of each."""

    def at_once() -> list[Any]:
        ready = Barrier(2)

        def alone(by: User) -> Any:
            ready.wait(20)
            try:
                return do.write_text(
                    report=draft, layout=layout, section="summary", seen=0, text=f"{by.pk}", by=by
                )
            except (ChangedMeanwhileError, IntegrityError) as error:
                return error
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(alone, (manager, other)))

    return at_once


def test_one_text_stands_and_the_other_writer_is_told(write: Callable[[], list[Any]]) -> None:
    became = write()

    told = [each for each in became if isinstance(each, ChangedMeanwhileError)]
    assert len(told) == 1
    assert told[0].now.text == ReportText.objects.get().text


def test_without_the_lock_the_database_breaks_off_one_of_them(
    write: Callable[[], list[Any]], draft: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: both find no text there, and both make the first."""
    found = Barrier(2)

    @contextmanager
    def unlocked(report: Report) -> Iterator[Report]:
        with transaction.atomic():
            yield Report.objects.get(pk=report.pk)

    def put(row: Any, **said: Any) -> None:
        found.wait(20)
        real(row, **said)

    real = do._put
    monkeypatch.setattr(do, "_writing", unlocked)
    monkeypatch.setattr(do, "_put", put)

    assert [each for each in write() if isinstance(each, IntegrityError)]


def test_what_is_given_to_be_reviewed_while_somebody_writes_holds_their_text_or_refuses_it(
    draft: Report, layout: Layout, manager: User, other: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes second waits for the first, and finds how it stands then."""
    within = Barrier(2)
    real = do._put

    def put(row: Any, **said: Any) -> None:
        within.wait(20)  # the report is locked by now
        real(row, **said)

    monkeypatch.setattr(do, "_put", put)

    def writes() -> None:
        do.write_text(
            report=draft, layout=layout, section="summary", seen=0, text="In time.", by=manager
        )
        connection.close()

    def moves() -> None:
        within.wait(20)
        with transaction.atomic():
            moving_on = Report.objects.select_for_update().get(pk=draft.pk)
            seen = [each.text for each in moving_on.texts.all()]
            assert seen == ["In time."]
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        for each in [pool.submit(writes), pool.submit(moves)]:
            each.result()
