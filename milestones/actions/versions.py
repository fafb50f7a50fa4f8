"""Versions of the plan: what the tables hold, written down as the version it is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from milestones.models import (
    Dependency,
    MilestonePart,
    Output,
    PlanVersion,
    Target,
)
from milestones.plan import (
    Plan,
    PlannedMilestone,
    PlannedOutput,
    PlannedPhase,
    PlannedTarget,
    to_json,
)
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.programmes.models import Programme


@transaction.atomic
def take_in(*, programme: Programme, why: str, by: User | None) -> PlanVersion | None:
    """Make what the tables hold a version of its own, if the newest says otherwise.

    For what comes in beside a draft: a workbook. The first version is in force from
    the programme's start, or the first day of a row before it; a later one from
    today. Returns the new version; None where nothing differs.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    newest = newest_version(programme)
    plan = plan_in_tables(programme, newest)
    if not plan.milestones or (newest and newest.plan == plan):
        return None
    version = PlanVersion(
        programme=programme,
        state=PlanVersion.State.PUBLISHED,
        number=newest.number + 1 if newest and newest.number else 1,
        based_on=newest,
        content=to_json(plan),
        why=why,
        in_force_on=timezone.localdate() if newest else _first_day(plan, programme.start_month),
        published_at=timezone.now(),
        published_by=by,
    )
    record_by(version, by=by, why=why)
    version.save()
    return version


def newest_version(programme: Programme) -> PlanVersion | None:
    """The version published last, None where there is no plan yet."""
    return PlanVersion.objects.published().filter(programme=programme).order_by("number").last()


def _first_day(plan: Plan, start: date) -> date:
    return min([start, *(row.reported_on for row in plan.milestones if row.reported_on)])


def plan_in_tables(programme: Programme, newest: PlanVersion | None) -> Plan:
    """The plan as the tables hold it, less what the newest version had dropped; eight queries
    at most.

    The records of milestones and outputs that were dropped stay in the tables.
    """
    last = newest.plan if newest else Plan()
    gone = {row.key for row in last.dropped}
    no_longer = {row.key: row.gone_outputs for row in last.milestones}
    parts = _grouped(MilestonePart.objects.filter(milestone__programme=programme))
    outputs = _grouped(
        Output.objects.filter(milestone__programme=programme).select_related("priority_group")
    )
    targets = _grouped(
        Target.objects.filter(milestone__programme=programme)
        .select_related("event_kind")
        .prefetch_related("contexts__context")
    )
    links = Dependency.objects.filter(milestone__programme=programme).order_by("needs")
    needs = _grouped(links)
    rows = [
        PlannedMilestone(
            key=row.pk,
            reference=row.reference,
            phase=row.phase.number,
            title=row.title,
            due_month=row.due_month,
            scope=row.scope,
            scope_inferred_from=row.scope_inferred_from,
            kotter_step=row.kotter_step,
            parts=tuple(part.text for part in parts[row.pk]),
            outputs=tuple(
                _output(each)
                for each in outputs[row.pk]
                if each.number not in no_longer.get(row.pk, ())
            ),
            targets=tuple(map(_target, targets[row.pk])),
            needs=tuple(link.needs_id for link in needs[row.pk] if link.needs_id not in gone),
            reported_on=row.reported_on,
            gone_outputs=no_longer.get(row.pk, ()),
        )
        for row in programme.milestones.select_related("phase")
        if row.pk not in gone
    ]
    phases = [PlannedPhase(phase.number, phase.name) for phase in programme.phases.all()]
    return Plan(tuple(phases), tuple(rows), last.dropped)


def _grouped(rows: Iterable[Any]) -> Mapping[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.milestone_id].append(row)
    return grouped


def _output(row: Output) -> PlannedOutput:
    group = row.priority_group
    return PlannedOutput(row.number, row.text, row.group_named, group.slug if group else "")


def _target(row: Target) -> PlannedTarget:
    kind = row.event_kind
    return PlannedTarget(
        row.number,
        row.wanted,
        row.what,
        row.per,
        row.counts or (Target.Counts.EVENTS.value if kind else ""),
        kind.slug if kind else "",
        tuple(sorted(each.context.slug for each in row.contexts.all())),
    )
