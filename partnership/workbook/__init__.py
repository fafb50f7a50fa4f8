"""A whole programme in and out of one workbook.

The functions here are what other parts call; they import late, because this
package is loaded before Django's models can be.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from partnership.workbook.faults import Fault, WorkbookFaults

if TYPE_CHECKING:
    import tablib

    from partnership.programmes.models import Programme
    from partnership.workbook.book import Book
    from partnership.workbook.loading import Loaded

__all__ = ["Fault", "WorkbookFaults", "dump", "load"]


def load(source: "Path | str | tablib.Databook | Book") -> "Loaded":
    """Load a workbook file or ready sheets: all of it, or nothing and WorkbookFaults."""
    from partnership.workbook import loading

    return loading.load(source)


def dump(programme: "Programme") -> "tablib.Databook":
    """The programme as sheets, in the form that `load` reads."""
    from partnership.workbook import dumping

    return dumping.dump(programme)
