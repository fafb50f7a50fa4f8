"""Counts of events as they had been said by a day, for the database to add up or to look for."""

from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from pilots.models import CountCorrection, EventActivity, EventCount, EventParticipants


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


def activities_then(past: date | None) -> QuerySet[Any]:
    """Activities with their participations `then`, and how `sure` they were; see `figures_then`.

    One that a later correction brought was not there yet.
    """
    if past is None:
        return EventActivity.objects.annotate(
            then=F("participations"), sure=F("participations_qualifier")
        )
    since = CountCorrection.objects.filter(
        event=OuterRef("event"),
        part=CountCorrection.Part.ACTIVITY,
        type="",
        group=OuterRef("name"),
        reported_on__gt=past,
    ).order_by("number")
    was_new = Coalesce(Subquery(since.values("is_new")[:1]), Value(False))
    return EventActivity.objects.alias(was_new=was_new).filter(was_new=False).annotate(
        then=Case(
            When(Exists(since), then=Subquery(since.values("was_value")[:1])),
            default="participations",
        ),
        sure=Case(
            When(Exists(since), then=Subquery(since.values("was_qualifier")[:1])),
            default="participations_qualifier",
        ),
    )  # fmt: skip
