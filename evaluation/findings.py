"""What was found out about outcomes by a day, in words, as everybody may read it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeAlias

from evaluation.found_in_figures import Computing, Indicators
from evaluation.found_in_waves import Waves
from evaluation.models import Measure, Wave
from evaluation.parts import FoundRow, MeasureRow, QuotationRow
from evaluation.rules.coverage import NO_MEASURE, SEE, Cover
from evaluation.selectors.brief import Gathered, Row
from evaluation.selectors.shown import newest
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.feedback_rules import SmallNumbers

QUOTED = 2
SIDES = {"supports": "in support", "contradicts": "against", "mixed": "mixed"}
KINDS = ("indicator", "published", "question", "scale", "coding", "story")
TALKS = (Measure.Kind.INTERVIEWS.label, Measure.Kind.FOCUS_GROUPS.label)

_Behind: TypeAlias = dict[str, list[Row]]


@dataclass(frozen=True)
class Found:
    """What was found out about an outcome, and what stands behind it in figures."""

    found: FoundRow = field(default_factory=FoundRow)
    cover: Cover = field(default_factory=Cover)

    def gaps(self, measures: Sequence[MeasureRow], same_as: Sequence[str]) -> tuple[str, ...]:
        """What is missing; of an outcome without a measure, which others say the same."""
        kinds = [each.kind for each in measures]
        cover = replace(
            self.cover,
            measures=len(kinds),
            questionnaires=kinds.count(Measure.Kind.QUESTIONNAIRE.label),
            talks=sum(kind in TALKS for kind in kinds),
        )
        found = list(cover.gaps)
        if same_as and NO_MEASURE in found:
            found[found.index(NO_MEASURE)] = f"{SEE} {', '.join(same_as)}"
        return tuple(found)


@dataclass(frozen=True)
class Findings:
    """All that was found out: by outcome's key, and of indicators and waves by themselves."""

    by_outcome: Mapping[int, Found]
    indicators: Indicators
    waves: Waves
    of_indicators: Mapping[int, Sequence[str]]

    @classmethod
    def read(cls, programme: Programme, rows: Gathered, *, as_at: date, reach: Reach) -> "Findings":
        """Some queries, whatever the size; none of waves where there are none."""
        numbers = SmallNumbers(programme.counts_only_below, programme.base_beside_below)
        waves = Waves(rows, numbers, _own(reach))
        computing = Computing(programme, rows, as_at, reach)
        asked = [Wave(pk=each.pk) for each in waves.asked]
        keys = {*waves.keys(), *computing.keys()}
        tables = newest(asked, by=as_at, keys=keys) if asked else {}
        waves, indicators = waves.with_tables(tables), computing.indicators(tables)
        behind: dict[int, _Behind] = defaultdict(lambda: {kind: [] for kind in KINDS})
        for kind in KINDS:
            for row in rows[kind]:
                behind[row.keys[0]][kind].append(row)
        told = {outcome: _found(mine, indicators, waves) for outcome, mine in behind.items()}
        return cls(told, indicators, waves, _references(rows))

    def of(self, outcome: int) -> Found:
        """What was found out about an outcome."""
        return self.by_outcome.get(outcome, Found())


def _own(reach: Reach) -> int | None:
    """The area that a report is about, if it is about one."""
    return next(iter(reach.areas)) if reach.areas and len(reach.areas) == 1 else None


def _references(rows: Gathered) -> Mapping[int, Sequence[str]]:
    """The references of each indicator's outcomes, in their order."""
    there = sorted(rows["outcome"], key=lambda row: (row.keys[1:], row.words[0]))
    names = {row.keys[0]: row.words[0] for row in there}
    linked = {(row.keys[1], row.keys[0]) for row in rows["indicator"]}
    found: dict[int, list[str]] = defaultdict(list)
    for outcome, name in names.items():
        for indicator in {pk for pk, of in linked if of == outcome}:
            found[indicator].append(name)
    return found


def _found(mine: _Behind, indicators: Indicators, waves: Waves) -> Found:
    keys = [row.keys[1] for row in mine["indicator"]]
    answered = _answered(mine, waves)
    known = indicators.with_figures(keys)
    return Found(
        FoundRow(
            quotations=tuple(_quotations(mine["coding"]))[:QUOTED],
            stories=tuple(sorted(row.words[0] for row in mine["story"])),
            **_stances(mine["coding"]),
        ),
        _cover(mine, known, answered),
    )


def _answered(mine: _Behind, waves: Waves) -> list[str]:
    """The stages of the waves that asked about it, and of which answers were shown."""
    asked = {row.keys[1] for kind in ("question", "scale") for row in mine[kind]}
    return [each.stage for each in waves.asked if each.pk in asked and waves.is_answered(each.pk)]


def _cover(mine: _Behind, known: int, answered: Sequence[str]) -> Cover:
    after = answered.count(Wave.Stage.AFTER)
    before = answered.count(Wave.Stage.BEFORE)
    return Cover(
        indicators=len(mine["indicator"]),
        values=known,
        empty=len(mine["indicator"]) - known,
        questions=len(mine["published"]) + len(mine["question"]) + len(mine["scale"]),
        before=before,
        after=after,
        once=len(answered) - after - before,
        stories=len(mine["story"]),
        **_stances(mine["coding"]),
    )


def _stances(rows: Iterable[Row]) -> dict[str, Any]:
    told = Counter(row.words[0] for row in rows)
    return {name: told[name] for name in ("supports", "contradicts", "mixed")}


def _quotations(rows: Collection[Row]) -> Iterator[QuotationRow]:
    """Of each side first what was said first, so that one side alone is not quoted."""
    told = sorted((row for row in rows if row.words[1]), key=lambda row: row.keys[1])
    sides: dict[str, list[Row]] = defaultdict(list)
    for row in told:
        sides[row.words[0]].append(row)
    turns = sorted(
        ((at, row.keys[1], row) for side in sides.values() for at, row in enumerate(side)),
        key=lambda turn: turn[:2],
    )
    for _, _, row in turns:
        yield QuotationRow(row.words[1], row.words[2], SIDES[row.words[0]])
