"""A workbook as it was read: its sheets, how rows are counted, what is wrong."""

from dataclasses import dataclass, field

import tablib

from partnership.workbook.faults import Fault, WorkbookFaults

MOST_SHEETS = 100
MOST_ROWS = 50_000  # a sheet
MOST_COLUMNS = 100  # a sheet


@dataclass
class Book:
    """Sheets in tablib's form; `first_row` is what a person calls the first row of data."""

    sheets: tablib.Databook
    first_row: int = 1
    faults: list[Fault] = field(default_factory=list)

    @property
    def has_header_row(self) -> bool:
        """Whether the column names are a row of their own, as in a spreadsheet."""
        return self.first_row > 1


def refuse(wrong: str, right: str = "") -> WorkbookFaults:
    """The error for a file that can't be read at all."""
    return WorkbookFaults([Fault(wrong, right)])
