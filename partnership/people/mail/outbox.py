"""The life of an e-mail's row: asked for, queued, claimed, put off, done with.

Every verb is one conditional update, fenced by the attempt and timed by the
database's clock (docs/decisions/0003-the-row-decides.md).
"""

import logging
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Now

from partnership import queue
from partnership.people.mail.purposes import Purpose
from partnership.people.models import Email, EmailPreference, User
from partnership.people.models.email import EmailQuerySet

logger = logging.getLogger(__name__)

SEND = "people.mail.send"  # the task's name
MAX_TRIES = 5
PAUSES = [timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=4)]
LEASE = timedelta(minutes=2)  # longer than the task's time limit
BROKEN_OFF = "Sending it was broken off each time, without a word."


class LostClaimError(Exception):
    """The e-mail is being sent by a later attempt, or is done with: this one must stop."""


def send(
    *, to: User | str, purpose: Purpose, key: str, about: dict[str, Any], urgent: bool = False
) -> Email:
    """Write to somebody when the current transaction is committed; asking twice sends once.

    `key` tells e-mails of one purpose to one address apart. `about` holds keys
    of records, never a token. What is not urgent waits for the digest of a
    person who prefers one. Never raises for the queue's sake: the row stays,
    and the sweep sends for a worker.
    """
    user = to if isinstance(to, User) else None
    row, _ = store(
        address=user.email if user else str(to),
        user=user,
        purpose=purpose,
        key=key,
        about=about,
        state=_state_for(user, at_once=urgent or purpose.urgent),
    )
    return row


def store(
    *,
    address: str,
    user: User | None,
    purpose: Purpose,
    key: str,
    about: dict[str, Any],
    state: Email.State = Email.State.QUEUED,
) -> tuple[Email, bool]:
    """The row of an e-mail, and whether it is new; a worker is sent for after the commit."""
    row, is_new = Email.objects.get_or_create(
        address=address.strip().lower(),
        purpose=purpose.name,
        key=key,
        defaults={"user": user, "about": about, "state": state},
    )
    if is_new and state == Email.State.QUEUED:
        transaction.on_commit(partial(_send_for_worker_soon, row.pk), robust=True)
    return row, is_new


def _state_for(user: User | None, *, at_once: bool) -> Email.State:
    if at_once or user is None or user.email_preference == EmailPreference.EACH:
        return Email.State.QUEUED
    return Email.State.GATHERED


def _send_for_worker_soon(email_id: int) -> None:
    """Queue a row's key, unless the queue did not answer just now."""
    if not queue.is_left_alone():
        send_for_worker(email_id)


def send_for_worker(email_id: int) -> bool:
    """Queue a row's key, once; False if the queue does not take it."""
    row = Email.objects.filter(pk=email_id)
    if not row.filter(_not_sent_for()).update(queued_at=Now()):
        return True
    if not queue.send(SEND, email_id):
        row.update(queued_at=None)
        return False
    return True


def _not_sent_for() -> Q:
    """Rows for which no worker was sent since they were queued, or lately, or left behind."""
    lately = Now() - timedelta(seconds=settings.EMAIL_SWEEP_SECONDS / 2)
    return (
        Q(queued_at=None)
        | Q(queued_at__lt=lately)
        | Q(state=Email.State.SENDING, queued_at__lt=F("lease_until"), lease_until__lt=Now())
    )


@dataclass(frozen=True)
class Claim:
    """One attempt's right to send one e-mail; it ends as soon as a later attempt begins."""

    email_id: int
    attempt: int

    @property
    def row(self) -> EmailQuerySet:
        """The row while the claim holds, and no row afterwards."""
        return Email.objects.filter(pk=self.email_id, tries=self.attempt, state=Email.State.SENDING)

    def change(self, **values: Any) -> None:
        """Change the row; raises LostClaimError, and changes nothing, if the claim has ended."""
        if not self.row.update(**values):
            raise LostClaimError(f"attempt {self.attempt} at e-mail {self.email_id}")

    def settle(self, state: Email.State, *, failure: str = "") -> None:
        """Be done with the e-mail; raises LostClaimError if the claim has ended."""
        sent_at = Now() if state is Email.State.SENT else None
        with transaction.atomic():
            self.change(state=state, failure=failure, sent_at=sent_at, lease_until=None)
            gathered = Email.objects.waiting().filter(digest=self.email_id)
            gathered.update(state=state, failure=failure, sent_at=sent_at)


def lease_end() -> Combinable:
    """When a lease that begins now runs out, by the database's clock."""
    return Now() + LEASE


def claim(email_id: int) -> Claim | None:
    """Take an e-mail that is queued or left behind; None if there is nothing to do."""
    with transaction.atomic():  # holds the row until its attempt has been read
        row = Email.objects.filter(pk=email_id)
        taken = (
            row.to_be_sent()
            .filter(tries__lt=MAX_TRIES)
            .update(state=Email.State.SENDING, tries=F("tries") + 1, lease_until=Now() + LEASE)
        )
        return Claim(email_id, row.values_list("tries", flat=True).get()) if taken else None


def put_off(claim: Claim, reason: str, *, for_good: bool = False) -> None:
    """Try again later, or give up after the last try or where a further one is in vain.

    Raises LostClaimError if the claim has ended.
    """
    if for_good or claim.attempt >= MAX_TRIES:
        claim.settle(Email.State.FAILED, failure=reason)
        logger.error("E-mail %s was given up: %s", claim.email_id, reason)
        return
    pause = PAUSES[claim.attempt - 1]
    claim.change(
        state=Email.State.QUEUED,
        failure=reason,
        queued_at=None,
        lease_until=None,
        not_before=Now() + pause,
    )
    logger.warning("E-mail %s is tried again in %s: %s", claim.email_id, pause, reason)


def sweep() -> None:
    """Send for a worker for each row left behind; any number of schedulers may do so."""
    left = Email.objects.to_be_sent()
    gone = left.filter(tries__gte=MAX_TRIES).update(
        state=Email.State.FAILED, failure=BROKEN_OFF, lease_until=None
    )
    Email.objects.waiting().filter(digest__state=Email.State.FAILED).update(
        state=Email.State.FAILED, failure=BROKEN_OFF
    )
    if gone:
        logger.error("Gave up %s e-mail(s) whose senders were killed %s times", gone, MAX_TRIES)
    due = left.filter(_not_sent_for()).order_by("asked_at")
    for email_id in due.values_list("pk", flat=True):
        if not send_for_worker(email_id):
            break  # the queue is away: the next sweep tries again


def forget() -> int:
    """Delete the log older than EMAIL_LOG_DAYS; how many rows that were."""
    oldest = Now() - timedelta(days=settings.EMAIL_LOG_DAYS)
    return Email.objects.filter(asked_at__lt=oldest).delete()[0]
