"""What was found out about each outcome by a day, in words, as everybody may read it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from evaluation.models import Indicator, IndicatorAim, IndicatorValue, Wave
from evaluation.parts import FoundRow, IndicatorRow, QuotationRow, ResultRow
from evaluation.presenters.comparisons import compared
from evaluation.presenters.indicators import (
    WHOLE_PROGRAMME,
    Aims,
    IndicatorLine,
    Known,
    Newest,
    counted,
    figure_of,
    indicator_line,
)
from evaluation.rules.coverage import Cover
from evaluation.rules.results import Disclosed
from evaluation.rules.sentences import Matched
from evaluation.rules.tallying import EVERYBODY, HUNDREDTHS, What
from evaluation.selectors.computed import Figures, computed
from evaluation.selectors.gathered import Gathered, Row
from evaluation.selectors.part import stood
from evaluation.selectors.shown import newest
from partnership.dates import PartialDate
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING, Reach
from pilots.feedback_rules import SmallNumbers
from pilots.models import Area

QUOTED = 2
KINDS = ("indicator", "published", "question", "scale", "coding", "story")
NOT_SHOWN = "How answers changed is not shown: not yet, or too few people for it."

_Behind: TypeAlias = dict[str, list[Row]]


@dataclass(frozen=True)
class Findings:
    """What was found out about an outcome, and what stands behind it in figures."""

    found: FoundRow = field(default_factory=FoundRow)
    cover: Cover = field(default_factory=Cover)


def found_of(told: Findings | None, measures: int) -> tuple[FoundRow, tuple[str, ...]]:
    """What a report says of an outcome that has so many measures, and what is missing."""
    told = told or Findings()
    return told.found, replace(told.cover, measures=measures).gaps


def findings(
    programme: Programme, rows: Gathered, *, as_at: date, reach: Reach
) -> dict[int, Findings]:
    """By the outcome's key. Some queries, whatever the size; none of waves where there are none."""
    indicators = _Indicators.of(programme, rows, as_at, reach)
    results = _results(programme, rows, as_at)
    behind: dict[int, _Behind] = defaultdict(lambda: {kind: [] for kind in KINDS})
    for kind in KINDS:
        for row in rows[kind]:
            behind[row.keys[0]][kind].append(row)
    return {
        outcome: Findings(
            _found(mine, indicators, results.get(outcome, [])), _cover(mine, indicators)
        )
        for outcome, mine in behind.items()
    }


def _found(mine: _Behind, indicators: "_Indicators", results: Iterable[ResultRow]) -> FoundRow:
    return FoundRow(
        indicators=tuple(indicators.rows_of(row.keys[1] for row in mine["indicator"])),
        results=tuple(results),
        quotations=tuple(_quotations(mine["coding"]))[:QUOTED],
        stories=tuple(sorted(row.words[0] for row in mine["story"])),
        **_stances(mine["coding"]),
    )


def _cover(mine: _Behind, indicators: "_Indicators") -> Cover:
    asked = [*mine["question"], *mine["scale"]]
    answered = [row.words[0] for row in asked if row.words[1]]
    after = answered.count(Wave.Stage.AFTER)
    return Cover(
        indicators=len(mine["indicator"]),
        values=sum(row.keys[1] in indicators.with_figures for row in mine["indicator"]),
        questions=len(mine["published"]) + len(asked),
        before=len(answered) - after,
        after=after,
        stories=len(mine["story"]),
        **_stances(mine["coding"]),
    )


def _stances(rows: Iterable[Row]) -> dict[str, Any]:
    told = Counter(row.words[0] for row in rows)
    return {name: told[name] for name in ("supports", "contradicts", "mixed")}


def _quotations(rows: Iterable[Row]) -> Iterator[QuotationRow]:
    for row in sorted(rows, key=lambda row: row.keys[1]):
        _, text, said_by = row.words[:3]
        if text:
            yield QuotationRow(text, said_by)


@dataclass(frozen=True)
class _Indicators:
    """The indicators that stood, each in lines of the places that a body reads of."""

    lines: Mapping[int, IndicatorLine]
    order: Sequence[int]
    with_figures: frozenset[int]

    @classmethod
    def of(cls, programme: Programme, rows: Gathered, as_at: date, reach: Reach) -> "_Indicators":
        found = programme.indicators.filter(stood(as_at), reported_on__lte=as_at)
        indicators = list(found.order_by("position", "name"))
        # Of every area: a figure of the whole programme is no less in one area's report.
        figures = computed(programme, indicators, as_at=as_at, reach=EVERYTHING)
        areas = _areas(rows["area"])
        known = {
            each.pk: _known(each, rows["value"], figures, areas, as_at, reach)
            for each in indicators
        }
        aims, word = _aims(rows["aim"]), programme.area_word
        lines = {
            each.pk: indicator_line(
                each, areas, known[each.pk], area_word=word, aims=aims.get(each.pk, {})
            )
            for each in indicators
        }
        with_figures = {
            pk for pk, at in known.items() if any(_is_data(it, pk in figures) for it in at.values())
        }
        return cls(lines, list(lines), frozenset(with_figures))

    def rows_of(self, keys: Iterable[int]) -> Iterator[IndicatorRow]:
        """What is printed of these indicators, in their order."""
        wanted = set(keys)
        for pk in self.order:
            if pk in wanted:
                yield from _rows(self.lines[pk])


def _is_data(known: Known, is_computed: bool) -> bool:
    return bool(known.figure.number) if is_computed else known.figure.is_recorded


def _rows(line: IndicatorLine) -> Iterator[IndicatorRow]:
    name = line.indicator.name
    if len(line.places) > 1 and line.figure:
        yield IndicatorRow(name, f"All together ({line.how.lower()})", line.figure, "", "", "", "")
    for place in line.places:
        where = "" if place.name == WHOLE_PROGRAMME else place.name
        yield IndicatorRow(
            name, where, place.figure, place.when, place.baseline, place.target, place.standing
        )


def _areas(rows: Iterable[Row]) -> list[Area]:
    return [
        Area(pk=row.keys[0], slug=row.words[0], name=row.words[1])
        for row in sorted(rows, key=lambda row: row.words[1])
    ]


def _known(
    indicator: Indicator,
    values: Iterable[Row],
    figures: Mapping[int, Figures],
    areas: Sequence[Area],
    as_at: date,
    reach: Reach,
) -> Newest:
    """The newest figure of each place, counted or entered; an area reads of no other's."""
    if indicator.pk in figures:
        told = counted(indicator, figures[indicator.pk], areas, as_at)
        if not indicator.is_per_area or reach.is_everything:
            return told
        return {place: known for place, known in told.items() if place is not None}
    mine = [row for row in values if row.keys[0] == indicator.pk]
    return {
        row.keys[1] or None: _entered(row)
        for row in sorted(mine, key=lambda row: (row.words[0] or "9999", row.words[1]))
    }


def _entered(row: Row) -> Known:
    _, when, number, qualifier, as_stated, direction = row.words
    value = IndicatorValue(
        value=Decimal(number) if number else None,
        base=row.keys[2] or None,
        qualifier=qualifier,
        as_stated=as_stated,
        direction=direction,
    )
    return Known(figure_of(value), PartialDate.parse(when).words)


def _aims(rows: Iterable[Row]) -> Mapping[int, Aims]:
    found: dict[int, dict[int | None, IndicatorAim]] = defaultdict(dict)
    for row in rows:
        baseline, baseline_said, baseline_when, target, target_said, target_when = row.words
        found[row.keys[0]][row.keys[1] or None] = IndicatorAim(
            baseline=Decimal(baseline) if baseline else None,
            baseline_as_stated=baseline_said,
            baseline_when=PartialDate.parse(baseline_when),
            target=Decimal(target) if target else None,
            target_as_stated=target_said,
            target_when=PartialDate.parse(target_when),
        )
    return found


def _results(programme: Programme, rows: Gathered, as_at: date) -> dict[int, list[ResultRow]]:
    """By outcome: how matched people's answers changed, as it had been shown by the day."""
    told = [
        (row, What(row.keys[2]) if kind == "question" else What(scale=row.keys[2]))
        for kind in ("question", "scale")
        for row in sorted(rows[kind], key=lambda row: row.keys)
        if row.words[0] == Wave.Stage.AFTER and row.words[5]
    ]
    waves = {pk for row, _ in told for pk in (row.keys[1], int(row.words[5]))}
    if not waves:
        return {}
    shown = {
        pk: Disclosed({name: table for name, (_, table) in tables.items()})
        for pk, tables in newest([Wave(pk=pk) for pk in waves], ":area", by=as_at).items()
    }
    numbers = SmallNumbers(programme.counts_only_below, programme.base_beside_below)
    found = defaultdict(list)
    for row, what in told:
        sentences = _changed(row, what, shown, numbers) or (NOT_SHOWN,)
        found[row.keys[0]].append(ResultRow(row.words[2], row.words[3], sentences))
    return dict(found)


def _changed(
    row: Row, what: What, shown: Mapping[int, Disclosed], numbers: SmallNumbers
) -> tuple[str, ...]:
    now, then = shown[row.keys[1]], shown[int(row.words[5])]
    before, after, people = (
        then.responses(EVERYBODY),
        now.responses(EVERYBODY),
        now.people(EVERYBODY),
    )
    moved = now.moved(what, EVERYBODY)
    if before is None or after is None or people is None or not moved.is_known:
        return ()
    matched = Matched(max(before, people), max(after, people), people)
    unit = HUNDREDTHS if what.scale else 1
    return compared(moved, matched, better=row.words[4], unit=unit, numbers=numbers).sentences
