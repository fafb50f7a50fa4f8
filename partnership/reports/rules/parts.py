"""What a section of a report can print beneath its text. Pure."""

from enum import Enum


class Part(Enum):
    """One kind of figures; its value is stored, `words` are read by who edits a template."""

    SUMMARY = "summary"
    WHAT_CHANGED = "what-changed"
    AREAS = "areas"
    MILESTONES = "milestones"
    DUE_NEXT = "due-next"
    ENGAGEMENT = "engagement"
    EVALUATION = "evaluation"
    PARTNERSHIP = "partnership"
    LEARNING = "learning"
    RISKS = "risks"
    BOARDS_WORD = "boards-word"
    IMPLICATIONS = "implications"
    DIRECTION = "direction"
    LOGIC_MODEL = "logic-model"
    FULL_PLAN = "full-plan"

    @property
    def words(self) -> str:
        """What it prints."""
        return WORDS[self]


WORDS = {
    Part.SUMMARY: "Where the programme stands, what is due next, its aims and its funding",
    Part.WHAT_CHANGED: "What changed since the last report, with reasons",
    Part.AREAS: "Milestones by area, and areas compared",
    Part.MILESTONES: "Milestones with their four dates, slip and status",
    Part.DUE_NEXT: "What is due next",
    Part.ENGAGEMENT: "Events, what they counted, satisfaction, partners",
    Part.EVALUATION: "Outcomes: indicators, before and after, evidence and gaps",
    Part.PARTNERSHIP: "Meetings, representation, decisions and actions",
    Part.LEARNING: "Learning shared between areas",
    Part.RISKS: "Risks and issues",
    Part.BOARDS_WORD: "What the board decided before, and the directions that stand",
    Part.IMPLICATIONS: "Implications, row by row",
    Part.DIRECTION: "Whether a direction is required, and to whom",
    Part.LOGIC_MODEL: "The logic model, drawn",
    Part.FULL_PLAN: "The whole plan",
}
