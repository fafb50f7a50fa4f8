"""Rolling the plan out: an area gets a delivery of each of its rows."""

from collections.abc import Collection, Iterator
from datetime import date

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from milestones.actions.versions import newest_version
from milestones.models import Delivery, PlanAnswer, PlanVersion
from milestones.plan import PlannedMilestone
from partnership.people.models import User
from partnership.programmes.models import Programme
from pilots.models import Area

BATCH = 500


@transaction.atomic
def roll_out(
    *,
    programme: Programme,
    by: User | None,
    also: Collection[int] = (),
    whole: Collection[int | None] = (),
) -> int:
    """Give areas their deliveries of the newest version of the plan.

    An area (or the whole programme) without any gets all of its rows; the rows whose
    keys are in `also` go to every area. The rest waits for each area's answer. The
    baseline is the last day of the row's month, counted from the area's own start.
    An area that has answered to a version has begun, also if it declined every row.
    Areas (None: the whole programme) in `whole` get all rows whatever they have.
    Returns how many were made; rolling out twice adds none.
    """
    Programme.objects.select_for_update().get(pk=programme.pk)
    version = newest_version(programme)
    if version is None:
        return 0
    present = set(programme.deliveries.values_list("milestone", "area"))
    answered = PlanAnswer.objects.filter(version__programme=programme)
    begun = {area for _, area in present} | set(answered.values_list("area", flat=True))
    begun -= set(whole)
    missing = [
        delivery_of(row, area, version)
        for row, area in _places(programme, version)
        if (row.key, area and area.pk) not in present
        and ((area and area.pk) not in begun or row.key in also)
    ]
    bulk_create_with_history(
        missing,
        Delivery,
        batch_size=BATCH,
        default_user=by,
        default_change_reason=f"rolled out with version {version.number} of the plan",
    )
    return len(missing)


def _places(
    programme: Programme, version: PlanVersion
) -> Iterator[tuple[PlannedMilestone, Area | None]]:
    """Every row with every place that is to deliver it."""
    areas: list[Area | None] = list(programme.areas.all())
    for area in areas:
        assert area
        area.programme = programme  # its start month is read of each
    for row in version.plan.milestones:
        for area in areas if row.is_each_area else [None]:
            yield row, area


def delivery_of(
    row: PlannedMilestone, area: Area | None, version: PlanVersion, *, from_on: date | None = None
) -> Delivery:
    """A delivery of a row, not yet saved, in force from a day (None: since the row is)."""
    place = area or version.programme
    since = from_on or row.reported_on or version.in_force_on
    assert since
    return Delivery(
        programme=version.programme,
        milestone_id=row.key,
        area=area,
        baseline_on=place.end_of_month(row.due_month),
        from_on=since,
        works_to=version,
    )
