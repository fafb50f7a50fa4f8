"""Counts of events as they had been said by a day, for the database to add up or to look for."""

from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from pilots.models import CountCorrection, EventCount, EventParticipants


def figures_then(past: date | None) -> QuerySet[EventCount]:
    """The counts with their figure `then`, and how `sure` it was.

    `past` is a day before today that is looked back to; None: as they stand.
    """
    if past is None:
        return EventCount.objects.annotate(then=F("value"), sure=F("qualifier"))
    since = CountCorrection.objects.filter(
        event=OuterRef("event"),
        part=CountCorrection.Part.COUNT,
        type=OuterRef("type"),
        group=OuterRef("group"),
        reported_on__gt=past,
    ).order_by("number")
    said = EventCount.objects.filter(Q(reported_on=None) | Q(reported_on__lte=past))
    return said.annotate(
        then=Case(
            When(Exists(since), then=Subquery(since.values("was_value")[:1])), default="value"
        ),
        sure=Case(
            When(Exists(since), then=Subquery(since.values("was_qualifier")[:1])),
            default="qualifier",
        ),
    )


def people_then(past: date | None) -> QuerySet[Any]:
    """People by sector with their figure `then`, and how `sure` it was; see `figures_then`."""
    if past is None:
        return EventParticipants.objects.annotate(then=F("value"), sure=F("qualifier"))
    since = CountCorrection.objects.filter(
        event=OuterRef("event"),
        part=CountCorrection.Part.SECTOR,
        group=OuterRef("sector"),
        reported_on__gt=past,
    ).order_by("number")
    said = EventParticipants.objects.filter(Q(reported_on=None) | Q(reported_on__lte=past))
    return said.annotate(
        then=Case(
            When(Exists(since), then=Subquery(since.values("was_value")[:1])), default="value"
        ),
        sure=Case(
            When(Exists(since), then=Subquery(since.values("was_qualifier")[:1])),
            default="qualifier",
        ),
    )
