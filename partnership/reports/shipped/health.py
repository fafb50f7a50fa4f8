"""Papers to NHS boards: situation, background, assessment, recommendation."""

from partnership.reports.rules.layout import Layout, SectionLayout
from partnership.reports.rules.parts import Part
from partnership.reports.shipped import rows

SBAR = Layout(
    slug="sbar",
    name="NHS board paper (SBAR)",
    asks="The Board is asked to",
    purposes=("For discussion", "For approval", "For awareness"),
    sections=(
        SectionLayout(
            "situation",
            "Situation",
            (Part.SUMMARY, Part.WHAT_CHANGED),
            "Why this comes to the board now.",
            is_mandatory=True,
        ),
        SectionLayout(
            "background",
            "Background",
            (Part.BOARDS_WORD,),
            "What the board should know from before.",
            is_mandatory=True,
        ),
        SectionLayout(
            "assessment",
            "Assessment",
            (Part.MILESTONES, Part.DUE_NEXT, Part.ENGAGEMENT, Part.EVALUATION, Part.PARTNERSHIP),
            "What the figures mean: is care safe, effective and person-centred?",
            is_mandatory=True,
        ),
        SectionLayout("risks", "Risks and issues", (Part.RISKS,)),
        SectionLayout("implications", "Implications", (Part.IMPLICATIONS,)),
        SectionLayout(
            "recommendation", "Recommendation", help="What should be done.", is_mandatory=True
        ),
        SectionLayout("logic-model", "Logic model", (Part.LOGIC_MODEL,)),
        SectionLayout("full-plan", "The whole plan", (Part.FULL_PLAN,)),
    ),
    rows=(
        rows.FINANCIAL, rows.HUMAN_RESOURCES, rows.LEGAL, rows.EQUALITY, rows.FAIRER_SCOTLAND,
        rows.CHILDREN, rows.RISK,
    ),
)  # fmt: skip
