"""Changes of one month at once: none is lost to its tally (A3). On PostgreSQL only."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, local
from typing import Any

import pytest
from django.db import connection

from partnership.people.models import User
from partnership.programmes.models import Programme
from pilots.actions import tallies
from pilots.actions.event_changes import event_change
from pilots.actions.feedback_answers import Said, enter_paper
from pilots.models import Area, Event, MonthTally
from tests.support.builders import a_count, an_event
from tests.support.tallies import kept, recounted

EVENTS, CLIENTS = 16, 8
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes one at a time"),
]


def changed_at_once(programme: Programme, area: Area, by: User, *, events: int = EVENTS) -> None:
    """Events of one month, each counted and answered by a client of its own."""
    held = [
        an_event(programme, f"Event {n}", area=area, happened="2019-10-05") for n in range(events)
    ]

    def change(pk: int) -> None:
        event = Event.objects.get(pk=pk)
        try:
            with event_change(event, seen=event.version, by=by):
                a_count(event, "attendance", 10)
            enter_paper(event=event, said=Said(5), by=by)
        finally:
            connection.close()

    with ThreadPoolExecutor(min(CLIENTS, events)) as pool:
        list(pool.map(change, [event.pk for event in held]))


def test_changes_at_once_lose_nothing(programme: Programme, area: Area, manager: User) -> None:
    changed_at_once(programme, area, manager)

    row = MonthTally.objects.get()
    assert (row.events, row.very_satisfied) == (EVENTS, EVENTS)
    assert row.counts.get(type="attendance", part="*").value == 10 * EVENTS
    assert kept(programme) == recounted(programme)


def test_without_the_lock_some_would_be_lost(
    programme: Programme, area: Area, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who counts before the row is locked does not see what others are about to store."""
    counting, locking = tallies.totals_by_place, tallies._locked
    told, both_counted = local(), Barrier(2, timeout=30)

    def too_early(programme: int, month: Any, places: Any) -> Any:
        told.sums = counting(tallies.held_now().filter(programme=programme))
        if not hasattr(told, "waited"):
            told.waited = both_counted.wait()
        return locking(programme, month, places)

    monkeypatch.setattr(tallies, "_locked", too_early)
    monkeypatch.setattr(tallies, "totals_by_place", lambda _: told.sums)
    changed_at_once(programme, area, manager, events=2)

    assert kept(programme) != recounted(programme)
