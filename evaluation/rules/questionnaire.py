"""A questionnaire as it is asked, answered and written into a codebook: one shape for all.

Pure: no Django, no clock, no database. The public form, its preview, the paper form, the quick
entry screen, the codebook and the results all read a version in this shape.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from evaluation.rules.conditions import Asked

SCALE, SINGLE, MULTIPLE, GRID = "scale", "single", "multiple", "grid"
NUMBER, DATE, TEXT = "number", "date", "text"
LONGEST = 4000  # letters of an answer in words
Texts = Mapping[str, str]


@dataclass(frozen=True)
class Option:
    """A point of a scale, or one of several; `is_missing` counts as no answer.

    `stands_for` is the area's slug or the sector's code, of a question that asks for it.
    """

    value: int
    text: str
    is_missing: bool = False
    is_alone: bool = False
    stands_for: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a grid."""

    pk: int
    code: str
    text: str


@dataclass(frozen=True)
class Item:
    """One question; `asked` says when it is shown and whether it must be answered."""

    pk: int
    asked: Asked
    kind: str
    text: str
    role: str = ""
    help: str = ""
    better: str = ""
    unit: str = ""
    lowest: int | None = None
    highest: int | None = None
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    scale: str = ""
    scale_item: int = 0
    is_reversed: bool = False

    @property
    def code(self) -> str:
        """Its name in the codebook and in forms."""
        return self.asked.code

    @property
    def is_ordinal(self) -> bool:
        """Whether its answers have an order that can be compared."""
        return self.kind in (SCALE, GRID)

    @cached_property
    def values(self) -> frozenset[int]:
        """The values that may be chosen."""
        return frozenset(option.value for option in self.options)

    @cached_property
    def missing(self) -> frozenset[int]:
        """The values that count as no answer, such as “prefer not to say”."""
        return frozenset(option.value for option in self.options if option.is_missing)

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of its answers in a form: its code, or one for each row of a grid."""
        if self.kind != GRID:
            return (self.code,)
        return tuple(f"{self.code}.{row.code}" for row in self.rows)


@dataclass(frozen=True)
class Page:
    """A section, shown by itself."""

    title: str
    items: tuple[Item, ...] = ()
    introduction: str = ""
    pk: int = 0


@dataclass(frozen=True)
class CodePart:
    """One question of the self-made code; `kind` is letters or digits, `length` of them."""

    position: int
    text: str
    kind: str
    length: int
    example: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """All that is asked, in order, in one language."""

    title: str
    pages: tuple[Page, ...] = ()
    introduction: str = ""
    thanks: str = ""
    language: str = "en"
    scales: Mapping[str, str] = field(default_factory=dict)  # the method of each, by its code
    code: tuple[CodePart, ...] = ()  # asked where a wave asks for the self-made code

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every question, in the order in which it is asked."""
        return tuple(item for page in self.pages for item in page.items)

    @cached_property
    def by_code(self) -> dict[str, Item]:
        """The questions by their codes."""
        return {item.code: item for item in self.items}

    @property
    def asked(self) -> tuple[Asked, ...]:
        """When each question is shown, for `conditions`."""
        return tuple(item.asked for item in self.items)

    def of_scale(self, code: str) -> tuple[Item, ...]:
        """The items that make a score, in their order in it."""
        found = [item for item in self.items if item.scale == code]
        return tuple(sorted(found, key=lambda item: item.scale_item))


def texts_of(questionnaire: Questionnaire) -> dict[str, str]:
    """Every text that is read, by its key: what a translation has to give."""
    return {key: text for key, text in _texts(questionnaire) if text}


def _texts(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    yield "title", questionnaire.title
    yield "introduction", questionnaire.introduction
    for number, page in enumerate(questionnaire.pages, start=1):
        yield f"page.{number}.title", page.title
        yield f"page.{number}.introduction", page.introduction
        for item in page.items:
            yield from _item_texts(item)
    for part in questionnaire.code:
        yield f"code.{part.position}.text", part.text
        yield f"code.{part.position}.example", part.example
    yield "thanks", questionnaire.thanks


def _item_texts(item: Item) -> Iterator[tuple[str, str]]:
    at = f"question.{item.code}"
    yield f"{at}.text", item.text
    yield f"{at}.help", item.help
    yield f"{at}.unit", item.unit
    for row in item.rows:
        yield f"{at}.row.{row.code}", row.text
    for option in item.options:
        yield f"{at}.choice.{option.value}", option.text


def translated(questionnaire: Questionnaire, texts: Texts, *, language: str) -> Questionnaire:
    """The questionnaire in another language; a text that is missing there stays as it was."""

    def said(key: str, text: str) -> str:
        return texts.get(key) or text

    pages = tuple(
        replace(
            page,
            title=said(f"page.{number}.title", page.title),
            introduction=said(f"page.{number}.introduction", page.introduction),
            items=tuple(_translated_item(item, texts) for item in page.items),
        )
        for number, page in enumerate(questionnaire.pages, start=1)
    )
    return replace(
        questionnaire,
        title=said("title", questionnaire.title),
        introduction=said("introduction", questionnaire.introduction),
        thanks=said("thanks", questionnaire.thanks),
        pages=pages,
        code=tuple(
            replace(
                part,
                text=said(f"code.{part.position}.text", part.text),
                example=said(f"code.{part.position}.example", part.example),
            )
            for part in questionnaire.code
        ),
        language=language,
    )


def _translated_item(item: Item, texts: Texts) -> Item:
    at = f"question.{item.code}"
    return replace(
        item,
        text=texts.get(f"{at}.text") or item.text,
        help=texts.get(f"{at}.help") or item.help,
        unit=texts.get(f"{at}.unit") or item.unit,
        rows=tuple(
            replace(row, text=texts.get(f"{at}.row.{row.code}") or row.text) for row in item.rows
        ),
        options=tuple(
            replace(each, text=texts.get(f"{at}.choice.{each.value}") or each.text)
            for each in item.options
        ),
    )


def untranslated(questionnaire: Questionnaire, texts: Texts) -> tuple[str, ...]:
    """The keys of texts that a translation doesn't give, in the order of reading."""
    return tuple(key for key in texts_of(questionnaire) if not texts.get(key, "").strip())


class AnswerRefusedError(ValueError):
    """An answer that can't be one to its question; its words say what would be."""


@dataclass(frozen=True)
class Given:
    """One answer: a value or words, to a question or to a row of its grid (the row's code)."""

    value: int | None = None
    text: str = ""
    row: str = ""


def read(item: Item, sent: Mapping[str, Sequence[str]]) -> tuple[Given, ...]:
    """What was sent in answer to a question, by the names of its parts; nothing: no answer.

    Raises AnswerRefusedError for what no form of ours offers: a value that is no choice, a
    number out of its range, words beyond 4,000 letters.
    """
    if item.kind == GRID:
        found = [
            Given(value=_choice(item, text), row=row.code)
            for row, name in zip(item.rows, item.parts, strict=True)
            for text in _filled(sent.get(name, ()))[:1]
        ]
        return tuple(found)
    filled = _filled(sent.get(item.code, ()))
    if item.kind == MULTIPLE:
        return _several(item, filled)
    return tuple(_one(item, text) for text in filled[:1])


def _filled(texts: Sequence[str]) -> list[str]:
    return [text.strip() for text in texts if text.strip()]


def _one(item: Item, text: str) -> Given:
    if item.kind in (SCALE, SINGLE):
        return Given(value=_choice(item, text))
    if item.kind == NUMBER:
        return Given(value=_number(item, text))
    if len(text) > LONGEST:
        raise AnswerRefusedError(
            f"Shorten your answer to {LONGEST:,} characters or fewer: it has {len(text):,}."
        )
    return Given(text=_month(text) if item.kind == DATE else text)


def _several(item: Item, texts: Sequence[str]) -> tuple[Given, ...]:
    chosen = sorted({_choice(item, text) for text in texts})
    alone = [option for option in item.options if option.is_alone and option.value in chosen]
    if alone and len(chosen) > 1:
        raise AnswerRefusedError(f"Choose either “{alone[0].text}” or the others, not both.")
    return tuple(Given(value=value) for value in chosen)


def _choice(item: Item, text: str) -> int:
    if _is_whole(text) and len(text) < 8 and int(text) in item.values:
        return int(text)
    raise AnswerRefusedError("Choose one of the answers that are offered.")


def _is_whole(text: str) -> bool:
    return text.isascii() and text.removeprefix("-").isdigit()


def _number(item: Item, text: str) -> int:
    digits = text.replace(",", "").replace(" ", "")
    if not _is_whole(digits) or len(digits) > 9:
        raise AnswerRefusedError("Enter a whole number, such as 12.")
    number = int(digits)
    low, high = item.lowest, item.highest
    if (low is not None and number < low) or (high is not None and number > high):
        raise AnswerRefusedError(_range_words(low, high))
    return number


def _range_words(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        return f"Enter a number from {low:,} to {high:,}."
    return f"Enter a number of {low:,} or more." if low is not None else f"Enter at most {high:,}."


def _month(text: str) -> str:
    """A year, or a year and month: 2019 or 2019-10, never a day, which could tell who it is."""
    year, _, month = text.partition("-")
    whole = year.isascii() and year.isdigit() and len(year) == 4
    if whole and (not month or (month.isascii() and month.isdigit() and 1 <= int(month) <= 12)):
        return f"{year}-{int(month):02}" if month else year
    raise AnswerRefusedError("Enter a year, or a year and a month, such as 2019 or 2019-10.")
