"""What was held in a period, with honest totals.

A whole country holds more than ten thousand events in a quarter: they are summed by the
database, and no more of them are read in full than a report can tell of. All of them stand
in its tables, a line each.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from pilots.collect.details import details_of
from pilots.collect.last_told import Told
from pilots.collect.late import corrections_since, late_entries
from pilots.collect.lines import event_lines
from pilots.collect.sums import Summed
from pilots.collect.told import Teller, answered, with_detail
from pilots.event_lines import EventLines
from pilots.models import Area, ConsultationQuestion, Event, EventActivity, EventFeedback
from pilots.models.event import held_by, planned_by
from pilots.parts import EngagementPart, EventRow
from pilots.presenters.feedback import small_numbers
from pilots.selectors.events import is_past
from pilots.selectors.feedback import is_answered
from pilots.selectors.sectors import bodies_engaged

IN_FULL = 160  # events of a period; where more were held, some of those of which more is known
PLANNED = 40


def engagement_part(
    programme: Programme,
    *,
    period: Period,
    as_at: date,
    area: Area | None = None,
    told: Told | None = None,
    cut_off: date | None = None,
) -> EngagementPart:
    """The period's events as reported by `as_at`, beside the period before; 13 queries at most.

    `told` is what the last report could tell; without one, what had been said by the end of
    the period before. A correction counts what came later than its `cut_off`; what lay ahead
    is told as at that day all the same.
    """
    told = told or Told.at(period.previous.last)
    looks = _Looks(programme, period, as_at, area, told, cut_off or as_at)
    now, before = looks.summed().sums()
    has_many = now.numbers["events"] > IN_FULL
    held, planned, boards = _in_full(looks, has_many=has_many)
    lines = event_lines(looks.held, past=looks.past) if has_many else ()
    rule = small_numbers(programme)
    return EngagementPart(
        now=replace(now.engagement, answered=answered(now.points, rule)),
        before=before.engagement,
        held=tuple(held),
        planned=tuple(planned),
        corrections=tuple(corrections_since(looks.events, told, as_at)),
        late=tuple(late_entries(looks.events, told, as_at, areas_word=programme.area_word_plural)),
        boards=tuple(boards),
        lines=EventLines.of(lines),
        planned_in_all=now.planned,
    )


@dataclass(frozen=True)
class _Looks:
    """How events stand to a period, as at a day."""

    programme: Programme
    period: Period
    as_at: date
    area: Area | None
    told: Told
    cut_off: date

    @property
    def past(self) -> date | None:
        """The day before today that is looked back to; None: as things stand."""
        return self.as_at if is_past(self.as_at) else None

    @property
    def events(self) -> QuerySet[Event]:
        """All that had been reported."""
        found = Event.objects.filter(programme=self.programme).as_at(self.as_at)
        return found.filter(area=self.area) if self.area else found

    def was_held(self, event: Event) -> bool:
        """Whether it is one of those held in the period."""
        is_within = self.period.first <= event.belongs_on <= self.period.last
        return is_within and event.was_held_by(self.as_at)

    @property
    def is_held(self) -> Q:
        """The same, for a query."""
        return held_by(self.as_at) & Q(belongs_on__range=(self.period.first, self.period.last))

    @property
    def held(self) -> QuerySet[Event]:
        """Those held in the period."""
        return self.events.filter(self.is_held)

    @property
    def before(self) -> QuerySet[Event]:
        """Those of the period before that the last report told of as held."""
        before = self.period.previous
        return self.events.filter(self.told.had, belongs_on__range=(before.first, before.last))

    @property
    def planned(self) -> QuerySet[Event]:
        """Those that lay ahead at the cut-off."""
        found = self.events.filter(planned_by(self.cut_off), reported_on__lte=self.cut_off)
        return found.exclude(day__lt=self.period.first).exclude(self.is_held)

    def summed(self) -> Summed:
        """What the database adds up of them."""
        return Summed(
            self.held, self.before, self.planned, self.period.first, self.as_at, self.past
        )

    @property
    def with_story(self) -> QuerySet[Event]:
        """Those held of which more is known than a line of a table holds."""
        told = ~Q(findings="") | Q(is_answered(self.as_at))
        for detail in (EventActivity, EventFeedback, ConsultationQuestion):
            told |= Q(Exists(detail.objects.filter(event=OuterRef("pk"))))
        return self.held.filter(told)


def _in_full(looks: _Looks, *, has_many: bool) -> tuple[list[EventRow], list[EventRow], list[str]]:
    """Events held, events planned, and the boards engaged; six queries."""
    chosen = (
        _first(looks.with_story if has_many else looks.held, IN_FULL),
        _first(looks.planned, PLANNED),
    )
    found = with_detail(looks.events.filter(Q(pk__in=chosen[0]) | Q(pk__in=chosen[1])))
    keys = [event.pk for event in found]
    boards = bodies_engaged(
        looks.programme, as_at=looks.as_at, area=looks.area, period=looks.period
    )
    details = details_of(keys, boards, as_at=looks.as_at)
    teller = Teller(looks.as_at, details, small_numbers(looks.programme))
    held = [teller.row(event) for event in found if looks.was_held(event)]
    planned = [teller.row(event) for event in found if not looks.was_held(event)]
    return held, planned, details.boards


def _first(events: QuerySet[Event], number: int) -> QuerySet[Any]:
    return events.order_by("belongs_on", "name", "pk").values("pk")[:number]
