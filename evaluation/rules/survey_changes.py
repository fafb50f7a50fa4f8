"""What one version of a questionnaire asks otherwise than another. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from evaluation.rules.conditions import Test
from evaluation.rules.questionnaire import Item, Option, Page, Questionnaire

Said = tuple[tuple[str, str], ...]
KINDS = {
    "scale": "points on a scale",
    "single": "one of several",
    "multiple": "any of several",
    "grid": "several rows on one scale",
    "number": "a number",
    "date": "a month or year",
    "text": "their own words",
}
BETTER = {"more": "the higher point", "less": "the lower point", "": "neither"}
TESTS = {
    Test.ALWAYS: "",
    Test.ONE_OF: "is answered",
    Test.NONE_OF: "is answered anything but",
    Test.ANSWERED: "is answered at all",
}


class Kind(Enum):
    """What became of a question; the value is its word."""

    ADDED = "New"
    REMOVED = "Left out"
    CHANGED = "Changed"
    MOVED = "Moved"


@dataclass(frozen=True)
class Detail:
    """A part of a question, or of the whole, that reads otherwise."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """What became of one question, under its newest words."""

    kind: Kind
    text: str
    code: str
    details: tuple[Detail, ...] = ()


@dataclass(frozen=True)
class Difference:
    """All that differs between two versions, and how many questions stayed as they were."""

    words: tuple[Detail, ...]
    changes: tuple[Change, ...]
    same: int

    @property
    def is_nothing(self) -> bool:
        return not (self.words or self.changes)


def difference(old: Questionnaire, new: Questionnaire, same_as: Mapping[int, int]) -> Difference:
    """What `new` asks otherwise; `same_as` maps its questions to those of `old`, by keys."""
    before = {item.pk: item for item in old.items}
    pairs = {
        item.pk: before[same_as[item.pk]] for item in new.items if same_as.get(item.pk) in before
    }
    moved = _moved(old, new, pairs)
    found = [change for item in new.items if (change := _change(item, old, new, pairs, moved))]
    kept = {item.pk for item in pairs.values()}
    gone = [Change(Kind.REMOVED, item.text, item.code) for item in old.items if item.pk not in kept]
    same = len(pairs) - sum(change.kind is not Kind.ADDED for change in found)
    return Difference(tuple(_of_whole(old, new)), (*found, *gone), same)


def _change(
    item: Item,
    old: Questionnaire,
    new: Questionnaire,
    pairs: Mapping[int, Item],
    moved: frozenset[int],
) -> Change | None:
    if item.pk not in pairs:
        return Change(Kind.ADDED, item.text, item.code)
    details = tuple(
        Detail(label, was, now)
        for (label, was), (_, now) in zip(said(pairs[item.pk], old), said(item, new), strict=True)
        if was != now
    )
    if details:
        return Change(Kind.CHANGED, item.text, item.code, details)
    return Change(Kind.MOVED, item.text, item.code) if item.pk in moved else None


def _moved(old: Questionnaire, new: Questionnaire, pairs: Mapping[int, Item]) -> frozenset[int]:
    """The questions that stand elsewhere among those that both versions ask."""
    kept = {item.pk for item in pairs.values()}
    was = [item.pk for item in old.items if item.pk in kept]
    now = [item.pk for item in new.items if item.pk in pairs]
    there = [pairs[pk].pk for pk in now]
    blocks = SequenceMatcher(None, was, there, autojunk=False).get_matching_blocks()
    stayed = {at for block in blocks for at in range(block.b, block.b + block.size)}
    return frozenset(pk for at, pk in enumerate(now) if at not in stayed)


def _of_whole(old: Questionnaire, new: Questionnaire) -> Iterator[Detail]:
    for label, was, now in (
        ("Introduction", old.introduction, new.introduction),
        ("Thanks", old.thanks, new.thanks),
        ("Pages", _pages(old.pages), _pages(new.pages)),
    ):
        if was != now:
            yield Detail(label, was, now)


def _pages(pages: tuple[Page, ...]) -> str:
    said = [f"{page.title}: {page.introduction}".removesuffix(": ") for page in pages]
    return "\n".join(said)


def said(item: Item, asked: Questionnaire) -> Said:
    """Each part of a question with its words, alike in order for every question."""
    low, high = item.lowest, item.highest
    return (
        ("Question", item.text),
        ("Help", item.help),
        ("Kind", KINDS.get(item.kind, item.kind)),
        ("Answers", "\n".join(option_words(option) for option in item.options)),
        ("Rows", "\n".join(row.text for row in item.rows)),
        ("From", "" if low is None else f"{low} {item.unit}".strip()),
        ("To", "" if high is None else f"{high} {item.unit}".strip()),
        ("Must be answered", "yes" if item.asked.is_required else "no"),
        ("Shown", _shown(item, asked)),
        ("Better", BETTER[item.better]),
        ("Asks for", item.role),
        ("Part of a scale", f"{item.scale}, item {item.scale_item}" if item.scale else ""),
    )


def option_words(option: Option) -> str:
    """3 = Agree; with what is particular about it."""
    marks = (" (counts as no answer)" * option.is_missing) + (" (alone)" * option.is_alone)
    return f"{option.value} = {option.text}{marks}"


def _shown(item: Item, asked: Questionnaire) -> str:
    """When it is shown, without the numbers of questions, which change with every new one."""
    on = asked.by_code.get(item.asked.shown_if)
    if on is None:
        return "always"
    texts: dict[object, str] = {option.value: option.text for option in on.options}
    values = sorted(item.asked.values, key=str)
    answers = ", ".join(f"“{texts.get(value, value)}”" for value in values)
    return f"if “{on.text}” {TESTS[item.asked.test]} {answers}".strip()


def is_reworded(was: Item, now: Item) -> bool:
    """Whether a question is asked in other words, or with other answers, than before."""
    return (was.text, was.options, was.kind, [row.text for row in was.rows]) != (
        now.text, now.options, now.kind, [row.text for row in now.rows],
    )  # fmt: skip
