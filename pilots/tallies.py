"""Totals of counts worked out by the database, equal to those of `counting`."""

from datetime import date

from django.db.models import Case, Count, F, Max, Q, QuerySet, Sum, Value, When

from pilots.counting import CountType, Tally
from pilots.models import Event
from pilots.selectors.events import is_past
from pilots.selectors.figures_then import figures_then


def tally(
    events: QuerySet[Event], type: CountType, *, held: int, as_at: date | None = None
) -> Tally:
    """What the `held` events of a query counted of a type in all, as said by a day; one query.

    The same as `counting.tally_events` of their rows: an event of which one part
    is not recorded is at least its other parts, one without a figure is missing.
    """
    per_event = (
        figures_then(as_at if is_past(as_at) else None)
        .filter(type=type.value, may_overlap=False, event__in=events.order_by().values("pk"))
        .order_by()
        .values("event")
        .annotate(
            total=Sum("then"),
            parts=Count("pk"),
            known=Count("then"),
            about=_any(Q(sure="about", then__isnull=False)),
            at_least=_any(Q(sure="at-least", then__isnull=False)),
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
