"""What hinders the publication of a questionnaire, and what should be looked at. Pure."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from evaluation.rules import conditions
from evaluation.rules.questionnaire import (
    GRID,
    MULTIPLE,
    SCALE,
    SINGLE,
    Item,
    Questionnaire,
)

CHOSEN = (SCALE, SINGLE, MULTIPLE, GRID)  # kinds whose answers are chosen
ONE_EACH = {"area": "area", "sector": "sector"}  # what a response can be of once only
CHARACTERISTIC = "characteristic"


@dataclass(frozen=True)
class Published:
    """What a published scale needs: so many items, answered from `low` to `high`."""

    items: int
    low: int
    high: int


LICENSED = {
    "swemwbs": Published(7, 1, 5),
    "ucla-3": Published(3, 1, 3),
    "de-jong-gierveld-6": Published(6, 1, 3),
}


@dataclass(frozen=True)
class Scale:
    """A scored scale as the check reads it."""

    code: str
    name: str
    method: str
    licence: str = ""
    missing_allowed: int = 0


@dataclass(frozen=True)
class Finding:
    """One thing to mend or to look at; `code` is the question’s, `scale` the scale’s."""

    words: str
    hinders: bool = True
    code: str = ""
    scale: str = ""


@dataclass(frozen=True)
class Checked:
    """A version as a whole; `lacking` says how many texts each language lacks, `reworded` the
    codes of questions that say something else than the earlier ones that they stand for,
    `areas` the names of the areas by their slugs, `own_words` how many of the form’s own words
    are in English alone, where the first wording is not.
    """

    asked: Questionnaire
    scales: Sequence[Scale] = ()
    lacking: Mapping[str, int] = field(default_factory=dict)
    own_words: int = 0
    reworded: Sequence[str] = ()
    areas: Mapping[str, str] = field(default_factory=dict)


def findings(checked: Checked) -> tuple[Finding, ...]:
    """All that there is to say, in the order of the questionnaire; none: it can be published."""
    return (
        *_of_pages(checked.asked),
        *(found for item in checked.asked.items for found in _of_item(item, checked.asked)),
        *_of_conditions(checked.asked),
        *_of_roles(checked.asked),
        *(found for scale in checked.scales for found in _of_scale(scale, checked.asked)),
        *_of_words(checked),
    )


def _of_pages(asked: Questionnaire) -> Iterator[Finding]:
    if not asked.items:
        yield Finding("It asks nothing yet: add a question.")
        return
    for page in asked.pages:
        if not page.items:
            yield Finding(f"The page “{page.title}” has no question: add one, or remove the page.")


def _of_item(item: Item, asked: Questionnaire) -> Iterator[Finding]:
    name = named(item, asked)
    real = [option for option in item.options if not option.is_missing]
    if item.kind in CHOSEN and len(real) < (1 if item.kind == MULTIPLE else 2):
        what = "no answer to choose" if not real else "only one answer to choose"
        yield Finding(f"{name} has {what}: add more.", code=item.code)
    if item.kind == GRID and not item.rows:
        yield Finding(f"{name} has no row: say what is asked about.", code=item.code)
    is_private = item.role == CHARACTERISTIC and item.asked.is_required
    if is_private and not item.missing:
        words = f"{name} must be answered: offer an answer such as “prefer not to say”."
        yield Finding(words, hinders=False, code=item.code)


def _of_conditions(asked: Questionnaire) -> Iterator[Finding]:
    for fault in conditions.faults(asked.asked):
        name = named(asked.by_code[fault.code], asked)
        words = f"{name} would never be shown rightly. {fault_words(fault, asked)}"
        yield Finding(words, code=fault.code)
    for item in asked.items:
        if gone := waits_for_gone(item, asked):
            values = ", ".join(str(each) for each in sorted(gone, key=str))
            words = f"{named(item, asked)} waits for an answer that is not offered: {values}."
            yield Finding(words, code=item.code)


def fault_words(fault: conditions.Fault, asked: Questionnaire) -> str:
    """What is wrong with a condition, the question that it waits for in its own words."""
    on = asked.by_code.get(asked.by_code[fault.code].asked.shown_if)
    return fault.words.replace(f"“{on.code}”", f"“{on.text}”") if on else fault.words


def waits_for_gone(item: Item, asked: Questionnaire) -> frozenset[object]:
    """The answers that a question waits for and that can't be given."""
    on = asked.by_code.get(item.asked.shown_if)
    return item.asked.values - on.values if on else frozenset()


def _of_roles(asked: Questionnaire) -> Iterator[Finding]:
    times = Counter(item.role for item in asked.items)
    for role, word in ONE_EACH.items():
        if times[role] > 1:
            yield Finding(f"{times[role]} questions ask for the {word}: keep one of them.")


def _of_scale(scale: Scale, asked: Questionnaire) -> Iterator[Finding]:
    items = asked.of_scale(scale.code)

    def found(words: str, hinders: bool = True) -> Finding:
        return Finding(f"The scale “{scale.name}” {words}", hinders, scale=scale.code)

    published = LICENSED.get(scale.method)
    if published and not scale.licence.strip():
        yield found("has no licence reference: enter the one under which you use it.")
    if not items:
        yield found("has no items: say which questions make it, or remove it.")
        return
    yield from (found(words) for words in _wrong_items(scale, items, published))
    if any(item.asked.shown_if for item in items):
        yield found("has items that not everybody is asked: who is not has no score.", False)


def _wrong_items(scale: Scale, items: Sequence[Item], of: Published | None) -> Iterator[str]:
    ranges = {_points(item) for item in items}
    if of is None:
        if len(ranges) > 1:
            yield "has items with different points: give all of them the same."
        if scale.missing_allowed >= len(items):
            yield f"lets {scale.missing_allowed} of {len(items)} items be missing: allow fewer."
        return
    if len(items) != of.items:
        yield f"needs {of.items} items and has {len(items)}."
    if ranges != {tuple(range(of.low, of.high + 1))}:
        yield f"needs answers with the values {of.low} to {of.high}, and no others."


def _points(item: Item) -> tuple[int, ...]:
    return tuple(sorted(item.values - item.missing))


def _of_words(checked: Checked) -> Iterator[Finding]:
    asked = checked.asked
    if not asked.introduction:
        yield Finding("It has no introduction: say who asks, and what for.", hinders=False)
    for code in checked.reworded:
        words = (
            f"{named(asked.by_code[code], asked)} reads otherwise than the question that it stands"
            " for: if it means something else, part the two."
        )
        yield Finding(words, hinders=False, code=code)
    for item in asked.items:
        if item.role == "area" and (left_out := _left_out(item, checked.areas)):
            words = f"{named(item, asked)} does not offer {', '.join(left_out)}: save it once more."
            yield Finding(words, hinders=False, code=item.code)
    for language, lacking in checked.lacking.items():
        if lacking:
            words = f"{language} lacks {lacking} {'text' if lacking == 1 else 'texts'}"
            yield Finding(f"{words}, which would be shown in the first wording.", hinders=False)
    if checked.own_words:
        one = checked.own_words == 1
        words = f"{checked.own_words} {'text' if one else 'texts'} of the form itself, such as its"
        words += f" buttons, would be shown in English: give them in “{asked.language}”, too, under"
        yield Finding(f"{words} “Languages”.", hinders=False)


def _left_out(item: Item, areas: Mapping[str, str]) -> list[str]:
    """The areas that a question for the area does not offer, such as one added since."""
    offered = {option.stands_for for option in item.options}
    return [name for slug, name in areas.items() if slug not in offered]


def named(item: Item, asked: Questionnaire) -> str:
    """Question 3 “I feel confident”; a long one is cut short."""
    text = item.text if len(item.text) <= 60 else f"{item.text[:59].rstrip()}…"
    return f"Question {asked.items.index(item) + 1} “{text}”"
