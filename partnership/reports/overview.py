"""The look at a programme, or one area, on a day: the figures of its first page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from evaluation.models import Measure, Outcome
from milestones.collect import plan_part
from milestones.models import Risk
from milestones.parts import PlanPart
from partnership.programmes.counts import counts_of
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.reports.models import Report
from pilots.counting import CountType, Tally
from pilots.models import Action, Area, Event, Meeting
from pilots.models.event import EventQuerySet
from pilots.tallies import tally

LATEST = 5
ADDED_UP_AT_MOST = 2_000  # events; adding up more would make everybody wait for one figure


@dataclass(frozen=True)
class Counts:
    """How many records of each kind there were by the day."""

    events: int
    outcomes: int
    measures: int
    meetings_recorded: int
    meetings_held: int
    actions_recorded: int
    actions_open: int
    actions_overdue: int
    risks: int


@dataclass(frozen=True)
class BodyLine:
    """A body with its newest report; without a period none was asked for."""

    slug: str
    name: str
    period: Period | None = None
    state: str = ""


@dataclass(frozen=True)
class Overview:
    """Everything that the first page of a programme or an area shows."""

    plan: PlanPart
    quarter: Period
    counts: Counts
    attendance: Tally | None
    latest: tuple[Event, ...]
    bodies: tuple[BodyLine, ...]

    @property
    def attendance_note(self) -> str:
        """How many events are not in the attendance, because it is not recorded there."""
        if self.attendance is None or not self.attendance.value:
            return ""
        missing = self.attendance.missing
        return f"{missing} not recorded" if missing else ""

    @property
    def attendance_words(self) -> str:
        """The attendance with its qualifiers; of very many events, where it is added up."""
        return self.attendance.figure if self.attendance else "in the report"

    @property
    def actions_words(self) -> str:
        """How many actions are open; that none is recorded where there never was one."""
        return str(self.counts.actions_open) if self.counts.actions_recorded else "none recorded"

    @property
    def meetings_words(self) -> str:
        """How many meetings were held; not recorded where there is no meeting at all."""
        if not self.counts.meetings_recorded:
            return "Meetings held: not recorded"
        held = self.counts.meetings_held
        return f"{held} meeting{'' if held == 1 else 's'} held so far"


def overview(programme: Programme, *, as_at: date, area: Area | None = None) -> Overview:
    """How the programme stood at the end of `as_at`; at most six queries."""
    quarter = Period.holding(as_at, year_starts=programme.year_starts)
    events = Event.objects.filter(programme=programme).as_at(as_at)
    events = events.filter(area=area) if area else events
    held = events.held().belonging_to(quarter)
    counts = Counts(**counts_of(programme, events=held, **_queries(programme, as_at, area)))
    plan = plan_part(programme, as_at=as_at)
    return Overview(
        plan=plan.in_area(area.slug) if area else plan,
        quarter=quarter,
        counts=counts,
        attendance=_attendance(held, counts.events),
        latest=_latest(events, as_at),
        bodies=_bodies(programme, area),
    )


def _attendance(held: QuerySet[Event], events: int) -> Tally | None:
    return tally(held, CountType.ATTENDANCE, held=events) if events <= ADDED_UP_AT_MOST else None


def _latest(events: EventQuerySet, as_at: date) -> tuple[Event, ...]:
    found = events.held().filter(belongs_on__lte=as_at).select_related("kind", "area")
    return tuple(found[:LATEST])


def _queries(programme: Programme, as_at: date, area: Area | None) -> dict[str, QuerySet[Any]]:
    """What is counted beside events, by its name in `Counts`."""
    place = Q(group__area=area) if area else Q()
    reported = Q(reported_on__lte=as_at)
    meetings = Meeting.objects.filter(reported, place, group__programme=programme)
    actions = Action.objects.filter(reported, place, group__programme=programme)
    still_open = actions.exclude(done_on__lte=as_at).exclude(dropped_on__lte=as_at)
    risks = Risk.objects.filter(reported, programme=programme)
    return {
        "outcomes": Outcome.objects.filter(
            framework__programme=programme, framework__reported_on__lte=as_at
        ),
        "measures": Measure.objects.filter(reported, programme=programme),
        "meetings_recorded": meetings,
        "meetings_held": meetings.filter(status=Meeting.Status.HELD),
        "actions_recorded": actions,
        "actions_open": still_open,
        "actions_overdue": still_open.filter(due_on__lt=as_at),
        "risks": risks.filter(Q(area=area) | Q(area__isnull=True)) if area else risks,
    }


def _bodies(programme: Programme, area: Area | None) -> tuple[BodyLine, ...]:
    """Every body, or the area's, with its newest report; one query."""
    newest = Report.objects.filter(body=OuterRef("pk")).order_by("-period_last", "-edition")
    # Not one JSONObject: on SQLite Django asks for the write lock to learn whether it has JSON,
    # and a process that did not get it answers every later overview with an error.
    said = {
        name: Subquery(newest.values(name)[:1]) for name in ("period_first", "period_last", "state")
    }
    bodies = programme.reporting_bodies.filter(area=area) if area else programme.reporting_bodies
    found = bodies.annotate(**said).values_list("slug", "name", *said)
    return tuple(_body_line(*row) for row in found)


def _body_line(
    slug: str, name: str, first: date | None, last: date | None, state: str | None
) -> BodyLine:
    if not (first and last and state):
        return BodyLine(slug, name)
    return BodyLine(slug, name, Period(first, last), Report.State(state).label)
