"""Floods held off without puzzles: how many answers one connection may send in a while.

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


def is_flood(request: HttpRequest) -> bool:
    """Count one more answer from this connection; whether these are too many."""
    counter, key = caches["floods"], _key(request)
    counter.add(key, 0, timeout=2 * WINDOW)
    try:
        sent = counter.incr(key)
    except ValueError:  # it ran out between the two
        return False
    return sent > settings.FEEDBACK_ANSWERS_PER_ADDRESS


def _key(request: HttpRequest) -> str:
    """The connection and the ten minutes; an IPv6 network counts as one connection."""
    address = truncate_ip(get_adapter(request).get_client_ip(request))
    said = f"{address} {int(time.time()) // WINDOW}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), said, "sha256").hexdigest()
