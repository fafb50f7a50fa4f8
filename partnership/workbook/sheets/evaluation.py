"""Sheets of outcomes, the logic model and the measures."""

from evaluation.models import (
    Activity,
    ActivityInput,
    ActivityOutcome,
    Framework,
    Input,
    Measure,
    Outcome,
    OutcomeLink,
    OutcomeMapping,
)
from partnership.workbook.columns import Links
from partnership.workbook.sheet import Sheet, sheet, values
from partnership.workbook.sheets import indicators
from partnership.workbook.sheets.standing import DROPPED, STANDING

DRAWN = ["is_inferred", "reported_on", "dropped_on"]
INFERRED = {
    "is_inferred": "Whether the link was worked out, where no source draws it.",
    "reported_on": "The day on which it was said; empty: with its ends.",
    "dropped_on": DROPPED["dropped_on"],
}

FRAMEWORKS = sheet(
    "frameworks",
    Framework,
    ["slug*", "name", "position", *STANDING],
    "Sets of outcomes, each as one paper words them.",
    help=DROPPED,
)

OUTCOMES = sheet(
    "outcomes",
    Outcome,
    ["framework*", "reference*", "position", "level", "statement", "reported_on", *STANDING],
    "Outcomes; referred to as framework/reference, or by the reference where only one has it.",
    help={
        "framework": "The framework it belongs to.",
        "level": "What level it is on.",
        "statement": "The outcome, in the paper's sense.",
        "reported_on": "The day on which it was said; empty: with its framework.",
        **DROPPED,
    },
    scope="framework__programme",
)

OUTCOME_MAPPINGS = sheet(
    "outcome_mappings",
    OutcomeMapping,
    ["outcome*", "same_as*"],
    "Outcomes of one framework that say what an outcome of another says.",
    help={"outcome": "The outcome.", "same_as": "The other framework's outcome."},
    scope="outcome__framework__programme",
)

INPUTS = sheet(
    "inputs",
    Input,
    ["reference*", "position", "name", "detail", *STANDING],
    "What goes into the programme.",
    help=DROPPED,
)

ACTIVITIES = sheet(
    "activities",
    Activity,
    [
        "reference*",
        "position",
        "name",
        values(
            "milestones",
            Links(Activity.milestones.through, "activity", "milestone"),
            "The milestones in which it is done.",
        ),
        *STANDING,
    ],
    "What the programme does.",
    help=DROPPED,
)

ACTIVITY_INPUTS = sheet(
    "activity_inputs",
    ActivityInput,
    ["activity*", "input*", *DRAWN],
    "Which inputs go into an activity.",
    help={"activity": "The activity.", "input": "The input.", **INFERRED},
    scope="activity__programme",
)

ACTIVITY_OUTCOMES = sheet(
    "activity_outcomes",
    ActivityOutcome,
    ["activity*", "outcome*", *DRAWN],
    "Which outcomes an activity leads to.",
    help={"activity": "The activity.", "outcome": "The outcome.", **INFERRED},
    scope="activity__programme",
)

OUTCOME_LINKS = sheet(
    "outcome_links",
    OutcomeLink,
    ["outcome*", "leads_to*", *DRAWN],
    "Which outcomes lead to which.",
    help={"outcome": "The outcome.", "leads_to": "What it leads to.", **INFERRED},
    scope="outcome__framework__programme",
)

MEASURES = sheet(
    "measures",
    Measure,
    [
        "slug*",
        "kind",
        "name",
        "who",
        "timing",
        values(
            "outcomes",
            Links(Measure.outcomes.through, "measure", "outcome"),
            "The outcomes that it measures.",
        ),
        *STANDING,
    ],
    "How outcomes are measured.",
    help={"who": "With whom.", "timing": "When.", **DROPPED},
)

SHEETS: tuple[Sheet, ...] = (
    FRAMEWORKS,
    OUTCOMES,
    OUTCOME_MAPPINGS,
    INPUTS,
    ACTIVITIES,
    ACTIVITY_INPUTS,
    ACTIVITY_OUTCOMES,
    OUTCOME_LINKS,
    MEASURES,
    *indicators.SHEETS,
)
