"""How the plan stood on a day: the one source of milestone figures everywhere."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import QuerySet

from milestones.knock_on import Linked, Network, knock_on, waited_for
from milestones.models import Delivery
from milestones.parts import DeliveryRow, Judged, MilestoneRow, PlanPart, Pusher, RiskRow
from milestones.plan import Plan
from milestones.schedule import Rag, Stage, Standing, Status, Tolerances, held_up, status_of
from milestones.selectors.plans import plans_at
from milestones.selectors.risks import register
from partnership.dates import end_of_month
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from partnership.web.prepared import Prepared
from partnership.web.remembered import Remembered

Row = tuple[Any, ...]
"""What stood of one delivery on a day, by `COLUMNS`."""


def plan_part(programme: Programme, *, as_at: date, reach: Reach) -> PlanPart:
    """How the programme's plan stood at the end of `as_at`; two queries."""
    return plan_parts(programme, [as_at], reach=reach)[0]


def plan_parts(
    programme: Programme,
    days: Sequence[date],
    *,
    reach: Reach,
    plans: Sequence[Plan] | None = None,
) -> list[PlanPart]:
    """How the plan stood at the end of each day; one query, and one for each day.

    The first is spared where the `plans` in force on the days are given.

    A delivery has one status, whoever looks: that of the whole programme's
    waits for the areas' even where those are out of reach, and names none.
    """
    plans = plans or plans_at(programme, days)
    return [
        PARTS(_Look.at(programme, day, reach), plan, _rows(programme, as_at=day))
        for day, plan in zip(days, plans, strict=True)
    ]


@dataclass(frozen=True)
class _Look:
    """What a look at the plan depends on, beside the plan and the rows of its deliveries."""

    programme: int
    as_at: date
    reach: Reach
    start_month: date
    tolerances: Tolerances

    @classmethod
    def at(cls, programme: Programme, day: date, reach: Reach) -> "_Look":
        return cls(programme.pk, day, reach, programme.start_month, tolerances_of(programme))


ELSEWHERE = "a delivery elsewhere"


@dataclass(frozen=True)
class LinkedPlan:
    """The plan within reach with its knock-on, and all deliveries with what they wait for.

    `network` also holds what is out of reach, for the plan is one: show of it only
    what has its row in `part`. `area_keys` are the keys of areas by their slugs.
    `versions` are those of the deliveries as they were read, by their keys.
    """

    part: PlanPart
    network: Network
    area_keys: Mapping[str, int]
    versions: Mapping[int, int]


def linked_plan(
    programme: Programme, *, as_at: date, reach: Reach, plan: Plan | None = None
) -> LinkedPlan:
    """How the plan stood, each delivery with where others push it; two queries.

    One, if the `plan` in force on the day is given. Pages that show no knock-on ask
    for `plan_part`, which costs less.
    """
    plan = plan or plans_at(programme, [as_at])[0]
    return LINKED(_Look.at(programme, as_at, reach), plan, _rows(programme, as_at=as_at))


def _linked(look: _Look, plan: Plan, rows: Sequence[Row]) -> LinkedPlan:
    stood = _standings(rows)
    part = _part(look, plan, stood)
    network = Network(
        on=look.as_at,
        deliveries=tuple(
            Linked(row.key, row.milestone_key, row.area_slug, row.standing) for row in stood
        ),
        needs={row.key: row.needs for row in (*plan.milestones, *plan.dropped)},
    )
    keys = {row.area_slug: row.area_key for row in stood if row.area_key}
    versions = {row.key: row.version for row in stood}
    return LinkedPlan(_with_pushes(part, network), network, keys, versions)


def _with_pushes(part: PlanPart, network: Network) -> PlanPart:
    """The same rows with their knock-on; what pushes from out of reach is not named."""
    pushes = knock_on(network)
    there = {row.key: row for row in part.deliveries}
    rows = [
        replace(row, pushed_to=push.to, pushed_by=_pushers(push.by, there))
        if (push := pushes.get(row.key))
        else row
        for row in part.deliveries
    ]
    return replace(part, deliveries=tuple(rows))


def _pushers(keys: Sequence[int], there: Mapping[int, DeliveryRow]) -> tuple[Pusher, ...]:
    named = [
        Pusher(row.where, row.key, row.milestone.reference, row.milestone.title)
        for key in keys
        if (row := there.get(key))
    ]
    return tuple(named) if len(named) == len(keys) else (*named, Pusher(ELSEWHERE))


def _plan_part(look: _Look, plan: Plan, rows: Sequence[Row]) -> PlanPart:
    return _part(look, plan, _standings(rows))


def _part(look: _Look, plan: Plan, stood: Sequence["_Stood"]) -> PlanPart:
    milestones = milestone_rows(look.start_month, plan)
    rows = _delivery_rows(milestones, stood, look)
    areas = {row.area_slug: row.area for row in rows if row.area_slug}
    going_on = {row.milestone.key for row in rows}
    shown = tuple(row for row in milestones.values() if not row.is_dropped or row.key in going_on)
    return PlanPart(look.as_at, shown, tuple(areas.items()), tuple(rows))


PARTS = Remembered(_plan_part, most=8)
LINKED = Remembered(_linked, most=4)


def milestone_rows(start_month: date, plan: Plan) -> dict[int, MilestoneRow]:
    """The rows of a plan in its order, and those it dropped, by their keys.

    Their months count from the programme's `start_month`.
    """
    phases = plan.phase_words
    return {
        row.key: MilestoneRow(
            key=row.key,
            reference=row.reference,
            title=row.title,
            phase=phases.get(row.phase, ""),
            due_month=row.due_month,
            planned_on=end_of_month(start_month, row.due_month),
            is_each_area=row.is_each_area,
            scope_inferred_from=row.scope_inferred_from,
            reported_on=row.reported_on or start_month,
            needs=row.needs,
            kotter_step=row.kotter_step,
            is_dropped=is_dropped,
        )
        for is_dropped, rows in ((False, plan.milestones), (True, plan.dropped))
        for row in rows
    }


class _Stood(NamedTuple):  # of which a plan has thousands
    key: int
    version: int
    milestone_key: int
    area_key: int | None
    area_slug: str
    area: str
    owner: str
    standing: Standing
    note: str
    reason: str
    times_moved: int
    judged: Judged | None


COLUMNS = (
    "pk", "version", "milestone", "area", "area__slug", "area__name", "owner", "baseline_on",
    "stood__stage", "stood__agreed_on", "stood__forecast_on", "stood__actual_on",
    "stood__reported_on", "stood__note", "stood__reason", "stood__times_moved",
    "judged__rag", "judged__reason", "judged__ends_on",
)  # fmt: skip


def _rows(programme: Programme, *, as_at: date) -> list[Row]:
    """Every delivery with what stood on a day, in the plan's order; one query."""
    return list(STOOD.rows(programme=programme.pk, as_at=as_at))


def _stood(*, programme: int, as_at: date) -> QuerySet[Any, Any]:
    found: QuerySet[Delivery] = Delivery.objects.filter(programme=programme, from_on__lte=as_at)
    rows = found.standing_at(as_at).order_by("milestone__position", "area__position")  # type: ignore[attr-defined]
    return rows.values_list(*COLUMNS)


STOOD = Prepared(_stood)


def _standings(rows: Iterable[Row]) -> list[_Stood]:
    """The same, each with its standing."""
    known = {  # by delivery: of two judgements of one day, the later stays
        pk: _Stood(
            pk,
            version,
            milestone,
            area_key,
            slug or "",
            area or "",
            owner,
            _standing(baseline, agreed or baseline, stage, forecast, actual, updated),
            note or "",
            reason or "",
            moved or 0,
            Judged(Rag(rag), why, ends_on) if rag else None,
        )
        for pk, version, milestone, area_key, slug, area, owner, baseline, stage, agreed, forecast,
        actual, updated, note, reason, moved, rag, why, ends_on in rows
    }  # fmt: skip
    return list(known.values())


@lru_cache(maxsize=8192)
def _standing(
    baseline: date,
    agreed: date,
    stage: str | None,
    forecast: date | None,
    actual: date | None,
    updated: date | None,
) -> Standing:
    """One object for all that stand alike: pages look at the same thousands again and again."""
    known = Stage(stage) if stage else Stage.NOT_STARTED
    return Standing(baseline, agreed, known, forecast, actual, updated)


def _delivery_rows(
    milestones: Mapping[int, MilestoneRow],
    stood: Sequence[_Stood],
    look: _Look,
) -> list[DeliveryRow]:
    """Put a status on every standing within reach, knowing what each depends on."""
    by_milestone: dict[int, dict[str, Standing]] = defaultdict(dict)
    for row in stood:
        by_milestone[row.milestone_key][row.area_slug] = row.standing
    status = _statuses(look.as_at, look.tolerances)
    rows = []
    for row in stood:
        milestone = milestones.get(row.milestone_key)
        if milestone is None or not look.reach.holds(row.area_key):
            continue
        standing, is_held_up, overdue = row.standing, False, 0
        if standing.is_open:  # most are not, in a plan of thousands
            overdue = standing.days_overdue(look.as_at)
            is_held_up = held_up(standing, _needs(milestone, row.area_slug, by_milestone))
        rows.append(
            DeliveryRow(
                key=row.key,
                milestone=milestone,
                area=row.area,
                area_slug=row.area_slug,
                standing=standing,
                status=status(standing, is_held_up),
                overdue_days=overdue,
                note=row.note,
                reason=row.reason,
                owner=row.owner,
                times_moved=row.times_moved,
                judged=row.judged,
            )
        )
    return rows


def _needs(
    milestone: MilestoneRow, area: str, by_milestone: Mapping[int, Mapping[str, Standing]]
) -> Iterator[Standing]:
    """The standings of what a delivery waits for."""
    for key in milestone.needs:
        yield from waited_for(by_milestone.get(key, {}), area)


def _statuses(as_at: date, tolerances: Tolerances) -> Callable[[Standing, bool], Status]:
    """The status by rule, worked out once for deliveries that stand alike.

    Those share one standing, which is known by its identity: its hash costs as much as
    the rule.
    """
    known: dict[tuple[int, bool], Status] = {}

    def status(standing: Standing, is_held_up: bool) -> Status:
        key = (id(standing), is_held_up)
        if key not in known:
            known[key] = status_of(standing, on=as_at, tolerances=tolerances, held_up=is_held_up)
        return known[key]

    return status


def tolerances_of(programme: Programme) -> Tolerances:
    """The programme's settings for the status by rule."""
    return Tolerances(
        plan_from=programme.start_month,
        tolerance_days=programme.tolerance_days,
        horizon_days=programme.horizon_days,
        year_starts=programme.year_starts,
    )


def risk_rows(programme: Programme, *, as_at: date, reach: Reach) -> tuple[RiskRow, ...]:
    """The register within reach as last reviewed by a day, gravest first; as `register`."""
    found = register(programme, as_at=as_at, reach=reach)
    return tuple(entry.row for entry in found.entries)


def risk_looks(
    programme: Programme, *, as_at: date, before: date, reach: Reach
) -> tuple[tuple[RiskRow, ...], tuple[RiskRow, ...]]:
    """The same rows, and beside them those of an earlier day, scored as then; no query more."""
    entries = register(programme, as_at=as_at, reach=reach).entries
    earlier = (entry.on(before) for entry in entries)
    return tuple(entry.row for entry in entries), tuple(row for row in earlier if row)
