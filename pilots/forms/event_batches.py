"""What a person brings as a sheet of events, and how they mend its rows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from partnership.web.forms import OnceForm
from partnership.web.uploads import MEGABYTE, limit_in_bytes
from pilots.event_sheet import BY_KEY, COLUMNS, COMPANIONS, EXTRA, FORMULA, MOST_ROWS
from pilots.event_sheet_cells import NO_TEXT
from pilots.event_sheet_files import Sheet, SheetError, read_file, read_text
from pilots.models import Area, EventBatchRow

EACH_ITS_OWN = "*"  # no area's key can be this
BEYOND = "Beyond the last column"
LINES = re.compile(r"(?:lines?\s*)?(\d{1,6})(?:\s*(?:-|–|to)\s*(\d{1,6}))?")
LONG_CELL = 100  # characters from which a cell is mended in a larger box


class BringForm(OnceForm):
    """A file or pasted rows, and the area they are of. `sheet` is what they hold."""

    submit_label = "Check the rows"
    sheet: Sheet
    file_name = ""

    area = forms.ChoiceField()
    file = forms.FileField(
        required=False,
        label="A file",
        help_text=f"CSV or Excel (.xlsx), up to {MOST_ROWS:,} rows.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    pasted = forms.CharField(
        required=False,
        label="Or rows to paste",
        strip=False,
        help_text="Copied from a spreadsheet, with the headings in the first line.",
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def __init__(
        self, *args: Any, areas: Sequence[Area], may_all: bool, word: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {str(area.pk): area for area in areas}
        each = [(EACH_ITS_OWN, f"Each row names its {word}")] if may_all else []
        named = [(key, area.name) for key, area in self.areas.items()]
        field: Any = self.fields["area"]
        field.choices, field.label = [*each, *named], word.capitalize()
        if len(field.choices) == 1:
            field.initial, field.widget = field.choices[0][0], forms.HiddenInput()

    @property
    def chosen_area(self) -> Area | None:
        """The area of every row; None where each names its own."""
        return self.areas.get(self.cleaned_data["area"])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        file, pasted = given.get("file"), given.get("pasted", "")
        if self.errors:
            return given
        if bool(file) == bool(pasted.strip()):
            both = "Choose a file or paste rows, not both" if file else "Choose a file, or paste"
            self.add_error("file", f"{both}{'' if file else ' rows with their headings'}")
            return given
        name = "file" if file else "pasted"
        try:
            self.sheet = self._file(file) if file else read_text(pasted)
        except SheetError as error:
            self.add_error(name, str(error))
        return given

    def _file(self, file: Any) -> Sheet:
        self.file_name = file.name or "file"
        if file.size > limit_in_bytes():
            most = limit_in_bytes() // MEGABYTE
            raise SheetError(f"The file is larger than {most} MB. Bring it in several parts.")
        return read_file(self.file_name, file.read())


@dataclass(frozen=True)
class Cell:
    """One cell of a faulty row, as it is mended."""

    name: str
    head: str
    text: str
    fault: str

    @property
    def is_long(self) -> bool:
        return len(self.text) > LONG_CELL or "\n" in self.text


@dataclass(frozen=True)
class FaultyRow:
    """A faulty row with the cells that may have to do with its faults."""

    number: int
    said: str
    cells: tuple[Cell, ...]

    @property
    def leave(self) -> str:
        """The name of the box that leaves the row out."""
        return f"leave-{self.number}"


def faulty_rows(rows: Iterable[EventBatchRow]) -> list[FaultyRow]:
    """The rows for mending: cells with faults, and those that they are about."""
    return [FaultyRow(row.number, said_of(row), tuple(_cells(row))) for row in rows]


def said_of(row: EventBatchRow) -> str:
    """The event's name and date, to know the row by."""
    parts = [row.cells.get("name", "")[:80].strip(), row.cells.get("when", "")[:40].strip()]
    return ", ".join(part for part in parts if part) or "without a name"


def _cells(row: EventBatchRow) -> Iterable[Cell]:
    wanted = set(row.faults)
    for key in row.faults:
        wanted |= {each for each in COMPANIONS.get(key, ()) if row.cells.get(each)}
        if key.endswith("_sure") and key.removesuffix("_sure") in BY_KEY:
            wanted.add(key.removesuffix("_sure"))
        if f"{key}_sure" in BY_KEY and row.cells.get(f"{key}_sure"):
            wanted.add(f"{key}_sure")
    heads = {column.key: column.head for column in COLUMNS} | {EXTRA: BEYOND}
    for key, head in heads.items():
        if key in wanted:
            text = row.cells.get(key, "")
            shown = "" if text == FORMULA else text
            yield Cell(f"cell-{row.number}-{key}", head, shown, row.faults.get(key, ""))


def mended(sent: QueryDict) -> tuple[dict[int, dict[str, str]], set[int]]:
    """The texts of cells by line and column, and the lines to leave out; the rest is ignored."""
    cells: dict[int, dict[str, str]] = {}
    left_out = set()
    for name, text in sent.items():
        what, _, rest = name.partition("-")
        line, _, key = rest.partition("-")
        if not (line.isascii() and line.isdigit() and len(line) < 9):
            continue
        if what == "leave":
            left_out.add(int(line))
        elif what == "cell":
            cells.setdefault(int(line), {})[key] = str(text).replace("\x00", NO_TEXT)
    return cells, left_out


def taken_in(sent: QueryDict) -> set[int]:
    """The lines that were left out, and are to be taken in again."""
    lines = (name.removeprefix("take-") for name in sent if name.startswith("take-"))
    return {int(line) for line in lines if line.isascii() and line.isdigit() and len(line) < 9}


def lines_named(text: str) -> set[int]:
    """The lines of 3, 17 to 20. Raises ValueError in words."""
    lines: set[int] = set()
    for part in re.split("[,;]", text):
        found = LINES.fullmatch(part.strip().lower())
        if not found:
            raise ValueError(f"“{part.strip()[:40]}” names no line: write such as 3, 17 to 20.")
        first, last = int(found[1]), int(found[2] or found[1])
        if last - first > MOST_ROWS:
            raise ValueError(f"“{part.strip()}” are more lines than a sheet has: mend them.")
        lines |= set(range(first, last + 1))
    return lines
