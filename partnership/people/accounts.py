"""What is done to accounts: made known, named, locked and opened again."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from partnership.people.history import record_by
from partnership.people.models import LockReason, User


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


def lock_if_idle(user: User) -> None:
    """Lock an account that comes back after too long."""
    last = user.last_login or user.joined_at
    if user.locked_at is None and last < idle_since():
        lock(user, why=LockReason.IDLE, by=None)


def idle_since() -> datetime:
    """The moment before which an account was last used if it is idle now."""
    return timezone.now() - timedelta(days=settings.IDLE_ACCOUNT_DAYS)


@transaction.atomic
def lock(user: User, *, why: LockReason, by: User | None) -> None:
    """Lock an account: it is out at its next request, and its owner is told why at sign-in."""
    user.locked_at, user.lock_reason = timezone.now(), why
    record_by(user, by=by, why=f"Locked: {why.label}")
    user.save(update_fields=["locked_at", "lock_reason"])


@transaction.atomic
def unlock(user: User, *, by: User | None) -> None:
    """Open a locked account again; its idle days are counted anew."""
    user.locked_at, user.lock_reason = None, ""
    user.last_login = timezone.now()
    record_by(user, by=by, why="Opened again")
    user.save(update_fields=["locked_at", "lock_reason", "last_login"])


def lock_idle_accounts() -> int:
    """Lock every account that was not used for too long; return how many."""
    idle = User.objects.annotate(last=Coalesce("last_login", "joined_at")).filter(
        last__lt=idle_since(), locked_at__isnull=True, is_active=True
    )
    for user in idle:
        lock(user, why=LockReason.IDLE, by=None)
    return len(idle)
