"""What comes in from the public: untyped, possibly made by hand, never trusted.

All that was answered so far comes with each page, in fields of its own: `q.` and the name of a
question’s part, `m.` beside the year of a date, `code.` and the part of the self-made code.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from evaluation.rules.codes import name_of
from evaluation.rules.questionnaire import DATE, Item, Questionnaire
from pilots.forms.fields import printable

ANSWER, MONTH = "q.", "m."
NEXT, BACK, SEND, SHOW, OWN = "next", "back", "send", "show", "own"
WAYS = (NEXT, BACK, SEND, SHOW, OWN)
LONGEST_SHORT = 200  # of what is not an answer in words
Fields = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Typed:
    """One page as it was sent, with all that came before it."""

    key: UUID
    step: int = 0
    go: str = NEXT
    language: str = ""
    agrees: bool = False
    is_old_enough: bool = False
    invitation: str = ""
    seen: frozenset[str] = frozenset()
    fields: Fields | None = None
    is_cut: bool = False  # it lacks its key: a part of it was lost on the way
    is_trapped: bool = False  # a program filled in what people don't see

    @property
    def answers(self) -> Fields:
        """Every field of an answer, by its name."""
        return self.fields or {}

    def sent(self, questionnaire: Questionnaire) -> dict[str, tuple[str, ...]]:
        """The answers by the names of the questions’ parts, as the questionnaire reads them."""
        found = {}
        for item in questionnaire.items:
            for part in item.parts:
                found[part] = self._sent(item, part)
        return found

    def _sent(self, item: Item, part: str) -> tuple[str, ...]:
        given = self.answers.get(ANSWER + part, ())
        if item.kind != DATE:
            return given
        month = next((each for each in self.answers.get(MONTH + part, ()) if each), "")
        year = next(iter(given), "")
        return (f"{year}-{month}",) if month else (year,)

    def one(self, name: str) -> str:
        """The first value of a field."""
        return next(iter(self.answers.get(name, ())), "")

    @property
    def code(self) -> dict[str, str]:
        """The parts of the self-made code, by the names of their fields."""
        return {name: values[0] for name, values in self.answers.items() if values}

    def with_new_key(self) -> "Typed":
        """The same answers as another form."""
        return replace(self, key=uuid4())


def fresh(language: str = "") -> Typed:
    """A form that nobody has filled in."""
    return Typed(key=uuid4(), language=language)


def read_page(post: Any, questionnaire: Questionnaire) -> Typed:
    """What was sent; names that the questionnaire doesn't have are left out."""
    key = _key(post.get("key", ""))
    go = SHOW if post.get("to") else post.get("go", NEXT)
    return Typed(
        key=key or uuid4(),
        step=_number(post.get("step", "")),
        go=go if go in WAYS else NEXT,
        language=post.get("to") or post.get("language", ""),
        agrees=bool(post.get("agrees")),
        is_old_enough=bool(post.get("age")),
        invitation=_short(post.get("invitation", "")),
        seen=frozenset(post.getlist("seen")),
        fields={name: _clean(post.getlist(name)) for name in names_of(questionnaire)},
        is_cut=key is None,
        is_trapped=bool(post.get("website")),
    )


def names_of(questionnaire: Questionnaire) -> list[str]:
    """The names of all fields in which answers come."""
    names = [ANSWER + part for item in questionnaire.items for part in item.parts]
    names += [MONTH + item.code for item in questionnaire.items if item.kind == DATE]
    return names + [name_of(part) for part in questionnaire.code]


def _clean(values: list[str]) -> tuple[str, ...]:
    """Line ends as one character, and nothing that no page can show."""
    return tuple(
        printable(each.replace("\r\n", "\n").replace("\r", "\n")) for each in values if each
    )


def _short(text: str) -> str:
    return printable(text)[:LONGEST_SHORT].strip()


def _key(sent: str) -> UUID | None:
    try:
        return UUID(sent)
    except ValueError:
        return None


def _number(sent: str) -> int:
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 4 else 0
