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
    SurveyVersion,
    Tally,
    Wave,
)
from evaluation.rules.tallying import ALL, Answered, Instrument, Step, What, Who
from evaluation.selectors.asked import asked_version

ADDED_AT_ONCE = 500  # responses not tallied yet that a page adds by itself
WHAT = ("question", "row", "scale")
Pairs = Mapping[tuple[What, Who], Mapping[tuple[int, int], int]]


def instrument(version: SurveyVersion) -> Instrument:
    """What a published version asks and how it is scored; no query once a process has it.

    Its survey must be at hand.
    """
    asked = asked_version(version)
    return Instrument(asked.first, asked.scales)


def instruments(versions: Iterable[SurveyVersion]) -> dict[int, Instrument]:
    """The same of several, by their keys."""
    return {version.pk: instrument(version) for version in versions}


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
    """What each question and row of surveys' versions was made from, by keys."""

    questions: Mapping[int, tuple[int, int | None]]  # (version, what it was made from)
    rows: Mapping[int, tuple[int, int | None]]
    owners: Mapping[int, int]  # the question of a row

    def same(self, before: int, after: int) -> dict[What, What]:
        """What a version asked before, by what is asked after; versions by their keys."""
        found = {What(now): What(then) for now, then in _traced(self.questions, before, after)}
        for now, then in _traced(self.rows, before, after):
            found[What(self.owners[now], now)] = What(self.owners[then], then)
        return found


def lineage(*surveys: int) -> Lineage:
    """Of all versions of these surveys; two queries."""
    questions = Question.objects.filter(version__survey__in=surveys).order_by()
    found = GridRow.objects.filter(question__version__survey__in=surveys).order_by()
    rows = list(found.values_list("pk", "question__version", "same_as", "question"))
    return Lineage(
        {pk: (of, made) for pk, of, made in questions.values_list("pk", "version", "same_as")},
        {pk: (of, made) for pk, of, made, _ in rows},
        {pk: question for pk, _, _, question in rows},
    )


def same_questions(before: SurveyVersion, after: SurveyVersion) -> dict[What, What]:
    """What was asked before, by what is asked after: the same, or what it was made from.

    Rows of grids and scales too; two queries, none where both are one version.
    """
    return same_of([(before, after)], instruments([before, after]))[before.pk, after.pk]


def same_of(
    pairs: Iterable[tuple[SurveyVersion, SurveyVersion]], of: Mapping[int, Instrument]
) -> dict[tuple[int, int], dict[What, What]]:
    """The same of several pairs of versions (before, after), by their keys; two queries at most."""
    there = {(before.pk, after.pk): after.survey_id for before, after in pairs}
    others = {survey for (before, after), survey in there.items() if before != after}
    lines = lineage(*others) if others else Lineage({}, {}, {})
    return {
        (before, after): {each: each for each in of[after].everything}
        if before == after
        else lines.same(before, after) | _same_scales(of[before], of[after])
        for before, after in there
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


def _same_scales(before: Instrument, after: Instrument) -> dict[What, What]:
    """Scales of one code and method."""
    kept = {(scale.code, scale.kind): scale.what for scale in before.scales}
    return {
        scale.what: kept[scale.code, scale.kind]
        for scale in after.scales
        if (scale.code, scale.kind) in kept
    }
