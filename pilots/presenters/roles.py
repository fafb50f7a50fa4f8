"""Roles in words: what one may do, where it is held, since and until when."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from partnership.dates import day_words
from partnership.people.history import THE_SERVICE, HistoryLine
from partnership.people.models import Role, RoleGrant
from partnership.people.permissions import (
    ALLOWED,
    RoleSentence,
    needs_two_steps,
    role_sentences,
    with_article,
)


def held_as(role: Role, place: str) -> str:
    """a chair of the North Ayrshire steering group; an evaluator of the programme."""
    return f"{with_article(role)} of {place}"


def sentence_of(role: Role) -> RoleSentence:
    """What a role may do, as the site describes it."""
    return next(each for each in role_sentences() if each.role is role)


def wants_two_steps(role: Role) -> bool:
    """Whether people who hold the role sign in with two steps."""
    return needs_two_steps(ALLOWED[role])


def days_words(starts_on: date, ends_on: date | None) -> str:
    """since 1 May 2026; from 1 May 2026 until 3 June 2026."""
    if ends_on is None:
        return f"since {day_words(starts_on)}"
    return f"from {day_words(starts_on)} until {day_words(ends_on)}"


def from_words(starts_on: date, ends_on: date | None) -> str:
    """from 1 May 2026; from 1 May 2026 until 3 June 2026."""
    until = f" until {day_words(ends_on)}" if ends_on else ""
    return f"from {day_words(starts_on)}{until}"


def standing(grant: RoleGrant, *, on: date) -> str:
    """Where a role stands on a day: begins, held, ends or ended."""
    if grant.starts_on > on:
        return "begins"
    if grant.ends_on is None:
        return "held"
    return "ends" if grant.ends_on >= on else "ended"


def history_lines(grant: RoleGrant, rows: Iterable[Any]) -> list[HistoryLine]:
    """What was done to a role, newest first; `rows` are its history, oldest first."""
    lines: list[HistoryLine] = []
    before = None
    for row in rows:
        sentence = _given(grant, row) if before is None else _changed(before, row)
        if sentence:
            who = str(row.history_user or THE_SERVICE)
            lines.append(HistoryLine(who, sentence, row.history_date, _why(row)))
        before = row
    return lines[::-1]


def _given(grant: RoleGrant, row: Any) -> str:
    role = Role(row.role)
    return (
        f"made {grant.user} {held_as(role, grant.place)}, {days_words(row.starts_on, row.ends_on)}"
    )


def _changed(before: Any, after: Any) -> str:
    """Moved its first day from … to …; let it end on …; let it go on without an end."""
    said = []
    if before.starts_on != after.starts_on:
        said.append(
            f"moved its first day from {day_words(before.starts_on)}"
            f" to {day_words(after.starts_on)}"
        )
    if before.ends_on != after.ends_on:
        said.append(_end_changed(before.ends_on, after.ends_on))
    return " and ".join(said)


def _end_changed(before: date | None, after: date | None) -> str:
    if after is None:
        return f"let it go on after {day_words(before)}" if before else ""
    if before is None:
        return f"let it end with {day_words(after)}"
    return f"moved its last day from {day_words(before)} to {day_words(after)}"


def _why(row: Any) -> str:
    return row.history_change_reason or ""
