"""Floods held off without puzzles: how many answers one connection may send in a while, and
how many one form takes from all of them.

Counted in each process’s memory, under a keyed hash of the address: nothing of where an
answer came from is ever written down, and counting costs no query. With several processes
the limit is a little more generous; it is there to stop thousands, not the last one.
"""

import hmac
import time

from allauth.account.adapter import get_adapter
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

WINDOW = 600  # seconds


def is_flood(request: HttpRequest, form: str) -> bool:
    """Count one more answer to a form from this connection; whether these are too many.

    What a connection sends beyond its own limit is not counted against the form.
    """
    if _sent(f"from {_address(request)}") > settings.FEEDBACK_ANSWERS_PER_ADDRESS:
        return True
    return _sent(f"to {form}") > settings.FEEDBACK_ANSWERS_PER_FORM


def is_too_often(request: HttpRequest, what: str, *, most: int) -> bool:
    """Count one more try at something from this connection; whether these are more than `most`."""
    return _sent(f"{what} from {_address(request)}") > most


def _address(request: HttpRequest) -> str:
    """Where a request came from; an IPv6 network is one."""
    return truncate_ip(get_adapter(request).get_client_ip(request))


def _sent(what: str) -> int:
    """Count one more of these; how many there were in the ten minutes."""
    counter, key = caches["floods"], _key(what)
    counter.add(key, 0, timeout=2 * WINDOW)
    try:
        return int(counter.incr(key))
    except ValueError:  # it ran out between the two
        return 0


def _key(what: str) -> str:
    """It, and the ten minutes, as nobody can read them."""
    said = f"{what} {int(time.time()) // WINDOW}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, "sha256").hexdigest()
