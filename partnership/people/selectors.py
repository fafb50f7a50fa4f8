"""Accounts as an administrator finds them, and what they are known by."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from partnership.people.models import RoleGrant, SiteRole, User


def has_account(address: str) -> bool:
    """Whether an account signs in with this address."""
    return User.objects.filter(email=address.strip().lower()).exists()


def owns_address(user: User, address: str) -> bool:
    """Whether the account signs in with this address, and showed that it is theirs."""
    address = address.lower()
    return (
        user.email.lower() == address
        and EmailAddress.objects.filter(user=user, email=address, verified=True).exists()
    )


def accounts(*, words: str = "", state: str = "", on: date) -> QuerySet[User]:
    """Accounts by address, those that hold all of `words` in address or name.

    `state` narrows to those that are open, locked, or administrators on a day.
    """
    admins = SiteRole.objects.in_force(on=on).filter(user=OuterRef("pk"))
    found = User.objects.annotate(is_admin=Exists(admins)).order_by("email")
    for word in words.split():
        found = found.filter(Q(email__icontains=word) | Q(display_name__icontains=word))
    match state:
        case "open":
            return found.filter(locked_at__isnull=True, is_active=True)
        case "locked":
            return found.filter(Q(locked_at__isnull=False) | Q(is_active=False))
        case "admin":
            return found.filter(is_admin=True)
    return found


def account(pk: int, *, on: date) -> User | None:
    """One account."""
    return accounts(on=on).filter(pk=pk).first()


def roles_held(users: Sequence[User], *, on: date) -> Counter[int]:
    """How many roles each account holds on a day, wherever; one query for each kind of place."""
    held: Counter[int] = Counter()
    for table in RoleGrant.__subclasses__():
        rows = table._default_manager.filter(user__in=users)
        in_force = rows.in_force(on=on)
        counts = in_force.order_by().values("user").annotate(held=Count("pk"))
        held.update({row["user"]: row["held"] for row in counts})
    return held


def site_roles(user: User, *, on: date) -> list[str]:
    """The roles that a person holds in the whole site on a day."""
    held = SiteRole.objects.in_force(on=on).filter(user=user)
    return list(held.values_list("role", flat=True))


def history_of_account(user: User) -> list[Any]:
    """What was done to an account, oldest first, each with who did it."""
    rows = user.history.select_related("history_user")
    return list(rows.order_by("history_date", "history_id"))
