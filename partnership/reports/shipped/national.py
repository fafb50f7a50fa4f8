"""The report to the national steering group: the whole programme, area beside area."""

from partnership.reports.rules.layout import Layout, SectionLayout
from partnership.reports.rules.parts import Part
from partnership.reports.shipped import rows
from partnership.reports.shipped.boards import (
    APPENDICES,
    CONCLUSION,
    CONSULTATION,
    DECIDED,
    DELIVERY,
    IMPLICATIONS,
    LOOK_AHEAD,
    SUMMARY,
    WHAT_CHANGED,
)

NATIONAL = Layout(
    slug="national",
    name="National steering group report",
    asks="The steering group is asked to",
    sections=(
        SUMMARY,
        WHAT_CHANGED,
        DECIDED,
        SectionLayout("areas", "Areas", (Part.AREAS,)),
        *DELIVERY,
        SectionLayout("learning", "Learning shared between areas", (Part.LEARNING,)),
        SectionLayout(
            "decisions-asked-for",
            "Decisions asked for",
            help="What the group is to decide, with what follows from each choice.",
        ),
        LOOK_AHEAD,
        IMPLICATIONS,
        CONSULTATION,
        CONCLUSION,
        *APPENDICES,
    ),
    rows=rows.OF_NORTH_AYRSHIRE,  # as in the report to a board
)
