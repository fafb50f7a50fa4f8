"""The look at a programme, or one area, on a day: the figures of its first page."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone

from evaluation.models import IndicatorValue, Measure, Outcome, ShownTable, Wave
from milestones.collect import plan_part
from milestones.models import PlanVersion, Risk
from milestones.parts import PlanPart
from partnership.people.permissions import Permission, Place
from partnership.programmes.access import Entry
from partnership.programmes.counts import counts_beside, number_of, parted
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.programmes.reach import Reach
from partnership.reports.selectors.newest import BodyLine, body_line, newest_reports
from partnership.web.prepared import Prepared
from pilots.counting import Tally
from pilots.models import Action, Area, Event, EventKind, Meeting, MonthTally
from pilots.models.event import EventQuerySet
from pilots.selectors.engagement import Wanted, attendance_of

LATEST = 5


@dataclass(frozen=True)
class Counts:
    """How many records of each kind there were by the day."""

    events: int
    outcomes: int
    measures: int
    figures: int
    waves_shown: int
    meetings_recorded: int
    meetings_held: int
    actions_recorded: int
    actions_open: int
    actions_overdue: int
    risks: int


@dataclass(frozen=True)
class Overview:
    """Everything that the first page of a programme or an area shows.

    `unanswered` is how many changes of the plan wait today for answers that the
    person may give.
    """

    plan: PlanPart
    quarter: Period
    counts: Counts
    attendance: Tally
    latest: tuple[Event, ...]
    bodies: tuple[BodyLine, ...]
    unanswered: int = 0

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
    def results_words(self) -> str:
        """What is known of outcomes: figures of indicators, and questionnaires with results."""
        figures, waves = self.counts.figures, self.counts.waves_shown
        told = [f"{figures:,} indicator figure{'' if figures == 1 else 's'}"] if figures else []
        told += [f"results of {waves:,} survey wave{'' if waves == 1 else 's'}"] if waves else []
        return f"Recorded: {', '.join(told)}" if told else "No result is recorded yet"

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
    programme, scope, today = entry.programme, _Scope.of(entry, area), timezone.localdate()
    quarter = Period.holding(as_at, year_starts=programme.year_starts)
    latest = LATEST_EVENTS.rows(scope.where, programme=programme.pk, as_at=as_at)
    counts, bodies, beside = _counts_and_bodies(scope, as_at, quarter)
    wanted = Wanted(programme, quarter, entry.reach, as_at, area=area.slug if area else "")
    return Overview(
        plan=plan_part(programme, as_at=as_at, reach=scope.where.reach),
        quarter=quarter,
        counts=counts,
        attendance=attendance_of(
            wanted, events=counts.events, is_counted=bool(beside["is_counted"])
        ),
        latest=tuple(_event(*row) for row in latest),
        bodies=bodies,
        unanswered=scope.unanswered(beside["waiting"] or {}) if as_at == today else 0,
    )


@dataclass(frozen=True)
class _Where:
    """What is looked at: what a person reaches of the programme, or one area by its key."""

    area: int | None
    reach: Reach

    def own(self, path: str = "area") -> Q:
        """Of an area its own records alone, without those of the whole programme."""
        return Q(**{path: self.area}) if self.area else self.reach.q(path)


@dataclass(frozen=True)
class _Scope:
    """Who looks, and at what."""

    entry: Entry
    where: _Where

    @classmethod
    def of(cls, entry: Entry, area: Area | None) -> "_Scope":
        return cls(entry, _Where(area.pk, Reach.of(area.pk)) if area else _Where(None, entry.reach))

    def holds(self, area: int | None) -> bool:
        """Whether what is of an area, by its key, is looked at here."""
        return self.where.area in (None, area)

    def unanswered(self, waiting: Mapping[str, int]) -> int:
        """How many of the changes that wait, by area, are the person's to answer here."""
        wanted = str(self.where.area) if self.where.area else None
        return sum(
            count
            for area, count in waiting.items()
            if wanted in (None, area)
            and self.entry.may(Permission.UPDATE_DELIVERIES, Place(area=int(area or 0) or None))
        )


LATEST_FIELDS = ("slug", "name", "happened", "area_id", "kind_id")
LATEST_COLUMNS = ("pk", *LATEST_FIELDS, "kind__name", "area__name")


def _latest(where: _Where, *, programme: int, as_at: date) -> QuerySet[Event, Any]:
    """What the first page says of the newest events that were held."""
    found = _events(where, programme, as_at).held(as_at=as_at).filter(belongs_on__lte=as_at)
    return found.values_list(*LATEST_COLUMNS)[:LATEST]


LATEST_EVENTS = Prepared(_latest)


def _event(key: int, *values: Any) -> Event:
    *shown, kind, area = values
    event = Event(pk=key, **dict(zip(LATEST_FIELDS, shown, strict=True)))
    event.kind = EventKind(pk=event.kind_id, name=kind)
    event.area = Area(pk=event.area_id, name=area) if event.area_id else None
    return event


def _events(where: _Where, programme: int, as_at: date) -> EventQuerySet:
    return Event.objects.filter(where.own(), programme=programme).as_at(as_at)


def _queries(where: _Where, programme: int, as_at: date) -> dict[str, QuerySet[Any]]:
    """What is counted beside events, by its name in `Counts`."""
    place = where.own("group__area")
    reported = Q(reported_on__lte=as_at)
    meetings = Meeting.objects.filter(reported, place, group__programme=programme)
    actions = Action.objects.filter(place, group__programme=programme)
    shown = ShownTable.objects.filter(wave=OuterRef("pk"), shown_on__lte=as_at)
    risks = Risk.objects.filter(reported, programme=programme).visible_to(where.reach)
    return {
        "outcomes": Outcome.objects.filter(
            framework__programme=programme, framework__reported_on__lte=as_at
        ),
        "measures": Measure.objects.filter(reported, programme=programme),
        "figures": IndicatorValue.objects.filter(
            reported, where.own(), replaces__isnull=True, indicator__programme=programme
        ),
        "waves_shown": Wave.objects.filter(Exists(shown), where.own(), programme=programme),
        "meetings_recorded": meetings,
        "meetings_held": meetings.filter(status=Meeting.Status.HELD),
        "actions_recorded": actions.filter(reported),
        "actions_open": actions.open_on(as_at),
        "actions_overdue": actions.overdue_on(as_at),
        "risks": risks,
    }


BODY = ("pk", "area", "group", "slug", "name")
BESIDE_BODIES = ("waiting", "is_counted")


def _counts_and_bodies(
    scope: _Scope, as_at: date, quarter: Period
) -> tuple[Counts, tuple[BodyLine, ...], Mapping[str, Any]]:
    """How many records there are, the bodies with their newest reports; and beside these how
    many changes of the plan wait for each place, and whether months of events are counted;
    one query.
    """
    given: dict[str, Any] = {"programme": scope.entry.programme.pk, "as_at": as_at}
    given |= {"first": quarter.first, "last": quarter.last}
    # How actions stood on a day that is past is asked otherwise.
    is_past = as_at < timezone.localdate()
    ask = _beside if is_past else BESIDE.rows
    rows = ask(scope.where, is_past, **given)
    counts, found = parted([field.name for field in fields(Counts)], rows)
    lines = (
        body_line(scope.entry, Place(area, group, body), *line)
        for body, area, group, *line in (row[: -len(BESIDE_BODIES)] for row in found)
        if body and scope.holds(area)
    )
    bodies = tuple(line for line in lines if line)
    beside = dict(zip(BESIDE_BODIES, found[0][-len(BESIDE_BODIES) :], strict=True))
    return Counts(**counts), bodies, beside


def _beside(
    where: _Where, is_past: bool, *, programme: int, as_at: date, first: date, last: date
) -> QuerySet[Any, Any]:
    """What `Counts` holds, in its order, and a row for each body."""
    of = "reporting_bodies"
    said: dict[str, Any] = dict(newest_reports(of))
    plans = PlanVersion.objects.published().filter(programme=OuterRef("pk")).order_by("-number")
    tallies = MonthTally.objects.filter(programme=programme).order_by()
    beside = {"waiting": Subquery(plans.values("waiting")[:1]), "is_counted": Exists(tallies)}
    said |= {name: beside[name] for name in BESIDE_BODIES}
    rows = Programme.objects.filter(pk=programme).annotate(**said)
    rows = rows.order_by(f"{of}__area__position", f"{of}__name")
    columns = [*(f"{of}__{name}" for name in BODY), *said]
    quarter = {"first": first, "last": last}
    held: Combinable = number_of(_held(where, programme, as_at, **quarter))
    if not is_past:
        kept = _kept(where, programme, **quarter)
        held = Case(When(Exists(tallies), then=Coalesce(kept, 0)), default=held)
    numbers: dict[str, Any] = {"events": held, **_queries(where, programme, as_at)}
    return counts_beside(
        rows, columns, **{field.name: numbers[field.name] for field in fields(Counts)}
    )


def _held(where: _Where, programme: int, as_at: date, *, first: date, last: date) -> EventQuerySet:
    found = _events(where, programme, as_at).held(as_at=as_at)
    return found.filter(belongs_on__range=(first, last))


def _kept(where: _Where, programme: int, *, first: date, last: date) -> Subquery:
    """How many events were held in these months, from their tallies."""
    rows = MonthTally.objects.filter(where.own(), programme=programme, month__range=(first, last))
    return Subquery(
        rows.order_by().values("programme").annotate(Sum("events")).values("events__sum")
    )


BESIDE = Prepared(_beside)
