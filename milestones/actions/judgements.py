"""A manager's own judgement of a delivery, beside the status by rule."""

from datetime import date, timedelta

from django.utils import timezone

from milestones.actions.telling import telling
from milestones.models import Delivery, Judgement
from milestones.schedule import Rag
from partnership.dates import day_words
from partnership.people.models import User
from partnership.people.refusals import RefusedError

JUDGED = (Rag.RED, Rag.AMBER, Rag.GREEN)  # what a manager may see otherwise; the rest are facts
LONGEST = timedelta(days=366)


def judge(
    *, delivery: Delivery, seen: int, rag: Rag, reason: str, ends_on: date, by: User | None
) -> Judgement:
    """Judge otherwise than the rule, from today to the end of a day; it ends the one before.

    Raises RefusedError with the field to mend, and ChangedMeanwhileError.
    """
    today = timezone.localdate()
    _refuse(rag, reason, ends_on, today)
    with telling(delivery, seen=seen, by=by) as now:
        _end_standing(now.delivery, today)
        judgement = Judgement.objects.create(
            delivery=now.delivery, rag=rag.value, reason=reason, ends_on=ends_on,
            reported_on=today, by=by,
        )  # fmt: skip
        now.words = f"judged it {rag.value} until {day_words(ends_on)}"
        now.why = reason
    return judgement


def take_back(*, delivery: Delivery, seen: int, by: User | None) -> None:
    """End the judgement that stands, from today on; before, it stood."""
    with telling(delivery, seen=seen, by=by) as now:
        if not _end_standing(now.delivery, timezone.localdate()):
            raise RefusedError("No judgement stands any more: nothing was changed.")
        now.words = "took back the judgement: the status by rule stands alone"


def _end_standing(delivery: Delivery, today: date) -> int:
    """End what stands, or would yet stand; how many."""
    standing = delivery.judgements.filter(withdrawn_on=None, ends_on__gte=today)
    return standing.update(withdrawn_on=today)


def _refuse(rag: Rag, reason: str, ends_on: date, today: date) -> None:
    if rag not in JUDGED:
        raise RefusedError("Judge it Red, Amber or Green: the rest follows from its dates.", "rag")
    if not reason.strip():
        raise RefusedError("Say why you judge otherwise than the rule.", "reason")
    if ends_on < today:
        raise RefusedError(f"{day_words(ends_on)} has passed. Choose a day to come.", "ends_on")
    if ends_on > today + LONGEST:
        raise RefusedError(
            f"{day_words(ends_on)} is more than a year away. Judge it for a year at most, and"
            " again then.",
            "ends_on",
        )
