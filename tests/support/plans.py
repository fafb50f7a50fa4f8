"""A programme with a plan and updates, each made in a line."""

from django.utils import timezone

from milestones.actions.rollout import roll_out
from milestones.actions.updates import UpdateRow, record_updates
from milestones.actions.versions import plan_in_tables
from milestones.models import Delivery, Milestone, PlanVersion
from milestones.plan import to_json
from partnership.programmes.models import Phase, Programme
from tests.support.builders import a_programme, an_area


def a_plan(programme: Programme | None = None, *, areas: int = 2) -> Programme:
    """A programme (a new one if none is given) with one phase, areas and no milestone yet."""
    planned = programme or a_programme()
    Phase.objects.create(programme=planned, number=1, name="Early adopters")
    for place in range(areas):
        an_area(planned, f"Area {place}", position=place)
    return planned


def a_milestone(
    programme: Programme, reference: str, *, due_month: int, in_each_area: bool = True
) -> Milestone:
    """A milestone of the plan in force from the programme's start, rolled out."""
    milestone = Milestone.objects.create(
        programme=programme,
        reference=reference,
        position=programme.milestones.count(),
        phase=programme.phases.get(),
        title=f"Title of {reference}",
        due_month=due_month,
        scope=Milestone.Scope.EACH_AREA if in_each_area else Milestone.Scope.PROGRAMME,
        reported_on=programme.start_month,
    )
    write_down(programme)
    return milestone


def write_down(programme: Programme) -> None:
    """Make what the tables hold the programme's one version of the plan, in every area."""
    plan = plan_in_tables(programme, None)
    PlanVersion.objects.update_or_create(
        programme=programme,
        number=1,
        defaults={
            "state": "published",
            "content": to_json(plan),
            "in_force_on": min(row.reported_on for row in plan.milestones),
            "published_at": timezone.now(),
        },
    )
    roll_out(programme=programme, by=None, also=[row.key for row in plan.milestones])


def said(delivery: Delivery, *rows: UpdateRow) -> Delivery:
    """The delivery with updates recorded."""
    record_updates(delivery=delivery, rows=rows, by=None)
    return delivery
