"""Why an e-mail was not sent, in few words that hold neither its address nor its text."""

import traceback
from pathlib import Path
from smtplib import (
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)

from celery.exceptions import SoftTimeLimitExceeded


def is_final(error: Exception) -> bool:
    """Whether the server said that it will never take this e-mail."""
    refused = isinstance(error, SMTPRecipientsRefused)
    return refused and all(500 <= code < 600 for code in _codes(error))


def reason_of(error: Exception) -> str:
    """What went wrong. An exception's own text may hold a secret: its kind and place are said."""
    kind = type(error).__name__
    if isinstance(error, SoftTimeLimitExceeded):
        return "The mail server took too long"
    if isinstance(error, SMTPServerDisconnected):
        return "The mail server was silent, or hung up"
    if isinstance(error, SMTPException):
        codes = "".join(f" {code}" for code in _codes(error))
        return f"The mail server refused it: {kind}{codes}"
    if isinstance(error, OSError):
        return f"The mail server was not reached: {kind}"
    place = traceback.extract_tb(error.__traceback__)[-1]
    return f"It could not be written: {kind} at {Path(place.filename).name}:{place.lineno}"


def _codes(error: Exception) -> list[int]:
    if isinstance(error, SMTPRecipientsRefused):
        return sorted({code for code, _ in error.recipients.values()})
    return [error.smtp_code] if isinstance(error, SMTPResponseException) else []
