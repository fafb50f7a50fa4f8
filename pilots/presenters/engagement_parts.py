"""What the tables of the engagement page are made of: columns, rows, cells and their links."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from partnership.dates import NOT_RECORDED, last_day
from pilots.counting import CountType, Tally
from pilots.month_sums import Sum

NONE = "none recorded"
ATTENDANCE = CountType.ATTENDANCE


@dataclass(frozen=True)
class Cell:
    """What is printed with the list of its events, what is left out of it with the list of
    those, and what stands in a file instead.
    """

    words: str
    url: str = ""
    in_file: tuple[str | int, ...] = ("",)
    rest: str = ""
    rest_url: str = ""


@dataclass(frozen=True)
class Row:
    label: str
    cells: tuple[Cell, ...]
    url: str = ""


@dataclass(frozen=True)
class Column:
    """`in_file` heads what a file holds of it; by itself, where nothing is given."""

    head: str
    in_file: tuple[str, ...] = ()
    is_text: bool = False


@dataclass(frozen=True)
class Table:
    """`first` heads the labels of its rows; `foot` are rows that are not added up again."""

    key: str
    title: str
    first: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    foot: tuple[Row, ...] = ()

    @property
    def heads(self) -> list[str]:
        """The heads as they are printed."""
        return [self.first, *(column.head for column in self.columns)]

    @property
    def lines(self) -> list[tuple[Row, list[tuple[Column, Cell]]]]:
        """Each row with its cells under their columns."""
        return [self._line(row) for row in self.rows]

    @property
    def foot_lines(self) -> list[tuple[Row, list[tuple[Column, Cell]]]]:
        """The same of the rows at the foot."""
        return [self._line(row) for row in self.foot]

    def _line(self, row: Row) -> tuple[Row, list[tuple[Column, Cell]]]:
        return row, list(zip(self.columns, row.cells, strict=True))

    @property
    def file_heads(self) -> list[str]:
        """The columns of the file, with their units."""
        heads = (column.in_file or (column.head,) for column in self.columns)
        return [self.first, *(head for each in heads for head in each)]

    @property
    def file_rows(self) -> list[list[str | int]]:
        """The rows of the file, the last ones too."""
        return [
            [row.label, *(value for cell in row.cells for value in cell.in_file)]
            for row in (*self.rows, *self.foot)
        ]


@dataclass(frozen=True)
class Links:
    """Lists of the events behind figures; `kept` is what all of them are narrowed by."""

    programme: str
    kept: Mapping[str, str]

    def to(self, **more: str) -> str:
        """The list, narrowed further."""
        asked = {name: value for name, value in {**self.kept, **more}.items() if value}
        return f"{reverse('events', args=[self.programme])}?{urlencode(asked)}"

    def to_month(self, month: date, **more: str) -> str:
        """The list of a month's events with a known day."""
        return self.until(month, since=month.isoformat(), **more)

    def until(self, month: date, **more: str) -> str:
        """The list of all events with a known day up to the end of a month."""
        return self.to(**{"until": last_day(month).isoformat(), "dated": "yes", **more})

    def to_event(self, slug: str) -> str:
        """One event's own page, on the same day."""
        address = reverse("event", args=[self.programme, slug])
        day = self.kept.get("as_at")
        return f"{address}?{urlencode({'as_at': day})}" if day else address


UNITS = {
    CountType.FOOTFALL: "visits",
    CountType.ATTENDANCE: "people",
    CountType.PARTICIPATION: "times",
}


def counted_column(type: CountType, head: str = "") -> Column:
    """The column of a type of count; a file has how sure it is, and what is missing, apart."""
    head = head or type.words
    return Column(
        head, (f"{head}, {UNITS[type]}", f"{head}, how sure", f"{head}, events not recorded")
    )


def number(value: int, url: str = "", *, none: str = NONE) -> Cell:
    """A number of records; where there is none, nobody may have recorded any."""
    return Cell(f"{value:,}" if value else none, url if value else "", (value,))


def counted(tally: Tally, url: str = "", missing_url: str = "", *, events: int) -> Cell:
    """A count with its qualifiers and what is not recorded; nothing where nobody was counted."""
    if not events:
        return Cell("–", "", ("", "", ""))
    if tally.value is None:
        return Cell(NOT_RECORDED, missing_url, (NOT_RECORDED, "", events))
    rest = tally.said().removeprefix(tally.figure).lstrip(", ")
    sure = tally.qualifier_words or "exact"
    return Cell(
        tally.figure,
        url,
        (tally.value, sure, tally.missing),
        rest,
        missing_url if rest else "",
    )


def people(told: Sum, url: str) -> tuple[Cell, Cell]:
    """How many were counted, and at how many events."""
    tally = told.tally(ATTENDANCE, told.events)
    value, sure, _ = counted(tally, events=told.events).in_file
    return Cell(tally.figure, url, (value, sure)), number(told.events, url)
