"""What a worker does with an e-mail's key: claim, write, send, say how it went."""

import logging

from django.core.mail import EmailMultiAlternatives
from django.db import DatabaseError, transaction

from partnership.people.mail.failures import is_final, reason_of
from partnership.people.mail.letters import letter
from partnership.people.mail.outbox import Claim, LostClaimError, claim, lease_end, put_off
from partnership.people.mail.purposes import purpose_of, words_of
from partnership.people.models import Email

logger = logging.getLogger(__name__)


def deliver(email_id: int) -> None:
    """Send an e-mail, if it is there to be sent: a second message finds nothing to do."""
    if taken := claim(email_id):
        try:
            _try(taken)
        except LostClaimError as late:
            logger.info("Left to a later attempt: %s", late)


def _try(taken: Claim) -> None:
    """Send it, or put it off; raises LostClaimError if the claim has ended."""
    try:
        message = _write(taken)
        if message:
            message.send()
    except (LostClaimError, DatabaseError):
        raise  # a database that is away: the lease runs out, and the sweep goes on
    except Exception as error:
        put_off(taken, reason_of(error), for_good=is_final(error))
    else:
        taken.settle(Email.State.SENT if message else Email.State.DROPPED)


def _write(taken: Claim) -> EmailMultiAlternatives | None:
    """The e-mail of a claimed row; None if nobody needs it any more.

    Whatever its builder stores (a token's hash) is committed with this, before
    the e-mail leaves: no lock is held while the mail server is spoken to.
    """
    with transaction.atomic():
        taken.change(failure="", lease_until=lease_end())
        row = taken.row.select_related("user").get()
        words = words_of(row)
        return letter(row, purpose_of(row), words) if words else None
