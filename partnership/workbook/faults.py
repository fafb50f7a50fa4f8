"""What is wrong with a workbook, said so that a person can put it right."""

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_QUOTE = 60  # characters of a cell that a message repeats


@dataclass(frozen=True)
class Fault:
    """One fault: where it is, what is wrong and what would be right.

    `row` is the row as a person counts it: in a spreadsheet the row's own
    number, in YAML its place among the sheet's rows; None: no single row.
    """

    wrong: str
    right: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""

    @property
    def place(self) -> str:
        """areas, row 3, council"""
        row = f"row {self.row}" if self.row is not None else ""
        return ", ".join(part for part in (self.sheet, row, self.column) if part)

    def __str__(self) -> str:
        words = f"{self.wrong} {self.right}".strip()
        return f"{self.place}: {words}" if self.place else words


class WorkbookFaults(Exception):  # noqa: N818 - it holds faults; itself it is none
    """A workbook that can't be loaded (or written), with every fault found in it."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class CellError(ValueError):
    """A cell that can't be read as what its column holds."""

    def __init__(self, wrong: str, right: str = "") -> None:
        self.wrong, self.right = wrong, right
        super().__init__(f"{wrong} {right}".strip())


def quoted(value: object) -> str:
    """A cell's value in quotes, on one line, cut where it is long."""
    text = " ".join(str(value).split())
    text = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return f"“{text[:LONGEST_QUOTE]}…”" if len(text) > LONGEST_QUOTE else f"“{text}”"
