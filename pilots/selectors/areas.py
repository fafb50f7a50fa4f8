"""The areas of a programme."""

from partnership.programmes.models import Programme
from pilots.models import Area


def area_of(programme: Programme, slug: str) -> Area | None:
    """The programme's area with this slug, with the organisations that it belongs to."""
    found = programme.areas.select_related(
        "partnership", "council", "health_board", "library_service"
    )
    return (
        found.prefetch_related(
            "localities", "venues", "priority_groups__priority_group", "groups", "reporting_bodies"
        )
        .filter(slug=slug)
        .first()
    )
