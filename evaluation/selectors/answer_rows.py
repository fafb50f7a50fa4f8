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
from evaluation.rules.joined import Joined, joined
from evaluation.rules.tallying import Answered, Instrument, What
from evaluation.selectors.tallies import answered, counting, same_questions

AT_A_TIME = 500
# Named so that no question is named alike, though a programme may not tell A from a.
LEADING = ("Row", "Wave", "Version", "Person", "Counted in area", "Counted in sector")


def joined_file(waves: Sequence[tuple[Wave, Instrument]]) -> Joined:
    """The columns of a wave, or of a before and an after wave, which is the last."""
    (before, then), (after, now) = waves[0], waves[-1]
    if before.version_asked_id == after.version_asked_id:
        return Joined(tuple(heads(now)))
    same = same_questions(before.version_asked, after.version_asked)
    return joined(now, before=then, same=same, number=before.version_asked.number)


def answer_heads(columns: Joined) -> list[str]:
    """The heads of the file."""
    return [*LEADING, *columns.heads]


def answer_rows(waves: Sequence[tuple[Wave, Instrument]], columns: Joined) -> Iterator[Row]:
    """One row a response that counts; those of both waves mixed.

    Where they asked different versions, words beside a value are those of the version asked.
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
                area, sector, one, words = told[key]
                version, is_before = wave.version_asked.number, wave != waves[-1][0]
                lead: Row = [number, wave.name, version, persons.get(key, ""), area, sector]
                yield [*lead, *columns.row(cells(of, one, words), is_before=is_before)]


def _persons(waves: Sequence[Wave]) -> dict[UUID, int]:
    """A random number for each matched person, by both their responses."""
    rows = Match.objects.filter(wave__in=waves, state=Match.State.CONFIRMED)
    pairs = list(rows.values_list("before", "after"))
    SystemRandom().shuffle(pairs)
    numbers = zip(count(1), pairs, strict=False)
    return {key: number for number, pair in numbers for key in pair}


def _told(keys: Sequence[UUID]) -> dict[UUID, tuple[str, str, Answered, dict[What, str]]]:
    """(area, sector, what was answered, what was written) of responses; three queries."""
    rows = list(Response.objects.filter(pk__in=keys).select_related("area"))
    written: Any = Answer.objects.filter(response__in=keys).exclude(text="").order_by("pk")
    words: dict[UUID, dict[What, str]] = {}
    for key, question, row, text in written.values_list("response", "question", "row", "text"):
        words.setdefault(key, {})[What(question, row)] = text
    return {
        each.pk: (
            str(each.area or ""),
            each.get_sector_display(),
            one,
            words.get(each.pk, {}),
        )
        for each, one in zip(rows, answered(rows), strict=True)
    }
