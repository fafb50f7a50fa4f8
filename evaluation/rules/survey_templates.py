"""Questionnaires to begin with, and sets of answers, in plain words of our own.

Pure data. No licensed wording is here: items and answers of licensed scales are entered by
whoever holds the licence.
"""

from dataclasses import dataclass, field

from evaluation.rules.questionnaire import (
    GRID,
    MULTIPLE,
    NUMBER,
    SCALE,
    SINGLE,
    TEXT,
    CodePart,
    Option,
)


@dataclass(frozen=True)
class AnswerSet:
    """Answers that are often offered; of a scale from the lowest point up."""

    slug: str
    name: str
    options: tuple[Option, ...]
    kinds: tuple[str, ...] = (SCALE, GRID)


def _points(*texts: str) -> tuple[Option, ...]:
    return tuple(Option(value, text) for value, text in enumerate(texts, start=1))


DON_T_KNOW = Option(98, "Don’t know", is_missing=True)
RATHER_NOT = Option(99, "Prefer not to say", is_missing=True)
AGREEMENT = _points("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
SETS = {
    each.slug: each
    for each in (
        AnswerSet("agreement", "Agreement, five points", AGREEMENT),
        AnswerSet(
            "satisfaction",
            "Satisfaction, five points",
            _points("Very dissatisfied", "Dissatisfied", "Neither", "Satisfied", "Very satisfied"),
        ),
        AnswerSet(
            "confidence",
            "Confidence, four points",
            _points("Not confident", "A little confident", "Fairly confident", "Very confident"),
        ),
        AnswerSet(
            "frequency",
            "How often, five points",
            _points("Never", "Seldom", "Sometimes", "Often", "Always"),
        ),
        AnswerSet(
            "amount",
            "How much, four points",
            _points("Not at all", "A little", "Quite a lot", "Very much"),
        ),
        AnswerSet("yes-no", "Yes or no", _points("Yes", "No"), (SINGLE,)),
        AnswerSet("yes-partly-no", "Yes, partly or no", _points("Yes", "Partly", "No"), (SINGLE,)),
        AnswerSet(
            "age",
            "Age in bands",
            (*_points("Under 16", "16–24", "25–44", "45–64", "65–74", "75 or over"), RATHER_NOT),
            (SINGLE,),
        ),
        AnswerSet(
            "none-of-these",
            "Several, and “none of these”",
            (Option(1, "First"), Option(2, "Second"), Option(97, "None of these", is_alone=True)),
            (MULTIPLE,),
        ),
    )
}


@dataclass(frozen=True)
class Asks:
    """One question of a template; `shown_if` is (code of an earlier one, values)."""

    code: str
    kind: str
    text: str
    help: str = ""
    options: tuple[Option, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    role: str = ""
    better: str = ""
    is_required: bool = False
    lowest: int | None = None
    highest: int | None = None
    unit: str = ""
    shown_if: tuple[str, tuple[int, ...]] | None = None


@dataclass(frozen=True)
class AsksPage:
    title: str
    questions: tuple[Asks, ...]
    introduction: str = ""


@dataclass(frozen=True)
class Template:
    """A questionnaire to begin with; `code` are the questions of the self-made code."""

    slug: str
    name: str
    about: str
    purpose: str
    introduction: str
    thanks: str
    pages: tuple[AsksPage, ...]
    code: tuple[CodePart, ...] = field(default=())


CODE = (
    CodePart(1, "First two letters of your mother’s first name", "letters", 2, "AN for Anne"),
    CodePart(2, "Day of the month on which you were born", "digits", 2, "07 for 7 May"),
    CodePart(3, "First two letters of the town you were born in", "letters", 2, "IR for Irvine"),
    CodePart(4, "Number of older brothers and sisters", "digits", 1, "0 if there are none"),
)
THANKS = (
    "Thank you. What we learn will be told in the programme’s reports, in figures that name nobody."
)
IN_YOUR_WORK = AsksPage(
    "Working together",
    (
        Asks(
            "working-together",
            GRID,
            "How far do you agree?",
            options=(*AGREEMENT, DON_T_KNOW),
            rows=(
                ("know-partners", "I know what the other partners can offer people."),
                ("know-whom", "I know whom to ask in another organisation."),
                ("plan-together", "We plan together, not each for ourselves."),
                ("people-shape", "The people who use the service help to shape it."),
            ),
            better="more",
        ),
        Asks(
            "confident-refer",
            SCALE,
            "How confident are you in pointing people to support for their health and wellbeing?",
            options=SETS["confidence"].options,
            better="more",
        ),
        Asks(
            "referred",
            SINGLE,
            "In the last three months, did you point somebody to another partner’s service?",
            options=SETS["yes-no"].options,
        ),
        Asks(
            "referred-how-many",
            NUMBER,
            "About how many people?",
            lowest=1,
            highest=999,
            unit="people",
            shown_if=("referred", (1,)),
        ),
    ),
)
ABOUT_YOU_AT_WORK = AsksPage(
    "You and your work",
    (
        Asks("area", SINGLE, "In which area do you mostly work?", role="area"),
        Asks("sector", SINGLE, "Which of these describes your organisation best?", role="sector"),
    ),
    "These two questions let us see whether the work goes equally well everywhere.",
)
AFTERWARDS = AsksPage(
    "In your own words",
    (
        Asks(
            "helped", TEXT, "What has helped most?", "Please give no names: not yours, not others’."
        ),
        Asks("hindered", TEXT, "What has stood in the way?"),
    ),
)
TEMPLATES = {
    each.slug: each
    for each in (
        Template(
            "partners",
            "Partners, before and after",
            "Asked of partners when the work begins and again when it has run, so that the two"
            " can be compared person by person without anybody’s name.",
            "partners",
            "We ask partners the same questions now and again later, to see what changes.",
            THANKS,
            (ABOUT_YOU_AT_WORK, IN_YOUR_WORK, AFTERWARDS),
            CODE,
        ),
        Template(
            "event",
            "Feedback on an event",
            "Asked at the end of an event or activity; two minutes on a phone.",
            "event",
            "Please tell us how it was for you. It takes two minutes.",
            THANKS,
            (
                AsksPage(
                    "How it was",
                    (
                        Asks(
                            "satisfied",
                            SCALE,
                            "How satisfied are you with it?",
                            options=SETS["satisfaction"].options,
                            better="more",
                            is_required=True,
                        ),
                        Asks(
                            "learned",
                            SCALE,
                            "I learned something that I can use.",
                            options=AGREEMENT,
                            better="more",
                        ),
                        Asks(
                            "will-do",
                            MULTIPLE,
                            "Will you do one of these because of it?",
                            options=(
                                Option(1, "Come again"),
                                Option(2, "Bring somebody along"),
                                Option(3, "Use another service that I heard of"),
                                Option(97, "None of these", is_alone=True),
                            ),
                        ),
                        Asks("better-next-time", TEXT, "What would make it better?"),
                    ),
                ),
                AsksPage(
                    "About you",
                    (
                        Asks(
                            "age",
                            SINGLE,
                            "How old are you?",
                            options=SETS["age"].options,
                            role="characteristic",
                        ),
                    ),
                    "You can leave this out.",
                ),
            ),
        ),
        Template(
            "consultation",
            "Consultation",
            "Asked of the public about something that is planned, before it is decided.",
            "consultation",
            "We want to hear what you think before anything is decided.",
            THANKS,
            (
                AsksPage(
                    "What is planned",
                    (
                        Asks(
                            "support",
                            SCALE,
                            "How far do you agree with what is planned?",
                            options=(*AGREEMENT, DON_T_KNOW),
                            better="more",
                            is_required=True,
                        ),
                        Asks(
                            "why-not",
                            TEXT,
                            "What would have to change?",
                            shown_if=("support", (1, 2)),
                        ),
                        Asks(
                            "would-use",
                            SINGLE,
                            "Would you use it?",
                            options=_points("Yes", "Perhaps", "No"),
                        ),
                        Asks(
                            "in-the-way",
                            MULTIPLE,
                            "What could keep you from using it?",
                            options=(
                                Option(1, "Getting there"),
                                Option(2, "Opening hours"),
                                Option(3, "What it costs"),
                                Option(4, "Not feeling welcome"),
                                Option(5, "Something else"),
                                Option(97, "Nothing", is_alone=True),
                            ),
                        ),
                        Asks("anything-else", TEXT, "Is there anything else that we should know?"),
                    ),
                ),
                AsksPage(
                    "About you",
                    (
                        Asks("area", SINGLE, "Where do you live?", role="area"),
                        Asks(
                            "age",
                            SINGLE,
                            "How old are you?",
                            options=SETS["age"].options,
                            role="characteristic",
                        ),
                    ),
                    "You can leave these out.",
                ),
            ),
        ),
    )
}
