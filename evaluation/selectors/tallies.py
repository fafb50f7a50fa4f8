"""Tallies of waves, with what was not tallied yet, and the responses that they are made from."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from evaluation.models import (
    Answer,
    GridRow,
    PairTally,
    Question,
    Response,
    ScoredScale,
    SurveyVersion,
    Tally,
    Wave,
)
from evaluation.rules.scales import Kind
from evaluation.rules.tallying import ALL, Answered, Instrument, Scale, Step, What, Who
from evaluation.selectors.asked import asked_version

ADDED_AT_ONCE = 500  # responses not tallied yet that a page adds by itself
WHAT = ("question", "row", "scale")
Pairs = Mapping[tuple[What, Who], Mapping[tuple[int, int], int]]


def instrument(version: SurveyVersion) -> Instrument:
    """What a published version asks and how it is scored; one query. Its survey is at hand."""
    scales = tuple(_scale(each) for each in version.scales.all())
    return Instrument(asked_version(version).first, scales)


def _scale(scale: ScoredScale) -> Scale:
    return Scale(
        scale.pk,
        scale.code,
        Kind(scale.method),
        scale.missing_allowed,
        scale.name,
        scale.licence,
        scale.more_is_better,
    )


def counting(wave: Wave) -> Any:
    """The responses of a wave that count: those that were not set aside."""
    return Response.objects.filter(wave=wave, set_aside_why="")


def answered(responses: Iterable[Response]) -> Iterator[Answered]:
    """Responses with what each answered; one query."""
    told = list(responses)
    given: dict[Any, dict[What, list[int]]] = defaultdict(lambda: defaultdict(list))
    words: dict[Any, set[What]] = defaultdict(set)
    rows = Answer.objects.filter(response__in=[each.pk for each in told]).order_by("pk")
    for key, question, row, value in rows.values_list("response", "question", "row", "value"):
        what = What(question, row)
        if value is None:
            words[key].add(what)
        else:
            given[key][what].append(value)
    for each in told:
        yield Answered(each.area_id, each.sector, given[each.pk], frozenset(words[each.pk]))


def recount(wave: Wave, *, of: Instrument) -> Counter[Step]:
    """What the tallies must come to with what is not tallied yet."""
    return of.steps(answered(counting(wave)))


def tallied(waves: Sequence[Wave], who: Iterable[Who] | None = None) -> dict[int, Counter[Step]]:
    """What is tallied of waves, by their keys; of certain people alone if asked; one query."""
    rows = Tally.objects.filter(_of(who), wave__in=waves).order_by()
    found: dict[int, Counter[Step]] = {wave.pk: Counter() for wave in waves}
    for wave, *what, area, sector, value, answers in rows.values_list(
        "wave", *WHAT, "area", "sector", "value", "answers"
    ):
        found[wave][Step(What(*what), Who(area, sector), value)] = answers
    return found


def not_tallied(waves: Sequence[Wave]) -> dict[int, list[Response]]:
    """The responses that count and are in no tally yet, some of very many; one query."""
    rows = Response.objects.filter(wave__in=waves, is_tallied=False, set_aside_why="")
    found: dict[int, list[Response]] = defaultdict(list)
    for each in rows.order_by()[: ADDED_AT_ONCE + 1]:
        found[each.wave_id].append(each)
    return found


def pairs(wave: Wave, who: Iterable[Who] | None = None) -> Pairs:
    """How many matched people went from one answer to another, by the after wave; one query."""
    rows = PairTally.objects.filter(_of(who), wave=wave).order_by()
    found: dict[tuple[What, Who], dict[tuple[int, int], int]] = defaultdict(dict)
    for *what, area, sector, before, after, number in rows.values_list(
        *WHAT, "area", "sector", "before", "after", "pairs"
    ):
        found[What(*what), Who(area, sector)][before, after] = number
    return found


def matched(waves: Sequence[Wave]) -> dict[int, int]:
    """How many people of each after wave were matched, by its key; one query."""
    rows = PairTally.objects.filter(
        wave__in=waves,
        question=None,
        scale=None,
        area=None,
        sector="",
    )
    return dict(rows.order_by().values_list("wave", "pairs"))


def responded(waves: Sequence[Wave]) -> dict[int, int]:
    """How many responses of each wave count, by its key; two queries."""
    key = Step(ALL).key
    rows = Tally.objects.filter(wave__in=waves, key=key).values_list("wave", "answers")
    found = Counter(dict(rows))
    waiting = Response.objects.filter(wave__in=waves, is_tallied=False, set_aside_why="")
    found.update(Counter(waiting.values_list("wave", flat=True)))
    return found


def _of(who: Iterable[Who] | None) -> Q:
    if who is None:
        return Q()
    found = Q(pk__in=[])
    for each in who:
        found |= Q(area=each.area, sector=each.sector)
    return found


@dataclass(frozen=True)
class Lineage:
    """What each question and row of a survey's versions was made from, by keys."""

    questions: Mapping[int, tuple[int, int | None]]  # (version, what it was made from)
    rows: Mapping[int, tuple[int, int | None]]
    owners: Mapping[int, int]  # the question of a row

    def same(self, before: int, after: int) -> dict[What, What]:
        """What a version asked before, by what is asked after; versions by their keys."""
        found = {What(now): What(then) for now, then in _traced(self.questions, before, after)}
        for now, then in _traced(self.rows, before, after):
            found[What(self.owners[now], now)] = What(self.owners[then], then)
        return found


def lineage(survey: int) -> Lineage:
    """Of all versions of a survey; three queries."""
    rows = GridRow.objects.filter(question__version__survey=survey)
    return Lineage(
        _origins(Question.objects.filter(version__survey=survey), "version"),
        _origins(rows, "question__version"),
        dict(rows.order_by().values_list("pk", "question")),
    )


def same_questions(before: SurveyVersion, after: SurveyVersion) -> dict[What, What]:
    """What was asked before, by what is asked after: the same, or what it was made from.

    Rows of grids and scales too; five queries, one where both are one version.
    """
    if before.pk == after.pk:
        return {each: each for each in instrument(after).everything}
    return lineage(after.survey_id).same(before.pk, after.pk) | _same_scales(before, after)


def _origins(rows: Any, version: str) -> dict[int, tuple[int, int | None]]:
    """(version, what it was made from) of each."""
    return {
        pk: (of, origin) for pk, of, origin in rows.order_by().values_list("pk", version, "same_as")
    }


def _traced(
    origins: Mapping[int, tuple[int, int | None]], before: int, after: int
) -> Iterator[tuple[int, int]]:
    """(of the after version, of the before one) that come from one another or from one source."""
    lines = {pk: _line(pk, origins) for pk, (version, _) in origins.items() if version == after}
    others: dict[int, int] = {}
    for pk, (version, _) in origins.items():
        if version == before:
            others |= dict.fromkeys(reversed(_line(pk, origins)), pk)
    for now, line in lines.items():
        then = next((others[each] for each in line if each in others), None)
        if then is not None:
            yield now, then


def _line(pk: int, origins: Mapping[int, tuple[int, int | None]]) -> list[int]:
    """It, what it was made from, and so on back."""
    line = [pk]
    while (origin := origins[line[-1]][1]) and origin in origins and origin not in line:
        line.append(origin)
    return line


def _same_scales(before: SurveyVersion, after: SurveyVersion) -> dict[What, What]:
    """Scales of one code and method."""
    kept = {
        (code, method): pk for pk, code, method in before.scales.values_list("pk", "code", "method")
    }
    return {
        What(scale=pk): What(scale=kept[code, method])
        for pk, code, method in after.scales.values_list("pk", "code", "method")
        if (code, method) in kept
    }
