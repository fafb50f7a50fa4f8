"""A draft published: frozen as the next version, and put before every area."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from milestones.actions.answers import take_up_for_programme
from milestones.actions.drafts import NO_DRAFT
from milestones.actions.plan_tables import write_plan
from milestones.actions.rollout import roll_out
from milestones.actions.versions import newest_version
from milestones.actions.waiting import tally_waiting, tell_areas
from milestones.models import PlanVersion
from milestones.plan import Plan, to_json
from milestones.plan_faults import faults
from milestones.selectors.answers import unasked
from partnership.dates import day_words
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Decision


@transaction.atomic
def publish(
    *,
    programme: Programme,
    seen: int,
    why: str,
    decision: Decision | None,
    reach: Reach,
    in_force_on: date,
    by: User,
) -> PlanVersion:
    """Publish the draft that was `seen`, in force on a day, by a decision within reach.

    The first version goes to every area at once. A later one asks each area; what
    is of the whole programme is taken up by whoever publishes. Raises
    ChangedMeanwhileError where the draft was changed after it was looked at, and
    RefusedError in words; then nothing is changed.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    drafts = PlanVersion.objects.select_for_update().filter(programme=programme)
    draft = drafts.filter(state=PlanVersion.State.DRAFT).first()
    if draft is None:
        raise RefusedError(NO_DRAFT)
    if draft.version != seen:
        raise ChangedMeanwhileError(draft)
    newest = newest_version(programme)
    _refuse_plan(draft, newest)
    _refuse_day(in_force_on, programme, newest)
    draft.decision = _authorising(decision, newest, programme, reach, in_force_on)
    _freeze(draft, newest, why=why, in_force_on=in_force_on, by=by)
    if newest is None:
        roll_out(programme=programme, by=by)
    else:
        take_up_for_programme(version=draft, by=by)
        programme.deliveries.filter(pk__in=unasked(programme, draft)).update(works_to=draft)
        tally_waiting(programme)
        tell_areas(draft)
    return draft


def _freeze(
    draft: PlanVersion, newest: PlanVersion | None, *, why: str, in_force_on: date, by: User
) -> None:
    """Write the plan to the tables, and the draft as the next version."""
    number = (newest.number or 0) + 1 if newest else 1
    plan = write_plan(
        draft.plan,
        before=newest.plan if newest else Plan(),
        programme=draft.programme,
        in_force_on=in_force_on,
        by=by,
        why=f"version {number} of the plan: {why}",
    )
    draft.content = to_json(plan)
    draft.state, draft.number = PlanVersion.State.PUBLISHED, number
    draft.why, draft.in_force_on = why, in_force_on
    draft.published_by, draft.published_at = by, timezone.now()
    draft.version += 1
    record_by(draft, by=by, why=f"published it as version {number}")
    draft.save()


def _refuse_plan(draft: PlanVersion, newest: PlanVersion | None) -> None:
    if newest and draft.based_on_id != newest.pk:
        raise RefusedError(
            f"Version {newest.number} was published after this draft was begun. Bring the draft"
            " up to date with it first."
        )
    if found := faults(draft.plan, length_months=draft.programme.length_months):
        words = " ".join(fault.words for fault in found[:3])
        raise RefusedError(f"The draft can’t be published yet. {words}")
    if newest and draft.plan == newest.plan:
        raise RefusedError(
            f"The draft says the same as version {newest.number}. Change a row first, or throw"
            " the draft away."
        )


def _refuse_day(day: date, programme: Programme, newest: PlanVersion | None) -> None:
    """Refuse a day that is ahead, or before the version that is in force."""
    if day > timezone.localdate():
        raise RefusedError("A plan can’t be in force from a day to come.", "in_force_on")
    last = newest.in_force_on if newest else None
    if last and day < last:
        raise RefusedError(
            f"Version {newest.number if newest else ''} is in force since {day_words(last)}."
            " Choose that day or a later one.",
            "in_force_on",
        )


def _authorising(
    decision: Decision | None,
    newest: PlanVersion | None,
    programme: Programme,
    reach: Reach,
    day: date,
) -> Decision | None:
    """The decision as it stands now, if it authorises; the first version needs none."""
    if decision is None:
        if newest is None:
            return None
        raise RefusedError("Choose the decision that authorises the change.", "decision")
    known = Decision.objects.select_for_update(of=("self",)).visible_to(reach)
    now = known.filter(programme=programme, pk=decision.pk).first()
    if now is None:
        raise RefusedError("That decision is not one of this programme.", "decision")
    if not now.authorises_plan_change:
        raise RefusedError(
            "That decision does not authorise a change to the plan. Choose another, or correct"
            " how it was recorded.",
            "decision",
        )
    if now.reported_on > day:
        raise RefusedError(
            f"That decision was reported on {day_words(now.reported_on)}. The plan can’t be in"
            " force before it.",
            "in_force_on",
        )
    return now
