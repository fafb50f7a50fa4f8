"""Cells: from what a file holds to what it means, and back.

What a cell means has one form only, so that a file's row and a record of the
database can be compared: text without stray spaces, lists in order, references
as the key of what they refer to, nothing as "", None, () or an unknown date.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeAlias

from django.core.exceptions import ValidationError

from partnership.dates import UNKNOWN, PartialDate
from partnership.workbook.columns import AnyField, Column, Kind
from partnership.workbook.faults import CellError, quoted

Value: TypeAlias = str | int | Decimal | date | time | PartialDate | bool | tuple[str, ...] | None
Cells: TypeAlias = dict[str, Value]  # a row, by its columns' names
Raw: TypeAlias = Any  # what tablib, openpyxl or YAML put into a cell

LONGEST_CELL = 20_000  # characters
LONGEST_OWN_WORDS = 60
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
STRAY = " \n\u00a0\ufeff"
WHOLE = re.compile(r"[+-]?[0-9]{1,12}(\.0*)?")
NUMBER = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,12})?")
YES_NO = {"yes": True, "true": True, "no": False, "false": False}
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000  # spreadsheet day numbers of 1954 to 2119
SERIAL_ZERO = date(1899, 12, 30)


@dataclass(frozen=True)
class Unreadable:
    """A cell that a reader refuses, such as a formula."""

    wrong: str
    right: str


def is_empty(value: Value) -> bool:
    """Whether the value says nothing; 0 and no say something."""
    return value is None or value in ("", ()) or value == UNKNOWN


def read_cell(raw: Raw, column: Column) -> Value:
    """What the cell means in its column; CellError says why it means nothing."""
    if isinstance(raw, Unreadable):
        raise CellError(raw.wrong, raw.right)
    if isinstance(raw, str):
        raw = _checked_text(raw)
    if raw is None or raw == "":
        return column.default
    value = READERS[column.kind](raw, column)
    _validate(value, column)
    return value


def _checked_text(raw: str) -> str:
    if len(raw) > LONGEST_CELL:
        raise CellError(
            f"{quoted(raw)} has {len(raw):,} characters.",
            f"A cell may hold {LONGEST_CELL:,}: shorten it.",
        )
    if CONTROLS.search(raw):
        raise CellError(
            f"{quoted(raw)} holds a control character.",
            "Remove it: copy the words through a plain text editor.",
        )
    return clean(raw)


def clean(text: str) -> str:
    """Text in the one form in which it is compared and kept."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip(STRAY)


def text_of(raw: Raw) -> str:
    """A cell's text; a whole number of a spreadsheet is its digits."""
    if isinstance(raw, bool):
        raise CellError("It is true or false, not text.", "Write the words as text.")
    if isinstance(raw, date | time | timedelta):
        raise CellError(f"{quoted(raw)} is a date, not text.", "Format the cell as text.")
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if not isinstance(raw, str | int | float | Decimal | PartialDate):
        raise CellError(f"{quoted(raw)} is not a single value.", "Write text, a number or a date.")
    return str(raw)


def _whole(raw: Raw, column: Column) -> int:
    text = text_of(raw).strip()
    least, greatest = column.whole_range
    wanted = f"Write a whole number from {least} to {greatest}, without separators."
    if not WHOLE.fullmatch(text):
        raise CellError(f"{quoted(text)} is not a whole number.", wanted)
    number = int(text.split(".")[0])
    if not least <= number <= greatest:
        raise CellError(f"{number} is out of range.", wanted)
    return number


def _decimal(raw: Raw, _column: Column) -> Decimal:
    text = text_of(raw).strip()
    if not NUMBER.fullmatch(text):
        wanted = "Write digits, such as 94.5, without separators."
        raise CellError(f"{quoted(text)} is not a number.", wanted)
    return Decimal(text)


def _as_day(raw: Raw) -> Raw:
    """A spreadsheet's date, date and time, or day number as a day; else as it is."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, int | float) and FIRST_SERIAL <= raw <= LAST_SERIAL:
        return SERIAL_ZERO + timedelta(days=int(raw))
    return raw


def _parse_date(raw: Raw) -> PartialDate:
    """The date; ValueError, in words, where it is none."""
    day = _as_day(raw)
    return PartialDate.on(day) if isinstance(day, date) else PartialDate.parse(text_of(raw))


def _partial_date(raw: Raw, _column: Column) -> PartialDate:
    try:
        return _parse_date(raw)
    except CellError:
        raise
    except ValueError as error:
        raise CellError(str(error)) from error


def _day(raw: Raw, column: Column) -> date:
    try:
        day = _parse_date(raw).day
    except CellError:
        raise
    except ValueError:
        day = None
    if day is None:
        wanted = "Write a day of the calendar, such as 2019-10-24."
        raise CellError(f"{quoted(raw)} is not a day.", wanted)
    return day


def _month(raw: Raw, column: Column) -> date:
    wanted = _partial_date(raw, column)
    first = wanted.first
    if first is None or not (str(wanted) == f"{first:%Y-%m}" or wanted.day == first.replace(day=1)):
        raise CellError(f"{quoted(raw)} is not a month.", "Write the month, such as 2019-01.")
    return first


def _time(raw: Raw, _column: Column) -> time:
    if isinstance(raw, time):
        return raw.replace(second=0, microsecond=0)
    try:
        return datetime.strptime(text_of(raw).strip(), "%H:%M").time()  # noqa: DTZ007 (no day)
    except ValueError as error:
        wanted = "Write hours and minutes, such as 14:30."
        raise CellError(f"{quoted(raw)} is not a time of day.", wanted) from error


def _yes_no(raw: Raw, _column: Column) -> bool:
    found = raw if isinstance(raw, bool) else YES_NO.get(text_of(raw).lower())
    if found is None:
        raise CellError(f"{quoted(raw)} is neither yes nor no.", "Write yes or no.")
    return found


def _choice(raw: Raw, column: Column) -> str:
    text = text_of(raw)
    if text not in column.choices:
        raise CellError(f"{quoted(text)} is not a choice.", f"Write {_any_of(column.choices)}.")
    return text


def _any_of(choices: Iterable[str]) -> str:
    *others, last = choices
    return f"{', '.join(others)} or {last}" if others else last


def _text(raw: Raw, column: Column) -> str:
    return text_of(raw).strip() if column.is_key else text_of(raw)


def _reference(raw: Raw, _column: Column) -> str:
    return text_of(raw).strip()


def _list(raw: Raw, column: Column) -> tuple[str, ...]:
    """The parts of a list cell, each once, in order."""
    try:
        rows = list(csv.reader([text_of(raw)], delimiter=";", skipinitialspace=True, strict=True))
    except csv.Error as error:
        raise CellError(
            f"{quoted(raw)} can't be split.", 'Put a text that holds “;” or a quote in “"”.'
        ) from error
    parts = [part for part in (clean(part) for row in rows for part in row) if part]
    for part in parts if column.choices else ():
        _choice(part, column)
    twice = sorted({part for part in parts if parts.count(part) > 1})
    if twice:
        raise CellError(f"{quoted(twice[0])} stands twice.", "Write it once.")
    return in_order(parts)


def _own_words(raw: Raw, column: Column) -> tuple[str, ...]:
    """Each of our words with the words for it, as “Amber: slightly adrift”."""
    parts = _list(raw, replace(column, choices=()))
    pairs = [(clean(ours), clean(own)) for ours, _, own in (p.partition(":") for p in parts)]
    for (ours, own), part in zip(pairs, parts, strict=True):
        if ours not in column.choices or not 0 < len(own) <= LONGEST_OWN_WORDS:
            wanted = f"Write {_any_of(column.choices)}, a colon, and up to 60 characters for it."
            raise CellError(f"{quoted(part)} are no words for a status.", wanted)
    if len(dict(pairs)) < len(pairs):
        raise CellError(f"{quoted(raw)} has two words for one status.", "Write each status once.")
    return in_order(f"{ours}: {own}" for ours, own in pairs)


def own_words(value: Value) -> dict[str, str]:
    """What a field keeps of such a cell: the words by ours."""
    parts = value if isinstance(value, tuple) else ()
    return {ours: own for ours, _, own in (part.partition(": ") for part in parts)}


def in_order(parts: Iterable[str]) -> tuple[str, ...]:
    """A list cell's parts in the one order in which they are kept."""
    return tuple(sorted(parts, key=lambda part: (part.casefold(), part)))


READERS: Mapping[Kind, Callable[[Raw, Column], Value]] = {
    Kind.TEXT: _text,
    Kind.TEXTS: _list,
    Kind.WHOLE: _whole,
    Kind.DECIMAL: _decimal,
    Kind.DAY: _day,
    Kind.MONTH: _month,
    Kind.PARTIAL_DATE: _partial_date,
    Kind.TIME: _time,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _list,
    Kind.REFERENCE: _reference,
    Kind.REFERENCES: _list,
    Kind.OWN_WORDS: _own_words,
}


def _validate(value: Value, column: Column) -> None:
    """Ask the model field's own validators: lengths, slugs, digits, addresses."""
    if column.kind is Kind.TEXTS and column.links and isinstance(value, tuple):
        for part in value:
            _run_validators(part, column.links.field)
    elif column.field and column.kind in (Kind.TEXT, Kind.WHOLE, Kind.DECIMAL):
        _run_validators(value, column.field)


def _run_validators(value: Value, field: AnyField) -> None:
    try:
        field.run_validators(value)
    except ValidationError as error:
        raise CellError(f"{quoted(value)} won't do.", " ".join(error.messages)) from error


def format_value(value: Value, column: Column) -> str:
    """The text that reads back as `value`."""
    if column.is_list and isinstance(value, tuple):
        return _joined(value)
    if column.kind is Kind.MONTH and isinstance(value, date):
        return f"{value:%Y-%m}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _joined(parts: tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerow(parts)
    return _spaced(out.getvalue().removesuffix("\r\n")) if parts else ""


def _spaced(line: str) -> str:
    """Put a space after each separator that is not inside quotes."""
    return re.sub(r'("(?:[^"]|"")*")|;', lambda found: found[1] or "; ", line)


def export_value(value: Value, column: Column) -> Raw:
    """What a sheet to be written holds: numbers, days and yes/no as such, else text."""
    if value is None or isinstance(value, bool | int | Decimal):
        return value
    if column.kind is Kind.DAY:
        return value
    return format_value(value, column) or None
