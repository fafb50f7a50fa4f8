"""No log holds a token: addresses that let somebody in are masked in every message."""

import logging
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

MASK = "•••"
SLASH = r"(?:/|%2[Ff])"
SECRET_ADDRESSES = (
    rf"password{SLASH}reset{SLASH}key",
    "confirm-email",
    "invitations",
    "calendar",
    "open-reports",
)
# What follows one of them up to the next slash, also where it is a part of a query.
TOKEN = re.compile(
    rf"(?:(?<=/)|(?<=%2F)|(?<=%2f))((?:{'|'.join(SECRET_ADDRESSES)}){SLASH})"
    r"(?!done\b)(?:[^\s/%?&\"'<>]|%(?!2[Ff]))+?(\.ics)?(?=[\s/?&\"'<>]|%2[Ff]|$)"
)
plain = logging.Formatter()


def masked(text: str) -> str:
    """The text with every token in it masked: /invitations/•••/, /calendar/•••.ics."""
    return TOKEN.sub(rf"\1{MASK}\2", text)


def mask_tokens() -> None:
    """Mask tokens as each record is made, whichever logger, handler or server it goes to."""
    make = logging.getLogRecordFactory()
    if not getattr(make, "masks", False):
        logging.setLogRecordFactory(_masking(make))


def _masking(make: Callable[..., logging.LogRecord]) -> Callable[..., logging.LogRecord]:
    def make_masked(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = make(*args, **kwargs)
        _mask(record)
        return record

    make_masked.masks = True  # type: ignore[attr-defined]
    return make_masked


def _mask(record: logging.LogRecord) -> None:
    """Put the finished words in the place of the pattern and its arguments."""
    with suppress(Exception):  # a broken message is the handler's to report, not ours to lose
        record.msg, record.args = masked(record.getMessage()), ()
    if record.exc_info:
        record.exc_text = masked(plain.formatException(record.exc_info))
