"""What the engagement page tells beside its sums: stated results, and whether there was more."""

from dataclasses import dataclass, replace

from pilots.models import Event, EventFeedback
from pilots.selectors.engagement import Wanted, events_held


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
    """What sources state of the events wanted, the newest first; one query."""
    found = EventFeedback.objects.filter(event__in=events_held(wanted).order_by().values("pk"))
    rows = found.select_related("event").order_by("-event__belongs_on", "event", "position")
    return [Stated(each.event, each) for each in rows[:most]]


def has_earlier(wanted: Wanted) -> bool:
    """Whether an event like those wanted was held before their time; one query."""
    if wanted.period is None:
        return False
    every = events_held(replace(wanted, period=None))
    return every.filter(belongs_on__lt=wanted.period.first).exists()
