"""What is done to other people's accounts: made, locked, opened, made administrators."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from partnership.people.accounts import unlock
from partnership.people.history import record_by
from partnership.people.models import LockReason, Role, SiteRole, User
from partnership.people.refusals import RefusedError
from partnership.people.sessions import end_all_sessions

DEMO_HOST = "example.org"  # reserved: no mail can ever reach it
LAST_ADMIN = "You are the last administrator. Make somebody else one first, and end your role then."


@transaction.atomic
def make_demo_account(*, role: Role, password: str) -> User:
    """The account that shows one role; making it again sets the same password."""
    user, _ = User.objects.get_or_create(
        email=f"{role.value}@{DEMO_HOST}", defaults={"display_name": f"Demo {role.in_sentence}"}
    )
    if not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    if user.locked_at:  # it was not used for a long time, and is to be looked around with now
        unlock(user, by=None)
    return user


@transaction.atomic
def make_account(*, address: str, display_name: str, password: str | None) -> User:
    """An account for somebody who showed that the address is theirs.

    Without a password it can be signed in to by a passkey, once one is added.
    Raises IntegrityError if the address has an account.
    """
    user = User(email=address.strip().lower(), display_name=display_name)
    user.set_password(password)
    user.save()
    return user


@transaction.atomic
def lock_account(*, account: User, reason: str, by: User) -> None:
    """Lock somebody's account for a reason: every session of theirs ends at once.

    Raises RefusedError for one's own account, for one that is locked already, and
    if one's own was locked or lost its role a moment ago: two administrators do not
    shut each other out.
    """
    if account == by:
        raise RefusedError("You can’t lock your own account: ask another administrator.")
    if not _open_admins(_held_now()).filter(pk=by.pk).exists():
        raise RefusedError("You can no longer do this: you are no administrator any more.")
    locked = User.objects.select_for_update().get(pk=account.pk)
    if locked.locked_at is not None:
        raise RefusedError("This account is locked already.")
    locked.locked_at, locked.lock_reason = timezone.now(), LockReason.BY_HAND
    record_by(locked, by=by, why=reason)
    locked.save(update_fields=["locked_at", "lock_reason"])
    end_all_sessions(locked)


@transaction.atomic
def make_admin(*, account: User, by: User | None) -> SiteRole:
    """Give somebody the site's role from today. Raises RefusedError if they hold it, or oneself."""
    if account == by:
        raise RefusedError("You can’t give yourself a role: ask another administrator.")
    today = timezone.localdate()
    User.objects.select_for_update().get(pk=account.pk)  # one grant at a time
    if SiteRole.objects.in_force(on=today).filter(user=account).exists():
        raise RefusedError(f"{account} is an administrator already.")
    role = SiteRole(user=account, role=Role.ADMIN, starts_on=today)
    record_by(role, by=by)
    role.save()
    return role


@transaction.atomic
def let_admin_in(account: User) -> None:
    """Make somebody an administrator at the command line, or open an administrator's account.

    The way back where no administrator can sign in. Raises RefusedError if there
    is nothing to do.
    """
    was_locked = account.locked_at is not None
    if was_locked:
        unlock(account, by=None)
    is_admin = SiteRole.objects.in_force(on=timezone.localdate()).filter(user=account).exists()
    if not (was_locked and is_admin):
        make_admin(account=account, by=None)


def _held_now() -> list[SiteRole]:
    """The site roles in force, held still: one change at a time to who is an administrator."""
    today = timezone.localdate()
    return list(SiteRole.objects.select_for_update().in_force(on=today).order_by("pk"))


def _open_admins(held: list[SiteRole]) -> QuerySet[User]:
    """Those of their holders who can sign in, asked for after the roles are held still."""
    holders = [role.user_id for role in held]
    return User.objects.filter(pk__in=holders, is_active=True, locked_at=None)


@transaction.atomic
def end_admin(*, account: User, by: User) -> None:
    """End somebody's site role at once.

    Raises RefusedError if they hold none, or for the last administrator's own.
    """
    held = _held_now()
    own = [role for role in held if role.user_id == account.pk]
    if not own:
        raise RefusedError(f"{account} is not an administrator.")
    if not _open_admins(held).exclude(pk=account.pk).exists():
        raise RefusedError(LAST_ADMIN)
    for role in own:
        _end_yesterday(role, timezone.localdate(), by)


def _end_yesterday(role: SiteRole, today: date, by: User) -> None:
    """Yesterday was its last day; one that began today was never held for a day, and goes."""
    if role.starts_on == today:
        record_by(role, by=by, why="taken back before it was held for a day")
        role.delete()
        return
    role.ends_on = today - timedelta(days=1)
    role.version += 1
    record_by(role, by=by)
    role.save()
