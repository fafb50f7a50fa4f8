"""The areas of a programme."""

from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Area


def area_of(programme: Programme, slug: str, *, reach: Reach) -> Area | None:
    """The area within reach with this slug, with the organisations that it belongs to."""
    found = (
        Area.objects.filter(programme=programme)
        .visible_to(reach)
        .select_related("partnership", "council", "health_board", "library_service")
    )
    return (
        found.prefetch_related(
            "localities", "venues", "priority_groups__priority_group", "groups", "reporting_bodies"
        )
        .filter(slug=slug)
        .first()
    )
