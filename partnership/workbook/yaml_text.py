"""A workbook as YAML text, read event by event.

Nothing is built that the format has no place for: no tags, no aliases, nothing
nested deeper than a cell. Cells are texts; their columns say what they mean.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import tablib
import yaml

from partnership.workbook.book import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS, Book, refuse
from partnership.workbook.cells import Raw, Unreadable
from partnership.workbook.faults import quoted

NOTHING = {"", "~", "null", "Null", "NULL"}
SHAPE = "Write a list of sheets, each with “title” and “data”, and rows of “column: cell” in data."


def read(content: bytes, name: str) -> Book:
    """Read YAML text; WorkbookFaults says what is not of the workbook's shape."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse(f"{name} is not text in UTF-8.", "Save it as UTF-8 text.") from error
    book = Book(tablib.Databook())
    try:
        _Reader(book, yaml.parse(text, Loader=yaml.CSafeLoader), name).read()
    except yaml.YAMLError as error:
        problem = " ".join(str(error).split())
        raise refuse(f"{name} is not YAML: {problem[:300]}.", "Mend that line.") from error
    return book


class _Reader:
    """Takes a workbook out of YAML's events, refusing whatever else they hold."""

    def __init__(self, book: Book, events: Iterator[yaml.Event], name: str) -> None:
        self.book, self.events, self.name = book, events, name

    def read(self) -> None:
        self._next(yaml.StreamStartEvent)
        self._next(yaml.DocumentStartEvent)
        self._next(yaml.SequenceStartEvent)
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            self._expect(event, yaml.MappingStartEvent)
            self._sheet()
        self._next(yaml.DocumentEndEvent)
        self._next(yaml.StreamEndEvent)

    def _next(self, *wanted: type[yaml.Event]) -> yaml.Event:
        event = next(self.events)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self._refuse(event, "has an anchor or alias (& or *).", "Write the value out.")
        if getattr(event, "tag", None) is not None:
            raise self._refuse(event, "has a tag (!).", "Write the plain value.")
        if wanted:
            self._expect(event, *wanted)
        return event

    def _scalar(self, event: yaml.Event | None = None) -> yaml.ScalarEvent:
        """The event, or the next one, as a single value."""
        event = event or self._next()
        if isinstance(event, yaml.ScalarEvent):
            return event
        raise self._refuse(event, "is not what a workbook has there.", SHAPE)

    def _expect(self, event: yaml.Event, *wanted: type[yaml.Event]) -> None:
        if not isinstance(event, wanted):
            raise self._refuse(event, "is not what a workbook has there.", SHAPE)

    def _refuse(self, event: yaml.Event, wrong: str, right: str) -> Exception:
        line = event.start_mark.line + 1 if event.start_mark else 1
        return refuse(f"{self.name}, line {line}, {wrong}", right)

    def _sheet(self) -> None:
        title, rows = "", None
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            name = self._scalar(event).value
            if name == "title":
                title = self._scalar().value
            elif name == "data" and rows is None:
                rows = self._rows()
            else:
                raise self._refuse(event, f"has {quoted(name)} in a sheet.", SHAPE)
        self._add(title.strip(), rows or [])

    def _rows(self) -> list[dict[str, Raw]]:
        start = self._next(yaml.SequenceStartEvent, yaml.ScalarEvent)
        if isinstance(start, yaml.ScalarEvent):
            if start.value not in NOTHING:
                raise self._refuse(start, f"has {quoted(start.value)} as data.", SHAPE)
            return []
        rows: list[dict[str, Raw]] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            self._expect(event, yaml.MappingStartEvent)
            rows.append(self._row())
            if len(rows) > MOST_ROWS:
                raise self._refuse(event, f"begins row {MOST_ROWS + 1:,}.", "Split the programme.")
        return rows

    def _row(self) -> dict[str, Raw]:
        row: dict[str, Raw] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            name, cell = self._scalar(event).value.strip(), self._scalar()
            is_nothing = not cell.style and cell.value in NOTHING
            twice = Unreadable("It stands twice in the row.", "Leave one of the two.")
            row[name] = twice if name in row else None if is_nothing else cell.value
            if len(row) > MOST_COLUMNS:
                raise self._refuse(event, f"has over {MOST_COLUMNS} cells in a row.", SHAPE)
        return row

    def _add(self, title: str, rows: list[dict[str, Raw]]) -> None:
        headers = list(dict.fromkeys(name for row in rows for name in row))
        if self.book.sheets.size >= MOST_SHEETS or len(headers) > MOST_COLUMNS:
            raise refuse(f"{self.name} has too many sheets or columns.", SHAPE)
        sheet = tablib.Dataset(headers=headers, title=title)
        for row in rows:
            sheet.append([row.get(header) for header in headers])
        self.book.sheets.add_sheet(sheet)


class _Dumper(yaml.CSafeDumper):
    """Writes cells as a person would: yes and no, 2019-10-24, 94.50, long texts as blocks."""


def _yes_no(dumper: _Dumper, value: bool) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:bool", "yes" if value else "no")


def _day(dumper: _Dumper, value: date) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", value.isoformat())


def _number(dumper: _Dumper, value: Decimal) -> yaml.Node:
    """Money and shares keep their two places; a finer field gives no zeros nobody wrote."""
    text = f"{value:f}"
    if len(text.partition(".")[2]) > 2:
        text = text.rstrip("0").rstrip(".")
    tag = "float" if "." in text else "int"
    return dumper.represent_scalar(f"tag:yaml.org,2002:{tag}", text)


def _text(dumper: _Dumper, value: str) -> yaml.Node:
    style = "|" if "\n" in value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(bool, _yes_no)
_Dumper.add_representer(date, _day)
_Dumper.add_representer(Decimal, _number)
_Dumper.add_representer(str, _text)


def write(book: tablib.Databook) -> bytes:
    """YAML text of the sheets that have rows, with their empty cells left out."""
    sheets = [
        {"title": sheet.title, "data": [_filled(sheet.headers, row) for row in sheet]}
        for sheet in book.sheets()
        if len(sheet)
    ]
    text = yaml.dump(sheets, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return text.encode()


def _filled(headers: list[str], row: Sequence[Raw]) -> dict[str, Raw]:
    cells = zip(headers, row, strict=True)
    return {name: cell for name, cell in cells if cell is not None and cell != ""}
