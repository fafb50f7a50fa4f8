"""Sheets of the service model's tests, and of their PDSA cycles."""

from partnership.workbook.sheet import Sheet, sheet
from pilots.models import PdsaCycle, ServiceTest, TestContext

TEST_CONTEXTS = sheet(
    "test_contexts",
    TestContext,
    ["slug*", "name", "position"],
    "The contexts in which the service model is to be tested.",
)

SERVICE_TESTS = sheet(
    "service_tests",
    ServiceTest,
    [
        "slug*",
        "area",
        "title",
        "context",
        "setting",
        "venue",
        "priority_group",
        "owner",
        "began",
        "ended",
        "end_reported_on",
        "is_stopped",
        "findings",
        "report_title",
        "report_link",
    ],
    "The service model tried in one context, in one setting of an area.",
    help={
        "area": "The area that tries it.",
        "context": "The context.",
        "venue": "Where: area/slug of a venue of the area.",
        "priority_group": "The priority group that it is tried with; empty: none of them.",
        "end_reported_on": "The day on which its end was said; empty: known all along.",
        "findings": "What was learned.",
        "report_title": "The title of its evaluation report; empty: there is none yet.",
        "report_link": "Where the report is on the web.",
    },
)

PDSA_CYCLES = sheet(
    "pdsa_cycles",
    PdsaCycle,
    [
        "service_test*",
        "number*",
        "began",
        "ended",
        "plan",
        "do",
        "study",
        "act",
        "decision",
        "refinement",
    ],
    "Turns of plan, do, study, act within a test.",
    help={
        "service_test": "The test.",
        "number": "Its place among the test's cycles, counted from 1.",
        "began": "When it began, as exactly as it is known.",
        "ended": "When it ended; empty: it goes on, or is not recorded.",
        "decision": "What was decided; empty: nothing yet.",
    },
    scope="service_test__programme",
)

SHEETS: tuple[Sheet, ...] = (TEST_CONTEXTS, SERVICE_TESTS, PDSA_CYCLES)
