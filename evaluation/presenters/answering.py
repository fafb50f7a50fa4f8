"""A page of the answering form as it is drawn: its questions, what was typed, what is wrong."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils import translation
from django.utils.dates import MONTHS
from django.utils.safestring import SafeString

from evaluation.forms.answering import ANSWER, MONTH, Typed
from evaluation.presenters.form_words import FormWords
from evaluation.rules.answering import MISSING, MISSING_ROWS, Examined
from evaluation.rules.codes import DIGITS, name_of
from evaluation.rules.questionnaire import (
    DATE,
    GRID,
    LONGEST,
    MULTIPLE,
    SCALE,
    SINGLE,
    CodePart,
    Item,
    Questionnaire,
)

CHOSEN_FROM = (SCALE, SINGLE, MULTIPLE)


@dataclass(frozen=True)
class Choosing:
    """Options under one name: of a question, or of a row of a grid."""

    name: str
    ident: str
    text: str
    options: tuple[tuple[str, int, str, bool], ...]  # id, value, words, whether it is chosen


@dataclass(frozen=True)
class Block:
    """One question on a page; `first` is the id that an error leads to."""

    item: Item
    ident: str
    first: str
    name: str
    choosing: tuple[Choosing, ...] = ()
    value: str = ""
    month: str = ""
    months: tuple[tuple[str, str], ...] = ()
    fault: SafeString | str = ""
    is_waiting: bool = False
    longest: int = LONGEST

    @property
    def is_grid(self) -> bool:
        return self.item.kind == GRID

    @property
    def is_chosen_from(self) -> bool:
        return self.item.kind in CHOSEN_FROM

    @property
    def input_type(self) -> str:
        return "checkbox" if self.item.kind == MULTIPLE else "radio"

    @property
    def described_by(self) -> str:
        """The ids of what explains it."""
        item = self.item
        explained = bool(item.help) or item.asked.is_required or item.kind == MULTIPLE
        parts = [(explained, "hint"), (bool(self.fault), "error")]
        return " ".join(f"{self.ident}-{part}" for there, part in parts if there)

    @property
    def condition(self) -> str:
        """When it is shown, for the browser; nothing where it always is."""
        asked = self.item.asked
        if not asked.shown_if:
            return ""
        values = sorted(str(each) for each in asked.values)
        return json.dumps({"if": asked.shown_if, "test": asked.test.value, "values": values})


def blocks(
    examined: Examined, said: Questionnaire, page: int, typed: Typed, words: FormWords
) -> list[Block]:
    """The questions of a page, in the language of `said`, with those that may yet come up."""
    waiting = examined.waiting(page)
    wrong = examined.wrong_on(page)
    return [
        _block(item, typed, words, fault=wrong.get(item.code, ""), is_waiting=item.code in waiting)
        for item in said.pages[page - 1].items
        if item.code in examined.shown or item.code in waiting
    ]


def _block(item: Item, typed: Typed, words: FormWords, *, fault: str, is_waiting: bool) -> Block:
    ident = f"q-{item.code}"
    choosing = tuple(_choosing(item, ident, typed))
    first = choosing[0].options[0][0] if choosing and choosing[0].options else ident
    is_date = item.kind == DATE
    return Block(
        item=item,
        ident=ident,
        first=first,
        name=ANSWER + item.code,
        choosing=choosing,
        value=typed.one(ANSWER + item.code),
        month=typed.one(MONTH + item.code) if is_date else "",
        months=_months(words.language) if is_date else (),
        fault=fault_words(fault, words) if fault else "",
        is_waiting=is_waiting,
    )


def _choosing(item: Item, ident: str, typed: Typed) -> Iterator[Choosing]:
    if item.kind == GRID:
        named = [(row.text, part) for row, part in zip(item.rows, item.parts, strict=True)]
    elif item.kind in CHOSEN_FROM:
        named = [("", item.code)]
    else:
        return
    for number, (text, part) in enumerate(named, start=1):
        name = ANSWER + part
        at = f"{ident}-{number}" if item.kind == GRID else ident
        given = typed.answers.get(name, ())
        yield Choosing(
            name,
            at,
            text,
            tuple(
                (f"{at}-o{place}", each.value, each.text, str(each.value) in given)
                for place, each in enumerate(item.options, start=1)
            ),
        )


def _months(language: str) -> tuple[tuple[str, str], ...]:
    """01 to 12 with their names, in the language where Django knows it."""
    with translation.override(language if translation.check_for_language(language) else "en"):
        return tuple((f"{number:02}", str(name)) for number, name in MONTHS.items())


def fault_words(fault: str, words: FormWords) -> SafeString:
    """What is wrong; in another language the rule's own English words are said in general."""
    if fault == MISSING:
        return words.said("missing")
    if fault == MISSING_ROWS:
        return words.said("missing_rows")
    return words.english(fault) if words.is_english else words.said("wrong")


@dataclass(frozen=True)
class CodeBlock:
    """One part of the self-made code."""

    name: str
    ident: str
    part: CodePart
    value: str
    hint: SafeString
    example: SafeString | str = ""
    fault: SafeString | str = ""

    @property
    def is_digits(self) -> bool:
        return self.part.kind == DIGITS

    @property
    def signs(self) -> range:
        """One for each box on paper."""
        return range(self.part.length)

    @property
    def longest(self) -> int:
        """Room for a whole word: of its letters the first are taken."""
        return self.part.length if self.is_digits else 40

    @property
    def described_by(self) -> str:
        return f"{self.ident}-hint {self.ident}-error" if self.fault else f"{self.ident}-hint"


def code_blocks(
    parts: tuple[CodePart, ...],
    typed: Mapping[str, str],
    words: FormWords,
    wrong: tuple[CodePart, ...] = (),
) -> list[CodeBlock]:
    """The parts of the code, as they are asked for."""
    positions = {each.position for each in wrong}
    return [_code_block(part, typed, words, part.position in positions) for part in parts]


def _code_block(
    part: CodePart, typed: Mapping[str, str], words: FormWords, is_wrong: bool
) -> CodeBlock:
    kind = "digits" if part.kind == DIGITS else "letters"
    sample = part.example or ("7".zfill(part.length) if kind == "digits" else "")
    told = kind if part.length > 1 else kind[:-1]
    return CodeBlock(
        name=name_of(part),
        ident=f"code-{part.position}",
        part=part,
        value=typed.get(name_of(part), ""),
        hint=words.said(f"code_{told}", number=part.length, example=sample),
        example=words.said("code_example", example=sample) if sample else "",
        fault=words.said(f"code_wrong_{told}", number=part.length) if is_wrong else "",
    )


@dataclass(frozen=True)
class FaultLine:
    """What is wrong, and where on the page."""

    at: str
    words: SafeString | str


def carried(typed: Typed, *, without: set[str]) -> list[tuple[str, str]]:
    """All that was answered on other pages than the one that asks for `without`."""
    return [
        (name, value)
        for name, values in typed.answers.items()
        if name not in without
        for value in values
    ]


def names_on(items: tuple[Item, ...], shown: set[str]) -> set[str]:
    """The names of the fields that a page itself has, of the questions that are on it."""
    names = {ANSWER + part for item in items if item.code in shown for part in item.parts}
    return names | {MONTH + item.code for item in items if item.code in shown}
