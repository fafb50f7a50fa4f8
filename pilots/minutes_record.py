"""What was recorded of a meeting, as its page and its minutes show it.

Plain, frozen data: for approved minutes its JSON is kept, and what happens to
decisions, actions, seats or the quorum later changes nothing of it. No Django,
no clock, no database.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from cattrs.preconf.json import JsonConverter, make_converter

from pilots.printing.papers import MinutesPaper


@dataclass(frozen=True)
class SeatLine:
    """A seat as attendance shows it; an empty state is not recorded."""

    post: str
    where: str
    state: str


@dataclass(frozen=True)
class DecisionLine:
    """A decision in the words that the minutes print."""

    slug: str
    text: str
    authorises_plan_change: bool


@dataclass(frozen=True)
class ActionLine:
    """An action as it was given out."""

    slug: str
    text: str
    owner: str
    due_on: date | None


@dataclass(frozen=True)
class MinutesRecord:
    """All of it; `totals` says in sentences who came, `seats` is empty where only numbers are."""

    paper: MinutesPaper
    totals: str
    seats: tuple[SeatLine, ...]
    decisions: tuple[DecisionLine, ...]
    actions: tuple[ActionLine, ...]


@cache
def _converter() -> JsonConverter:
    return make_converter()


def freeze(record: MinutesRecord) -> dict[str, Any]:
    """The record as plain JSON."""
    plain: dict[str, Any] = json.loads(json.dumps(_converter().unstructure(record)))
    return plain


def thaw(plain: dict[str, Any]) -> MinutesRecord:
    """The record from its JSON; raises cattrs' errors where it does not fit."""
    return _converter().structure(plain, MinutesRecord)
