"""A plan written to the tables, which keep each row's identity and newest wording.

No milestone and no output is ever deleted: deliveries and evidence hang on them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat

from milestones.models import (
    Dependency,
    Milestone,
    MilestonePart,
    Output,
    Target,
    TargetContext,
)
from milestones.plan import Plan, PlannedMilestone
from milestones.plan_changes import same_row
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Phase, Programme


@dataclass(frozen=True)
class _Slugs:
    """The keys of what a plan names by slug or number."""

    phases: Mapping[int, int]
    groups: Mapping[str, int]
    kinds: Mapping[str, int]
    contexts: Mapping[str, int]


def write_plan(
    plan: Plan, *, before: Plan, programme: Programme, in_force_on: date, by: User, why: str
) -> Plan:
    """Write a plan over `before`; the same plan with the keys of its new rows.

    Raises RefusedError where it names a group, a kind of event or a context that is gone. The
    caller holds the transaction and has found no fault in the plan.
    """
    slugs = _Slugs(_write_phases(plan, programme), *_named(plan, programme))
    there = {row.pk: row for row in programme.milestones.all()}
    _park_references(plan, there)
    first = min([row.position for row in there.values()], default=1)
    keys = {}
    for position, row in enumerate(plan.milestones, start=first):
        record = there.get(row.key) or Milestone(
            programme=programme, reported_on=row.reported_on or in_force_on
        )
        _write_row(record, row, position=position, phases=slugs.phases, by=by, why=why)
        keys[row.key] = record.pk
    for position, row in enumerate(plan.dropped, start=first + len(plan.milestones)):
        Milestone.objects.filter(pk=row.key).update(position=position)
    written = plan.with_keys(keys)
    for row in written.milestones:
        if not same_row(row, before.by_key.get(row.key)):
            _write_within(row, slugs)
    return _with_days(written, in_force_on)


def _with_days(plan: Plan, in_force_on: date) -> Plan:
    """Each row with the day from which it is part of the plan."""
    rows = (replace(row, reported_on=row.reported_on or in_force_on) for row in plan.milestones)
    return replace(plan, milestones=tuple(rows))


def _named(plan: Plan, programme: Programme) -> list[dict[str, int]]:
    """The keys of groups, kinds of events and contexts by slug; refuses what is gone."""
    groups = dict(programme.priority_groups.values_list("slug", "pk"))
    kinds = dict(programme.event_kinds.values_list("slug", "pk"))
    contexts = dict(programme.test_contexts.values_list("slug", "pk"))
    for row in plan.milestones:
        asked = {output.priority_group for output in row.outputs} - {"", *groups}
        asked |= {target.event_kind for target in row.targets} - {"", *kinds}
        asked |= {each for target in row.targets for each in target.contexts} - {*contexts}
        if asked:
            gone = ", ".join(sorted(asked))
            raise RefusedError(
                f"{row.reference} names {gone}, which the programme no longer has."
                " Change that row of the draft."
            )
    return [groups, kinds, contexts]


def _write_phases(plan: Plan, programme: Programme) -> dict[int, int]:
    there = {phase.number: phase for phase in programme.phases.all()}
    for phase in plan.phases:
        record = there.setdefault(phase.number, Phase(programme=programme, number=phase.number))
        record.name = phase.name
        record.save()
    numbers = {phase.number for phase in plan.phases}
    programme.phases.exclude(number__in=numbers).filter(milestones=None).delete()
    return {number: phase.pk for number, phase in there.items() if number in numbers}


def _park_references(plan: Plan, there: Mapping[int, Milestone]) -> None:
    """Free the references that change, so that two rows can swap theirs."""
    changing = [
        row.key
        for row in plan.milestones
        if row.key in there and there[row.key].reference != row.reference
    ]
    parked = Concat(Value("~"), Cast("pk", CharField()))
    Milestone.objects.filter(pk__in=changing).update(reference=parked)


def _write_row(
    record: Milestone,
    row: PlannedMilestone,
    *,
    position: int,
    phases: Mapping[int, int],
    by: User,
    why: str,
) -> None:
    """Store what the row says of itself, with its history, if anything is new."""
    said = {
        "reference": row.reference,
        "position": position,
        "phase_id": phases[row.phase],
        "title": row.title,
        "due_month": row.due_month,
        "scope": row.scope,
        "scope_inferred_from": row.scope_inferred_from,
        "kotter_step": row.kotter_step,
    }
    if record.pk and all(getattr(record, name) == value for name, value in said.items()):
        return
    for name, value in said.items():
        setattr(record, name, value)
    record_by(record, by=by, why=why)
    record.save()


def _write_within(row: PlannedMilestone, slugs: _Slugs) -> None:
    """Store a row's parts, outputs, targets and what it depends on."""
    MilestonePart.objects.filter(milestone=row.key).delete()
    MilestonePart.objects.bulk_create(
        MilestonePart(milestone_id=row.key, number=number, text=text)
        for number, text in enumerate(row.parts, start=1)
    )
    for output in row.outputs:
        said = {
            "text": output.text,
            "group_named": output.group_named,
            "priority_group_id": slugs.groups.get(output.priority_group),
        }
        _put(Output, row.key, output.number, said)
    for target in row.targets:
        said = {
            "wanted": target.wanted,
            "what": target.what,
            "per": target.per,
            "counts": target.counts,
            "event_kind_id": slugs.kinds.get(target.event_kind),
        }
        _link_contexts(_put(Target, row.key, target.number, said), target.contexts, slugs)
    kept = [target.number for target in row.targets]
    Target.objects.filter(milestone=row.key).exclude(number__in=kept).delete()
    Dependency.objects.filter(milestone=row.key).exclude(needs__in=row.needs).delete()
    links = [Dependency(milestone_id=row.key, needs_id=need) for need in row.needs]
    Dependency.objects.bulk_create(links, ignore_conflicts=True)


def _put(model: Any, milestone: int, number: int, said: dict[str, Any]) -> Any:
    put, _ = model.objects.update_or_create(milestone_id=milestone, number=number, defaults=said)
    return put


def _link_contexts(target: Target, contexts: Sequence[str], slugs: _Slugs) -> None:
    wanted = [slugs.contexts[slug] for slug in contexts]
    target.contexts.exclude(context__in=wanted).delete()
    links = [TargetContext(target=target, context_id=context) for context in wanted]
    TargetContext.objects.bulk_create(links, ignore_conflicts=True)
