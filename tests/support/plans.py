"""A small programme with a plan, made in a line."""

from datetime import date

from milestones.actions import UpdateRow, record_updates, roll_out
from milestones.models import Delivery, Milestone
from partnership.programmes.models import Phase, Programme
from pilots.models import Area

START = date(2019, 1, 1)


def a_programme(slug: str = "partnership", *, areas: int = 2, months: int = 24) -> Programme:
    """A programme from January 2019 with one phase and some areas."""
    programme = Programme.objects.create(
        slug=slug, name=slug.title(), start_month=START, length_months=months
    )
    Phase.objects.create(programme=programme, number=1, name="Early adopters")
    for place in range(areas):
        Area.objects.create(
            programme=programme, slug=f"area-{place}", name=f"Area {place}", position=place
        )
    return programme


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
    roll_out(programme=programme, by=None)
    return milestone


def said(delivery: Delivery, *rows: UpdateRow) -> Delivery:
    """The delivery with updates recorded."""
    record_updates(delivery=delivery, rows=rows, by=None)
    return delivery
