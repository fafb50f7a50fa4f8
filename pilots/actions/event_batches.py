"""What is done with a sheet of events: brought, mended, stored, thrown away, taken back."""

from collections.abc import Mapping, Sequence, Set
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from partnership.people.history import record_many
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from pilots.actions import event_batch_jobs as jobs
from pilots.actions.event_batch_checking import rewrite
from pilots.actions.event_batch_jobs import State
from pilots.actions.event_changes import Counted, counted_in, events_touched
from pilots.event_batch_rules import UNDO_HOURS, cut, may_undo
from pilots.event_sheet import BY_KEY, EXTRA
from pilots.event_sheet_cells import storable
from pilots.event_sheet_files import Sheet
from pilots.models import Area, Event, EventBatch, EventBatchRow, EventCount, EventPartner

AT_A_TIME = 500
PAST: Any = Event.history.model
MOVED_ON = "The sheet has moved on meanwhile: look at how it stands now."
LONGEST_NAME = 200


@transaction.atomic
def bring(
    *, programme: Programme, area: Area | None, file_name: str, sheet: Sheet, by: User
) -> EventBatch:
    """Keep a sheet's rows and have them checked."""
    batch = EventBatch.objects.create(
        programme=programme,
        area=area,
        file_name=storable(file_name, LONGEST_NAME)[:LONGEST_NAME],
        rows_in_all=len(sheet.rows),
        problem=" ".join(sheet.notes).replace("\n", " ")[:170],
        by=by,
    )
    rows = (EventBatchRow(batch=batch, number=line, cells=cells) for line, cells in sheet.rows)
    EventBatchRow.objects.bulk_create(rows, batch_size=AT_A_TIME)
    jobs.begin(batch.pk)
    return batch


@transaction.atomic
def mend(
    *,
    batch: EventBatch,
    cells: Mapping[int, Mapping[str, str]],
    left_out: Set[int],
    taken_in: Set[int] = frozenset(),
) -> None:
    """Put new texts into cells, by line, leave lines out or take them in, and check again.

    Raises RefusedError where the sheet has moved on.
    """
    _ask(batch, State.CHECKING, (State.READY,))
    numbers = {*cells, *left_out, *taken_in}
    rows = list(batch.rows.filter(number__in=numbers))
    for row in rows:
        row.cells = row.cells | {
            key: storable(text, BY_KEY[key].longest if key in BY_KEY else LONGEST_NAME)
            for key, text in cells.get(row.number, {}).items()
            if key in BY_KEY or key == EXTRA
        }
        row.is_left_out = row.number in left_out or (row.is_left_out and row.number not in taken_in)
    rewrite(rows)
    jobs.begin(batch.pk)


@transaction.atomic
def leave_out_faulty(*, batch: EventBatch) -> None:
    """Leave every faulty row out. Raises RefusedError where the sheet has moved on."""
    _ask(batch, State.CHECKING, (State.READY,))
    batch.rows.filter(is_left_out=False).exclude(faults={}).update(is_left_out=True, faults={})
    jobs.begin(batch.pk)


@transaction.atomic
def leave_out(*, batch: EventBatch, lines: Set[int]) -> None:
    """Leave lines out that are right too. Raises RefusedError where none of them is there."""
    if not batch.rows.filter(number__in=lines, is_left_out=False).exists():
        raise RefusedError("The sheet has no such line to leave out: look at its lines again.")
    mend(batch=batch, cells={}, left_out=lines)


@transaction.atomic
def check_again(*, batch: EventBatch) -> None:
    """Check a batch anew that failed. Raises RefusedError where it moved on."""
    _ask(batch, State.CHECKING, (State.FAILED,))
    EventBatch.objects.filter(pk=batch.pk, problem=batch.problem).update(problem="")
    jobs.begin(batch.pk)


@transaction.atomic
def store(*, batch: EventBatch) -> None:
    """Have the events written, all or none. Raises RefusedError while a row is faulty."""
    faulty = batch.rows.filter(is_left_out=False).exclude(faults={}).count()
    if faulty:
        raise RefusedError(
            f"{faulty:,} row{'s have' if faulty > 1 else ' has'} faults: mend them, or leave them"
            " out, and nothing is stored until then."
        )
    if not batch.rows.filter(is_left_out=False).exists():
        raise RefusedError("There is no event to store: every row is left out or there already.")
    _ask(batch, State.WRITING, (State.READY,))
    jobs.begin(batch.pk)


@transaction.atomic
def discard(*, batch: EventBatch) -> None:
    """Throw a sheet away that was not stored. Raises RefusedError where it was, or is being."""
    if not jobs.ask(batch, State.DISCARDED, among=(State.CHECKING, State.READY, State.FAILED)):
        raise RefusedError(MOVED_ON)
    batch.rows.all().delete()


def _ask(batch: EventBatch, state: str, among: tuple[str, ...]) -> None:
    if not jobs.ask(batch, state, among=among):
        raise RefusedError(MOVED_ON)


@transaction.atomic
def undo(*, batch: EventBatch, by: User) -> int:
    """Take back every event of a batch, within a day of storing it; how many.

    Raises RefusedError, and takes nothing back, after that, or where one of them
    was changed since or something hangs on it.
    """
    now = EventBatch.objects.select_for_update().get(pk=batch.pk)
    if now.state != State.DONE or not may_undo(now.stored_at, timezone.now()):
        raise RefusedError(
            f"Only what was stored within the last {UNDO_HOURS} hours can be taken back. Change or"
            " cancel its events on their pages."
        )
    keys = list(
        now.rows.filter(is_left_out=False, event__isnull=False).values_list("event_id", flat=True)
    )
    parts = [keys[start : start + AT_A_TIME] for start in range(0, len(keys), AT_A_TIME)]
    if changed := [name for part in parts for name in _changed(part)]:
        raise RefusedError(
            f"Since the sheet was stored, {cut(changed)}"
            f" {'was' if len(changed) == 1 else 'were'} changed, or something was added to it, so"
            " nothing is taken back. Cancel the others on their pages, or ask whoever changed it."
        )
    touched = {place for part in parts for place in _remove(part, batch=now, by=by)}
    EventBatch.objects.filter(pk=now.pk).update(state=State.UNDONE, undone_at=timezone.now())
    if touched:
        events_touched.send(sender=Event, counted=touched)
    return len(keys)


def _changed(keys: Sequence[int]) -> list[str]:
    """The names of events that were changed, or on which something hangs.

    Locks them: whoever changes one meanwhile waits, and then finds it gone.
    """
    own = (EventCount, EventPartner, EventBatchRow)
    events = Event.objects.filter(pk__in=keys)
    locked = events.select_for_update().order_by("pk").values_list("pk", "version")
    touched = {key for key, version in locked if version != 1}
    for relation in Event._meta.related_objects:
        model: Any = relation.related_model
        if model in own or issubclass(model, PAST):
            continue
        name = relation.field.name
        hanging = model._default_manager.filter(**{f"{name}__in": keys})
        touched |= set(hanging.values_list(name, flat=True))
    return list(events.filter(pk__in=touched).values_list("name", flat=True))


def _remove(keys: Sequence[int], *, batch: EventBatch, by: User) -> set[Counted]:
    """Remove events with their counts and partners, and keep in the history that it was done."""
    events = list(Event.objects.filter(pk__in=keys))
    why = f"the sheet “{batch}” was taken back"
    record_many(Event.objects.filter(pk__in=keys), sort="-", by=by, why=why)
    for model in (EventCount, EventPartner):
        model.objects.filter(event__in=keys).delete()
    EventBatchRow.objects.filter(event__in=keys).update(event=None)
    _delete_at_once(Event.objects.filter(pk__in=keys))
    return {counted_in(event) for event in events}


def _delete_at_once(events: models.QuerySet[Event]) -> None:
    """Delete without a signal for each: their history was written above, all at once."""
    events._raw_delete(events.db)
