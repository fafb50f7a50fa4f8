"""The job of a sheet of events: claimed, checked or written, fenced, swept.

The row of the batch decides (docs/decisions/0003-the-row-decides.md): every verb is
one conditional update, fenced by the attempt and timed by the database's clock.
`attempt` counts what was asked for in tens and the tries at it in ones.
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Mod, Now

from partnership.people.refusals import RefusedError
from partnership.queue import send
from pilots.event_batch_rules import AT_ONCE, MOST_TRIES, TRIES, is_given_up
from pilots.models import EventBatch

logger = logging.getLogger(__name__)

RUN = "pilots.event_batch"  # the task's name
LEASE_SECONDS = 180  # far more than 10,000 rows take to be written
State = EventBatch.State
UNDER_WAY = (State.CHECKING, State.WRITING)
GIVEN_UP = (
    f"The work was broken off {MOST_TRIES} times, each time without a word, and nothing was"
    " stored: the worker may be short of memory. Check it again; if that fails too, bring the"
    " sheet in smaller parts, or tell the administrator."
)
FAULT = (
    "A fault in the program stopped it, and nothing was stored; the administrator finds it in the"
    " log under “event batch {key}”. Check it again; if it fails again, tell the administrator."
)


class LostClaimError(Exception):
    """A later attempt has the batch, or it is finished: this one must stop."""


@dataclass(frozen=True)
class Claim:
    """One attempt's right to work on one batch; it ends as soon as a later attempt begins."""

    batch_id: int
    attempt: int
    state: str

    @property
    def row(self) -> QuerySet[EventBatch]:
        """The batch's row while the claim holds, and no row afterwards."""
        return EventBatch.objects.filter(pk=self.batch_id, attempt=self.attempt, state=self.state)

    def change(self, **values: Any) -> None:
        """Change the row; raises LostClaimError, and changes nothing, if the claim has ended."""
        if not self.row.update(**values):
            raise LostClaimError(f"attempt {self.attempt} at event batch {self.batch_id}")

    def go_on(self, rows_done: int) -> None:
        """Say how far it is, and keep the lease."""
        self.change(rows_done=rows_done, lease_until=lease_end())


def lease_end() -> Any:
    """When a lease that begins now runs out, by the database's clock."""
    return Now() + timedelta(seconds=LEASE_SECONDS)


def waiting() -> Q:
    """Batches that nobody is at: new, or left behind."""
    return Q(state__in=UNDER_WAY) & (Q(lease_until__isnull=True) | Q(lease_until__lt=Now()))


def claim(batch_id: int) -> Claim | None:
    """Take a batch that waits; None if there is nothing to do."""
    with transaction.atomic():  # holds the row until its attempt has been read
        row = EventBatch.objects.filter(pk=batch_id)
        taken = row.filter(waiting()).update(attempt=F("attempt") + 1, lease_until=lease_end())
        if not taken:
            return None
        attempt, state = row.values_list("attempt", "state").get()
        return Claim(batch_id, attempt, state)


def ask(batch: EventBatch, state: str, *, among: tuple[str, ...]) -> bool:
    """Ask for the next piece of work, if the batch stands as it should; whether it did."""
    found = EventBatch.objects.filter(pk=batch.pk, state__in=among)
    next_ten = F("attempt") + TRIES - Mod(F("attempt"), TRIES)
    asked = found.update(state=state, attempt=next_ten, lease_until=None, rows_done=0)
    return bool(asked)


def begin(batch_id: int) -> None:
    """Have a batch worked on once the transaction stands: at once if small, else by a worker."""

    def start() -> None:
        rows = EventBatch.objects.filter(pk=batch_id).values_list("rows_in_all", flat=True)
        if (rows.first() or 0) <= AT_ONCE:
            run(batch_id)
        else:
            send(RUN, batch_id)  # where the queue is away, the sweep sends again

    transaction.on_commit(start)


def run(batch_id: int) -> None:
    """Do what a batch waits for; a second message finds nothing to do."""
    held = claim(batch_id)
    if held is None:
        return
    try:
        work(held)
    except LostClaimError:
        logger.info("Event batch %s: a later attempt has it", batch_id)
    except OperationalError:
        raise  # the database is away: the lease runs out, and the sweep goes on
    except RefusedError as error:
        fail(held, error.words)
    except SoftTimeLimitExceeded:
        fail(held, "It took too long and was stopped; nothing was stored. Bring it in parts.")
    except Exception:
        logger.exception("event batch %s", batch_id)
        fail(held, FAULT.format(key=batch_id))


def work(held: Claim) -> None:
    """Check or write, as the batch's state says."""
    from pilots.actions.event_batch_checking import check
    from pilots.actions.event_batch_writing import write

    batch = EventBatch.objects.select_related("programme", "by").get(pk=held.batch_id)
    if held.state == State.WRITING:
        write(batch, held)
    else:
        check(batch, held)


def fail(held: Claim, words: str) -> None:
    """Give a batch up, with words for whoever brought it; nothing if the claim has ended."""
    held.row.update(state=State.FAILED, problem=words[:500], lease_until=None)


def sweep() -> None:
    """Send for a worker for each batch left behind; give up what kills its workers."""
    left = EventBatch.objects.filter(waiting()).order_by("recorded_at")
    for key, attempt in left.values_list("pk", "attempt"):
        if is_given_up(attempt):
            same = EventBatch.objects.filter(waiting(), pk=key, attempt=attempt)
            same.update(state=State.FAILED, problem=GIVEN_UP, lease_until=None)
            logger.error("Gave up event batch %s", key)
        elif not send(RUN, key):
            break  # the queue is away: the next sweep tries again
