"""Columns of each kind, for tests of cells alone."""

from partnership.workbook.columns import Column
from partnership.workbook.sheets import BY_NAME


def column(name: str) -> Column:
    """The column named sheet.column."""
    sheet, own = name.split(".")
    return BY_NAME[sheet].column(own)
