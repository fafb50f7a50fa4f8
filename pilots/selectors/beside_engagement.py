"""What the engagement page tells beside its sums: stated results, and whether there was more."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.programmes.reach import Reach
from partnership.web.prepared import Prepared
from pilots.models import Event, EventFeedback
from pilots.selectors.engagement import Wanted, events_held
from pilots.selectors.figures_as_at import feedback_as_at, is_past


@dataclass(frozen=True)
class Stated:
    """A result of asking people as its source states it, and the event that it is of."""

    event: Event
    feedback: EventFeedback

    @property
    def base(self) -> int | None:
        """How many answered; None: not recorded."""
        return self.feedback.base

    @property
    def part(self) -> int | None:
        """How many of them answered so; None where nobody can tell."""
        told = self.feedback
        if told.answers is not None or told.base is None or told.per_cent is None:
            return told.answers
        return round(told.per_cent * told.base / 100)


def stated_results(wanted: Wanted, *, most: int) -> list[Stated]:
    """What sources state of the events wanted, of the newest first, as said by the day.

    Of at most so many events; one query where there is none, else three, four for a look back.
    """
    given = {**wanted.given, "as_at": wanted.as_at}
    keys = [key for (key,) in STATED.rows(*wanted.shape, most, **given)]
    if not keys:
        return []
    needed = ("feedback", "corrections") if is_past(wanted.as_at) else ("feedback",)
    found = Event.objects.filter(pk__in=keys).order_by(*NEWEST_FIRST)
    return [
        Stated(event, each)
        for event in found.prefetch_related(*needed)
        for each in feedback_as_at(event, wanted.as_at)
    ]


def _stated(
    reach: Reach,
    national: bool,
    most: int,
    *,
    programme: int,
    first: date | None = None,
    last: date | None = None,
    **given: Any,
) -> QuerySet[Event, Any]:
    """The keys of the newest events of which a source states a result."""
    period = Period(first, last) if first and last else None
    place = {"reach": reach, "national": national, **given}
    wanted = Wanted(Programme(pk=programme), period, **place)
    stated = EventFeedback.objects.filter(event=OuterRef("pk"))
    found = events_held(wanted).filter(Exists(stated)).order_by(*NEWEST_FIRST)
    return found.values_list("pk")[:most]


NEWEST_FIRST = ("-belongs_on", "pk")
STATED = Prepared(_stated)


def has_earlier(wanted: Wanted) -> bool:
    """Whether an event like those wanted was held before their time; one query."""
    if wanted.period is None:
        return False
    every = events_held(replace(wanted, period=None))
    return every.filter(belongs_on__lt=wanted.period.first).exists()
