"""One milestone across its areas, in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from milestones.parts import DeliveryRow
from milestones.schedule import NO_UPDATE
from partnership.dates import day_words

FILE_HEADS = (
    "Where", "Status", "Why", "Judged", "Baseline", "Agreed", "Times moved", "Forecast", "Actual",
    "Slip in days", "Last update", "Last word",
)  # fmt: skip


@dataclass(frozen=True)
class ComparisonLine:
    """A delivery, where its own story stands on the milestone's page, and when it was heard of."""

    row: DeliveryRow
    anchor: str
    last_word: str


def comparison_lines(
    rows: Iterable[DeliveryRow], anchor: Callable[[str], str]
) -> list[ComparisonLine]:
    """The rows in their order."""
    return [ComparisonLine(row, anchor(row.area_slug), last_word(row)) for row in rows]


def last_word(row: DeliveryRow) -> str:
    """12 July 2019: A partner was not yet found. Or that nothing was ever reported."""
    heard = row.standing.updated_on
    if heard is None:
        return NO_UPDATE.capitalize()
    said = row.note or row.reason
    return f"{day_words(heard)}: {said}" if said else day_words(heard)


def file_row(row: DeliveryRow) -> list[object]:
    """A row of the file, its days as 2019-10-24."""
    standing = row.standing
    return [
        row.where,
        row.status.rag.value,
        row.status.why,
        row.judged.words if row.judged else "",
        _day(standing.baseline_on),
        _day(standing.agreed_on),
        row.times_moved,
        _day(standing.forecast_on),
        _day(standing.actual_on),
        "" if standing.slip is None else standing.slip,
        _day(standing.updated_on),
        row.note or row.reason,
    ]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
