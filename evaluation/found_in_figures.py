"""What a report says of indicators: the newest figure of each place that its body reads of.

A report of one area has that area's figures, beside them those of the whole programme where no
other area's can be worked out from both.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from evaluation.models import Indicator, IndicatorAim, IndicatorValue
from evaluation.parts import IndicatorRow, PlaceRow
from evaluation.presenters.indicators import (
    NO_AREA,
    WHOLE_PROGRAMME,
    Aims,
    IndicatorLine,
    Known,
    Newest,
    Place,
    counted,
    figure_of,
    indicator_line,
)
from evaluation.rules.figures import MEAN, SUM
from evaluation.selectors.brief import Gathered, Row
from evaluation.selectors.computed import Figures, computed
from evaluation.selectors.part import stood
from evaluation.selectors.surveyed import Asked, Points, Tables, is_surveyed, points_read
from partnership.dates import NOT_RECORDED, PartialDate, day_words
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING, Reach
from pilots.models import Area

OTHERS = 2  # areas with a figure beside one's own, from which no single one can be worked out


@dataclass(frozen=True)
class Told:
    """An indicator with its line, and whether anything is known of the places that are read."""

    indicator: Indicator
    line: IndicatorLine
    together: str
    is_known: bool
    days: Mapping[str, date] = field(default_factory=dict)  # by place: of what is from answers

    @property
    def places(self) -> Iterator[PlaceRow]:
        """What is printed of each place."""
        for place in self.line.places:
            when, note = self._when(place)
            yield PlaceRow(
                place="" if place.name == WHOLE_PROGRAMME else place.name,
                figure=place.figure,
                when=when,
                baseline=place.baseline,
                target=place.target,
                standing=place.standing,
                note=note,
            )

    def _when(self, place: Place) -> tuple[str, str]:
        """What a figure holds for, and how it was worked out of answers.

        Of records, all is counted as at the report's own day, which is not said of each.
        """
        if not self.indicator.computed_from:
            return place.when, ""
        day = self.days.get(place.name)
        return (day_words(day), place.when) if day else ("", "")


@dataclass(frozen=True)
class Indicators:
    """The indicators that stood by a day, by their keys, in their order."""

    told: Mapping[int, Told]

    def with_figures(self, keys: Iterable[int]) -> int:
        """Of how many of these indicators something is known."""
        return sum(self.told[key].is_known for key in keys if key in self.told)

    def rows(self, outcomes: Mapping[int, Sequence[str]]) -> Iterator[IndicatorRow]:
        """What is printed of each, with the references of its outcomes, if it has any."""
        for key, each in self.told.items():
            yield IndicatorRow(
                name=each.indicator.name,
                outcomes=tuple(outcomes.get(key, ())),
                together=each.together,
                how=each.line.how.lower() if each.together else "",
                places=tuple(each.places),
                slug=each.indicator.slug,
            )


@dataclass(frozen=True)
class Computing:
    """The indicators that stood by a day, and what those need that are computed.

    Of every area: a figure of the whole programme is no less in one area's report.
    """

    programme: Programme
    rows: Gathered
    as_at: date
    reach: Reach

    @cached_property
    def found(self) -> list[Indicator]:
        """In their order; one query."""
        then = stood(self.as_at)
        found = self.programme.indicators.filter(then, reported_on__lte=self.as_at)
        return list(found.order_by("position", "name"))

    @cached_property
    def asked(self) -> Asked:
        """What the surveys ask that indicators are computed from."""
        return Asked.of(self.rows)

    def keys(self) -> set[str]:
        """Under which the tables are kept that indicators need."""
        return self.asked.keys(each for each in self.found if is_surveyed(each))

    def indicators(self, tables: Tables) -> Indicators:
        """With what was shown of waves; a query or two."""
        how: dict[str, Any] = {"as_at": self.as_at, "reach": self.reach}
        points = points_read(self.programme, self.found, self.asked, tables=tables, **how)
        kinds: dict[int, set[int]] = defaultdict(set)
        for row in self.rows["event kind"]:
            kinds[row.keys[0]].add(row.keys[1])
        everywhere: dict[str, Any] = {"as_at": self.as_at, "reach": EVERYTHING}
        figures = computed(self.programme, self.found, points=points, kinds=kinds, **everywhere)
        reading = _Reading(self.programme, self.rows, figures, points, **how)
        return Indicators({each.pk: reading.told(each) for each in self.found})


@dataclass(frozen=True)
class _Reading:
    """What was gathered, read indicator by indicator."""

    programme: Programme
    rows: Gathered
    figures: Mapping[int, Figures]
    points: Points
    as_at: date
    reach: Reach

    def told(self, indicator: Indicator) -> Told:
        areas = _areas(self.rows["area"])
        known = self._known(indicator, areas)
        line = self._line(indicator, areas, known)
        is_of_part = indicator.is_per_area and not self.reach.is_everything
        together = line.figure if len(line.places) > 1 else ""
        if is_of_part:
            together = together if self._tells_no_other(indicator, known) else ""
            mine = [each for each in areas if self.reach.holds(each.pk)]
            line = self._own(indicator, mine, known, how=line.how)
            known = {place: told for place, told in known.items() if self.reach.holds(place)}
        is_known = any(_is_data(each, indicator.pk in self.figures) for each in known.values())
        together = "" if together == NOT_RECORDED else together
        return Told(indicator, line, together, is_known, self._days(indicator, areas))

    def _days(self, indicator: Indicator, areas: Iterable[Area]) -> dict[str, date]:
        """The last day of the newest wave of each place of which a figure may be told."""
        names: dict[int | None, str] = {each.pk: each.name for each in areas}
        names[None] = WHOLE_PROGRAMME
        figures = self.figures.get(indicator.pk, {})
        return {
            names[point.place]: point.wave.on
            for point in self.points.get(indicator.pk, ())
            if point.place in names and figures[point.place].number is not None
        }

    def _line(self, indicator: Indicator, areas: Sequence[Area], known: Newest) -> IndicatorLine:
        aims = _aims(self.rows["aim"]).get(indicator.pk, {})
        word = self.programme.area_word
        return indicator_line(indicator, areas, known, area_word=word, aims=aims)

    def _own(
        self, indicator: Indicator, areas: Sequence[Area], known: Newest, *, how: str
    ) -> IndicatorLine:
        """The places that a report of some areas has, with what was shown of the whole."""
        line = self._line(indicator, areas, known)
        places = tuple(place for place in line.places if place.name != NO_AREA)
        return replace(line, places=places, how=how)

    def _tells_no_other(self, indicator: Indicator, known: Newest) -> bool:
        """Whether the areas put together leave each area's own figure open."""
        if is_surveyed(indicator) or indicator.over_areas not in (SUM, MEAN):
            return False
        others = [
            each.figure.number
            for place, each in known.items()
            if place is not None and not self.reach.holds(place)
        ]
        return sum(bool(number) for number in others) >= OTHERS

    def _known(self, indicator: Indicator, areas: Sequence[Area]) -> Newest:
        """The newest figure of each place, counted or entered."""
        if indicator.pk in self.figures:
            return counted(indicator, self.figures[indicator.pk], areas, self.as_at)
        mine = [row for row in self.rows["value"] if row.keys[0] == indicator.pk]
        return {
            row.keys[1] or None: _entered(row)
            for row in sorted(mine, key=lambda row: (row.words[0] or "9999", row.words[1]))
        }


def _is_data(known: Known, is_computed: bool) -> bool:
    return known.figure.is_data if is_computed else known.figure.is_recorded


def _areas(rows: Iterable[Row]) -> list[Area]:
    return [
        Area(pk=row.keys[0], slug=row.words[0], name=row.words[1])
        for row in sorted(rows, key=lambda row: row.words[1])
    ]


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
