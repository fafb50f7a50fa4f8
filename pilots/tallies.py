"""Totals of counts worked out by the database, equal to those of `counting`."""

from django.db.models import Case, Count, F, Max, Q, QuerySet, Sum, Value, When

from pilots.counting import CountType, Tally
from pilots.models import Event, EventCount


def tally(events: QuerySet[Event], type: CountType, *, held: int) -> Tally:
    """What the `held` events of a query counted of a type in all; one query.

    The same as `counting.tally_events` of their rows: an event of which one part
    is not recorded is at least its other parts, one without a figure is missing.
    """
    per_event = (
        EventCount.objects.filter(
            type=type.value, may_overlap=False, event__in=events.order_by().values("pk")
        )
        .order_by()
        .values("event")
        .annotate(
            total=Sum("value"),
            parts=Count("pk"),
            known=Count("value"),
            about=_any(Q(qualifier="about", value__isnull=False)),
            at_least=_any(Q(qualifier="at-least", value__isnull=False)),
        )
    )
    found = per_event.aggregate(
        value=Sum("total"),
        counted=Count("event", filter=Q(known__gt=0)),
        is_about=Max("about"),
        is_at_least=Max("at_least"),
        is_partial=_any(Q(known__gt=0, parts__gt=F("known"))),
    )
    return Tally(
        type,
        found["value"],
        is_about=bool(found["is_about"]),
        is_at_least=bool(found["is_at_least"] or found["is_partial"]),
        missing=held - found["counted"],
    )


def _any(condition: Q) -> Max:
    """1 where the condition holds for any row."""
    return Max(Case(When(condition, then=Value(1)), default=Value(0)))
