"""How far a report has come, as five dots with their word; and how long there is left. Pure."""

from dataclasses import dataclass
from datetime import date

STEPS = 5
_REACHED = {
    "draft": (1, "Drafted"),
    "in-review": (3, "In review"),
    "approved": (4, "Approved"),
    "published": (5, "Published"),
    "superseded": (5, "Superseded"),
}
_WRITTEN_ON = (2, "Being written")


@dataclass(frozen=True)
class Progress:
    """The step that a report is at, and what it is called."""

    step: int
    word: str

    @property
    def dots(self) -> str:
        """●●●○○"""
        return "●" * self.step + "○" * (STEPS - self.step)


def progress(stage: str, *, is_begun: bool = False) -> Progress:
    """The step of a report at a stage; a draft of which a text is begun has come further."""
    is_written_on = stage == "draft" and is_begun
    return Progress(*(_WRITTEN_ON if is_written_on else _REACHED[stage]))


def left_words(due_on: date, *, on: date, to: str = "the paper deadline") -> str:
    """6 days to the paper deadline; today is the paper deadline; 3 days past it."""
    days = (due_on - on).days
    if not days:
        return f"today is {to}"
    count = f"{abs(days):,} day{'' if abs(days) == 1 else 's'}"
    return f"{count} to {to}" if days > 0 else f"{count} past {to}"


def since_words(day: date, *, on: date) -> str:
    """Since today; for 3 days."""
    days = (on - day).days
    if days < 1:
        return "since today"
    return f"for {days:,} day{'' if days == 1 else 's'}"
