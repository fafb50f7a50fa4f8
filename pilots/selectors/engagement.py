"""What was held in a time, added up: from the tallies today, from the events for a day before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from partnership.people.models import Organisation
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.programmes.reach import Reach
from partnership.web.remembered import Remembered
from pilots import month_sums as sums
from pilots.actions.tallies import POINTS
from pilots.counting import CountType, Tally
from pilots.engaged import Cell, CountRow, Engaged, Held, HeldRow, engaged
from pilots.models import Area, Event, MonthTally
from pilots.models.event import EventQuerySet
from pilots.selectors import month_rows as rows
from pilots.selectors.events import is_past
from pilots.selectors.month_facts import sums_by_place
from pilots.tallies import tally

ADDED_UP_AT_MOST = 20_000  # events one by one, which takes some seconds


class TooManyError(Exception):
    """A look back would add up more events than anybody waits for."""


@dataclass(frozen=True)
class Wanted:
    """Which held events: of a programme, in months, at areas within reach, of a kind.

    `area` and `kind` are slugs, empty for any; `national` keeps the events of no area.
    `period` None is any time.
    """

    programme: Programme
    period: Period | None
    reach: Reach
    as_at: date
    area: str = ""
    kind: str = ""
    national: bool = False

    def q(self, path: str = "") -> Q:
        """The condition on an event, or (by a path) on the tally of a month."""
        wanted = {"area__slug": self.area, "kind__slug": self.kind, "area__isnull": self.national}
        asked = {f"{path}{name}": value for name, value in wanted.items() if value}
        programme = Q(**{f"{path}programme": self.programme})
        return programme & Q(**asked) & self.reach.q(f"{path}area")

    @property
    def shape(self) -> tuple[Reach, bool]:
        """What decides how a query of months is written, for `month_rows`."""
        return self.reach, self.national

    @property
    def given(self) -> dict[str, Any]:
        """What such a query is given."""
        time = {"first": self.period.first, "last": self.period.last} if self.period else {}
        slugs = {"area": self.area, "kind": self.kind}
        named = {name: slug for name, slug in slugs.items() if slug}
        return {"programme": self.programme.pk, **time, **named}


def held_engaged(wanted: Wanted) -> Engaged:
    """Everything about the events wanted, as it was known at the end of `as_at`.

    Five queries today. A look back, and a programme whose months were never counted, counts
    the events themselves; it raises TooManyError for more than anybody waits for.
    """
    if is_past(wanted.as_at):
        return from_events(wanted)
    found = from_tallies(wanted)
    if found.held or _is_counted(wanted.programme):
        return found
    return from_events(wanted)


def _is_counted(programme: Programme) -> bool:
    return MonthTally.objects.filter(programme=programme).exists()


def events_held(wanted: Wanted) -> EventQuerySet:
    """The events wanted, themselves."""
    found: EventQuerySet = Event.objects.filter(wanted.q()).as_at(wanted.as_at)
    found = found.held(as_at=wanted.as_at)
    return found.belonging_to(wanted.period) if wanted.period else found


def from_events(wanted: Wanted) -> Engaged:
    """Count the events themselves; TooManyError where they are too many."""
    held = events_held(wanted)
    if held.order_by()[: ADDED_UP_AT_MOST + 1].count() > ADDED_UP_AT_MOST:
        raise TooManyError
    counted = sums_by_place(held, as_at=wanted.as_at)
    organisations = {key for told in counted.values() for key in told.partners}
    known = Organisation.objects.filter(pk__in=organisations)
    slugs = dict(Area.objects.filter(programme=wanted.programme).values_list("pk", "slug"))
    kinds = dict(wanted.programme.event_kinds.values_list("pk", "slug"))
    cells = [
        Cell(slugs[at.area] if at.area else "", kinds[at.kind], at.month, told)
        for at, told in counted.items()
    ]
    return engaged(cells, dict(known.values_list("pk", "sector")))


def from_tallies(wanted: Wanted) -> Engaged:
    """Add up the tallies; five queries."""
    found = (tuple(ask.rows(*wanted.shape, **wanted.given)) for ask in ASKED)
    return ENGAGED(wanted, *found)


ASKED = (rows.HELD, rows.COUNTS, rows.KINDS, rows.SECTORS, rows.PARTNERS)
Rows = tuple[tuple[Any, ...], ...]


def _engaged(
    _: Wanted, held: Rows, counts: Rows, kinds: Rows, sectors: Rows, partners: Rows
) -> Engaged:
    """What the rows say: made anew only where one of them differs."""
    return Engaged(
        held=tuple(
            HeldRow(month, area or "", Held(events, undated))
            for month, area, events, undated, *_ in held
        ),
        counts=tuple(
            CountRow(month, area or "", type, part, undated, _sum(told))
            for month, area, type, part, undated, *told in counts
        ),
        points=_points(held),
        kinds={kind: (events, _sum(told)) for kind, events, *told in kinds},
        sectors={sector: _sum(told) for sector, *told in sectors},
        partners={sector: (number, int(times)) for sector, number, times in partners},
    )


ENGAGED = Remembered(_engaged, most=16)


def _points(held: Rows) -> dict[int, int]:
    given = [row[-len(POINTS) :] for row in held]
    points = {
        point: sum(numbers)
        for point, numbers in zip(POINTS, zip(*given, strict=True), strict=False)
    }
    return {point: number for point, number in points.items() if number}


def _sum(figures: Iterable[Any]) -> sums.Sum:
    value, events, about, at_least = figures
    return sums.Sum(value or 0, events or 0, bool(about), bool(at_least))


def attendance_of(wanted: Wanted, *, events: int, is_counted: bool) -> Tally:
    """What the `events` wanted counted of attendance; one query, none where there are none.

    `is_counted` says whether the programme’s months were ever counted.
    """
    attendance = CountType.ATTENDANCE
    if not events:
        return Tally(attendance)
    if is_past(wanted.as_at) or not is_counted:
        return tally(events_held(wanted), attendance, held=events, as_at=wanted.as_at)
    found = rows.ATTENDED.rows(*wanted.shape, **wanted.given)
    return sum((_sum(told) for told in found), start=sums.Sum()).tally(attendance, events)


def newest_day(wanted: Wanted) -> date | None:
    """The day of the last event that is wanted, or of its report; one query."""
    found = events_held(wanted).order_by("-belongs_on").values_list("belongs_on", flat=True)
    return found.first()
