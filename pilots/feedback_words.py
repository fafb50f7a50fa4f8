"""The words of the public form in one language. Pure: no Django, no database.

English is built in; a programme's own wordings come beside it or in its place. No text here was
translated by a machine, and none ships in another language.
"""

from dataclasses import dataclass, fields
from typing import Any

BUILT_IN = "en"
LANGUAGE_CODE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?"  # of BCP 47, as much as a form needs
RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi")
)


class InALanguage:
    """Words in one `language`, a code of BCP 47, as a page has to mark them."""

    language: str

    @property
    def is_english(self) -> bool:
        return is_english(self.language)

    @property
    def lang(self) -> str:
        """For the `lang` attribute."""
        return "en-GB" if self.language == BUILT_IN else self.language

    @property
    def direction(self) -> str:
        """For the `dir` attribute."""
        return "rtl" if self.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


@dataclass(frozen=True)
class Wording(InALanguage):
    """Every word that the public reads, on a phone and on paper: none is left in English."""

    language: str
    language_name: str
    introduction: str
    question: str
    very_satisfied: str
    satisfied: str
    neither: str
    dissatisfied: str
    very_dissatisfied: str
    comment: str
    no_names: str
    answer_first: str
    too_many: str
    not_sent: str
    too_long: str
    try_again: str
    send: str
    thanks: str
    another: str
    closed: str
    not_yet: str
    not_stored: str
    camera: str
    tick_one: str
    give_back: str

    @classmethod
    def of(cls, given: Any) -> "Wording":
        """A programme's own words, from a record with fields of the same names."""
        texts = {name: getattr(given, name) for name in TEXTS}
        return cls(given.language, given.language_name, **texts)

    @property
    def points(self) -> tuple[tuple[int, str], ...]:
        """The five answers, very satisfied first, each with its number."""
        words = (
            self.very_satisfied,
            self.satisfied,
            self.neither,
            self.dissatisfied,
            self.very_dissatisfied,
        )
        return tuple(zip((5, 4, 3, 2, 1), words, strict=True))


TEXTS = tuple(each.name for each in fields(Wording))[2:]  # all but what language it is


def is_english(language: str) -> bool:
    """en; en-GB."""
    return language.split("-")[0] == BUILT_IN


ENGLISH = Wording(
    language=BUILT_IN,
    language_name="English",
    introduction=(
        "Tell us what you thought, in half a minute. Nobody is asked who they are: no name, no"
        " e-mail address, no account."
    ),
    question="How satisfied were you?",
    very_satisfied="Very satisfied",
    satisfied="Satisfied",
    neither="Neither satisfied nor dissatisfied",
    dissatisfied="Dissatisfied",
    very_dissatisfied="Very dissatisfied",
    comment="What was good, and what would make it better?",
    no_names="You can leave this empty. Please don’t give names, of yourself or of others.",
    answer_first="Choose one of the five answers, then press the button again.",
    too_many=(
        "Very many answers came within a few minutes, so yours is not stored yet. It is still here:"
        " wait ten minutes, then press the button again. With mobile data instead of this Wi-Fi it"
        " may work at once."
    ),
    not_sent="Not sent yet",
    too_long="Shorten your comment to 2,000 characters, then press the button again.",
    try_again="Something went wrong on the way. It is put right: press the button again.",
    send="Send",
    thanks=(
        "Your answer is counted with everybody else’s. Whoever held the event reads what people"
        " thought, and uses it for the next one."
    ),
    another="Answer for somebody else",
    closed="This form is closed. It takes no more answers.",
    not_yet="This form is not open yet. Come back on its first day.",
    not_stored=(
        "What you sent was not stored. If you have a minute, tell somebody who held the event."
    ),
    camera="Point your phone’s camera at the square, or go to",
    tick_one="Tick one box.",
    give_back="Please give this form back before you leave, or hand it in at the library.",
)


def wordings(given: list[Wording]) -> list[Wording]:
    """English first, a programme's own in place of ours, then the others by their names."""
    english = [each for each in given if each.language == BUILT_IN] or [ENGLISH]
    others = [each for each in given if each.language != BUILT_IN]
    return english + sorted(others, key=lambda each: each.language_name.casefold())


def chosen(offered: list[Wording], asked: str) -> Wording:
    """The wording of the language asked for; else the first."""
    return next((each for each in offered if each.language == asked), offered[0])
