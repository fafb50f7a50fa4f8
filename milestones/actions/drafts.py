"""The draft of the next version: begun, its rows changed, brought up to date, thrown away.

Two people may work on one draft: each step reads it anew under a lock, so steps at
different rows both stay. Whoever changes a row that was changed meanwhile is told.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from django.db import transaction

from milestones.actions.versions import newest_version, plan_in_tables
from milestones.models import PlanVersion
from milestones.plan import Plan, PlannedMilestone, PlannedPhase, rebased, to_json
from milestones.plan_changes import row_change
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from partnership.programmes.models import Programme

NO_DRAFT = (
    "The draft is gone: somebody published it or threw it away meanwhile. Nothing of yours"
    " is saved. Start a new draft in another window, then send this again."
)
GONE = "This milestone was dropped from the draft meanwhile. Restore it there, then save again."


@transaction.atomic
def start_draft(*, programme: Programme, by: User | None) -> PlanVersion:
    """The draft of the next version; begun from the newest where there is none yet."""
    Programme.objects.select_for_update().get(pk=programme.pk)
    draft = programme.plan_versions.filter(state=PlanVersion.State.DRAFT).first()
    if draft is None:
        newest = newest_version(programme)
        content = newest.content if newest else to_json(plan_in_tables(programme, None))
        draft = PlanVersion(programme=programme, based_on=newest, content=content, started_by=by)
        since = f"from version {newest.number}" if newest else "of the first version"
        record_by(draft, by=by, why=f"began a draft {since}")
        draft.save()
    return draft


@dataclass
class _Step:
    """A draft under lock; `told` says what the step did, empty where it did nothing."""

    draft: PlanVersion
    plan: Plan
    told: str = ""

    def put(self, plan: Plan, told: str) -> None:
        self.plan, self.told = plan, told


@contextmanager
def _drafting(programme: Programme, by: User | None) -> Iterator[_Step]:
    """Lock the draft, let a step change its plan, store it with who did what."""
    with transaction.atomic():
        drafts = PlanVersion.objects.select_for_update().filter(programme=programme)
        draft = drafts.filter(state=PlanVersion.State.DRAFT).first()
        if draft is None:
            raise RefusedError(NO_DRAFT)
        step = _Step(draft, draft.plan)
        yield step
        if step.told:
            draft.content = to_json(step.plan)
            draft.version += 1
            record_by(draft, by=by, why=step.told)
            draft.save()


def add_row(*, programme: Programme, row: PlannedMilestone, by: User | None) -> int:
    """Put a new row at the end of the draft; its key there."""
    with _drafting(programme, by) as step:
        key = step.plan.fresh_key
        there = step.plan.by_key
        needs = tuple(need for need in row.needs if need in there)
        step.put(step.plan.with_row(replace(row, key=key, needs=needs)), f"added {row.reference}")
    return key


def change_row(*, programme: Programme, row: PlannedMilestone, seen: int, by: User | None) -> None:
    """Change a row of the draft; `seen` is the fingerprint of the row as it was shown.

    Raises ChangedMeanwhileError, with the row as it stands, where somebody else was
    quicker, and RefusedError where the row or the draft is gone.
    """
    with _drafting(programme, by) as step:
        now = step.plan.by_key.get(row.key)
        if now is None:
            raise RefusedError(GONE)
        if now.fingerprint != seen:
            raise ChangedMeanwhileError(now)
        if row != now:
            plan = step.plan.with_row(row)
            step.put(plan, _told(now, row, step.plan, plan))


def _told(was: PlannedMilestone, now: PlannedMilestone, before: Plan, after: Plan) -> str:
    change = row_change(now.key, was, now, before=before, after=after)
    what = ", ".join(each.what.lower() for each in change.details) if change else "numbers"
    return f"changed {was.reference}: {what}"


def drop_row(*, programme: Programme, key: int, by: User | None) -> None:
    """Take a row out of the draft; one that is a record can be restored."""
    with _drafting(programme, by) as step:
        row = step.plan.by_key.get(key)
        if row:
            step.put(step.plan.without(key), f"dropped {row.reference}")


def restore_row(*, programme: Programme, key: int, by: User | None) -> None:
    """Put a dropped row back, at the end."""
    with _drafting(programme, by) as step:
        row = next((each for each in step.plan.dropped if each.key == key), None)
        if row:
            step.put(step.plan.restored(key), f"restored {row.reference}")


def move_row(*, programme: Programme, key: int, to: int, by: User | None) -> None:
    """Put a row at a place, counted from 0; there already, nothing happens."""
    with _drafting(programme, by) as step:
        row = step.plan.by_key.get(key)
        if row is None:
            raise RefusedError(GONE)
        places = max(0, min(to, len(step.plan.milestones) - 1)) - step.plan.milestones.index(row)
        if places:
            plan = step.plan.moved(key, places=places)
            step.put(plan, f"moved {row.reference} to place {plan.milestones.index(row) + 1}")


def set_phases(
    *, programme: Programme, phases: Sequence[PlannedPhase], seen: int, by: User | None
) -> None:
    """Name the phases; `seen` is the fingerprint of those that were shown.

    Raises ChangedMeanwhileError with the phases as they stand.
    """
    with _drafting(programme, by) as step:
        if step.plan.phases_fingerprint != seen:
            raise ChangedMeanwhileError(step.plan)
        asked = tuple(sorted(phases, key=lambda phase: phase.number))
        if asked != step.plan.phases:
            step.put(replace(step.plan, phases=asked), "changed the phases")


def bring_up_to_date(*, programme: Programme, by: User | None) -> None:
    """Base the draft on the newest version, with all that the draft changed."""
    with _drafting(programme, by) as step:
        newest = newest_version(programme)
        if newest is None or step.draft.based_on_id == newest.pk:
            return
        since = step.draft.based_on.plan if step.draft.based_on else Plan()
        step.draft.based_on = newest
        plan = rebased(step.plan, on=newest.plan, since=since)
        step.put(plan, f"brought the draft up to date with version {newest.number}")


@transaction.atomic
def throw_away(*, programme: Programme, draft: int, by: User | None) -> bool:
    """Delete a draft, if it still is one, and say whether it was; published ones stay."""
    drafts = PlanVersion.objects.select_for_update().filter(programme=programme, pk=draft)
    found = drafts.filter(state=PlanVersion.State.DRAFT).first()
    if found:
        record_by(found, by=by, why="threw the draft away")
        found.delete()
    return found is not None
