"""Sheets of events and what belongs to each."""

from partnership.workbook.columns import Links
from partnership.workbook.sheet import Sheet, choice_or_nothing, finder, sheet, values, within
from pilots.models import (
    ConsultationQuestion,
    ConsultationTheme,
    CountCorrection,
    Event,
    EventActivity,
    EventCount,
    EventCoverage,
    EventFeedback,
    EventKind,
    EventParticipants,
    EventPartner,
    EventResource,
    LearningResource,
)

OF_EVENT = {"event": "The event."}
UNKNOWN_PEOPLE = "How many; empty: not recorded."
HOW_SURE = "How sure the number is."

EVENT_KINDS = sheet(
    "event_kinds",
    EventKind,
    [
        "slug*",
        "name",
        "position",
        "description",
        "held_by",
        "asks_attendance",
        "asks_footfall",
        "asks_sectors",
        "asks_activities",
        "asks_consultation",
        "asks_resources",
        "is_retired",
    ],
    "The kinds of event that the programme holds, and what the form asks first of each.",
    help={
        "held_by": "Who holds events of the kind; empty: an area or the programme.",
        "asks_attendance": "Whether it asks how many attended.",
        "asks_footfall": "Whether it asks how many came through the door.",
        "asks_sectors": "Whether it asks from which sectors people came.",
        "asks_activities": "Whether it asks for activities.",
        "asks_consultation": "Whether it asks for consultation questions.",
        "asks_resources": "Whether it asks which learning resources were used.",
    },
    also_unique=("name",),
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
        "place",
        "group",
        "happened",
        "happened_as_stated",
        "before_on",
        "starts_at",
        "ends_at",
        "ends_on",
        "purpose",
        "audience",
        "youngest",
        "oldest",
        "planned_with",
        "opened_by",
        "went",
        "findings",
        "above_why",
        values(
            "priority_groups",
            Links(Event.priority_groups.through, "event", "prioritygroup"),
            "The priority groups it is for.",
        ),
        values(
            "methods",
            Links(Event.methods.through, "event", "learningmethod"),
            "How people learned there.",
        ),
        values(
            "bodies",
            Links(Event.bodies.through, "event", "reportingbody"),
            "The boards whose people took part, beside the area's own.",
        ),
        "repeats",
        "held_reported_on",
        "confirmed_on",
        "cancelled_reported_on",
        "cancelled_why",
    ],
    "What was held or is planned.",
    help={
        "kind": "Its kind.",
        "status": "Whether it is planned, was held, its figures confirmed too, or was called off.",
        "venue": "Where: area/slug of a venue.",
        "starts_at": "When it began or begins.",
        "ends_at": "When it ended or ends.",
        "ends_on": "The last day of an event of several days.",
        "went": "How it went, in a line.",
        "repeats": "The earlier event that it repeats.",
        "held_reported_on": "The day it was said to have been held; empty: known all along.",
        "confirmed_on": "The day its figures were confirmed; only where the status is confirmed.",
        "cancelled_reported_on": "The day it was said to be cancelled; empty: known all along.",
        "cancelled_why": "Why it was cancelled.",
        "happened_as_stated": "When, in the source's words.",
        "purpose": "What it is for.",
        "audience": "Whom it is aimed at.",
        "youngest": "The youngest age, in the source's words.",
        "oldest": "The oldest age, in the source's words.",
        "planned_with": "Who helped to plan it: groups or posts, never names.",
        "findings": "What was learned.",
        "above_why": "Why more attended than came through the door, where it was so.",
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
        "reported_on",
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

COUNT_CORRECTIONS = sheet(
    "count_corrections",
    CountCorrection,
    [
        "event*",
        "number*",
        "part",
        "type",
        "group",
        "was",
        "became",
        "was_value",
        choice_or_nothing(CountCorrection, "was_qualifier", "How sure that number was."),
        "was_stated",
        "was_per_cent",
        "was_base",
        "is_new",
        "why",
    ],
    "What confirmed figures were before they were corrected.",
    help={
        **OF_EVENT,
        "part": "Of which part of the event; empty: a count.",
        "type": "What was counted; only of a count.",
        "group": "Of whom, as in event_counts; else the activity, the sector or the answer.",
        "was_stated": "The source's words for it.",
        "was_per_cent": "The per cent that it was; only of feedback.",
        "was_base": "The base that it had; only of feedback.",
        "is_new": "Whether it was not there before.",
        "became": "What it was corrected to, in words.",
        "was_value": "The number that it was; empty: not recorded.",
        "why": "Why it was corrected.",
    },
    scope="event__programme",
)

EVENT_PARTICIPANTS = sheet(
    "event_participants",
    EventParticipants,
    ["event*", "sector*", "value", "qualifier", "as_stated", "reported_on"],
    "How many took part in training, learning or a meeting, by the sector they came from.",
    help={
        **OF_EVENT,
        "sector": "The sector.",
        "value": UNKNOWN_PEOPLE,
        "qualifier": HOW_SURE,
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
    ["event*", "organisation*", "offered", "given", "cost", "hours", "hourly_rate", "rate_source"],
    "Organisations at an event, and what that cost or was worth.",
    help={
        **OF_EVENT,
        "organisation": "The organisation.",
        "offered": "What it offered there.",
        "given": "Whether it was paid for or given; empty: not recorded.",
        "cost": "What it cost, in pounds; only of what was commissioned.",
        "hours": "How many hours were given; only in kind.",
        "rate_source": "Where the rate is from: a letter, an agreement.",
    },
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

EVENT_THEMES = sheet(
    "event_themes",
    ConsultationTheme,
    [
        finder("event*", Event, "The event."),
        within(ConsultationTheme, "question*", ["event"], "The number of the question."),
        "theme*",
        "position",
        "answers",
        "qualifier",
        "detail",
    ],
    "What people answered to a question, gathered under themes.",
    help={
        "theme": "The theme.",
        "answers": "How many answers were about it; empty: not recorded.",
        "qualifier": HOW_SURE,
        "detail": "What people said, in sum.",
    },
    scope="question__event__programme",
)

EVENT_COVERAGE = sheet(
    "event_coverage",
    EventCoverage,
    ["event*", "medium*", "what"],
    "Who reported on an event.",
    help={**OF_EVENT, "medium": "Who reported.", "what": "How."},
    scope="event__programme",
)

EVENT_RESOURCES = sheet(
    "event_resources",
    EventResource,
    [
        "event*",
        finder("resource*", LearningResource, "The learning resource."),
        within(EventResource, "version*", ["resource"], "The number of the version it used."),
        "note",
    ],
    "The learning resources that an event used.",
    help={**OF_EVENT, "note": "How it worked."},
    scope="event__programme",
)

SHEETS: tuple[Sheet, ...] = (
    EVENT_KINDS,
    EVENTS,
    EVENT_COUNTS,
    COUNT_CORRECTIONS,
    EVENT_PARTICIPANTS,
    EVENT_ACTIVITIES,
    EVENT_PARTNERS,
    EVENT_FEEDBACK,
    EVENT_QUESTIONS,
    EVENT_THEMES,
    EVENT_COVERAGE,
    EVENT_RESOURCES,
)
