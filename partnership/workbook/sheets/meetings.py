"""Sheets of meetings: what stands on every agenda, and what was said at each."""

from partnership.workbook.columns import Column
from partnership.workbook.sheet import Sheet, finder, sheet, within
from pilots.models import (
    AgendaItem,
    AgendaTemplateItem,
    Attendance,
    Declaration,
    Group,
    Meeting,
    MinutesCorrection,
)

OF_A_MEETING = "meeting__group__programme"
THE_SEAT = "The seat, by its short name."


def _group() -> Column:
    return finder("group*", Group, "The group.")


AGENDA_TEMPLATE = sheet(
    "agenda_template",
    AgendaTemplateItem,
    ["group*", "position*", "title"],
    "What stands on every agenda of a group.",
    help={"group": "The group.", "title": "The item."},
    scope="group__programme",
)

MEETINGS = sheet(
    "meetings",
    Meeting,
    [
        "group*",
        "number*",
        "status",
        "planned",
        "starts_at",
        "ends_at",
        "place",
        "held",
        "present",
        "apologies",
        "minutes",
        "minutes_state",
        within(
            Meeting,
            "approved_at_meeting",
            ["group"],
            "The number of the later meeting that approved the minutes.",
        ),
        "approved_on",
    ],
    "Meetings of a group that are recorded one by one.",
    help={
        "group": "The group.",
        "status": "Whether it is planned, was held or was called off.",
        "planned": "When it is or was to be.",
        "held": "When it was held; only where the status is held.",
        "present": "How many came; empty: not recorded.",
        "apologies": "How many sent apologies; empty: not recorded.",
        "starts_at": "When it begins.",
        "ends_at": "When it ends.",
        "place": "Where it is.",
        "minutes": "What was said, in short.",
        "minutes_state": "Whether the minutes are a draft or approved.",
        "approved_on": "The day on which the minutes were approved.",
    },
    scope="group__programme",
)

AGENDA_ITEMS = sheet(
    "agenda_items",
    AgendaItem,
    [
        _group(),
        within(AgendaItem, "meeting*", ["group"], "The number of the meeting."),
        "position*",
        "kind",
        "title",
        "detail",
    ],
    "The agenda of a meeting.",
    help={"kind": "Where the item comes from.", "title": "The item."},
    scope=OF_A_MEETING,
)

ATTENDANCE = sheet(
    "attendance",
    Attendance,
    [
        _group(),
        within(Attendance, "meeting*", ["group"], "The number of the meeting."),
        within(Attendance, "seat*", ["group"], THE_SEAT),
        "state",
        "people",
    ],
    "Which seats were filled at a meeting; of a counted seat, how many of its people came.",
    help={"state": "Whether the seat was filled."},
    scope=OF_A_MEETING,
)

DECLARATIONS = sheet(
    "declarations",
    Declaration,
    [
        _group(),
        within(Declaration, "meeting*", ["group"], "The number of the meeting."),
        within(Declaration, "seat*", ["group"], THE_SEAT),
        "interest*",
        "outcome",
    ],
    "Interests that were declared at a meeting.",
    help={"interest": "The interest, in words.", "outcome": "What was done about it."},
    scope=OF_A_MEETING,
)

CORRECTIONS = sheet(
    "minutes_corrections",
    MinutesCorrection,
    [
        _group(),
        within(MinutesCorrection, "meeting*", ["group"], "The number of the meeting."),
        "text*",
    ],
    "What was added to minutes after they had been approved.",
    scope=OF_A_MEETING,
)

PAPERS_OF_MEETINGS: tuple[Sheet, ...] = (AGENDA_ITEMS, ATTENDANCE, DECLARATIONS, CORRECTIONS)
