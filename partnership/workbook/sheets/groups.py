"""Sheets of groups, their seats and meetings, and of the bodies reported to."""

from milestones.schedule import Rag
from partnership.workbook.columns import Links
from partnership.workbook.sheet import Sheet, finder, month, own_words, sheet, values, within
from partnership.workbook.sheets.meetings import AGENDA_TEMPLATE, MEETINGS, PAPERS_OF_MEETINGS
from pilots.models import (
    Action,
    ActionUpdate,
    BoardPaper,
    BodyMeeting,
    Decision,
    Group,
    Implication,
    Membership,
    Recommendation,
    ReportingBody,
    RequiredSector,
    SeatRule,
)

GROUPS = sheet(
    "groups",
    Group,
    [
        "slug*",
        "name",
        "kind",
        "area",
        "terms_of_reference",
        "established",
        "established_by",
        "meets_every_months",
        "meets_at",
        "quorum",
        month(Group, "series_first_month", "The first month of its series of meetings."),
        month(Group, "series_last_month", "The last month of its series of meetings."),
        values(
            "required_sectors",
            Links(RequiredSector, "group", "sector"),
            "The sectors that must be represented.",
        ),
    ],
    "Steering groups, guiding coalitions and networks of practice.",
    help={
        "terms_of_reference": "What it is there for.",
        "established": "When it was established.",
        "meets_at": "Where it usually meets.",
    },
)

SEAT_RULES = sheet(
    "seat_rules",
    SeatRule,
    ["group*", "slug*", "seats", "per", "who"],
    "How many seats a group gives, and to whom.",
    help={
        "group": "The group.",
        "seats": "How many.",
        "per": "For each area, or in all.",
        "who": "Who takes them.",
    },
    scope="group__programme",
)

MEMBERSHIPS = sheet(
    "memberships",
    Membership,
    [
        "group*",
        "slug*",
        "post",
        "organisation",
        "area",
        within(Membership, "seat_rule", ["group"], "The group's seat rule that gives the seat."),
        "sector",
        "role",
        "people",
        "is_voting",
        "since",
        "until",
        "end_reported_on",
        "note",
    ],
    "Seats of a group: posts, or counted seats; never a person's name.",
    help={
        "group": "The group.",
        "organisation": "Where the seat's holder comes from.",
        "sector": "The sector it stands for; empty: not recorded.",
        "role": "The seat's role in the group.",
        "end_reported_on": "The day on which its end was said; empty: known all along.",
    },
    scope="group__programme",
)

REPORTING_BODIES = sheet(
    "reporting_bodies",
    ReportingBody,
    [
        "slug*",
        "name",
        "kind",
        "template",
        "area",
        "group",
        "council",
        "health_board",
        "months_per_period",
        "year_starts",
        "is_drafted",
        "marking",
        own_words(
            ReportingBody,
            "status_words",
            [each.value for each in Rag],
            "Its own words of status by ours; ours where there are none.",
        ),
    ],
    "Who is reported to, how often, on which template.",
    help={
        "template": "The shipped template that its reports begin on.",
        "health_board": "Whom a direction to “the health board” would go to.",
        "months_per_period": "Months between reports: 1, 2, 3, 4, 6 or 12.",
        "year_starts": "The month in which its year starts, 1 to 12; empty: as the programme’s.",
        "is_drafted": "Whether drafts are made by themselves when a period ends.",
        "marking": "A line that is printed on each page of its reports.",
    },
)

BODY_MEETINGS = sheet(
    "body_meetings",
    BodyMeeting,
    ["body*", "meeting_on*", "papers_due_on", "note"],
    "When a body meets, and by when it wants its papers.",
    help={
        "body": "The body.",
        "meeting_on": "The day of the meeting.",
        "papers_due_on": "The day by which papers are due; not after the meeting.",
    },
    scope="body__programme",
)

DECISIONS = sheet(
    "decisions",
    Decision,
    [
        "slug*",
        "group",
        "body",
        within(Decision, "meeting", ["group"], "The number of the group's meeting."),
        "decided",
        "text",
        "authorises_plan_change",
    ],
    "What a group or a body decided.",
    help={
        "group": "The group that decided; empty where a body did.",
        "body": "The body that decided; empty where a group did.",
        "decided": "When.",
    },
)

ACTIONS = sheet(
    "actions",
    Action,
    [
        "group*",
        "slug*",
        within(Action, "meeting", ["group"], "The number of the group's meeting."),
        "text",
        "owner",
        "due_on",
        "done_on",
        "dropped_on",
        "outcome",
    ],
    "What somebody is to do for a group.",
    help={
        "group": "The group.",
        "due_on": "By when.",
        "done_on": "When it was done.",
        "dropped_on": "When it was found to be no longer needed.",
    },
    scope="group__programme",
)

ACTION_UPDATES = sheet(
    "action_updates",
    ActionUpdate,
    [
        finder("group*", Group, "The group."),
        within(ActionUpdate, "action*", ["group"], "The action."),
        "number*",
        "owner",
        "due_on",
        "done_on",
        "dropped_on",
        "why",
    ],
    "How an action stood after each thing said of it; number 0 is how it was recorded.",
    help={
        "number": "Its place among the updates, counted from 0.",
        "due_on": "By when, from then on.",
        "done_on": "When it was done.",
        "dropped_on": "When it was found to be no longer needed.",
        "why": "Why it changed.",
    },
    scope="action__group__programme",
)

BOARD_PAPERS = sheet(
    "board_papers",
    BoardPaper,
    [
        "body*",
        "slug*",
        "meeting_on",
        "subject",
        "purpose",
        "direction_required",
        "consultation",
        "conclusion",
    ],
    "Papers put to a body.",
    help={
        "body": "The body.",
        "meeting_on": "The day of the meeting it was put to.",
        "subject": "What it is about.",
        "purpose": "What it was put for.",
        "direction_required": "To whom a direction is required; empty: not recorded.",
        "consultation": "Who was consulted, and what comes next.",
        "conclusion": "How it concludes.",
    },
    scope="body__programme",
)

BODY_OF_PAPER = "The body that the paper was put to."

RECOMMENDATIONS = sheet(
    "recommendations",
    Recommendation,
    [
        finder("body*", ReportingBody, BODY_OF_PAPER),
        within(Recommendation, "paper*", ["body"], "The paper."),
        "letter*",
        "text",
    ],
    "What a paper recommends, by letter.",
    help={"letter": "a, b, c …"},
    scope="paper__body__programme",
)

IMPLICATIONS = sheet(
    "implications",
    Implication,
    [
        finder("body*", ReportingBody, BODY_OF_PAPER),
        within(Implication, "paper*", ["body"], "The paper."),
        "heading*",
        "position",
        "answer",
        "text",
    ],
    "A paper's implications: each answered, or declared not to arise.",
    help={
        "heading": "Such as: financial.",
        "answer": "“answered” and “not-required” need words in text.",
    },
    scope="paper__body__programme",
)

SHEETS: tuple[Sheet, ...] = (
    GROUPS,
    AGENDA_TEMPLATE,
    SEAT_RULES,
    MEMBERSHIPS,
    REPORTING_BODIES,
    BODY_MEETINGS,
    MEETINGS,
    *PAPERS_OF_MEETINGS,
    DECISIONS,
    ACTIONS,
    ACTION_UPDATES,
    BOARD_PAPERS,
    RECOMMENDATIONS,
    IMPLICATIONS,
)
