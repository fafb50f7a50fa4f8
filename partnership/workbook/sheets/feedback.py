"""The sheet of the public feedback form's words; forms and answers stay where they are."""

from partnership.workbook.sheet import Sheet, sheet
from pilots.models import FeedbackWording

FEEDBACK_WORDINGS = sheet(
    "feedback_wordings",
    FeedbackWording,
    [
        "language*",
        "language_name",
        "introduction",
        "question",
        "very_satisfied",
        "satisfied",
        "neither",
        "dissatisfied",
        "very_dissatisfied",
        "comment",
        "no_names",
        "answer_first",
        "too_many",
        "send",
        "thanks",
        "closed",
    ],
    "The words of the public feedback form in one language; English is built in.",
    help={
        "introduction": "What stands above the question.",
        "question": "The question that the five points answer.",
        "very_satisfied": "The first of the five points.",
        "satisfied": "The second.",
        "neither": "The third.",
        "dissatisfied": "The fourth.",
        "very_dissatisfied": "The fifth.",
        "comment": "The question for a comment.",
        "no_names": "What asks people to give no names.",
        "answer_first": "What is said where nothing was answered.",
        "too_many": "What is said where too many answer at once.",
        "send": "What the button says.",
        "thanks": "What is said to those who answered.",
        "closed": "What is said where the form is closed.",
    },
)

SHEETS: tuple[Sheet, ...] = (FEEDBACK_WORDINGS,)
