"""Sheets of the indicators, of where they started and are to get to, and of their values.

An indicator that is computed from a survey is no row here: surveys, with what people
answered, stay where they were asked.
"""

from evaluation.models import Indicator, IndicatorAim, IndicatorValue
from partnership.workbook.columns import Column, Kind, Links
from partnership.workbook.sheet import Sheet, sheet, values, within
from partnership.workbook.sheets.standing import DROPPED, STANDING

NO_SURVEY = (("survey", None),)
OF_NO_SURVEY = (("indicator__survey", None),)
PLACE = {"indicator": "The indicator.", "area": "The area; empty: the whole programme."}

INDICATORS = sheet(
    "indicators",
    Indicator,
    [
        "slug*",
        "name",
        "definition",
        "kind",
        "unit",
        "better",
        "is_per_area",
        "over_areas",
        "over_time",
        "measure",
        "position",
        values(
            "outcomes",
            Links(Indicator.outcomes.through, "indicator", "outcome"),
            "The outcomes that it speaks of.",
        ),
        "computed_from",
        values(
            "event_kinds",
            Links(Indicator.event_kinds.through, "indicator", "eventkind"),
            "The kinds of event that are counted; empty: all of them.",
        ),
        "sector",
        "test_context",
        *STANDING,
    ],
    "What is counted or measured, and how values are put together.",
    help={
        "better": "Which way is better; empty: neither.",
        "is_per_area": "Whether each area has a value of its own.",
        "over_areas": "How values of areas are put together.",
        "over_time": "How values of several days are put together.",
        "measure": "The measure that it belongs to.",
        "computed_from": "The records that it is counted from; empty: values are entered.",
        "sector": "The sector of the participants that are counted; empty: all of them.",
        "test_context": "The context of the service tests that are counted; empty: all of them.",
        **DROPPED,
    },
    only=NO_SURVEY,
)

INDICATOR_AIMS = sheet(
    "indicator_aims",
    IndicatorAim,
    [
        "indicator*",
        "area*",
        "baseline",
        "baseline_as_stated",
        "baseline_when",
        "target",
        "target_as_stated",
        "target_when",
    ],
    "Where an indicator started, and where it is to get to.",
    help={
        **PLACE,
        "baseline": "Where it started; empty: not recorded.",
        "baseline_as_stated": "The source's words.",
        "baseline_when": "When it was so, as exactly as it is known.",
        "target": "Where it is to get to; empty: no target is set.",
        "target_as_stated": "The source's words.",
        "target_when": "By when.",
    },
    scope="indicator__programme",
    only=OF_NO_SURVEY,
)

INDICATOR_VALUES = sheet(
    "indicator_values",
    IndicatorValue,
    [
        "indicator*",
        "area*",
        Column(
            "number",
            Kind.WHOLE,
            "Its place among the values of the indicator there: 1, 2, 3 and so on.",
            is_key=True,
            is_required=True,
            default=None,
        ),
        "when",
        "value",
        "base",
        "direction",
        "qualifier",
        "as_stated",
        "note",
        within(
            IndicatorValue,
            "replaces",
            ["indicator", "area"],
            "The number of the value that it corrects; empty: none.",
        ),
        "superseded_on",
        "why",
    ],
    "What an indicator was found to be.",
    help={
        **PLACE,
        "value": "The figure; empty: only words or a direction were given.",
        "direction": "Which way it went, where no more is known.",
        "qualifier": "How sure the figure is.",
        "superseded_on": "The day on which another value was said for the same.",
        "why": "Why it corrects another.",
    },
    scope="indicator__programme",
    only=OF_NO_SURVEY,
    is_numbered=True,
)

SHEETS: tuple[Sheet, ...] = (INDICATORS, INDICATOR_AIMS, INDICATOR_VALUES)
