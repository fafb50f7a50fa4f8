"""How the plan stood on a day: the one source of milestone figures everywhere."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from milestones.models import Delivery, Milestone, Risk
from milestones.parts import DeliveryRow, MilestoneRow, PlanPart, RiskRow
from milestones.schedule import Stage, Standing, Tolerances, status
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach


def plan_part(programme: Programme, *, as_at: date, reach: Reach) -> PlanPart:
    """How the programme's plan stood at the end of `as_at`; two queries."""
    return plan_parts(programme, [as_at], reach=reach)[0]


def plan_parts(programme: Programme, days: Sequence[date], *, reach: Reach) -> list[PlanPart]:
    """How the plan stood at the end of each day; one query, and one for each day.

    A delivery has one status, whoever looks: that of the whole programme's
    waits for the areas' even where those are out of reach, and names none.
    """
    milestones = milestone_rows(programme, as_at=max(days))
    return [_plan(programme, milestones, as_at=day, reach=reach) for day in days]


def _plan(
    programme: Programme, known: Mapping[int, MilestoneRow], *, as_at: date, reach: Reach
) -> PlanPart:
    milestones = {key: row for key, row in known.items() if row.reported_on <= as_at}
    stood = _standings(programme, as_at=as_at)
    rows = _delivery_rows(milestones, stood, _tolerances(programme), as_at, reach)
    areas = {row.area_slug: row.area for row in rows if row.area_slug}
    return PlanPart(as_at, tuple(milestones.values()), tuple(areas.items()), tuple(rows))


def milestone_rows(programme: Programme, *, as_at: date) -> dict[int, MilestoneRow]:
    """The plan in force on a day, in its order, by the milestone's key; one query."""
    found = Milestone.objects.filter(programme=programme, reported_on__lte=as_at)
    values = found.order_by("position").values(
        "pk", "reference", "title", "phase__number", "phase__name", "due_month", "scope",
        "scope_inferred_from", "reported_on", "needs__needs",
    )  # fmt: skip
    rows: dict[int, MilestoneRow] = {}
    for value in values:
        key, needed = value["pk"], value["needs__needs"]
        row = rows.get(key) or _milestone_row(programme, value)
        rows[key] = replace(row, needs=(*row.needs, needed)) if needed else row
    return rows


def _milestone_row(programme: Programme, value: Mapping[str, Any]) -> MilestoneRow:
    number, phase, month = value["phase__number"], value["phase__name"], value["due_month"]
    return MilestoneRow(
        key=value["pk"],
        reference=value["reference"],
        title=value["title"],
        phase=f"Phase {number} {phase}" if number else phase,
        due_month=month,
        planned_on=programme.end_of_month(month),
        is_each_area=value["scope"] == Milestone.Scope.EACH_AREA,
        scope_inferred_from=value["scope_inferred_from"],
        reported_on=value["reported_on"],
    )


@dataclass(frozen=True)
class _Stood:
    milestone_key: int
    area_key: int | None
    area_slug: str
    area: str
    standing: Standing
    note: str
    reason: str


def _standings(programme: Programme, *, as_at: date) -> list[_Stood]:
    """Every delivery's standing on a day; one query, in the plan's order."""
    found: QuerySet[Delivery] = Delivery.objects.filter(programme=programme).standing_at(as_at)
    values = found.order_by("milestone__position", "area__position").values_list(  # type: ignore[misc]
        "milestone", "area", "area__slug", "area__name", "baseline_on", "stood__stage",
        "stood__agreed_on", "stood__forecast_on", "stood__actual_on", "stood__reported_on",
        "stood__note", "stood__reason",
    )  # fmt: skip
    stages = {stage.value: stage for stage in Stage}
    return [
        _Stood(
            milestone,
            key,
            slug or "",
            area or "",
            Standing(
                baseline_on=baseline,
                agreed_on=agreed or baseline,
                stage=stages[stage] if stage else Stage.NOT_STARTED,
                forecast_on=forecast,
                actual_on=actual,
                updated_on=updated,
            ),
            note or "",
            reason or "",
        )
        for milestone, key, slug, area, baseline, stage, agreed, forecast, actual, updated, note,
        reason in values
    ]  # fmt: skip


def _delivery_rows(
    milestones: Mapping[int, MilestoneRow],
    stood: Sequence[_Stood],
    tolerances: Tolerances,
    as_at: date,
    reach: Reach,
) -> list[DeliveryRow]:
    """Put a status on every standing within reach, knowing what each depends on."""
    by_milestone: dict[int, dict[str, Standing]] = defaultdict(dict)
    for row in stood:
        by_milestone[row.milestone_key][row.area_slug] = row.standing
    rows = []
    for row in stood:
        milestone = milestones.get(row.milestone_key)
        if milestone is None or not reach.holds(row.area_key):
            continue
        needs = [
            standing
            for key in milestone.needs
            for standing in _waited_for(by_milestone[key], row.area_slug)
        ]
        rows.append(
            DeliveryRow(
                milestone=milestone,
                area=row.area,
                area_slug=row.area_slug,
                standing=row.standing,
                status=status(row.standing, on=as_at, tolerances=tolerances, needs=needs),
                overdue_days=row.standing.days_overdue(as_at),
                note=row.note,
                reason=row.reason,
            )
        )
    return rows


def _waited_for(by_area: Mapping[str, Standing], area: str) -> list[Standing]:
    """The standings that a delivery waits for: in its area, and of the whole programme.

    A delivery of the whole programme waits for every area's.
    """
    if not area:
        return list(by_area.values())
    return [by_area[place] for place in ("", area) if place in by_area]


def _tolerances(programme: Programme) -> Tolerances:
    return Tolerances(
        plan_from=programme.start_month,
        tolerance_days=programme.tolerance_days,
        horizon_days=programme.horizon_days,
        year_starts=programme.year_starts,
    )


def risk_rows(programme: Programme, *, as_at: date, reach: Reach) -> tuple[RiskRow, ...]:
    """The register within reach, each risk as last reviewed by a day; two queries."""
    risks = Risk.objects.filter(programme=programme, reported_on__lte=as_at).visible_to(reach)
    return tuple(
        _risk_row(risk, as_at) for risk in risks.select_related("area").prefetch_related("reviews")
    )


def _risk_row(risk: Risk, as_at: date) -> RiskRow:
    reviews = [review for review in risk.reviews.all() if review.reported_on <= as_at]
    last = reviews[-1] if reviews else None
    return RiskRow(
        reference=risk.reference,
        kind=risk.get_kind_display(),
        title=risk.title,
        area=risk.area.name if risk.area else "",
        owner=risk.owner,
        response=risk.response,
        likelihood=last.likelihood if last else None,
        impact=last.impact if last else None,
        state=last.get_state_display() if last else "Open",
        reported_on=risk.reported_on,
        reviewed_on=last.reported_on if last else None,
    )
