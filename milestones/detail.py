"""What a milestone must leave behind and the numbers it needs, with how far they are."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models import Count

from milestones.models import OutputDelivered
from milestones.parts import MilestoneDetail, OutputRow, PlanPart, TargetRow
from milestones.plan import EACH_AREA, PlannedOutput, PlannedTarget
from milestones.selectors.plans import plan_at
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Event, EventKind

Delivered = Mapping[tuple[int, int], list[str]]
"""The places in which each output was delivered, by its milestone's key and its number."""


def plan_detail(
    programme: Programme, plan: PlanPart, *, reach: Reach
) -> dict[str, MilestoneDetail]:
    """Each milestone's detail by its reference, as at the plan's day; four queries.

    What was delivered and held is that of the areas within reach.
    """
    delivered = _delivered(programme, plan.as_at, reach)
    held = _events_held(programme, plan.as_at, reach)
    kinds = dict(EventKind.objects.filter(programme=programme).values_list("slug", "name"))
    areas = len(plan.areas)
    planned = plan_at(programme, plan.as_at)
    return {
        row.reference: MilestoneDetail(
            parts=row.parts,
            outputs=tuple(_output_row(row.key, output, delivered) for output in row.outputs),
            targets=tuple(_target_row(target, areas, held, kinds) for target in row.targets),
        )
        for row in (*planned.milestones, *planned.dropped)
    }


def _delivered(programme: Programme, as_at: date, reach: Reach) -> Delivered:
    found = OutputDelivered.objects.filter(
        reach.q("delivery__area"), delivery__programme=programme, reported_on__lte=as_at
    )
    places: dict[tuple[int, int], list[str]] = defaultdict(list)
    named = found.values_list("output__milestone", "output__number", "delivery__area__name")
    for milestone, number, area in named:
        places[milestone, number].append(area or "whole programme")
    return places


def _events_held(programme: Programme, as_at: date, reach: Reach) -> dict[str, int]:
    """How many events of each kind were held, by the kind's slug."""
    events = Event.objects.filter(programme=programme).visible_to(reach)
    held = events.as_at(as_at).held().order_by()
    return dict(held.values_list("kind__slug").annotate(Count("pk")))


def _output_row(milestone: int, output: PlannedOutput, delivered: Delivered) -> OutputRow:
    differs = output.group_named and not output.priority_group
    return OutputRow(
        text=output.text,
        group_named=output.group_named,
        difference=(
            f"names {output.group_named}, not one of the programme's priority groups"
            if differs
            else ""
        ),
        delivered_in=tuple(delivered.get((milestone, output.number), ())),
    )


def _target_row(
    target: PlannedTarget, areas: int, held: Mapping[str, int], kinds: Mapping[str, str]
) -> TargetRow:
    kind = target.event_kind
    return TargetRow(
        wanted=target.wanted,
        what=target.what,
        is_each_area=target.per == EACH_AREA,
        areas=areas,
        counted=held.get(kind, 0) if kind else None,
        counted_from=f"events held of the kind “{kinds.get(kind, kind)}”" if kind else "",
    )
