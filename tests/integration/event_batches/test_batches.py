"""A sheet of events from its rows to its events, and back."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from partnership.people.models import Role, User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from partnership.programmes.models import Programme
from pilots.actions import event_batches as do
from pilots.actions.event_changes import events_touched
from pilots.models import Area, Event, EventBatch
from tests.integration.event_batches.conftest import Brings, a_row
from tests.support.builders import a_person, an_area, an_event

State = EventBatch.State
Store = Callable[[EventBatch], EventBatch]


@pytest.fixture
def stores(done_at_once: Any) -> Store:
    def store(batch: EventBatch) -> EventBatch:
        with done_at_once():
            do.store(batch=batch)
        batch.refresh_from_db()
        return batch

    return store


def fault_of(batch: EventBatch, number: int) -> dict[str, str]:
    return batch.rows.get(number=number).faults


def test_right_rows_become_events_with_counts_partners_and_history(
    brings: Brings, stores: Store, area: Area, manager: User
) -> None:
    heard: list[Any] = []

    def hear(sender: object, counted: Any, **_: Any) -> None:
        heard.extend(counted)

    batch = brings(
        a_row(
            Venue="Ardrossan library", Footfall="about 468", Partners="nhsh: checks",
            Attendance_adults="160",
        )
    )  # fmt: skip
    events_touched.connect(hear)
    try:
        stores(batch)
    finally:
        events_touched.disconnect(hear)

    assert batch.state == State.DONE
    event = Event.objects.get()
    assert (event.area, event.venue and event.venue.name) == (area, "Ardrossan Library")
    assert str(event.happened) == "2019-10-24"
    assert event.day is not None
    assert event.logged_by == manager
    figures = set(event.counts.values_list("type", "group", "value", "qualifier"))
    assert figures == {
        ("footfall", "", 468, "about"),
        ("attendance", "adults", 160, "exact"),
    }
    assert event.partners.get().offered == "checks"
    (line,) = event.history.all()
    assert (line.history_user, line.history_change_reason) == (manager, "from the sheet “x.csv”")
    assert [place.month for place in heard] == [event.day.replace(day=1)]


def test_one_faulty_row_stops_all(brings: Brings) -> None:
    batch = brings(a_row(), a_row("Second", Attendance="many"))

    assert (batch.state, batch.rows_faulty) == (State.READY, 1)
    assert "“many” is not a number of people" in fault_of(batch, 3)["attendance"]
    with pytest.raises(RefusedError, match="1 row has faults"):
        do.store(batch=batch)
    assert not Event.objects.exists()


def test_a_mended_row_is_checked_again(brings: Brings, stores: Store, done_at_once: Any) -> None:
    batch = brings(a_row(), a_row("Second", Attendance="many"), a_row("Third", Kind="?"))

    with done_at_once():
        do.mend(batch=batch, cells={3: {"attendance": "12"}}, left_out={4})
    batch.refresh_from_db()

    assert (batch.state, batch.rows_faulty) == (State.READY, 0)
    stores(batch)
    assert set(Event.objects.values_list("name", flat=True)) == {"Fun Day", "Second"}


def test_a_row_that_was_left_out_is_taken_in_again(brings: Brings, done_at_once: Any) -> None:
    batch = brings(a_row(), a_row("Third", Kind="?"))
    with done_at_once():
        do.mend(batch=batch, cells={}, left_out={3})
    with done_at_once():
        do.mend(batch=batch, cells={}, left_out=set(), taken_in={3})
    batch.refresh_from_db()

    assert batch.rows_faulty == 1


def test_the_same_sheet_again_adds_nothing(brings: Brings, stores: Store) -> None:
    rows = [a_row(Footfall="about 468", Partners="NHSH"), a_row("Regular", Slug="my-key")]
    stores(brings(*rows))

    again = brings(*rows)

    assert again.rows.filter(is_left_out=True, event__isnull=False).count() == 2
    with pytest.raises(RefusedError, match="no event to store"):
        do.store(batch=again)
    assert Event.objects.count() == 2


def test_a_row_that_differs_from_its_event_is_a_fault_and_changes_nothing(
    brings: Brings, stores: Store
) -> None:
    stores(brings(a_row(Footfall="468")))

    again = brings(a_row(Footfall="470"))

    assert "differs in Footfall" in fault_of(again, 2)["slug"]
    assert Event.objects.get().counts.get().value == 468


def test_two_rows_of_one_event_name_each_other(brings: Brings) -> None:
    batch = brings(a_row(), a_row("Other"), a_row())

    assert "stands in line 4" in fault_of(batch, 2)["slug"]
    assert "stands in line 2" in fault_of(batch, 4)["slug"]
    assert fault_of(batch, 3) == {}


def test_an_area_manager_brings_their_own_areas_events_alone(
    programme: Programme, area: Area, brings: Brings
) -> None:
    own = a_person(Role.AREA_MANAGER, area)
    an_area(programme, "Argyll and Bute")

    batch = brings(a_row(), a_row("Far", Area="Argyll and Bute"), by=own, area=area)
    loose = brings(a_row(), a_row("Far", Area="Argyll and Bute"), by=own)

    assert set(fault_of(batch, 3)) == {"area"}
    assert not fault_of(batch, 2)
    assert "You may not add" in fault_of(loose, 3)["area"]
    assert not fault_of(loose, 2)


def test_a_key_of_another_areas_event_tells_nothing_of_it(
    programme: Programme, area: Area, brings: Brings, stores: Store
) -> None:
    an_area(programme, "Argyll and Bute")
    stores(brings(a_row("Secret", Area="Argyll and Bute", Slug="taken")))

    batch = brings(a_row(Slug="taken"), by=a_person(Role.AREA_MANAGER, area), area=area)

    assert fault_of(batch, 2)["slug"].startswith("This key is taken")
    assert "Secret" not in str(fault_of(batch, 2))


def test_attendance_above_footfall_is_said_and_not_refused(brings: Brings) -> None:
    batch = brings(a_row(Footfall="10", Attendance="12"))

    assert batch.rows_faulty == 0
    assert "More attended than came through the door in line 2" in batch.problem


def test_a_figure_that_is_most_likely_mistyped_is_pointed_out_and_not_refused(
    brings: Brings,
) -> None:
    batch = brings(a_row("Mistyped", Footfall="1000000"), a_row("Fair", Footfall="10000"))

    assert batch.rows_faulty == 0
    assert "More than 10,000 people in line 2: kept as typed" in batch.problem


def test_a_name_that_is_not_known_is_answered_with_those_that_are(
    programme: Programme, area: Area, brings: Brings
) -> None:
    """Whoever mends it in the browser has no template at hand; another's areas stay unnamed."""
    an_area(programme, "Argyll and Bute")
    programme.event_kinds.create(slug="old", name="Old", is_retired=True)

    batch = brings(a_row(Kind="Fete", Area="Nowhere"), by=a_person(Role.AREA_MANAGER, area))

    fault = fault_of(batch, 2)
    assert fault["area"] == f"There is no pilot area “Nowhere”: write {area.name}."
    assert fault["kind"] == "There is no kind of event “Fete”: write Fun day."


def test_attendance_above_footfall_is_explained_in_a_column_of_its_own(
    brings: Brings, stores: Store
) -> None:
    why = {"Why more attended than came in": "The door counter broke"}
    batch = brings(a_row(Footfall="10", Attendance="12", **why))

    assert batch.problem == ""
    stores(batch)
    assert Event.objects.get().above_why == "The door counter broke"


def test_an_event_that_is_there_under_another_key_is_pointed_out(
    programme: Programme, area: Area, brings: Brings
) -> None:
    an_event(programme, "The Fun Day", area=area, happened="2019-10-24")
    an_event(programme, "Fun Day", slug="other-area", happened="2019-10-24")
    an_event(programme, "Autumn fair", slug="fair", area=area, happened="2019-autumn")

    batch = brings(
        a_row(),
        a_row("Board meeting"),
        a_row("autumn Fair", When="autumn 2019"),
        a_row("Fun Day", When="25 October 2019"),
    )

    assert batch.rows_faulty == 0
    assert batch.problem.strip() == (
        "Perhaps there already: line 2 (“The Fun Day”), line 4 (“Autumn fair”). Leave out what is"
        " the same event."
    )


def test_lines_that_are_right_are_left_out_by_their_numbers(
    brings: Brings, stores: Store, done_at_once: Any
) -> None:
    batch = brings(*(a_row(f"E{n}") for n in range(5)))
    with done_at_once():
        do.leave_out(batch=batch, lines={3, 4})
    with pytest.raises(RefusedError, match="no such line"):
        do.leave_out(batch=batch, lines={3, 99})

    stores(batch)
    assert set(Event.objects.values_list("name", flat=True)) == {"E0", "E3", "E4"}


def test_of_two_people_with_the_same_sheet_the_second_adds_nothing(
    brings: Brings, stores: Store, programme: Programme
) -> None:
    first = brings(a_row(), a_row("Second"))
    second = brings(a_row(), a_row("Second"), by=a_person(Role.PROGRAMME_MANAGER, programme))
    assert first.rows_faulty == second.rows_faulty == 0
    stores(first)

    stores(second)

    assert second.state == State.READY
    assert "Something changed" in second.problem
    assert second.rows.filter(is_left_out=True, event__isnull=False).count() == 2
    assert Event.objects.count() == 2


class TestTakingBack:
    def test_every_event_goes_with_its_counts(
        self, brings: Brings, stores: Store, manager: User
    ) -> None:
        batch = stores(brings(a_row(Footfall="3"), a_row("Second")))

        assert do.undo(batch=batch, by=manager) == 2

        batch.refresh_from_db()
        assert batch.state == State.UNDONE
        assert not Event.objects.exists()
        last = Event.history.filter(history_type="-")
        assert {row.history_user for row in last} == {manager}
        assert len(last) == 2

    def test_not_after_a_day(self, brings: Brings, stores: Store, manager: User) -> None:
        batch = stores(brings(a_row()))
        EventBatch.objects.update(stored_at=timezone.now() - timedelta(hours=25))

        with pytest.raises(RefusedError, match="24 hours"):
            do.undo(batch=batch, by=manager)

    def test_not_where_one_was_changed_since(
        self, brings: Brings, stores: Store, manager: User
    ) -> None:
        batch = stores(brings(a_row(), a_row("Second")))
        with changing(Event.objects.get(name="Second"), seen=1, by=manager) as event:
            event.went = "Well"

        with pytest.raises(RefusedError, match="“Second” was changed"):
            do.undo(batch=batch, by=manager)
        assert Event.objects.count() == 2

    @pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
    def test_whoever_changes_one_meanwhile_waits(
        self, brings: Brings, stores: Store, manager: User
    ) -> None:
        batch = stores(brings(a_row()))
        with CaptureQueriesContext(connection) as asked:
            do.undo(batch=batch, by=manager)

        locked = [each["sql"] for each in asked if "FOR UPDATE" in each["sql"]]
        assert any('FROM "pilots_event"' in sql for sql in locked)

    def test_not_where_something_hangs_on_one(
        self, brings: Brings, stores: Store, manager: User
    ) -> None:
        batch = stores(brings(a_row()))
        Event.objects.get().activities.create(position=1, name="Silent disco")

        with pytest.raises(RefusedError, match="“Fun Day” was changed"):
            do.undo(batch=batch, by=manager)

    def test_what_was_there_before_stays(
        self, brings: Brings, stores: Store, manager: User
    ) -> None:
        stores(brings(a_row()))
        second = stores(brings(a_row(), a_row("Second")))

        do.undo(batch=second, by=manager)

        assert Event.objects.get().name == "Fun Day"
