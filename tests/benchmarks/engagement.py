"""Events of a benchmark's programme, with their counts and partners."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from partnership.programmes.models import Programme
from pilots.actions.tallies import recount_all
from pilots.models import Event, EventCount, EventKind, EventPartner
from tests.benchmarks.copying import Row, copy_rows
from tests.benchmarks.people import ORGANISATIONS_PER_AREA, START
from tests.benchmarks.plan import TODAY, kinds_of
from tests.benchmarks.sizes import (
    FLOOR_EVENTS,
    FLOOR_MILESTONES,
    FLOOR_PROGRAMME,
    PROGRAMME,
    Size,
)

DAYS = (TODAY - START).days
AHEAD = 60  # days into the future for which events are planned


def fill_engagement(size: Size) -> None:
    """Add kinds of events, the events over five years, their counts and partners."""
    copy_rows(EventKind, _kinds(size))
    copy_rows(Event, _events(size))
    copy_rows(Event, _floor_events(size))
    copy_rows(EventCount, _counts(size))
    copy_rows(EventPartner, _partners(size))


def fill_tallies() -> None:
    """Count the months as the product does by night."""
    recount_all(Programme.objects.get(pk=PROGRAMME))


def _kinds(size: Size) -> Iterator[Row]:
    """As many as a programme has; of the floor one for each milestone, keyed as it is."""
    floor = range(size.milestones + 1, size.milestones + FLOOR_MILESTONES + 1)
    for key in (*range(1, kinds_of(size) + 1), *floor):
        programme = PROGRAMME if key <= size.milestones else FLOOR_PROGRAMME
        yield {
            "id": key,
            "programme_id": programme,
            "slug": f"kind-{key}",
            "name": f"Workshop of step {key}",
        }


def _day_of(key: int, count: int) -> date:
    """Events spread evenly from the start until two months from today."""
    return START + timedelta(days=key * (DAYS + AHEAD) // count)


def _events(size: Size) -> Iterator[Row]:
    chance = random.Random(7)
    for key in range(1, size.events + 1):
        day = _day_of(key, size.events)
        venue = chance.randrange(size.venues) + 1
        is_known = key % 50 != 0
        yield {
            "id": key,
            "programme_id": PROGRAMME,
            "area_id": (venue - 1) % size.areas + 1,
            "kind_id": chance.randrange(kinds_of(size)) + 1,
            "venue_id": venue,
            "slug": f"event-{key}",
            "name": f"Mindful morning number {key}",
            "status": "held" if day <= TODAY else "planned",
            "happened": day.isoformat() if is_known else f"{day:%Y-%m}",
            "day": day if is_known else None,
            "audience": "Adults and families",
            "reported_on": min(day + timedelta(days=3), TODAY),
        }


def _floor_events(size: Size) -> Iterator[Row]:
    for number in range(1, FLOOR_EVENTS + 1):
        day = _day_of(number, FLOOR_EVENTS)
        yield {
            "id": size.events + number,
            "programme_id": FLOOR_PROGRAMME,
            "kind_id": size.milestones + number % FLOOR_MILESTONES + 1,
            "slug": f"event-{number}",
            "name": f"Plain event number {number}",
            "status": "held",
            "happened": day.isoformat(),
            "day": day,
            "reported_on": day,
        }


def _counts(size: Size) -> Iterator[Row]:
    """Adults and children at each event; of one in twenty nobody counted the children."""
    chance = random.Random(11)
    for key in range(1, size.events + 1):
        if _day_of(key, size.events) > TODAY:
            continue
        for place, group in enumerate(("adults", "children")):
            is_counted = group == "adults" or key % 20 != 0
            yield {
                "id": key * 2 + place,
                "event_id": key,
                "type": "attendance",
                "group": group,
                "value": chance.randrange(3, 60) if is_counted else None,
                "qualifier": "about" if key % 10 == 0 else "exact",
                "method": "head-count",
            }


def _partners(size: Size) -> Iterator[Row]:
    for key in range(1, size.events + 1):
        yield {
            "id": key,
            "event_id": key,
            "organisation_id": key % (size.areas * ORGANISATIONS_PER_AREA) + 1,
            "offered": "Health information",
        }
