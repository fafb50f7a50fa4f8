"""Who took part in learning and meetings: people by sector, boards engaged."""

from collections import defaultdict
from datetime import date

from django.db.models import Q, QuerySet

from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from pilots.counting import Count, CountType, Qualifier, Tally, total
from pilots.models import Area, Event, EventParticipants, ReportingBody


def participants_by_sector(
    programme: Programme, *, as_at: date, area: Area | None = None, period: Period | None = None
) -> dict[str, Tally]:
    """People from each sector at the events that were known as held by a day; one query.

    `missing` counts the events that name a sector without a figure. A sector
    that no event names has no entry: that is not recorded, which is not 0.
    """
    held = _held(programme, as_at=as_at, area=area, period=period)
    rows = EventParticipants.objects.filter(event__in=held.order_by().values("pk"))
    parts: dict[str, list[Tally]] = defaultdict(list)
    for event, sector, value, sure in rows.values_list("event", "sector", "value", "qualifier"):
        count = Count(event, CountType.ATTENDANCE, value, Qualifier(sure))
        parts[sector].append(Tally.of(count))
    return {sector: total(CountType.ATTENDANCE, found) for sector, found in sorted(parts.items())}


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
    held = _held(programme, as_at=as_at, area=area, period=period).order_by()
    engaged = Q(pk__in=held.filter(bodies__isnull=False).values("bodies")) | Q(
        area__in=held.filter(area__isnull=False).values("area")
    )
    return ReportingBody.objects.filter(engaged, programme=programme, kind=kind).order_by("name")


def _held(
    programme: Programme, *, as_at: date, area: Area | None, period: Period | None
) -> QuerySet[Event]:
    found = Event.objects.filter(programme=programme).as_at(as_at).held(as_at=as_at)
    found = found.filter(area=area) if area else found
    return found.belonging_to(period) if period else found
