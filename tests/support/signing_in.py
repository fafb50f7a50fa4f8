"""Signing in as people do: through the form, with a second step where there is one."""

import base64
import hashlib
import hmac
import struct
import time
from typing import Any

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from partnership.people.models import User

PASSWORD = "three odd words"
ADDRESS = "post@example.org"


def an_account(email: str = ADDRESS, **fields: Any) -> User:
    """An account that signs in with PASSWORD."""
    return User.objects.create_user(email, PASSWORD, **{"display_name": "A post"} | fields)


def sign_in(client: Client, email: str = ADDRESS, password: str = PASSWORD, **extra: Any) -> Any:
    """Send the form of the sign-in page."""
    given = {"login": email, "password": password}
    return client.post(reverse("sign-in"), given, **extra)


def is_in(client: Client) -> bool:
    """Whether the client is signed in."""
    return client.get(reverse("account")).status_code == 200


def an_app(user: User) -> str:
    """Set up an authenticator app for an account, with recovery codes; its key."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code_of(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or some steps of 30 seconds later (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30 + steps)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFF_FFFF
    return f"{number % 1_000_000:06}"
