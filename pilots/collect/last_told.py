"""What the last report could tell of events, so that what came after it is known."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from pilots.models.event import held_by


@dataclass(frozen=True)
class Told:
    """What belongs to `until` or before, was said by the day `by`, and recorded in time.

    What was published is frozen, so what was `recorded_by` later than that was not in it; None
    where nothing was published and the days alone decide.
    """

    until: date
    by: date
    recorded_by: datetime | None = None

    @classmethod
    def at(cls, last: date) -> "Told":
        """What could be told at the end of a period of which nothing was published."""
        return cls(last, last)

    @property
    def of_before(self) -> Q:
        """Events of the time that it told of."""
        return Q(belongs_on__lte=self.until)

    @property
    def had(self) -> Q:
        """Events that it told of, as held."""
        told = held_by(self.by) & Q(reported_on__lte=self.by) & self.of_before
        return told & Q(recorded_at__lte=self.recorded_by) if self.recorded_by else told

    @property
    def event_is_late(self) -> Q:
        """Events that were said, or said to have been held, or recorded only after it."""
        return self.is_late | Q(held_reported_on__gt=self.by)

    @property
    def is_late(self) -> Q:
        """Records of which the same holds."""
        late = Q(reported_on__gt=self.by)
        return late | Q(recorded_at__gt=self.recorded_by) if self.recorded_by else late
