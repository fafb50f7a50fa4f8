"""Raw answers as rows, for evaluators: in a random order, under numbers that mean nothing.

No key, code, day or channel of a response is among them: nothing leads from a row back to it.
Where a before and an after wave are one file, matched people have the same number in both.
"""

from collections.abc import Iterator, Sequence
from itertools import count
from random import SystemRandom
from typing import Any
from uuid import UUID

from evaluation.models import Answer, Match, Response, Wave
from evaluation.rules.codebook import Row, cells, heads
from evaluation.rules.tallying import Answered, Instrument, What
from evaluation.selectors.tallies import answered, counting

AT_A_TIME = 500
LEADING = ("Row", "Wave", "Person", "Area", "Sector")


def answer_heads(of: Instrument) -> list[str]:
    """The heads of the file."""
    return [*LEADING, *heads(of)]


def answer_rows(waves: Sequence[tuple[Wave, Instrument]]) -> Iterator[Row]:
    """One row a response that counts; those of both waves mixed.

    The columns are those of the last wave's version: what another version asked otherwise is
    left out, and said in the codebook of that version.
    """
    persons = _persons([wave for wave, _ in waves])
    order = [
        (key, wave, of)
        for wave, of in waves
        for key in counting(wave).order_by().values_list("pk", flat=True)
    ]
    SystemRandom().shuffle(order)
    for at in range(0, len(order), AT_A_TIME):
        some = order[at : at + AT_A_TIME]
        told = _told([key for key, _, _ in some])
        for number, (key, wave, of) in enumerate(some, start=at + 1):
            if key in told:  # a respondent may have asked for deletion just now
                area, one, words = told[key]
                lead: Row = [number, wave.name, persons.get(key, ""), area, one.sector]
                yield [*lead, *cells(of, one, words)]


def _persons(waves: Sequence[Wave]) -> dict[UUID, int]:
    """A random number for each matched person, by both their responses."""
    rows = Match.objects.filter(wave__in=waves, state=Match.State.CONFIRMED)
    pairs = list(rows.values_list("before", "after"))
    SystemRandom().shuffle(pairs)
    numbers = zip(count(1), pairs, strict=False)
    return {key: number for number, pair in numbers for key in pair}


def _told(keys: Sequence[UUID]) -> dict[UUID, tuple[str, Answered, dict[What, str]]]:
    """(area, what was answered, what was written) of responses; three queries."""
    rows = list(Response.objects.filter(pk__in=keys).select_related("area"))
    written: Any = Answer.objects.filter(response__in=keys).exclude(text="").order_by("pk")
    words: dict[UUID, dict[What, str]] = {}
    for key, question, row, text in written.values_list("response", "question", "row", "text"):
        words.setdefault(key, {})[What(question, row)] = text
    return {
        each.pk: (str(each.area or ""), one, words.get(each.pk, {}))
        for each, one in zip(rows, answered(rows), strict=True)
    }
