"""Where our ways differ from allauth's own: its words, its limits and its e-mails."""

import logging
import time
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core.internal.httpkit import clean_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from partnership.people import accounts
from partnership.people.history import record_by
from partnership.people.mail import send_template
from partnership.people.models import User
from partnership.people.sealing import BrokenSealError, seal, unseal

logger = logging.getLogger(__name__)

NOWHERE = "0.0.0.0"  # noqa: S104 (an address to count by, where the server gives none)
WHY_SHUT = "why_shut"  # in the session of somebody whose password was right
WRONG_CODE = "That code is not right, or is too old. Type the one that is shown now."
WAYS = {
    "reauthenticate": "Use your password",
    "mfa_reauthenticate": "Use your authenticator app, or a recovery code",
    "mfa_reauthenticate:webauthn": "Use your passkey or security key",
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": (
            "That e-mail address and password don't match an account. Check both and try again."
        ),
        "too_many_login_attempts": (
            "This was tried too often. Wait five minutes and try again, or ask for a new password."
        ),
        "rate_limited": "This was tried too often. Wait five minutes and try again.",
        "incorrect_password": "That is not your password. Check it and try again.",
        "enter_current_password": "That is not your password until now. Check it and try again.",
        "incorrect_code": WRONG_CODE,
        "duplicate_email": "This is your address already.",
        "invalid_password_reset": "This link no longer works. Ask for a new one.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are by invitation."""
        return False

    # -- Limits ---------------------------------------------------------------
    def get_client_ip(self, request: HttpRequest) -> str:
        """The visitor's address, as far as TRUSTED_PROXIES lets others say it.

        Each proxy of ours adds the address that it was asked from at the end of
        X-Forwarded-For; whatever stands before those, the visitor may have made up.
        """
        said = request.headers.get("X-Forwarded-For", "").split(",")
        trusted = settings.TRUSTED_PROXIES
        if trusted and len(said) >= trusted and (ip := clean_client_ip(said[-trusted])):
            return ip
        return clean_client_ip(request.META.get("REMOTE_ADDR", "")) or NOWHERE

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count failures by account and address, so that nobody can lock out somebody else."""
        ip = truncate_ip(self.get_client_ip(request))
        return f"{ip}:{credentials.get('email', '').lower()}"

    # -- Who may come in ------------------------------------------------------
    def pre_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse | None:
        """Refuse, with the reason, those whose password is right and whose account is not open."""
        assert isinstance(user, User)
        accounts.lock_if_idle(user)
        if why := accounts.why_shut(user):
            request.session[WHY_SHUT] = why
            return self.respond_user_inactive(request, user)
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Not of those who signed in a moment ago: they have just shown who they are."""
        records = get_authentication_records(self.request, self.request.user)
        fresh = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
        return not any(record["at"] > fresh for record in records)

    def get_reauthentication_methods(
        self, user: AbstractBaseUser | AnonymousUser
    ) -> list[dict[str, Any]]:
        """Ask for the second step where there is one: a password alone must not remove it."""
        ways = [
            way | {"description": WAYS[way["id"]]}
            for way in super().get_reauthentication_methods(user)
        ]
        return [way for way in ways if way["id"] != "reauthenticate"] or ways

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account")

    # -- What is written down ---------------------------------------------------
    def set_password(self, user: AbstractBaseUser, password: str) -> None:
        user.set_password(password)
        user.save(update_fields=["password"])

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """A new address takes the old one's place; its owner did that."""
        record_by(email_address.user, by=email_address.user, why="confirmed the new address")
        return bool(super().confirm_email(request, email_address))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Ask the outbox; the worker makes the tokens and writes the words."""
        send_template(template_prefix, email, context)


class SecondStepAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret, or, if it can't be opened, one that no code can fit."""
        try:
            return unseal(encrypted_text)
        except BrokenSealError:
            logger.error("A second step's secret was sealed with a key that is no longer known.")
            return generate_totp_secret()

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """The name proposed for the next passkey."""
        return f"Passkey {Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1}"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """This site as a passkey knows it: by its host name."""
        host = urlsplit(f"//{self.request.get_host()}").hostname or ""
        return {"id": host, "name": settings.MFA_TOTP_ISSUER}
