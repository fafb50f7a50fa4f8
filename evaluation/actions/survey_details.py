"""What may be said of each part of a questionnaire, and how it stands in a draft.

A part's `mark` is a number made of all that is said of it: a form that was opened over one mark
is not saved over another, while two people may change two questions at the same time.
"""

from dataclasses import dataclass
from types import SimpleNamespace
from zlib import crc32

from evaluation.models import Choice, GridRow, Question, ScoredScale, Section, SurveyVersion
from partnership.people.versions import ChangedMeanwhileError

Keys = tuple[int, ...]


@dataclass(frozen=True)
class Details:
    """Said of a part; alike details have alike marks."""

    @property
    def mark(self) -> int:
        """What a form carries of the part that it was opened over."""
        return crc32(repr(self).encode())


@dataclass(frozen=True)
class WordsDetails(Details):
    introduction: str
    thanks: str
    changed: str

    @classmethod
    def of(cls, version: SurveyVersion) -> "WordsDetails":
        return cls(version.introduction, version.thanks, version.changed)


@dataclass(frozen=True)
class SectionDetails(Details):
    title: str
    introduction: str = ""

    @classmethod
    def of(cls, section: Section) -> "SectionDetails":
        return cls(section.title, section.introduction)


@dataclass(frozen=True)
class ChoiceDetails:
    value: int
    text: str
    is_missing: bool = False
    is_alone: bool = False
    stands_for: str = ""

    @classmethod
    def of(cls, choice: Choice) -> "ChoiceDetails":
        return cls(choice.value, choice.text, choice.is_missing, choice.is_alone, choice.stands_for)


@dataclass(frozen=True)
class RowDetails:
    """`key` is the row's own, None of a new one."""

    key: int | None
    text: str

    @classmethod
    def of(cls, row: GridRow) -> "RowDetails":
        return cls(row.pk, row.text)


@dataclass(frozen=True)
class QuestionDetails(Details):
    """`code` empty: made from the text. Choices and rows in their order."""

    section: int
    text: str
    code: str = ""
    help: str = ""
    is_required: bool = False
    role: str = ""
    better: str = ""
    lowest: int | None = None
    highest: int | None = None
    unit: str = ""
    outcomes: Keys = ()
    choices: tuple[ChoiceDetails, ...] = ()
    rows: tuple[RowDetails, ...] = ()

    plain = ("text", "help", "is_required", "role", "better", "lowest", "highest", "unit")

    @classmethod
    def of(cls, question: Question) -> "QuestionDetails":
        """How a question stands; one that is loaded with its parts costs no query."""
        return cls(
            section=question.section_id,
            code=question.code,
            outcomes=tuple(sorted(each.pk for each in question.outcomes.all())),
            choices=tuple(ChoiceDetails.of(each) for each in question.choices.all()),
            rows=tuple(RowDetails.of(each) for each in question.grid_rows.all()),
            **{name: getattr(question, name) for name in cls.plain},
        )


@dataclass(frozen=True)
class ConditionDetails(Details):
    """`on` is the earlier question that it depends on; None: always shown."""

    on: int | None = None
    test: str = ""
    values: Keys = ()

    @classmethod
    def of(cls, question: Question) -> "ConditionDetails":
        values = tuple(sorted(question.shown_values))
        return cls(question.shown_if_id, question.shown_test, values)


@dataclass(frozen=True)
class ItemDetails:
    question: int
    is_reversed: bool = False


@dataclass(frozen=True)
class ScaleDetails(Details):
    """`items` in the order in which the scale counts them."""

    name: str
    method: str
    licence: str = ""
    missing_allowed: int = 0
    more_is_better: bool = True
    outcomes: Keys = ()
    items: tuple[ItemDetails, ...] = ()

    plain = ("name", "method", "licence", "missing_allowed", "more_is_better")

    @classmethod
    def of(cls, scale: ScoredScale) -> "ScaleDetails":
        items = sorted(scale.items.all(), key=lambda each: (each.scale_item or 0, each.pk))
        return cls(
            outcomes=tuple(sorted(each.pk for each in scale.outcomes.all())),
            items=tuple(ItemDetails(each.pk, each.is_reversed) for each in items),
            **{name: getattr(scale, name) for name in cls.plain},
        )


@dataclass(frozen=True)
class CodePartDetails:
    text: str
    kind: str
    length: int
    example: str = ""


@dataclass(frozen=True)
class CodeDetails(Details):
    parts: tuple[CodePartDetails, ...] = ()


@dataclass(frozen=True)
class TextsDetails(Details):
    """Translated texts by their keys, in order."""

    texts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class MappingDetails(Details):
    """(question, the earlier question that it means the same as) of each that has one."""

    pairs: tuple[tuple[int, int], ...] = ()


def refuse_overtaken(now: Details, *, seen: int, **shown: object) -> None:
    """Raise ChangedMeanwhileError where a part no longer is what the form was opened over.

    `shown` are further values by the names of the form's fields.
    """
    if now.mark != seen:
        raise ChangedMeanwhileError(SimpleNamespace(version=now.mark, details=now, **shown))
