"""What an area is asked about the plan, in words for its page."""

from dataclasses import dataclass
from typing import Any

from milestones.plan import Plan
from milestones.presenters.plan import ChangeLine, change_line
from milestones.selectors.answers import Asked, Asking
from partnership.dates import NOT_RECORDED, day_words


@dataclass(frozen=True)
class AskedLine:
    """A row that waits for an answer: how it differs, its dates there, and its form."""

    asked: Asked
    line: ChangeLine
    dates: tuple[tuple[str, str], ...]
    form: Any


def asked_line(asked: Asked, plan: Plan, *, form: Any) -> AskedLine:
    """One row that waits."""
    return AskedLine(asked, change_line(asked.change, plan), tuple(_dates(asked)), form)


def declined_lines(asking: Asking) -> list[AskedLine]:
    """The rows that were declined, which may yet be accepted."""
    return [asked_line(row, asking.version.plan, form=None) for row in asking.declined]


def _dates(asked: Asked) -> list[tuple[str, str]]:
    """The dates of a row in the place: as planned, and as its delivery stands."""
    was, now = asked.was_due_on, asked.due_on
    dates = []
    if was and now and was != now:
        dates.append(("Due here by the plan", f"{day_words(now)}, until now {day_words(was)}"))
    elif now or was:
        dates.append(("Due here by the plan", day_words(now or was)))  # type: ignore[arg-type]
    standing = asked.standing
    if standing is None:
        return dates
    for what, day in (
        ("Baseline", standing.baseline_on),
        ("Agreed", standing.agreed_on),
        ("Forecast", standing.forecast_on),
        ("Actual", standing.actual_on),
    ):
        dates.append((what, day_words(day) if day else NOT_RECORDED))
    return dates


def accepted(asked: Asked) -> str:
    """That a row was accepted, and what that did."""
    return f"{asked.change.row.reference} is accepted. {asked.effect.words}"


def declined(asked: Asked) -> str:
    """That a row was declined, and what follows."""
    reference = asked.change.row.reference
    return f"{reference} is declined: it stays here as it was. It can be accepted later, below."


def accepted_all(count: int) -> str:
    """How many rows were accepted at once."""
    if not count:
        return "Nothing was left to accept."
    return f"{'1 change is' if count == 1 else f'{count} changes are'} accepted."
