"""What a report sums in the database is what the rules make of its events one by one."""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from model_bakery import baker

from partnership.people.models import Organisation
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from pilots.collect import engagement, engagement_part
from pilots.counting import CountType, Tally, total
from pilots.event_lines import EventLine
from pilots.models import Event, EventCount, FeedbackAnswer
from pilots.models.event_detail import Qualifier
from pilots.parts import EngagementPart, EventRow
from tests.support.builders import a_count, a_partner, an_activity, an_event, an_organisation

pytestmark = pytest.mark.django_db
QUARTER = Period.ending(date(2019, 12, 31))
BEFORE, DURING, END = date(2019, 8, 20), date(2019, 11, 5), QUARTER.last
LATER = END + timedelta(days=20)

SAID = st.sampled_from([None, BEFORE, DURING, LATER])
VALUES = st.one_of(st.none(), st.integers(0, 3), st.just(1_000_000))
SURE = st.sampled_from(Qualifier.values)
FIGURE = st.tuples(VALUES, SURE)
CORRECTED = st.one_of(st.none(), st.tuples(FIGURE, st.sampled_from([DURING, LATER]), st.booleans()))
EVENTS = st.lists(
    st.fixed_dictionaries(
        {
            "day": st.sampled_from(["2019-08-20", "2019-11-05", "2019-11", "2019-08"]),
            "reported_on": st.sampled_from([BEFORE, DURING, LATER]),
            "held_reported_on": SAID,
            "status": st.sampled_from(["held", "held", "confirmed", "planned", "cancelled"]),
            "confirmed_on": st.sampled_from([BEFORE, DURING, LATER]),
            "kind": st.sampled_from(["Fun day", "Training"]),
            "counts": st.dictionaries(
                st.tuples(st.sampled_from(EventCount.Type.values), st.sampled_from(["", "adults"])),
                st.tuples(FIGURE, st.booleans(), SAID, CORRECTED),
                max_size=4,
            ),
            "activities": st.lists(st.tuples(FIGURE, CORRECTED), max_size=3),
            "sectors": st.dictionaries(
                st.sampled_from(["health", "council"]), st.tuples(FIGURE, SAID, CORRECTED)
            ),
            "partners": st.sets(st.integers(0, 1)),
            "points": st.lists(st.tuples(st.integers(1, 5), st.sampled_from([DURING, LATER]))),
        }
    ),
    min_size=1,
    max_size=6,
)
QUICKLY = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def store(programme: Programme, partners: list[Organisation], told: Any) -> Event:
    event = an_event(
        programme,
        f"Event {programme.events.count()}",
        told["kind"],
        happened=told["day"],
        reported_on=told["reported_on"],
        held_reported_on=told["held_reported_on"],
        status=told["status"],
        confirmed_on=told["confirmed_on"] if told["status"] == "confirmed" else None,
    )
    for (type, group), ((value, sure), overlaps, said, was) in told["counts"].items():
        figure = {"qualifier": sure, "may_overlap": overlaps, "reported_on": said}
        a_count(event, type, value, group=group, **figure)
        corrected(event, was, part="count", type=type, group=group)
    for number, ((value, sure), was) in enumerate(told["activities"]):
        name = f"Activity {number}"
        figure = {"participations": value, "participations_qualifier": sure}
        an_activity(event, name, **figure)
        corrected(event, was, part="activity", group=name)
    for sector, ((value, sure), said, was) in told["sectors"].items():
        event.participants.create(sector=sector, value=value, qualifier=sure, reported_on=said)
        corrected(event, was, part="sector", group=sector)
    for number in told["partners"]:
        a_partner(event, partners[number])
    for point, day in told["points"]:
        baker.make(
            FeedbackAnswer, event=event, key=uuid4(), satisfaction=point, channel="public",
            received_on=day, set_aside_why="",
        )  # fmt: skip
    return event


def corrected(event: Event, was: Any, **what: Any) -> None:
    """Note what a figure had been, if it was corrected."""
    if was is None:
        return
    (value, sure), said, is_new = was
    event.corrections.create(
        number=event.corrections.count() + 1, was="it", became="this", why="A slip",
        was_value=value, was_qualifier=sure, reported_on=said,
        is_new=is_new and what["part"] == "activity", **what,
    )  # fmt: skip


def recount(rows: list[EventRow]) -> dict[str, Any]:
    """The totals of events, from each of them in full."""
    kinds = Counter(row.kind for row in rows)
    sectors: dict[str, Tally] = {}
    for row in rows:
        for sector, people in row.sectors:
            sectors[sector] = sectors.get(sector, Tally(CountType.ATTENDANCE)) + people
    return {
        "events": len(rows),
        "by_kind": tuple(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
        "footfall": total(CountType.FOOTFALL, (row.footfall for row in rows)),
        "attendance": total(CountType.ATTENDANCE, (row.attendance for row in rows)),
        "participation": total(CountType.PARTICIPATION, (row.participation for row in rows)),
        "partners": len({name for row in rows for name, _ in row.partners}),
        "confirmed": sum(row.is_confirmed for row in rows),
        "sectors": tuple(sorted(sectors.items())),
        "sectors_told": sum(bool(row.sectors) for row in rows),
        "sectors_asked": sum(row.asks_sectors or bool(row.sectors) for row in rows),
        "answered_at": sum(row.answered is not None for row in rows),
    }


def in_one_go(
    programme: Programme, stored: list[Any], check: Callable[[list[Event]], None]
) -> None:
    """Store events, look at them, and leave nothing behind."""
    with transaction.atomic():
        partners = [an_organisation(f"Partner {number}") for number in range(2)]
        events = [store(programme, partners, told) for told in stored]
        programme.event_kinds.filter(name="Training").update(asks_sectors=True)
        check([Event.objects.get(pk=event.pk) for event in events])
        transaction.set_rollback(True)


def part_of(programme: Programme, period: Period = QUARTER) -> EngagementPart:
    return engagement_part(programme, period=period, as_at=END)


@QUICKLY
@given(stored=EVENTS)
def test_the_sums_are_those_of_the_events_one_by_one(
    programme: Programme, stored: list[Any]
) -> None:
    def check(events: list[Event]) -> None:
        found, last = part_of(programme), QUARTER.previous.last
        told = {e.slug for e in events if e.was_held_by(last) and e.reported_on <= last}
        earlier = [row for row in part_of(programme, QUARTER.previous).held if row.slug in told]
        for sums, rows in ((found.now, list(found.held)), (found.before, earlier)):
            expected = recount(rows)
            assert {name: getattr(sums, name) for name in expected} == expected
        given = sum(row.answered.base for row in found.held if row.answered)
        assert (found.now.answered.base if found.now.answered else 0) == given

    in_one_go(programme, stored, check)


@QUICKLY
@given(stored=EVENTS)
def test_lines_say_of_many_events_what_is_said_of_few(
    programme: Programme, stored: list[Any]
) -> None:
    def check(_: list[Event]) -> None:
        few = part_of(programme)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(engagement, "IN_FULL", 0)
            many = part_of(programme)
        if few.held:
            assert many.held == ()
            assert list(many.rows) == [line_of(row) for row in few.held]
        assert (many.now, many.before, many.undated) == (few.now, few.before, few.undated)
        assert list(many.at_odds) == list(few.at_odds)

    in_one_go(programme, stored, check)


def line_of(row: EventRow) -> EventLine:
    return EventLine(
        row.name, row.kind, row.area, row.venue, row.when, row.day, row.footfall, row.attendance,
        row.participation, row.slug, row.at_odds,
    )  # fmt: skip
