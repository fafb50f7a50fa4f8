"""What was said of deliveries between two days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from milestones.models import DeliveryUpdate
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach


@dataclass(frozen=True)
class Word:
    """Why a delivery changed, and who said so: a post, else an account's name."""

    why: str
    who: str


def words_between(
    programme: Programme, first: date, last: date, *, reach: Reach
) -> Mapping[int, Word]:
    """By delivery, its newest update after `first` and by `last` that changed it; one query.

    An update that confirms what was said, or only notes something, says not why.
    """
    changed = ~Q(said_stage="") | Q(said_forecast_on__isnull=False)
    changed |= Q(said_agreed_on__isnull=False) | Q(said_actual_on__isnull=False)
    found = DeliveryUpdate.objects.filter(
        changed,
        reach.q("delivery__area"),
        delivery__programme=programme,
        reported_on__gt=first,
        reported_on__lte=last,
    )
    rows = found.order_by("reported_on", "number").values_list(
        "delivery", "reason", "note", "reported_by", "by__display_name"
    )
    return {key: Word(why or note, post or who or "") for key, why, note, post, who in rows}
