"""What a milestone must leave behind and the numbers it needs, with how far they are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol, TypeVar

from django.db.models import Count

from milestones.models import MilestonePart, Output, OutputDelivered, Target
from milestones.parts import MilestoneDetail, OutputRow, PlanPart, TargetRow
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Event


class _Child(Protocol):
    milestone_id: int


Row = TypeVar("Row", bound=_Child)


def plan_detail(
    programme: Programme, plan: PlanPart, *, reach: Reach
) -> dict[str, MilestoneDetail]:
    """Each milestone's detail by its reference, as at the plan's day; five queries.

    What was delivered and held is that of the areas within reach.
    """
    in_programme = {"milestone__programme": programme}
    parts = _by_milestone(MilestonePart.objects.filter(**in_programme))
    outputs = _by_milestone(Output.objects.filter(**in_programme).select_related("priority_group"))
    targets = _by_milestone(Target.objects.filter(**in_programme).select_related("event_kind"))
    delivered = _delivered(programme, plan.as_at, reach)
    held = _events_held(programme, plan.as_at, reach)
    areas = len(plan.areas)
    return {
        row.reference: MilestoneDetail(
            parts=tuple(part.text for part in parts[row.key]),
            outputs=tuple(_output_row(output, delivered) for output in outputs[row.key]),
            targets=tuple(_target_row(target, areas, held) for target in targets[row.key]),
        )
        for row in plan.milestones
    }


def _by_milestone(rows: Iterable[Row]) -> Mapping[int, list[Row]]:
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row.milestone_id].append(row)
    return grouped


def _delivered(programme: Programme, as_at: date, reach: Reach) -> Mapping[int, list[str]]:
    found = OutputDelivered.objects.filter(
        reach.q("delivery__area"), delivery__programme=programme, reported_on__lte=as_at
    )
    places: dict[int, list[str]] = defaultdict(list)
    for output, area in found.values_list("output", "delivery__area__name"):
        places[output].append(area or "whole programme")
    return places


def _events_held(programme: Programme, as_at: date, reach: Reach) -> dict[int, int]:
    """How many events of each kind were held, by the kind's key."""
    events = Event.objects.filter(programme=programme).visible_to(reach)
    held = events.as_at(as_at).held().order_by()
    return dict(held.values_list("kind").annotate(Count("pk")))


def _output_row(output: Output, delivered: Mapping[int, list[str]]) -> OutputRow:
    differs = output.group_named and output.priority_group is None
    return OutputRow(
        text=output.text,
        group_named=output.group_named,
        difference=(
            f"names {output.group_named}, not one of the programme's priority groups"
            if differs
            else ""
        ),
        delivered_in=tuple(delivered.get(output.pk, ())),
    )


def _target_row(target: Target, areas: int, held: Mapping[int, int]) -> TargetRow:
    kind = target.event_kind
    return TargetRow(
        wanted=target.wanted,
        what=target.what,
        is_each_area=target.per == Target.Per.EACH_AREA,
        areas=areas,
        counted=held.get(kind.pk, 0) if kind else None,
        counted_from=f"events held of the kind “{kind.name}”" if kind else "",
    )
