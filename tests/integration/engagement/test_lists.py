"""A list of events says what its rows say, whether it was drawn before or is drawn anew."""

from collections.abc import Callable
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.test import Client

from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING, Reach
from pilots.models import Area, Event, EventActivity, EventCount, EventKind, Venue
from pilots.paging import ROWS_A_PAGE, ListPaginator
from pilots.selectors.event_lists import COLUMNS, events_from, first_page, with_parts
from pilots.selectors.event_narrowing import Narrowing
from pilots.selectors.events import counts_of, events_of, with_counts
from tests.support.builders import a_count, an_activity, an_area, an_event

pytestmark = pytest.mark.django_db
NOW, THEN = date(2019, 12, 31), date(2019, 10, 20)
ASKED = (
    {},
    {"area": "north-ayrshire"},
    {"kind": "training", "status": "held"},
    {"status": "planned", "area": "north-ayrshire"},
    {"national": True},
    {"organisation": "nhs-highland"},
    {"area": "north-ayrshire", "venue": "saltcoats-library"},
    {"area": "' OR 1=1 --"},
)
DAYS = (
    Narrowing(),
    Narrowing(since=date(2019, 10, 1), until=date(2019, 10, 31)),
    Narrowing(until=date(2019, 11, 30), dated="yes"),
    Narrowing(dated="no"),
)


@pytest.mark.parametrize("asked", ASKED)
def test_the_first_page_is_that_of_the_list_itself(
    programme: Programme, area: Area, events: list[Event], asked: dict[str, Any]
) -> None:
    there = Venue.objects.create(area=area, slug="saltcoats-library", name="Saltcoats Library")
    Event.objects.filter(slug="fun-day").update(venue=there, reported_on=THEN)
    reaches = (EVERYTHING, Reach.of(area.pk), Reach.of())

    for reach, day, narrowing in product(reaches, (NOW, THEN), DAYS):
        wanted = {"as_at": day, "reach": reach, "narrowing": narrowing, **asked}
        listed = events_of(programme, **wanted)
        rows = tuple(listed.values_list(*COLUMNS))
        assert first_page(programme, **wanted) == (rows, listed.count())


def test_a_long_list_has_a_first_page_and_a_number(programme: Programme, area: Area) -> None:
    for number in range(ROWS_A_PAGE + 2):
        an_event(programme, f"Event {number}", area=area, happened="2019-10-05")
    wanted: dict[str, Any] = {"as_at": NOW, "reach": EVERYTHING, "narrowing": Narrowing()}

    rows, counted = first_page(programme, **wanted) or ((), 0)

    assert len(rows) == ROWS_A_PAGE
    assert counted == ROWS_A_PAGE + 2
    pages: ListPaginator[Event] = ListPaginator(None, counted=10_001)
    assert (pages.num_pages, pages.words("event")) == (200, "more than 10,000 events")


@pytest.mark.parametrize("asked", [{"words": "fun"}, {"narrowing": Narrowing(missing="footfall")}])
def test_what_can_not_be_written_once_is_asked_each_time(
    programme: Programme, asked: dict[str, Any]
) -> None:
    wanted: dict[str, Any] = {"as_at": NOW, "reach": EVERYTHING, "narrowing": Narrowing()}

    assert first_page(programme, **wanted | asked) is None


def test_events_made_of_rows_are_those_of_the_database(
    programme: Programme, events: list[Event]
) -> None:
    Event.objects.filter(slug="fun-day").update(reported_on=THEN)

    for day in (NOW, THEN):
        found = with_counts(events_of(programme, as_at=day, reach=EVERYTHING), as_at=day)
        made = events_from(with_parts(found.values_list(*COLUMNS), as_at=day))

        assert made == list(found)
        assert counts_of(made, as_at=day) == counts_of(found, as_at=day) != []
        for one, other in zip(made, found, strict=True):
            assert [str(one.happened), one.kind.name] == [str(other.happened), other.kind.name]
            assert (one.area and one.area.name) == (other.area and other.area.name)


CHANGES: dict[str, Callable[[Event], object]] = {
    "Bingo & tea": lambda event: Event.objects.filter(pk=event.pk).update(name="Bingo & tea"),
    "Isle of Arran": lambda event: Area.objects.filter(pk=event.area_id).update(
        name="Isle of Arran"
    ),
    "Storytelling": lambda event: EventKind.objects.filter(pk=event.kind_id).update(
        name="Storytelling"
    ),
    "Cancelled": lambda event: Event.objects.filter(pk=event.pk).update(status="cancelled"),
    "about 512": lambda event: EventCount.objects.filter(event=event, type="footfall").update(
        value=512, qualifier="about"
    ),
    "376": lambda event: a_count(event, "attendance", 16, group="carers"),
    "99": lambda event: EventActivity.objects.filter(event=event).update(participations=99),
}


@pytest.mark.parametrize("told", CHANGES)
def test_whatever_changes_is_told_at_once(
    viewer: Client, programme: Programme, events: list[Event], told: str
) -> None:
    url = f"/programmes/{programme.slug}/events/"
    before = viewer.get(url).context["listed"]

    CHANGES[told](events[0])

    after = viewer.get(url).context["listed"]
    assert told.replace("&", "&amp;") not in before
    assert told.replace("&", "&amp;") in after


def test_another_day_looks_back_and_another_page_goes_on(
    viewer: Client, programme: Programme, events: list[Event]
) -> None:
    other = an_area(programme, "Shetland", position=3)
    for number in range(ROWS_A_PAGE):
        an_activity(an_event(programme, f"E{number}", area=other, happened="2019-10-05"), "Music")
    url = f"/programmes/{programme.slug}/events/"

    first, second = viewer.get(url), viewer.get(f"{url}?page=2")
    then = viewer.get(f"{url}?as_at=2019-01-01")

    assert len(first.context["table"].lines) == ROWS_A_PAGE
    assert len(second.context["table"].lines) == len(events) + 1  # one that is planned, too
    assert not {line.event.pk for line in first.context["table"].lines} & {
        line.event.pk for line in second.context["table"].lines
    }
    assert "No event had been reported" in then.content.decode()
