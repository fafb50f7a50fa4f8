"""Sheets of events and what belongs to each."""

from partnership.workbook.columns import Links
from partnership.workbook.sheet import Sheet, sheet, values
from pilots.models import (
    ConsultationQuestion,
    Event,
    EventActivity,
    EventCount,
    EventCoverage,
    EventFeedback,
    EventKind,
    EventPartner,
)

OF_EVENT = {"event": "The event."}

EVENT_KINDS = sheet(
    "event_kinds", EventKind, ["slug*", "name"], "The kinds of event that the programme holds."
)

EVENTS = sheet(
    "events",
    Event,
    [
        "slug*",
        "name",
        "kind",
        "status",
        "area",
        "venue",
        "happened",
        "happened_as_stated",
        "before_on",
        "purpose",
        "audience",
        "youngest",
        "oldest",
        "planned_with",
        "opened_by",
        "findings",
        values(
            "priority_groups",
            Links(Event.priority_groups.through, "event", "prioritygroup"),
            "The priority groups it is for.",
        ),
    ],
    "What was held or is planned.",
    help={
        "kind": "Its kind.",
        "status": "Whether it is planned, was held or was called off.",
        "venue": "Where: area/slug of a venue.",
        "happened_as_stated": "When, in the source's words.",
        "purpose": "What it is for.",
        "audience": "Whom it is aimed at.",
        "youngest": "The youngest age, in the source's words.",
        "oldest": "The oldest age, in the source's words.",
        "planned_with": "Who helped to plan it: groups or posts, never names.",
        "findings": "What was learned.",
    },
)

EVENT_COUNTS = sheet(
    "event_counts",
    EventCount,
    [
        "event*",
        "type*",
        "group*",
        "value",
        "qualifier",
        "method",
        "as_stated",
        "may_overlap",
    ],
    "How many came, by type and group.",
    help={
        **OF_EVENT,
        "type": "Footfall, attendance and participation are never added together.",
        "qualifier": "How sure the number is.",
        "method": "How it was counted; empty: not recorded.",
        "as_stated": "The source's words.",
    },
    scope="event__programme",
)

EVENT_ACTIVITIES = sheet(
    "event_activities",
    EventActivity,
    [
        "event*",
        "name*",
        "position",
        "detail",
        "provider",
        "is_commissioned",
        "audience",
        "sessions",
        "participations",
        "participations_qualifier",
    ],
    "What people did at an event.",
    help={
        **OF_EVENT,
        "provider": "Who ran it; empty: not recorded.",
        "audience": "Whom it was for.",
        "sessions": "How many times it ran; empty: not recorded.",
        "participations": "How many took part, over all sessions; empty: not recorded.",
        "participations_qualifier": "How sure that number is.",
    },
    scope="event__programme",
)

EVENT_PARTNERS = sheet(
    "event_partners",
    EventPartner,
    ["event*", "organisation*", "offered"],
    "Organisations at an event.",
    help={**OF_EVENT, "organisation": "The organisation.", "offered": "What it offered there."},
    scope="event__programme",
)

EVENT_FEEDBACK = sheet(
    "event_feedback",
    EventFeedback,
    [
        "event*",
        "answer*",
        "position",
        "as_stated",
        "per_cent",
        "answers",
        "base",
        "note",
    ],
    "What people said of an event, as stated.",
    help={
        **OF_EVENT,
        "as_stated": "The source's words.",
        "per_cent": "Of those who answered, 0 to 100; empty: not recorded.",
        "answers": "How many gave this answer; empty: not recorded.",
        "base": "How many were asked or answered in all; empty: not recorded.",
    },
    scope="event__programme",
)

EVENT_QUESTIONS = sheet(
    "event_questions",
    ConsultationQuestion,
    ["event*", "number*", "text"],
    "Open questions put to people at an event.",
    help=OF_EVENT,
    scope="event__programme",
)

EVENT_COVERAGE = sheet(
    "event_coverage",
    EventCoverage,
    ["event*", "medium*", "what"],
    "Who reported on an event.",
    help={**OF_EVENT, "medium": "Who reported.", "what": "How."},
    scope="event__programme",
)

SHEETS: tuple[Sheet, ...] = (
    EVENT_KINDS,
    EVENTS,
    EVENT_COUNTS,
    EVENT_ACTIVITIES,
    EVENT_PARTNERS,
    EVENT_FEEDBACK,
    EVENT_QUESTIONS,
    EVENT_COVERAGE,
)
