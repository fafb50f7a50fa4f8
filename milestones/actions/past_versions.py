"""Versions of the plan that were published elsewhere, taken in as they were."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from milestones.models import PlanVersion
from milestones.plan import Plan, to_json
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.programmes.models import Programme
from pilots.models import Decision


@transaction.atomic
def bring_in(
    *,
    programme: Programme,
    number: int,
    plan: Plan,
    in_force_on: date,
    why: str,
    decision: Decision | None,
    by: User | None,
    recorded_why: str,
) -> PlanVersion:
    """Keep a version with the number and the day that it had when it was published.

    The plan's keys are those of records. Nothing else changes: what areas made of
    the version, the caller brings in too.
    """
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    before = PlanVersion.objects.filter(programme=programme, number=number - 1).first()
    version = PlanVersion(
        programme=programme,
        state=PlanVersion.State.PUBLISHED,
        number=number,
        based_on=before,
        content=to_json(plan),
        why=why,
        decision=decision,
        in_force_on=in_force_on,
        published_at=timezone.now(),
        published_by=by,
    )
    record_by(version, by=by, why=recorded_why)
    version.save()
    return version
