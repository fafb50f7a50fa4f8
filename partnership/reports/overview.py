"""The look at a programme, or one area, on a day: the figures of its first page."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from evaluation.models import Measure, Outcome
from milestones.collect import plan_part
from milestones.models import Risk
from milestones.parts import PlanPart
from partnership.people.permissions import Permission, Place
from partnership.programmes.access import Entry
from partnership.programmes.counts import counts_beside
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.programmes.reach import Reach
from partnership.reports.models import Report
from pilots.counting import Tally
from pilots.models import Action, Area, Event, Meeting
from pilots.models.event import EventQuerySet
from pilots.selectors.engagement import Wanted, attendance_of

LATEST = 5


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
    attendance: Tally
    latest: tuple[Event, ...]
    bodies: tuple[BodyLine, ...]

    @property
    def attendance_note(self) -> str:
        """How many events are not in the attendance, because it is not recorded there."""
        if not self.attendance.value:
            return ""
        missing = self.attendance.missing
        return f"{missing} not recorded" if missing else ""

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


def overview(entry: Entry, *, as_at: date, area: Area | None = None) -> Overview:
    """How the programme, or the area, stood at the end of `as_at`, within the person's reach.

    At most six queries. Of an area are its own events and groups; its plan and
    its risks are also the whole programme's.
    """
    programme, scope = entry.programme, _Scope.of(entry, area)
    quarter = Period.holding(as_at, year_starts=programme.year_starts)
    events = Event.objects.filter(scope.own(), programme=programme).as_at(as_at)
    held = events.held(as_at=as_at).belonging_to(quarter)
    counts, bodies = _counts_and_bodies(scope, events=held, **_queries(programme, as_at, scope))
    wanted = Wanted(programme, quarter, entry.reach, as_at, area=area.slug if area else "")
    return Overview(
        plan=plan_part(programme, as_at=as_at, reach=scope.reach),
        quarter=quarter,
        counts=counts,
        attendance=attendance_of(wanted, events=counts.events),
        latest=_latest(events, as_at),
        bodies=bodies,
    )


@dataclass(frozen=True)
class _Scope:
    """What is looked at: what a person reaches of the programme, or one area."""

    entry: Entry
    area: Area | None
    reach: Reach

    @classmethod
    def of(cls, entry: Entry, area: Area | None) -> "_Scope":
        return cls(entry, area, Reach.of(area.pk) if area else entry.reach)

    def own(self, path: str = "area") -> Q:
        """Of an area its own records alone, without those of the whole programme."""
        return Q(**{path: self.area}) if self.area else self.reach.q(path)

    def shows(self, at: Place) -> bool:
        """Whether a body is of the area, and its reports are the person's to read."""
        is_here = self.area is None or at.area == self.area.pk
        return is_here and self.entry.may(Permission.READ_REPORTS, at)


def _latest(events: EventQuerySet, as_at: date) -> tuple[Event, ...]:
    found = events.held(as_at=as_at).filter(belongs_on__lte=as_at).select_related("kind", "area")
    return tuple(found[:LATEST])


def _queries(programme: Programme, as_at: date, scope: _Scope) -> dict[str, QuerySet[Any]]:
    """What is counted beside events, by its name in `Counts`."""
    place = scope.own("group__area")
    reported = Q(reported_on__lte=as_at)
    meetings = Meeting.objects.filter(reported, place, group__programme=programme)
    actions = Action.objects.filter(place, group__programme=programme)
    risks = Risk.objects.filter(reported, programme=programme).visible_to(scope.reach)
    return {
        "outcomes": Outcome.objects.filter(
            framework__programme=programme, framework__reported_on__lte=as_at
        ),
        "measures": Measure.objects.filter(reported, programme=programme),
        "meetings_recorded": meetings,
        "meetings_held": meetings.filter(status=Meeting.Status.HELD),
        "actions_recorded": actions.filter(reported),
        "actions_open": actions.open_on(as_at),
        "actions_overdue": actions.overdue_on(as_at),
        "risks": risks,
    }


BODY = ("pk", "area", "group", "slug", "name")


def _counts_and_bodies(
    scope: _Scope, **queries: QuerySet[Any]
) -> tuple[Counts, tuple[BodyLine, ...]]:
    """How many records there are, and the bodies with their newest reports; one query."""
    bodies = "reporting_bodies"
    newest = Report.objects.filter(body=OuterRef(bodies)).order_by("-period_last", "-edition")
    # Not one JSONObject: on SQLite Django asks for the write lock to learn whether it has JSON,
    # and a process that did not get it answers every later overview with an error.
    said = {
        name: Subquery(newest.values(name)[:1]) for name in ("period_first", "period_last", "state")
    }
    rows = Programme.objects.filter(pk=scope.entry.programme.pk).annotate(**said)
    rows = rows.order_by(f"{bodies}__area__position", f"{bodies}__name")
    columns = [*(f"{bodies}__{name}" for name in BODY), *said]
    counts, found = counts_beside(rows, columns, **queries)
    return Counts(**counts), tuple(
        _body_line(*line)
        for body, area, group, *line in found
        if body and scope.shows(Place(area, group, body))
    )


def _body_line(
    slug: str, name: str, first: date | None, last: date | None, state: str | None
) -> BodyLine:
    if not (first and last and state):
        return BodyLine(slug, name)
    return BodyLine(slug, name, Period(first, last), Report.State(state).label)
