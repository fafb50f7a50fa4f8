"""What was said of deliveries between two days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from milestones.changes import Why
from milestones.models import DeliveryUpdate
from partnership.dates import PartialDate
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach


@dataclass(frozen=True)
class Word:
    """Why a delivery changed, and who said so: a post, else an account's name.

    `decision` is what authorised it, in words; `is_late`: it was recorded only afterwards.
    """

    why: str
    who: str
    decision: str = ""
    is_late: bool = False

    @property
    def told(self) -> Why:
        """The same without who said so."""
        return Why(self.why, self.decision, self.is_late)


def words_between(
    programme: Programme,
    first: date,
    last: date,
    *,
    reach: Reach,
    recorded_after: datetime | None = None,
) -> Mapping[int, Word]:
    """By delivery, its newest update after `first` and by `last` that changed it; one query.

    An update that confirms what was said, or only notes something, says not why. With
    `recorded_after` also what was recorded only then, though for a day up to `first`.
    """
    changed = ~Q(said_stage="") | Q(said_forecast_on__isnull=False)
    changed |= Q(said_agreed_on__isnull=False) | Q(said_actual_on__isnull=False)
    since = Q(reported_on__gt=first)
    if recorded_after:
        since |= Q(recorded_at__gt=recorded_after)
    found = DeliveryUpdate.objects.filter(
        changed,
        since,
        reach.q("delivery__area"),
        delivery__programme=programme,
        reported_on__lte=last,
    )
    rows = found.order_by("reported_on", "number").values_list(
        "delivery", "reason", "note", "reported_by", "by__display_name", "reported_on", *DECISION
    )
    words: dict[int, Word] = {}
    for key, why, note, post, who, said_on, *decision in rows:
        newest = decision_words(*decision) or (words[key].decision if key in words else "")
        words[key] = Word(why or note, post or who or "", newest, said_on <= first)
    return words


DECISION = ("decision__text", "decision__decided", "decision__group__name", "decision__body__name")


def decision_words(
    text: str | None, decided: PartialDate | None, group: str | None, body: str | None
) -> str:
    """What a plan change goes back to: Joint national group, 4 March 2019: “Extend M3.”"""
    if not text:
        return ""
    who = ", ".join(filter(None, [group or body, decided.words if decided else ""]))
    return f"{who}: “{text.strip()}”"
