"""A further check: what is said of events and of learning makes sense together."""

from collections.abc import Mapping

from partnership.workbook.draft import Draft, Row
from partnership.workbook.faults import quoted
from pilots.models import (
    CountCorrection,
    Event,
    EventResource,
    Group,
    LearningResource,
    LearningResourceVersion,
)

ONLY_IF: Mapping[str, tuple[str, ...]] = {  # what is said only of events that stand so
    "held_reported_on": ("held", "confirmed"),
    "confirmed_on": ("confirmed",),
    "cancelled_reported_on": ("cancelled",),
    "cancelled_why": ("cancelled",),
}


def check_events(draft: Draft) -> None:
    """Note events whose status, group or corrections say something else than the rest."""
    for row in draft.rows[Event]:
        for name, statuses in ONLY_IF.items():
            if row.is_sound("status", name) and row.cells[name]:
                _check_status(draft, row, name, statuses)
        if row.is_sound("area", "group") and row.text("group"):
            _check_group(draft, row)
    _check_corrections(draft)
    _check_uses(draft)
    _check_versions(draft)


def _check_status(draft: Draft, row: Row, name: str, statuses: tuple[str, ...]) -> None:
    if row.text("status") not in statuses:
        wrong = f"Its status is {row.text('status')}, so this can't be said of it."
        draft.fault(row, name, wrong, f"Write {statuses[0]} as its status, or empty this cell.")


def _check_group(draft: Draft, row: Row) -> None:
    """The group of an area holds its events there."""
    cells = draft.together(Group).get((row.text("group"),), {})
    area = cells.get("area")
    if area and area != row.text("area"):
        wrong = f"{quoted(row.text('group'))} is a group of area {quoted(area)}."
        draft.fault(row, "group", wrong, "Name a group of the event's area, or mend the area.")


def _check_corrections(draft: Draft) -> None:
    """Figures are corrected once they were confirmed; until then they are changed."""
    events = draft.together(Event)
    for row in draft.rows[CountCorrection]:
        if not row.is_sound("event") or (row.text("event"),) not in events:
            continue
        if events[row.text("event"),]["status"] != Event.Status.CONFIRMED:
            wrong = f"The figures of {quoted(row.text('event'))} are not confirmed."
            draft.fault(row, "event", wrong, "Write confirmed as its status, or leave this out.")


def _check_uses(draft: Draft) -> None:
    """What an area has not shared is used at its own events."""
    events, resources = draft.together(Event), draft.together(LearningResource)
    for row in draft.rows[EventResource]:
        event = events.get((row.text("event"),), {})
        area = resources.get((row.text("resource"),), {}).get("area")
        if row.is_sound("event", "resource") and area and area != event.get("area"):
            wrong = f"{quoted(row.text('resource'))} is a resource of area {quoted(area)}."
            right = "Name a resource that is shared or of the event's area, or mend the area."
            draft.fault(row, "resource", wrong, right)


def _check_versions(draft: Draft) -> None:
    """Events used a version as it was, so it stays so."""
    for row in draft.rows[LearningResourceVersion]:
        stored = draft.stored.cells[LearningResourceVersion].get(row.key)
        for name in row.cells if stored else ():
            if stored and row.is_sound(name) and row.cells[name] != stored[name]:
                wrong = f"Version {row.key[1]} of {quoted(row.key[0])} is there already, and stays."
                draft.fault(row, name, wrong, "Write what is new as the next version.")
