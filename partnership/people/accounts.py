"""What is done to accounts: made known, named, locked and opened again."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from partnership.people.history import record_by
from partnership.people.mail import tell_of_steps_off
from partnership.people.models import LockReason, User
from partnership.people.refusals import RefusedError
from partnership.people.sessions import end_all_sessions


# -- Addresses ---------------------------------------------------------------
def know_address(user: User) -> None:
    """Take the account's address as confirmed: who made the account vouches for it."""
    EmailAddress.objects.update_or_create(
        user=user, email=user.email.lower(), defaults={"verified": True, "primary": True}
    )


# -- What a person says of themselves -----------------------------------------
@transaction.atomic
def rename(*, user: User, name: str) -> None:
    """Show a person under another name from now on."""
    user.display_name = name
    record_by(user, by=user)
    user.save(update_fields=["display_name"])


def choose_emails(*, user: User, preference: str) -> None:
    """Send what is not urgent as the person prefers."""
    User.objects.filter(pk=user.pk).update(email_preference=preference)


# -- Locks -------------------------------------------------------------------
def why_shut(user: User) -> str:
    """Why an account may not sign in, in a sentence; nothing for one that may."""
    if not user.is_active:
        return "This account is closed."
    if user.locked_at:
        return f"This account is locked because {LockReason(user.lock_reason).label}."
    return ""


def idle_since() -> datetime:
    """The moment since which an account was not used if it counts as idle now."""
    return timezone.now() - timedelta(days=settings.IDLE_ACCOUNT_DAYS)


@transaction.atomic
def lock(user: User, *, reason: LockReason, by: User | None) -> None:
    """Lock an account: every session of it ends, and its owner is told why at sign-in."""
    user.locked_at, user.lock_reason = timezone.now(), reason
    record_by(user, by=by, why=reason.label)
    user.save(update_fields=["locked_at", "lock_reason"])
    end_all_sessions(user)


@transaction.atomic
def unlock(user: User, *, by: User | None) -> None:
    """Open a locked account again; its idle days are counted anew."""
    user.locked_at, user.lock_reason, user.last_login = None, "", timezone.now()
    record_by(user, by=by)
    user.save(update_fields=["locked_at", "lock_reason", "last_login"])


def lock_if_idle(user: User) -> None:
    """Lock an account that comes back after too long."""
    if user.locked_at is None and (user.last_login or user.joined_at) < idle_since():
        lock(user, reason=LockReason.IDLE, by=None)


def lock_idle_accounts() -> int:
    """Lock every account that nobody has used for too long; how many those were."""
    used = Coalesce("last_login", "joined_at")
    unlocked = User.objects.filter(is_active=True, locked_at=None)
    idle = list(unlocked.alias(used_at=used).filter(used_at__lt=idle_since()))
    for user in idle:
        lock(user, reason=LockReason.IDLE, by=None)
    return len(idle)


# -- A second step that is lost ------------------------------------------------
STEPS_OFF = "took the second steps off"


@transaction.atomic
def take_second_steps_off(*, user: User, by: User | None) -> None:
    """Let somebody who lost phone and key sign in without them, to set them up anew.

    Whoever does this has made sure that it is they who ask. Their sessions end,
    and they are told by e-mail. Raises RefusedError for one's own account: that
    way leads past showing the second step once more.
    """
    if user == by:
        raise RefusedError(
            "You can’t take your own second steps off here. Remove them on the page of your own"
            " account, or ask another administrator."
        )
    Authenticator.objects.filter(user=user).delete()
    end_all_sessions(user)
    record_by(user, by=by, why=STEPS_OFF)
    user.save(update_fields=["display_name"])
    tell_of_steps_off(user)


def way_in_words(user: User) -> str:
    """How an account without second steps signs in, after its name."""
    if user.has_usable_password():
        return "signs in with the password alone until they set up a second step"
    return "has no password: to sign in, they choose one with “I have forgotten my password”"
