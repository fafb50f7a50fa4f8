"""What an agenda is made of, and how it is built again around what people did to it.

Pure: no Django, no clock, no database.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from partnership.dates import day_words
from partnership.programmes.periods import Period

CLOSING_FROM = 100  # standing items from this position on come last: any other business
OVERDUE_ACTIONS = "Overdue actions"
LONGEST_TITLE = 200


@dataclass(frozen=True)
class Item:
    """An item by its kind and title. `key` is None until it is stored."""

    kind: str
    title: str
    key: int | None = None
    is_by_hand: bool = False

    @property
    def same(self) -> tuple[str, str]:
        """What tells an item from another one when an agenda is built again."""
        return self.kind, self.title


def rebuilt(existing: Sequence[Item], wanted: Sequence[Item]) -> tuple[Item, ...]:
    """The agenda with what records ask for now: people's own items and their order stay.

    What is no longer asked for goes, unless it was added by hand. What is new
    comes after the item that it follows in `wanted`.
    """
    asked = {item.same for item in wanted}
    agenda = [item for item in existing if item.is_by_hand or item.same in asked]
    before = -1
    for item in wanted:
        places = [place for place, each in enumerate(agenda) if each.same == item.same]
        if not places:
            agenda.insert(before + 1, item)
        before = places[0] if places else before + 1
    return tuple(agenda)


def in_order(items: Iterable[tuple[int, int, int]]) -> list[int]:
    """The keys of (key, position now, position asked for) in the order asked for.

    An item given another's number goes before it when it moves up, and after
    it when it moves down, so that typing one number is enough.
    """

    def place(item: tuple[int, int, int]) -> tuple[int, int, int]:
        _, now, asked = item
        return asked, (0 if asked < now else 2 if asked > now else 1), now

    return [key for key, _, _ in sorted(items, key=place)]


def report_due(
    body_months: int,
    *,
    year_starts: int,
    programme: tuple[date, date],
    meeting_on: date,
    last_met_on: date | None,
) -> Period | None:
    """The newest period of a reporting body that ended before a meeting, if it is news there.

    `programme` is its first and last day. None where the period lies outside
    it, or had ended before the group last met.
    """
    period = Period.holding(meeting_on, months=body_months, year_starts=year_starts).previous
    start, end = programme
    is_of_programme = period.last >= start and period.first <= end
    is_news = last_met_on is None or period.last >= last_met_on
    return period if is_of_programme and is_news else None


def report_title(body: str, period: Period) -> str:
    """Progress report to North Ayrshire IJB, July to September 2019."""
    return _titled(f"Progress report to {body}", f", {period.words}")


def minutes_title(number: int, held: str) -> str:
    """Minutes of meeting 3, 12 September 2019."""
    return f"Minutes of meeting {number}, {held}"


def overdue_note(meeting_on: date) -> str:
    """The hint beneath the overdue actions, which are read from the register."""
    return f"Due before {day_words(meeting_on)} and still open."


def _titled(words: str, end: str) -> str:
    return words[: LONGEST_TITLE - len(end)] + end
