"""A new area begun from the plan: every date follows from its own start."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from milestones.actions.rollout import delivery_of
from milestones.actions.versions import newest_version
from milestones.models import Delivery
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from pilots.actions.areas import create_area
from pilots.models import Area


@transaction.atomic
def start_area(
    *, programme: Programme, name: str, start_month: date, stage: str = "", by: User
) -> tuple[Area, list[Delivery]]:
    """Record an area and give it the newest version's rows, dated from its own month 1.

    The deliveries are part of the plan there from today. Raises RefusedError where
    there is no plan yet, or the area can't be recorded.
    """
    version = newest_version(programme)
    if version is None:
        raise RefusedError("There is no plan yet. Publish its first version, then start areas.")
    area = create_area(programme=programme, name=name, start_month=start_month, stage=stage, by=by)
    today = timezone.localdate()
    rows = [row for row in version.plan.milestones if row.is_each_area]
    made = bulk_create_with_history(
        [delivery_of(row, area, version, from_on=today) for row in rows],
        Delivery,
        default_user=by,
        default_change_reason=f"began with version {version.number} of the plan",
    )
    return area, made
