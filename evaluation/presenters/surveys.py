"""Surveys, their versions and their questions in words; no queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evaluation.models import Question, ScoredScale, Survey, SurveyVersion
from evaluation.rules.conditions import Test
from evaluation.rules.questionnaire import Item, Page, Questionnaire
from evaluation.rules.survey_checks import named

KINDS: Mapping[str, tuple[str, str]] = {
    Question.Kind.SCALE: (
        "Points on a scale",
        "One answer from low to high, such as agreement. It can be compared before and after.",
    ),
    Question.Kind.SINGLE: ("One of several", "One answer, in no order: an area, yes or no."),
    Question.Kind.MULTIPLE: ("Any of several", "As many answers as are right, or none of them."),
    Question.Kind.GRID: (
        "Several rows on one scale",
        "The same points for each row: several statements to agree with.",
    ),
    Question.Kind.NUMBER: ("A number", "A whole number, from and to as you say."),
    Question.Kind.DATE: (
        "A month or year",
        "Never a day: a day of birth could tell who answered.",
    ),
    Question.Kind.TEXT: ("Their own words", "Read by evaluators only, and checked for names."),
}
TESTS = {
    Test.ONE_OF: "is answered {}",
    Test.NONE_OF: "is answered anything but {}",
    Test.ANSWERED: "is answered",
}


@dataclass(frozen=True)
class SurveyLine:
    """A survey in the list."""

    survey: Survey
    state: str
    tone: str
    version: str
    waves: int


def survey_line(survey: Survey) -> SurveyLine:
    """One survey as the list shows it; annotated by selectors.surveys.surveys."""
    newest, draft = getattr(survey, "newest", None), getattr(survey, "draft", None)
    if survey.is_retired:
        state, tone = "No longer used", "grey"
    elif newest:
        state, tone = "In use", "green"
    else:
        state, tone = "Draft", "blue"
    said = [f"version {newest} is published"] if newest else []
    said += [f"version {draft} is a draft"] if draft else []
    return SurveyLine(survey, state, tone, "; ".join(said), getattr(survey, "waves_of_it", 0))


@dataclass(frozen=True)
class VersionLine:
    version: SurveyVersion
    state: str
    tone: str
    questions: int
    waves: int


def version_line(version: SurveyVersion) -> VersionLine:
    """One version as its survey’s page lists it."""
    state, tone = ("Published", "green") if version.is_published else ("Draft", "blue")
    questions = getattr(version, "questions_of_it", 0)
    return VersionLine(version, state, tone, questions, getattr(version, "waves_of_it", 0))


def answers_of(item: Item, values: Iterable[object]) -> str:
    """“Yes” or “Partly”; a value that is not offered stands as it is."""
    texts: dict[object, str] = {option.value: option.text for option in item.options}
    order: dict[object, int] = {option.value: at for at, option in enumerate(item.options)}
    ranked = sorted(values, key=lambda each: (order.get(each, len(order)), str(each)))
    words = [f"“{texts.get(value, value)}”" for value in ranked]
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)


def condition_words(item: Item, asked: Questionnaire) -> str:
    """“Shown only if question 2 “…” is answered “Yes”.”; empty where it is always shown."""
    condition = item.asked
    if condition.test is Test.ALWAYS:
        return ""
    on = asked.by_code.get(condition.shown_if)
    if on is None:
        return "Never shown: what it waits for is not asked."
    said = TESTS[condition.test].format(answers_of(on, condition.values))
    return f"Shown only if {named(on, asked)[0].lower()}{named(on, asked)[1:]} {said}."


@dataclass(frozen=True)
class OutlineItem:
    """A question in the outline of a questionnaire."""

    number: int
    item: Item
    kind: str
    condition: str
    notes: tuple[str, ...]
    is_first: bool
    is_last: bool

    @property
    def shape(self) -> str:
        """What stands before each of its answers: a ring or a box."""
        return "☐" if self.item.kind == Question.Kind.MULTIPLE else "○"


@dataclass(frozen=True)
class OutlinePage:
    number: int
    page: Page
    items: tuple[OutlineItem, ...]
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Around:
    """What is known of questions beside what they ask: by their keys."""

    scales: Mapping[str, str] = field(default_factory=dict)  # names by codes
    outcomes: Mapping[int, Sequence[str]] = field(default_factory=dict)
    same_as: Mapping[int, int] = field(default_factory=dict)
    is_first_version: bool = True


def outline(asked: Questionnaire, around: Around) -> list[OutlinePage]:
    """The questionnaire page by page, as the builder lists it."""
    numbers = {item.pk: at for at, item in enumerate(asked.items, start=1)}
    last = len(asked.items)
    return [
        OutlinePage(
            number=place,
            page=page,
            items=tuple(
                OutlineItem(
                    number=numbers[item.pk],
                    item=item,
                    kind=KINDS[item.kind][0],
                    condition=condition_words(item, asked),
                    notes=tuple(notes(item, around)),
                    is_first=numbers[item.pk] == 1 and place == 1,
                    is_last=numbers[item.pk] == last and place == len(asked.pages),
                )
                for item in page.items
            ),
            is_first=place == 1,
            is_last=place == len(asked.pages),
        )
        for place, page in enumerate(asked.pages, start=1)
    ]


def notes(item: Item, around: Around) -> Iterable[str]:
    """What respondents don’t see of a question, in words."""
    if item.role:
        yield Question.Role(item.role).label
    if item.better:
        yield Question.Better(item.better).label
    if item.scale:
        back = ", counted the other way round" if item.is_reversed else ""
        name = around.scales.get(item.scale, item.scale)
        yield f"Item {item.scale_item} of “{name}”{back}"
    if shown := around.outcomes.get(item.pk):
        yield f"Shows {', '.join(shown)}"
    if not around.is_first_version and item.pk not in around.same_as:
        yield "Means something new: it is not compared with the version before"
    yield f"In the codebook: {item.code}"


@dataclass(frozen=True)
class ScaleLine:
    scale: ScoredScale
    method: str
    items: tuple[str, ...]
    licence: str
    outcomes: tuple[str, ...]


def scale_line(scale: ScoredScale, asked: Questionnaire) -> ScaleLine:
    """A scored scale as the builder lists it, its items by the numbers of their questions."""
    numbers = {item.pk: at for at, item in enumerate(asked.items, start=1)}
    return ScaleLine(
        scale=scale,
        method=scale.get_method_display(),
        items=tuple(str(numbers[item.pk]) for item in asked.of_scale(scale.code)),
        licence=scale.licence,
        outcomes=tuple(each.reference for each in scale.outcomes.all()),
    )


@dataclass(frozen=True)
class TextGroup:
    """A part of a questionnaire to be translated at one go."""

    number: int
    title: str
    keys: tuple[str, ...]
    lacking: int = 0


FORM_WORDS = "Words of the form itself"


def text_groups(asked: Questionnaire, keys: Sequence[str], lacking: Iterable[str] = ()) -> list[
    TextGroup
]:  # fmt: skip
    """The texts of a questionnaire in the parts in which they are translated."""
    pages = {item.code: at for at, page in enumerate(asked.pages, start=1) for item in page.items}
    after = len(asked.pages) + 1
    titles = {0: "Title, introduction and thanks", after: "Self-made code", after + 1: FORM_WORDS}
    titles |= {at: f"Page {at}: {page.title}" for at, page in enumerate(asked.pages, start=1)}
    found: dict[int, list[str]] = {number: [] for number in range(after + 2)}
    for key in keys:
        found[_group_of(key, pages, after)].append(key)
    missing = set(lacking)
    return [
        TextGroup(number, titles[number], tuple(those), len(missing.intersection(those)))
        for number, those in found.items()
        if those
    ]


def _group_of(key: str, pages: Mapping[str, int], after: int) -> int:
    kind, _, rest = key.partition(".")
    place = rest.partition(".")[0]
    match kind:
        case "page":
            return int(place)
        case "question":
            return pages.get(place, 0)
        case "code":
            return after
        case "form":
            return after + 1
    return 0
