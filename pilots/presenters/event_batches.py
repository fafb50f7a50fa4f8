"""A sheet of events on its way in, in words."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from partnership.web.templatetags.words import said_number
from pilots.event_batch_rules import UNDO_HOURS, may_undo
from pilots.models import EventBatch

TONES = {"checking": "blue", "writing": "blue", "ready": "orange", "done": "green",
         "failed": "red", "discarded": "grey", "undone": "grey"}  # fmt: skip
State = EventBatch.State


@dataclass(frozen=True)
class BatchLine:
    """One sheet in the list of sheets."""

    batch: EventBatch
    state: str
    tone: str
    rows: str


@dataclass(frozen=True)
class Progress:
    """How far a sheet is."""

    state: str
    tone: str
    words: str
    percent: int
    notes: tuple[str, ...]
    is_under_way: bool
    may_undo: bool
    undo_until: object


def batch_line(batch: EventBatch) -> BatchLine:
    """A sheet with its state in words."""
    rows = f"{said_number(batch.rows_in_all)} row{'' if batch.rows_in_all == 1 else 's'}"
    if batch.state == State.READY and batch.rows_faulty:
        rows += f", {said_number(batch.rows_faulty)} with faults"
    return BatchLine(batch, batch.get_state_display(), TONES[batch.state], rows)


def progress_of(batch: EventBatch) -> Progress:
    """How far a sheet is, and what can be done about it."""
    is_under_way = batch.state in (State.CHECKING, State.WRITING)
    until = batch.stored_at + timedelta(hours=UNDO_HOURS) if batch.stored_at else None
    return Progress(
        state=batch.get_state_display(),
        tone=TONES[batch.state],
        words=_words(batch) if is_under_way else "",
        percent=batch.rows_done * 100 // batch.rows_in_all if batch.rows_in_all else 0,
        notes=tuple(note for note in batch.problem.split("\n") if note),
        is_under_way=is_under_way,
        may_undo=batch.state == State.DONE and may_undo(batch.stored_at, timezone.now()),
        undo_until=until,
    )


def _words(batch: EventBatch) -> str:
    if batch.state == State.WRITING:
        return "The events are being stored: all of them appear together, or none."
    done, all_rows = said_number(batch.rows_done), said_number(batch.rows_in_all)
    if batch.lease_until is None:
        return f"{all_rows} rows wait to be checked."
    return f"{done} of {all_rows} rows are checked."
