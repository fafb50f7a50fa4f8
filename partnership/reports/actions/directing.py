"""Directions: recorded, corrected; one that varies or revokes an earlier one changes its status."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from partnership.reports.models import Direction, Report
from partnership.reports.selectors.word import has_last_word
from pilots.models import ReportingBody

STATUS = Direction.Status
STANDS = (STATUS.LIVE, STATUS.VARIED)  # what a later one can still vary or revoke


@dataclass(frozen=True)
class Instruction:
    """What a direction says. `effect` is what it makes of the earlier one that it `replaces`."""

    reference: str
    given_on: date
    to_whom: str
    functions: str
    text: str
    budget: str = ""
    intended_outcome: str = ""
    review_on: date | None = None
    minute: str = ""
    report: Report | None = None
    replaces: Direction | None = None
    effect: str = ""


KEPT = tuple(Instruction.__dataclass_fields__)


@transaction.atomic
def record_direction(*, body: ReportingBody, said: Instruction, by: User) -> Direction:
    """Record a direction that a board gave; raises RefusedError."""
    locked = ReportingBody.objects.select_for_update().get(pk=body.pk)
    direction = Direction(body=locked)
    _refuse(direction, said)
    _say(direction, said)
    record_by(direction, by=by)
    direction.save()
    if said.replaces:
        _settle(said.replaces, by=by, why=f"By direction {said.reference}")
    return direction


@transaction.atomic
def correct_direction(
    *,
    direction: Direction,
    seen: int,
    said: Instruction,
    is_complete: bool,
    why: str,
    by: User,
) -> None:
    """Correct how a direction was recorded, or say that what it asks for is complete.

    Raises RefusedError, and ChangedMeanwhileError where somebody was quicker.
    """
    ReportingBody.objects.select_for_update().get(pk=direction.body_id)
    before = Direction.objects.get(pk=direction.pk).replaces
    with changing(direction, seen=seen, by=by, why=why) as now:
        _refuse(now, said)
        _say(now, said)
        now.status = _status(now, is_complete)
    if before and before != said.replaces:
        _settle(before, by=by, why=why)
    if said.replaces:
        _settle(said.replaces, by=by, why=f"By direction {said.reference}")


def _say(direction: Direction, said: Instruction) -> None:
    for name in KEPT:
        setattr(direction, name, getattr(said, name))
    if not said.replaces:
        direction.effect = ""


def _status(direction: Direction, is_complete: bool) -> str:
    """What it stands at: complete or not by what was said, else by what became of it."""
    if direction.status not in (*STANDS, STATUS.COMPLETE):
        return direction.status
    return STATUS.COMPLETE if is_complete else _left_of(direction)


def _left_of(direction: Direction) -> str:
    """What a direction stands at by the later ones alone: where the last of them puts it."""
    last = direction.replaced_by.order_by("pk").last()
    return last.effect if last else STATUS.LIVE


def _settle(earlier: Direction, *, by: User, why: str) -> None:
    """Let an earlier direction stand where later ones put it; what is complete stays so."""
    now = Direction.objects.get(pk=earlier.pk)
    status = _left_of(now)
    if now.status in (status, STATUS.COMPLETE):
        return
    with changing(now, seen=now.version, by=by, why=why) as changed:
        changed.status = status


def _refuse(direction: Direction, said: Instruction) -> None:
    if direction.body.kind != ReportingBody.Kind.IJB:
        raise RefusedError(
            "Only an Integration Joint Board gives directions. What another body decides is"
            " recorded with the report."
        )
    _refuse_reference(direction, said)
    if said.given_on > timezone.localdate():
        raise RefusedError(
            f"{day_words(said.given_on)} has not come yet. Enter the day on which it was given.",
            "given_on",
        )
    if said.review_on and said.review_on < said.given_on:
        raise RefusedError(
            f"It was given on {day_words(said.given_on)}, so it is reviewed later.", "review_on"
        )
    if said.replaces:
        said.replaces.refresh_from_db()  # somebody may have replaced it since it was chosen
        _refuse_earlier(direction, said, said.replaces)


def _refuse_reference(direction: Direction, said: Instruction) -> None:
    same = direction.body.directions.filter(reference__iexact=said.reference)
    if same.exclude(pk=direction.pk).exists():
        raise RefusedError(
            f"This body has a direction {said.reference} already. Give this one its own"
            " reference, or correct the other.",
            "reference",
        )


def _refuse_earlier(direction: Direction, said: Instruction, earlier: Direction) -> None:
    if earlier.body_id != direction.body_id or earlier.pk == direction.pk:
        raise RefusedError("Choose an earlier direction of the same body.", "replaces")
    if direction.pk and earlier.replaces_id == direction.pk:
        raise RefusedError(
            f"{earlier.reference} is recorded as varying or revoking this one. Correct that first.",
            "replaces",
        )
    if earlier.given_on > said.given_on:
        raise RefusedError(
            f"{earlier.reference} was given later, on {day_words(earlier.given_on)}.", "replaces"
        )
    if said.effect not in Direction.Effect.values:
        raise RefusedError(f"Say what it does to {earlier.reference}.", "effect")
    is_known = earlier.pk == direction.replaces_id
    if is_known and said.effect != STATUS.VARIED and not has_last_word(direction, earlier):
        raise RefusedError(
            f"{earlier.reference} was changed once more after this one, so this one varied it.",
            "effect",
        )
    if not is_known and earlier.status not in STANDS:
        stands = earlier.get_status_display().lower()
        raise RefusedError(f"{earlier.reference} is {stands}: it no longer stands.", "replaces")
