"""When those concerned are reminded of a report's task: once before its day, once after. Pure."""

from datetime import date

BEFORE = 3  # days before the day
STALE = 14  # days after it nobody is told any more: the board of reports says it


def is_to_be_said(due_on: date, *, reminded_on: date | None, on: date) -> bool:
    """Whether a reminder of an open task is due on the day `on`.

    One goes out in the last days before it is due, and one once it is overdue, whatever was
    missed between.
    """
    after = (on - due_on).days
    if not -BEFORE <= after <= STALE:
        return False
    return reminded_on is None or (after > 0 and reminded_on <= due_on)


def when_words(due_on: date, *, on: date) -> str:
    """Due in 3 days; Due today; Overdue by 1 day."""
    days = (due_on - on).days
    if not days:
        return "Due today"
    count = f"{abs(days):,} day{'' if abs(days) == 1 else 's'}"
    return f"Due in {count}" if days > 0 else f"Overdue by {count}"
