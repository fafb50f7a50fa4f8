"""What a board said of earlier reports, and the directions that it gave, as plain data. Pure."""

from dataclasses import dataclass
from datetime import date

LIVE = "Live"


@dataclass(frozen=True)
class DecidedRow:
    """What a board did with one report that was put to it."""

    report: str
    meeting_on: date
    outcome: str
    text: str = ""
    minute: str = ""


@dataclass(frozen=True)
class DirectionRow:
    """One direction with its status on a day; `replaces` is the reference of an earlier one, and
    `does` what it does to that: varies.
    """

    reference: str
    given_on: date
    to_whom: str
    functions: str
    text: str
    status: str
    budget: str = ""
    intended_outcome: str = ""
    review_on: date | None = None
    replaces: str = ""
    does: str = ""
    minute: str = ""

    @property
    def is_live(self) -> bool:
        return self.status == LIVE


@dataclass(frozen=True)
class BoardsWord:
    """All of it, newest first; `gives_directions` where the body is one that can."""

    decisions: tuple[DecidedRow, ...] = ()
    directions: tuple[DirectionRow, ...] = ()
    gives_directions: bool = False
