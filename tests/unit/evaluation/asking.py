"""A questionnaire of every kind of question, without a database."""

from evaluation.rules.conditions import Asked, Test
from evaluation.rules.questionnaire import CodePart, Item, Option, Page, Questionnaire, Row

AGREE = (Option(1, "Disagree"), Option(2, "Neither"), Option(3, "Agree"))
OFTEN = (Option(1, "Seldom"), Option(2, "Often"))
USED = (Option(1, "Books"), Option(2, "Groups"), Option(3, "None of these", is_alone=True))
NOT_NEITHER = {"shown_if": "confident", "test": Test.NONE_OF, "values": frozenset({2})}
CODE = (
    CodePart(1, "Day of your birthday", "digits", 2),
    CodePart(2, "First name of your mother", "letters", 2, "AN for Anna"),
)


def item(pk: int, code: str, kind: str, *, must: bool = False, **details: object) -> Item:
    """A question, shown always unless `details` say otherwise."""
    names = ("shown_if", "test", "values")
    asked = Asked(code, must, **{each: details.pop(each) for each in names if each in details})  # type: ignore[arg-type]
    return Item(pk, asked, kind, f"About {code}", **details)  # type: ignore[arg-type]


FORM = Questionnaire(
    title="What do you think?",
    introduction="Tell us.",
    pages=(
        Page(
            "You",
            (
                item(1, "confident", "scale", must=True, options=AGREE),
                item(
                    2, "why", "text", shown_if="confident", test=Test.ONE_OF, values=frozenset({1})
                ),
            ),
        ),
        Page(
            "What you use",
            (
                item(
                    3, "trust", "grid", must=True, options=OFTEN,
                    rows=(Row(1, "libraries", "Libraries"), Row(2, "health", "Health")),
                ),
                item(4, "used", "multiple", options=USED, help="In the last year."),
            ),
        ),
        Page("More", (item(5, "visits", "number", lowest=0, highest=50, **NOT_NEITHER),
                      item(6, "since", "date", **NOT_NEITHER))),
        Page("One thing more", introduction="Thank you so far."),
    ),
    code=CODE,
)  # fmt: skip
