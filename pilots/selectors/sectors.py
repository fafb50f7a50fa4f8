"""Who took part in learning and meetings: people by sector, boards engaged."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.programmes.reach import EVERYTHING, Reach
from pilots import counting
from pilots.counting import CountType, Qualifier, Tally
from pilots.models import Area, Event, ReportingBody
from pilots.models.event import EventQuerySet
from pilots.selectors.events import is_past
from pilots.selectors.figures_then import people_then

BOARDS = (
    ReportingBody.Kind.IJB,
    ReportingBody.Kind.HEALTH_BOARD,
    ReportingBody.Kind.COUNCIL,
    ReportingBody.Kind.TRUST,
)


@dataclass(frozen=True)
class People:
    """The people of a sector, and how many events gave their number."""

    tally: Tally
    events: int


@dataclass(frozen=True)
class Asked:
    """Whose learning and meetings, as they had been reported by a day."""

    programme: Programme
    as_at: date
    reach: Reach = EVERYTHING
    area: Area | None = None
    period: Period | None = None

    @property
    def past(self) -> date | None:
        """The day before today that is looked back to; None: as things stand."""
        return self.as_at if is_past(self.as_at) else None

    def held(self) -> EventQuerySet:
        """The events that were known as held."""
        found = Event.objects.filter(programme=self.programme).visible_to(self.reach)
        found = found.as_at(self.as_at).held(as_at=self.as_at)
        found = found.filter(area=self.area) if self.area else found
        return found.belonging_to(self.period) if self.period else found


def participants_by_sector(asked: Asked) -> dict[str, People]:
    """People from each sector at the events that were known as held by a day; one query.

    The tally's `missing` counts the events that name a sector without a figure. A sector
    that no event names has no entry: that is not recorded, which is not 0.
    """
    rows = people_then(asked.past).filter(event__in=asked.held().order_by().values("pk"))
    found = rows.order_by().values("sector").annotate(**people_sums())
    return {
        row["sector"]: People(people_tally(row), row["events"])
        for row in sorted(found, key=lambda row: str(row["sector"]))
    }


def people_sums() -> dict[str, Count | Sum]:
    """What is added up of rows of `people_then`, for `people_tally`."""
    known = Q(then__isnull=False)
    return {
        "people": Sum("then"),
        "events": Count("pk", filter=known),
        "missing": Count("pk", filter=~known),
        "about": Count("pk", filter=known & Q(sure=Qualifier.ABOUT.value)),
        "at_least": Count("pk", filter=known & Q(sure=Qualifier.AT_LEAST.value)),
    }


def people_tally(row: Mapping[str, Any]) -> Tally:
    """The people of a sector; `missing` are the events that name it without a figure."""
    return Tally(
        CountType.ATTENDANCE,
        row["people"],
        is_about=bool(row["about"]),
        is_at_least=bool(row["at_least"]),
        missing=row["missing"],
    )


def events_that_count(asked: Asked) -> QuerySet[Any]:
    """The events asked for people by sector, latest first, each with whether it `is_told`.

    Those of kinds that ask who came from which sector, and any other at which somebody said.
    """
    told = people_then(asked.past).filter(event=OuterRef("pk"), then__isnull=False)
    found = asked.held().annotate(is_told=Exists(told))
    found = found.filter(Q(kind__asks_sectors=True) | Q(is_told=True))
    return found.select_related("area", "kind").order_by("-belongs_on", "name", "pk")


def people_at(events: Iterable[Event], asked: Asked) -> dict[int, dict[str, Tally]]:
    """Who was at each of these events, by sector; one query."""
    rows = people_then(asked.past).filter(event__in=[event.pk for event in events])
    found: dict[int, dict[str, Tally]] = defaultdict(dict)
    for event, sector, value, sure in rows.values_list("event", "sector", "then", "sure"):
        count = counting.Count(event, CountType.ATTENDANCE, value, Qualifier(sure or "exact"))
        found[event][sector] = Tally.of(count)
    return found


def boards(asked: Asked) -> QuerySet[ReportingBody]:
    """The boards: how many events were held `in_area`, how many are `naming` it; one query."""
    held, none = asked.held().order_by(), IntegerField()
    in_area = held.filter(area=OuterRef("area")).values("area").annotate(n=Count("pk"))
    naming = held.filter(bodies=OuterRef("pk")).values("bodies").annotate(n=Count("pk"))
    found = ReportingBody.objects.filter(programme=asked.programme, kind__in=BOARDS)
    found = found.filter(area=asked.area) if asked.area else found
    return found.visible_to(asked.reach).select_related("area").annotate(
        in_area=Coalesce(Subquery(in_area.values("n")), 0, output_field=none),
        naming=Coalesce(Subquery(naming.values("n")), 0, output_field=none),
    )  # fmt: skip


def events_naming(boards: Iterable[Any], asked: Asked) -> dict[int, list[Event]]:
    """The events that name each of these boards, latest first; one query."""
    keys = [board.pk for board in boards if board.naming]
    naming = Event.bodies.through.objects.filter(reportingbody__in=keys)
    rows = naming.filter(event__in=asked.held().order_by().values("pk"))
    found: dict[int, list[Event]] = defaultdict(list)
    for row in rows.select_related("event").order_by("-event__belongs_on", "event__name"):
        found[row.reportingbody_id].append(row.event)
    return found


def bodies_engaged(
    programme: Programme,
    *,
    as_at: date,
    area: Area | None = None,
    period: Period | None = None,
    kind: str = "ijb",
) -> QuerySet[ReportingBody]:
    """The boards of a kind whose people took part in an event held by a day; one query.

    A board is engaged by an event that names it, and by every event in its own area.
    """
    held = Asked(programme, as_at, area=area, period=period).held().order_by()
    engaged = Q(pk__in=held.filter(bodies__isnull=False).values("bodies")) | Q(
        area__in=held.filter(area__isnull=False).values("area")
    )
    return ReportingBody.objects.filter(engaged, programme=programme, kind=kind).order_by("name")
