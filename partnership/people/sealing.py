"""Secrets that must be read back, such as an authenticator app's key, kept sealed in the database.

Sealed with SECRET_KEY: a copy of the database alone opens none of them. After
the key has changed, those sealed with one of SECRET_KEY_FALLBACKS still open.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class BrokenSealError(Exception):
    """The secret was sealed with a key that is no longer known."""


def seal(secret: str) -> str:
    """The secret as it may be stored."""
    return _keys().encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret again; raises BrokenSealError when no key of ours sealed it."""
    try:
        return _keys().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise BrokenSealError from error


def _keys() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    """A key for this purpose alone; SECRET_KEY is random, so that one hash is enough."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"people.sealing:{key}".encode()).digest())
