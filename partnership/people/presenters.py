"""Accounts and what was done to them, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from partnership.dates import day_words, month_words
from partnership.people.accounts import STEPS_OFF
from partnership.people.history import THE_SERVICE, HistoryLine
from partnership.people.models import LockReason, User


@dataclass(frozen=True)
class AccountLine:
    """An account as the list shows it."""

    account: User
    roles: int
    last_sign_in: str
    state: str
    tone: str
    is_admin: bool


def account_lines(accounts: Iterable[User], roles: Mapping[int, int]) -> list[AccountLine]:
    """The accounts as lines; `roles` is how many each holds."""
    return [account_line(each, roles.get(each.pk, 0)) for each in accounts]


def account_line(account: User, roles: int) -> AccountLine:
    """One account, with the month of its last sign-in: the day is nobody's business."""
    is_locked = account.locked_at is not None or not account.is_active
    return AccountLine(
        account=account,
        roles=roles,
        last_sign_in=month_of(account.last_login),
        state="Locked" if is_locked else "Open",
        tone="red" if is_locked else "green",
        is_admin=getattr(account, "is_admin", False),
    )


def month_of(moment: datetime | None) -> str:
    """November 2026; never."""
    return month_words(timezone.localdate(moment)) if moment else "never"


def account_facts(line: AccountLine) -> list[tuple[str, object]]:
    """What an account's page says of it."""
    account = line.account
    facts: list[tuple[str, object]] = [
        ("E-mail address", account.email),
        ("Made on", day_words(timezone.localdate(account.joined_at))),
        ("Last sign-in", line.last_sign_in),
    ]
    if account.locked_at:
        why = LockReason(account.lock_reason).label if account.lock_reason else ""
        since = day_words(timezone.localdate(account.locked_at))
        facts.append(("Locked", f"Since {since}, because {why}" if why else f"Since {since}"))
    return facts


def account_history(rows: Iterable[Any]) -> list[HistoryLine]:
    """What was done to an account, newest first; `rows` are its history, oldest first."""
    lines: list[HistoryLine] = []
    before = None
    for row in rows:
        said = "made the account" if before is None else " and ".join(_changes(before, row))
        if said:
            why = row.history_change_reason or ""
            who = str(row.history_user or THE_SERVICE)
            lines.append(HistoryLine(who, said, row.history_date, "" if why == said else why))
        before = row
    return lines[::-1]


def _changes(before: Any, after: Any) -> list[str]:
    """Locked it; opened it; changed what others see or the address."""
    said = []
    if bool(before.locked_at) != bool(after.locked_at):
        said.append("locked the account" if after.locked_at else "opened the account again")
    if before.display_name != after.display_name:
        said.append(f"changed the name from “{before.display_name}” to “{after.display_name}”")
    if before.email != after.email:
        said.append("changed the e-mail address")
    if after.history_change_reason == STEPS_OFF:
        said.append(STEPS_OFF)
    return said
