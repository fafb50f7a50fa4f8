"""Papers to Integration Joint Boards, and the yearly one to the board of a library or a trust."""

from partnership.reports.rules.layout import Layout, SectionLayout
from partnership.reports.rules.parts import Part
from partnership.reports.shipped import rows

SUMMARY = SectionLayout(
    "summary",
    "Executive summary",
    (Part.SUMMARY,),
    "What a member should know who reads no further, in three or four sentences.",
    is_mandatory=True,
)
WHAT_CHANGED = SectionLayout(
    "what-changed",
    "What changed since the last report",
    (Part.WHAT_CHANGED,),
    "Why, where the table does not say it.",
)
DECIDED = SectionLayout("decided", "What was decided before", (Part.BOARDS_WORD,))
DELIVERY = (
    SectionLayout("milestones", "Milestones", (Part.MILESTONES,)),
    SectionLayout("due-next", "Due next", (Part.DUE_NEXT,)),
    SectionLayout("engagement", "Engagement", (Part.ENGAGEMENT,)),
    SectionLayout("evaluation", "Evaluation", (Part.EVALUATION,)),
    SectionLayout("partnership", "Partnership", (Part.PARTNERSHIP,)),
    SectionLayout("risks", "Risks and issues", (Part.RISKS,)),
)
LOOK_AHEAD = SectionLayout(
    "look-ahead", "Looking ahead", help="What the next period is for.", is_mandatory=True
)
IMPLICATIONS = SectionLayout("implications", "Implications", (Part.IMPLICATIONS,))
DIRECTION = SectionLayout("direction", "Direction required", (Part.BOARDS_WORD, Part.DIRECTION))
CONSULTATION = SectionLayout(
    "consultation", "Consultation", help="Who was asked, and when.", is_mandatory=True
)
CONCLUSION = SectionLayout("conclusion", "Conclusion", is_mandatory=True)
APPENDICES = (
    SectionLayout("logic-model", "Logic model", (Part.LOGIC_MODEL,)),
    SectionLayout("full-plan", "The whole plan", (Part.FULL_PLAN,)),
)

NORTH_AYRSHIRE = Layout(
    slug="north-ayrshire",
    name="IJB progress report, North Ayrshire style",
    asks="It is recommended that the Integration Joint Board",
    sections=(
        SUMMARY, WHAT_CHANGED, *DELIVERY, LOOK_AHEAD, IMPLICATIONS, DIRECTION, CONSULTATION,
        CONCLUSION, *APPENDICES,
    ),
    rows=rows.OF_NORTH_AYRSHIRE,
)  # fmt: skip
GENERIC_IJB = Layout(
    slug="ijb",
    name="IJB progress report",
    sections=(
        SUMMARY,
        WHAT_CHANGED,
        SectionLayout("purpose", "Purpose", help="What the board is asked, and why now."),
        SectionLayout("background", "Background", help="What members saw before, and when."),
        *DELIVERY,
        LOOK_AHEAD,
        DIRECTION,
        IMPLICATIONS,
        SectionLayout("involving-people", "Involving people", help="Who was asked, and when."),
        CONCLUSION,
        *APPENDICES,
    ),
    rows=(
        rows.FINANCIAL, rows.HUMAN_RESOURCES, rows.LEGAL, rows.EQUALITY, rows.FAIRER_SCOTLAND,
        rows.CHILDREN, rows.ENVIRONMENT, rows.PRIORITIES, rows.RISK, rows.ISLANDS,
    ),
)  # fmt: skip
YEARLY = Layout(
    slug="yearly-board",
    name="Yearly report to a library or trust board",
    asks="The board is asked to",
    sections=(
        SUMMARY,
        WHAT_CHANGED,
        DECIDED,
        SectionLayout("engagement", "Who took part", (Part.ENGAGEMENT,)),
        SectionLayout("evaluation", "What difference it made", (Part.EVALUATION,)),
        SectionLayout("partnership", "Who we worked with", (Part.PARTNERSHIP,)),
        SectionLayout("milestones", "What was done", (Part.MILESTONES, Part.DUE_NEXT)),
        SectionLayout("risks", "Risks and issues", (Part.RISKS,)),
        LOOK_AHEAD,
        IMPLICATIONS,
        CONCLUSION,
        *APPENDICES,
    ),
    rows=(rows.FINANCIAL, rows.HUMAN_RESOURCES, rows.EQUALITY, rows.RISK),
)
