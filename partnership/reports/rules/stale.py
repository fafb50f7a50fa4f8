"""Texts that were true of the last report, and are looked at again before they are sent. Pure.

Three signs, and a person decides: the text is the last one unchanged, it quotes a number or a
date that the last report's figures held and this one's don't, or it says of a milestone or a
count what this report's figures don't bear out (`contradicted`); that is seen of a first report
too.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from partnership.dates import MONTHS
from partnership.reports.rules.contradicted import NO_FACTS, Facts, contradicted

_MONTH = "|".join(MONTHS)
_DATE = re.compile(rf"\b\d{{1,2}} (?:{_MONTH}) \d{{4}}\b")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w,])|(?<![\w.,])\d+(?:\.\d+)?(?![\w,]*\d)")
_SMALL = 10  # smaller numbers stand in every text, and would be found by chance


@dataclass(frozen=True)
class Stale:
    """Why a text is pointed out; empty where it is not."""

    is_copy: bool = False
    quotes: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.is_copy or bool(self.quotes) or bool(self.contradicts)


def quoted(text: str) -> tuple[str, ...]:
    """Dates, and numbers of ten and more, as the text writes them; in its order, each once."""
    dates = _DATE.findall(text)
    rest = _DATE.sub(" ", text)
    numbers = [each for each in _NUMBER.findall(rest) if float(each.replace(",", "")) >= _SMALL]
    return tuple(dict.fromkeys([*dates, *numbers]))


def stale(
    text: str,
    *,
    last_text: str,
    said_then: AbstractSet[str],
    said_now: AbstractSet[str],
    facts: Facts = NO_FACTS,
) -> Stale:
    """Whether a text is as it was, or says what this report's figures don't.

    `said_then` and `said_now` are all figures and dates of the two snapshots in words, numbers
    with or without separators; `facts` is what this one says of milestones and counts.
    """
    plain = _plain(text)
    if not plain:
        return Stale()
    then, now = ({_figure(each) for each in said} for said in (said_then, said_now))
    gone = then - now
    return Stale(
        is_copy=plain == _plain(last_text),
        quotes=tuple(each for each in quoted(text) if _figure(each) in gone),
        contradicts=contradicted(text, facts),
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _figure(words: str) -> str:
    return words.replace(",", "")
