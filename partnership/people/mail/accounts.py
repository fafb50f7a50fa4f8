"""E-mails about an account itself: a new password, an address to confirm, what changed.

Their links hold tokens that the worker makes as it writes them; neither the
row, nor the queue, nor a log ever sees one.
"""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from allauth.account import app_settings
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.mail.outbox import send, store
from partnership.people.mail.purposes import Purpose, Words, register
from partnership.people.models import Email, User

ASK_AGAIN_AFTER = timedelta(minutes=5)


# -- A new password ----------------------------------------------------------
def ask_for_reset(address: str) -> None:
    """Send a link to choose a new password, if there is an account with this address.

    Does the same, and takes as long, whether there is one: only the worker
    looks. Asked again within five minutes, it does nothing more.
    """
    address = address.strip().lower()
    lately = Email.objects.filter(
        address=address, purpose=RESET.name, asked_at__gt=timezone.now() - ASK_AGAIN_AFTER
    )
    if not lately.exists():
        send(to=address, purpose=RESET, key=f"asked at {timezone.now():%Y-%m-%dT%H:%M}", about={})


def _reset_words(row: Email) -> Words:
    """A link that lets the account's owner choose a new password.

    Only the address that an account signs in with will do: one that waits to
    be confirmed may be somebody else's. The very same address, character by
    character: a database that ignores case may take one domain for another,
    and the letter goes to the one that was typed.
    """
    user = User.objects.get(email=row.address.lower(), is_active=True, locked_at=None)
    Email.objects.filter(pk=row.pk).update(user=user)
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    return Words(
        title="Choose a new password",
        path=reverse("account_reset_password_from_key", args=[user_pk_to_url_str(user), token]),
        link="Choose a new password",
        facts={"time": _time_words(settings.PASSWORD_RESET_TIMEOUT)},
    )


def _time_words(seconds: int) -> str:
    """3 days; 25 hours; 90 minutes: in the largest unit that leaves no remainder."""
    units = {"day": 86_400, "hour": 3600, "minute": 60}
    unit = next(name for name, length in units.items() if seconds % length == 0)
    number = seconds // units[unit]
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def forget_strangers() -> None:
    """Delete what was asked for with addresses that no account has, as soon as it may be."""
    Email.objects.filter(
        purpose=RESET.name,
        state=Email.State.DROPPED,
        asked_at__lt=timezone.now() - ASK_AGAIN_AFTER,
    ).delete()


# -- An address to confirm ---------------------------------------------------
def _confirmation_words(row: Email) -> Words:
    """A link that shows that an address is its owner's, while that is still to be shown."""
    address = EmailAddress.objects.get(
        email=row.address.lower(), user=row.about["user"], verified=False
    )
    key = EmailConfirmationHMAC(address).key
    return Words(
        title="Confirm your e-mail address",
        path=reverse("account_confirm_email", args=[key]),
        link="Confirm this address",
    )


# -- What changed ------------------------------------------------------------
TITLES = {
    "account/email/account_already_exists": "There is an account with this address already",
    "account/email/email_changed": "The e-mail address of your account was changed",
    "account/email/email_confirm": "An e-mail address of your account was confirmed",
    "account/email/email_deleted": "An e-mail address was removed from your account",
    "account/email/password_changed": "Your password was changed",
    "account/email/password_reset": "Your password was chosen anew",
    "account/email/password_set": "A password was set for your account",
    "mfa/email/recovery_codes_generated": "New recovery codes were made for your account",
    "mfa/email/totp_activated": "An authenticator app was added to your account",
    "mfa/email/totp_deactivated": "The authenticator app was removed from your account",
    "mfa/email/webauthn_added": "A passkey was added to your account",
    "mfa/email/webauthn_removed": "A passkey was removed from your account",
}
CONFIRMATIONS = {"account/email/email_confirmation", "account/email/email_confirmation_signup"}
RESETS = {"account/email/password_reset_key"}
NEVER_SENT = {"account/email/unknown_account"}  # nobody writes to strangers


def send_template(
    template_prefix: str, email: str, context: dict[str, Any], *, user: User | None = None
) -> None:
    """Send what django-allauth would send; what its adapter's `send_mail` calls.

    Of `context` only the user is used: a key in it is thrown away, and made
    anew by the worker. Raises ValueError for an e-mail that this product does
    not know, such as one that carries a code.
    """
    user = user or context.get("user") or User.objects.filter(email=email.lower()).first()
    if template_prefix in RESETS:
        ask_for_reset(email)
    elif template_prefix in CONFIRMATIONS:
        _send_once(CONFIRM, email, {"user": user.pk if user else None})
    elif template_prefix in TITLES:
        _send_once(NOTICE, email, {"what": template_prefix}, user)
    elif template_prefix not in NEVER_SENT:
        raise ValueError(f"There is no e-mail for {template_prefix!r}.")


def _send_once(
    purpose: Purpose, email: str, about: dict[str, Any], user: User | None = None
) -> None:
    """Send an e-mail for something that happened just now, and can happen again."""
    store(address=email, user=user, purpose=purpose, key=uuid4().hex, about=about)


def tell_of_steps_off(user: User) -> None:
    """Tell somebody that an administrator took their second steps off, and how they get in."""
    _send_once(STEPS_OFF, user.email, {"has_password": user.has_usable_password()}, user)


def _notice_words(row: Email) -> Words:
    return Words(
        title=TITLES[row.about["what"]],
        path="/account/",
        link="Look at your account",
        facts=_moment(row),
    )


def _steps_off_words(row: Email) -> Words:
    return Words(
        title="The second steps of your account were taken off",
        path="/account/",
        link="Sign in",
        facts=_moment(row) | {"has_password": row.about["has_password"]},
    )


def _moment(row: Email) -> dict[str, Any]:
    """The day and the time at which it was asked for: when it happened."""
    at = timezone.localtime(row.asked_at)
    return {"day": day_words(at.date()), "time": f"{at:%H:%M}"}


RESET = register(
    Purpose(
        name="password-reset",
        words=_reset_words,
        why="somebody asked for a new password with your address",
        template="mail/password_reset.txt",
        urgent=True,
        makes_token=True,
    )
)
CONFIRM = register(
    Purpose(
        name="confirm-address",
        words=_confirmation_words,
        why="this address was given for an account",
        template="mail/confirm_address.txt",
        urgent=True,
        makes_token=True,
    )
)
NOTICE = register(
    Purpose(
        name="security-notice",
        words=_notice_words,
        why="it is about the safety of your account",
        template="mail/security_notice.txt",
        urgent=True,
        even_if_locked=True,
    )
)
STEPS_OFF = register(
    Purpose(
        name="second-steps-off",
        words=_steps_off_words,
        why="it is about the safety of your account",
        template="mail/second_steps_off.txt",
        urgent=True,
        even_if_locked=True,
    )
)
