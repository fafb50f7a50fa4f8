"""Papers that were put to boards."""

from datetime import date

from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import BoardPaper


def paper_in_full(
    programme: Programme, body: str, paper: str, *, as_at: date, reach: Reach
) -> BoardPaper:
    """One paper with its recommendations and implications; three queries.

    Raises BoardPaper.DoesNotExist where it is out of reach, or had not been
    reported by that day.
    """
    return (
        BoardPaper.objects.filter(body__programme=programme, reported_on__lte=as_at)
        .visible_to(reach)
        .select_related("source", "body__area", "body__council", "body__health_board")
        .prefetch_related("recommendations", "implications")
        .get(body__slug=body, slug=paper)
    )
