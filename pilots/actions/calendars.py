"""The secret address of a person's calendar: made, replaced, revoked."""

import secrets
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from partnership.people.models import CalendarFeed, User

TOKEN_BYTES = 32  # 43 letters in an address


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(*, by: User) -> str:
    """Give a person's calendar a new address; return its token, which is nowhere kept.

    The address before it stops working at once.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    values = {"token_hash": hash_of(token), "made_at": timezone.now()}
    CalendarFeed.objects.update_or_create(user=by, defaults=values)
    return token


def revoke_feed(*, by: User) -> None:
    """Let a person's calendar have no address."""
    CalendarFeed.objects.filter(user=by).delete()
