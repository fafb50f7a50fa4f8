"""What a worker does with an e-mail's key: claim, write, send, say how it went."""

import logging
import traceback
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMultiAlternatives
from django.db import DatabaseError, transaction
from django.db.models.functions import Now

from partnership.people.mail.letters import letter
from partnership.people.mail.outbox import Claim, LostClaimError, claim, put_off
from partnership.people.mail.purposes import purpose_of
from partnership.people.models import Email

logger = logging.getLogger(__name__)


def deliver(email_id: int) -> None:
    """Send an e-mail, if it is there to be sent: a second message finds nothing to do."""
    taken = claim(email_id)
    if taken is None:
        return
    try:
        _send(taken)
    except LostClaimError as late:
        logger.info("Left to a later attempt: %s", late)
    except DatabaseError:
        raise  # the lease runs out, and the sweep sends for another worker
    except Exception as error:
        put_off(taken, reason_of(error), for_good=_is_final(error))


def _send(taken: Claim) -> None:
    message = write(taken)
    if message is None:
        taken.settle(Email.State.DROPPED)
        return
    message.send()
    taken.settle(Email.State.SENT, sent_at=Now(), failure="")


def write(taken: Claim) -> EmailMultiAlternatives | None:
    """The e-mail of a claimed row; None if nobody needs it any more.

    Whatever its builder stores (a token's hash) is committed with this, before
    the e-mail leaves: no lock is held while the mail server is spoken to.
    """
    with transaction.atomic():
        taken.change(failure="")
        row = taken.row.select_related("user").get()
        purpose = purpose_of(row)
        if _is_locked(row) and not purpose.even_if_locked:
            return None
        words = purpose.words(row)
        return letter(row, purpose, words) if words else None


def _is_locked(row: Email) -> bool:
    return bool(row.user and (row.user.locked_at or not row.user.is_active))


def _is_final(error: Exception) -> bool:
    """Whether the server said that it will never take this e-mail."""
    codes = _codes(error)
    return isinstance(error, SMTPRecipientsRefused) and all(500 <= code < 600 for code in codes)


def reason_of(error: Exception) -> str:
    """What went wrong, without the address or the words of the e-mail.

    An exception's own text may hold either, so only its kind and place are said.
    """
    codes = " ".join(str(code) for code in _codes(error))
    if isinstance(error, SMTPException):
        return f"The mail server refused it: {type(error).__name__} {codes}".strip()
    if isinstance(error, OSError):
        return f"The mail server was not reached: {type(error).__name__}"
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"It could not be written: {type(error).__name__}, line {place.lineno} of {place.name}"


def _codes(error: Exception) -> list[int]:
    if isinstance(error, SMTPRecipientsRefused):
        return sorted({code for code, _ in error.recipients.values()})
    return [error.smtp_code] if isinstance(error, SMTPResponseException) else []
