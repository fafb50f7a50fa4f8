"""An event as one row of a file: the columns of the template, then its totals worked out.

What is brought back as a sheet is read from the template's columns; nobody reads the totals.
"""

from collections.abc import Sequence
from datetime import date

from partnership.dates import NOT_RECORDED
from pilots.counting import Count, CountType, Tally, tally_events
from pilots.event_sheet import WORKED_OUT
from pilots.event_sheet_rows import HEADS as TEMPLATE
from pilots.event_sheet_rows import Cell, row_of
from pilots.models import Event

HEADS = (*TEMPLATE, *WORKED_OUT)


def file_row(event: Event, counts: Sequence[Count], as_at: date) -> list[Cell]:
    """The cells of an event as it stood on a day, as HEADS names them."""
    is_held = event.was_held_by(as_at)
    totals = (tally_events(type, counts, [event.pk]) for type in CountType)
    return [*row_of(event, as_at), *(cell for tally in totals for cell in _cells(tally, is_held))]


def _cells(tally: Tally, is_held: bool) -> tuple[Cell, str]:
    """The number and how sure it is; both empty for an event that was not held."""
    if not is_held:
        return "", ""
    if tally.value is None:
        return NOT_RECORDED, ""
    return tally.value, tally.qualifier_words or "exact"
