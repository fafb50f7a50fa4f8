"""A plan as it stood, made without a database."""

from datetime import date

from milestones.parts import DeliveryRow, MilestoneRow, PlanPart
from milestones.schedule import Said, Standing, Tolerances, fold, status
from partnership.dates import end_of_month

START = date(2019, 1, 1)
AS_AT = date(2019, 10, 24)
RULE = Tolerances(plan_from=START)


def a_row(
    number: int, *, due: int = 8, phase: str = "Phase 1", needs: tuple[int, ...] = (), title=""
) -> MilestoneRow:
    """The milestone with this key; it is called M and its key."""
    return MilestoneRow(
        key=number,
        reference=f"M{number}",
        title=title or f"Title of M{number}",
        phase=phase,
        due_month=due,
        planned_on=end_of_month(START, due),
        is_each_area=True,
        scope_inferred_from="",
        reported_on=START,
        needs=needs,
    )


def a_delivery(
    milestone: MilestoneRow, area: str = "", *said: Said, as_at: date = AS_AT
) -> DeliveryRow:
    """A delivery in an area ("North", with the slug north), as updates left it."""
    baseline = milestone.planned_on
    standing = [Standing.at_first(baseline), *fold(baseline, said)][-1]
    return DeliveryRow(
        key=milestone.key * 100 + len(area),
        milestone=milestone,
        area=area,
        area_slug=area.lower().replace(" ", "-"),
        standing=standing,
        status=status(standing, on=as_at, tolerances=RULE),
        overdue_days=standing.days_overdue(as_at),
    )


def a_part(
    *rows: DeliveryRow, as_at: date = AS_AT, more: tuple[MilestoneRow, ...] = ()
) -> PlanPart:
    """The plan that has these deliveries, and more milestones without any."""
    milestones = dict.fromkeys((*(row.milestone for row in rows), *more))
    areas = {row.area_slug: row.area for row in rows if row.area_slug}
    return PlanPart(as_at, tuple(milestones), tuple(areas.items()), rows)


def done(day: date) -> Said:
    """It was done on a day, and reported then."""
    return Said(day, actual_on=day)


def forecast(day: date, *, on: date = date(2019, 6, 1), agreed: date | None = None) -> Said:
    """What was expected, as reported on a day."""
    return Said(on, forecast_on=day, agreed_on=agreed)
