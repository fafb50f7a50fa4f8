"""A further check: approved minutes stay as they were approved."""

from partnership.workbook.cells import Value
from partnership.workbook.draft import Draft
from pilots.models import Meeting

STAYS = ("status", "held", "minutes", "minutes_state", "approved_at_meeting", "approved_on")


def check_approved(draft: Draft) -> None:
    """Note what a row would change of a meeting whose minutes are approved already."""
    for row in draft.rows[Meeting]:
        stored = draft.stored.cells[Meeting].get(row.key)
        if stored is None or stored["minutes_state"] != Meeting.MinutesState.APPROVED:
            continue
        for name in STAYS:
            if row.is_sound(name) and row.cells[name] != stored[name]:
                wrong = "The minutes of this meeting are approved, so this stays as it is."
                draft.fault(row, name, wrong, _right(name, stored[name]))


def _right(name: str, stands: Value) -> str:
    if name == "minutes":
        return "Write them as they were approved, and what is to be added as minutes_corrections."
    return f"Write {stands}." if stands else "Empty this cell."
