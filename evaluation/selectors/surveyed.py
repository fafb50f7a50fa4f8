"""Indicators computed from what a survey's waves were shown to have answered.

Every figure comes from the tables that results show outside the evaluators: what they hide
is hidden here, for evaluators too. A figure holds for the last day of its wave. Two queries.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, Least, TruncDate

from evaluation.models import GridRow, Indicator, Question, ScoredScale, SurveyVersion, Wave
from evaluation.rules.breakdown import Layout, Shown
from evaluation.rules.figures import Figure
from evaluation.rules.publishing import key_of
from evaluation.rules.questionnaire import MULTIPLE
from evaluation.rules.results import Disclosed, Told
from evaluation.rules.surveyed import Found, mean_found, share_found
from evaluation.rules.tallying import EVERYBODY, What, Who
from evaluation.selectors.brief import Gathered, Row, as_text, in_brief, together
from evaluation.selectors.shown import newest
from partnership.dates import day_words
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.feedback_rules import SmallNumbers

AreaKey = int | None
Tables = Mapping[int, Mapping[str, tuple[date, Shown]]]  # that were shown, by wave and key
OF_SURVEYS = (Indicator.Computed.SCALE, Indicator.Computed.ANSWERS)
ENDED = Coalesce(Least("closes_on", TruncDate("closed_at")), "closes_on")


@dataclass(frozen=True)
class Collected:
    """A wave that is over, in brief; `on` is its last day."""

    pk: int
    version: int
    area: AreaKey
    before: int | None
    name: str
    slug: str
    stage: str
    opened: date
    on: date


@dataclass(frozen=True)
class Point:
    """What one wave says of a place; `shown_on` None: nothing of it was shown by the day."""

    place: AreaKey
    wave: Collected
    figure: Figure
    method: str = ""
    shown_on: date | None = None

    @property
    def stage(self) -> str:
        """Before, after, or nothing."""
        return "" if self.wave.stage == Wave.Stage.SINGLE else self.wave.stage


Points = Mapping[int, list[Point]]


def is_surveyed(indicator: Indicator) -> bool:
    """Whether it is computed from answers to a survey."""
    return indicator.computed_from in OF_SURVEYS


def asked_in_brief(programme: Programme, as_at: date, reach: Reach) -> Iterator[QuerySet[Any, Any]]:
    """What is asked by the surveys of indicators, and their waves that were over by the day."""
    indicators = programme.indicators.filter(computed_from__in=OF_SURVEYS)
    surveys = Q(version__survey__in=indicators.values("survey"))
    versions = SurveyVersion.objects.filter(
        survey__in=indicators.values("survey"), published_at__isnull=False
    )
    yield in_brief("asked version", versions, ["pk", "survey_id", "number"], [])
    questions = Question.objects.filter(surveys)
    yield in_brief(
        "asked question", questions, ["pk", "version_id", "same_as_id"], ["code", "kind"]
    )
    rows = GridRow.objects.filter(question__in=questions)
    yield in_brief("asked row", rows, ["pk", "question_id", "same_as_id"], ["code"])
    scales = ScoredScale.objects.filter(surveys)
    yield in_brief("asked scale", scales, ["pk", "version_id"], ["code", "method"])
    waves = Wave.objects.filter(reach.q("area"), programme=programme, version_asked__in=versions)
    words = [as_text("before_id"), "name", "slug", "stage", as_text("opens_on"), as_text("ended")]
    over = waves.annotate(ended=ENDED).filter(ended__lte=as_at, reported_on__lte=as_at)
    yield in_brief("asked wave", over, ["pk", "version_asked_id", "area_id"], words)


def surveyed_points(
    programme: Programme, indicators: Iterable[Indicator], *, as_at: date, reach: Reach
) -> Points:
    """What each wave of each indicator's survey says, the newest last; two queries.

    Of areas within reach, and of everybody where a wave is of the whole programme.
    """
    of_surveys = [each for each in indicators if is_surveyed(each)]
    if not of_surveys:
        return {}
    asked = Asked.of(together(asked_in_brief(programme, as_at, reach)))
    return points_read(programme, of_surveys, asked, as_at=as_at, reach=reach)


def points_read(
    programme: Programme,
    indicators: Iterable[Indicator],
    asked: "Asked",
    *,
    as_at: date,
    reach: Reach,
    tables: Tables | None = None,
) -> Points:
    """The same where it was read already what is asked; one query, or none without a wave.

    None, too, where the `tables` that were shown were read already.
    """
    of_surveys = [each for each in indicators if is_surveyed(each)]
    wanted = asked.wanted(of_surveys)
    if tables is None:
        waves = [Wave(pk=pk) for pk in sorted({wave.pk for _, wave, _ in wanted})]
        tables = newest(waves, by=as_at, keys=asked.keys(of_surveys)) if waves else {}
    numbers = SmallNumbers(programme.counts_only_below, programme.base_beside_below)
    found: dict[int, list[Point]] = {each.pk: [] for each in of_surveys}
    for indicator, wave, what in wanted:
        told = tables.get(wave.pk, {}).get(key_of(what, by_sector=False))
        reading = _Reading(indicator, what, asked.several(what), told, numbers)
        found[indicator.pk] += [
            Point(place, wave, each.figure, each.method, told[0] if told else None)
            for place, each in reading.places(wave, reach)
        ]
    for points in found.values():
        points.sort(key=lambda each: (each.wave.on, each.wave.opened, each.wave.pk))
    return found


@dataclass(frozen=True)
class Asked:
    """What surveys ask, version by version, and the waves that asked it."""

    versions: Mapping[int, tuple[int, int]] = field(default_factory=dict)  # survey, number
    questions: Mapping[int, Row] = field(default_factory=dict)
    rows: Mapping[int, Row] = field(default_factory=dict)
    scales: tuple[Row, ...] = ()
    waves: tuple[Collected, ...] = ()

    @classmethod
    def of(cls, rows: Gathered) -> "Asked":
        """From the rows of `asked_in_brief`."""
        return cls(
            {row.keys[0]: (row.keys[1], row.keys[2]) for row in rows["asked version"]},
            {row.keys[0]: row for row in rows["asked question"]},
            {row.keys[0]: row for row in rows["asked row"]},
            tuple(rows["asked scale"]),
            tuple(_collected(row) for row in rows["asked wave"]),
        )

    def wanted(self, indicators: Iterable[Indicator]) -> list[tuple[Indicator, Collected, What]]:
        """Which wave is asked for what, of each indicator."""
        found = []
        for indicator in indicators:
            meant = self._meant(indicator)
            found += [
                (indicator, wave, meant[wave.version])
                for wave in self.waves
                if wave.version in meant
            ]
        return found

    def keys(self, indicators: Iterable[Indicator]) -> set[str]:
        """Under which the tables are kept that these indicators need."""
        return {key_of(what, by_sector=False) for _, _, what in self.wanted(indicators)}

    def several(self, what: What) -> bool:
        """Whether any of several could be chosen."""
        row = self.questions.get(what.question or 0)
        return row is not None and row.words[1] == MULTIPLE

    def _meant(self, indicator: Indicator) -> dict[int, What]:
        """What the indicator's code means in each version of its survey that asks it.

        Its meaning is that of the newest version with the code: the same question is asked by
        others under any code, and another question under the same code is not meant.
        """
        mine = {pk for pk, (survey, _) in self.versions.items() if survey == indicator.survey_id}
        if indicator.computed_from == Indicator.Computed.SCALE:
            return self._scales(mine, indicator.survey_code)
        there = [row for row in self._named if row[2] in mine]
        named = [row for row in there if row[1] == indicator.survey_code]
        if not named:
            return {}
        root = max(named, key=lambda row: self.versions[row[2]][1])[3]
        return {version: what for what, _, version, first in there if first == root}

    def _scales(self, mine: Collection[int], code: str) -> dict[int, What]:
        rows = [row for row in self.scales if row.keys[1] in mine and row.words[0] == code]
        if not rows:
            return {}
        method = max(rows, key=lambda row: self.versions[row.keys[1]][1]).words[1]
        return {row.keys[1]: What(scale=row.keys[0]) for row in rows if row.words[1] == method}

    @cached_property
    def _named(self) -> list[tuple[What, str, int, tuple[int, int]]]:
        """(what, its name in the codebook, version, the first it was made from) of questions,
        and of the rows of grids.
        """
        found = []
        for pk, row in self.questions.items():
            first = _first(pk, self.questions)
            found.append((What(pk), row.words[0], row.keys[1], (first, 0)))
        for pk, row in self.rows.items():
            if question := self.questions.get(row.keys[1]):
                first = _first(question.keys[0], self.questions)
                name = f"{question.words[0]}.{row.words[0]}"
                what = What(question.keys[0], pk)
                found.append((what, name, question.keys[1], (first, _first(pk, self.rows))))
        return found


def _first(pk: int, rows: Mapping[int, Row]) -> int:
    seen = {pk}
    while pk in rows and (origin := rows[pk].keys[2]) in rows and origin not in seen:
        seen.add(origin)
        pk = origin
    return pk


def _collected(row: Row) -> Collected:
    before, name, slug, stage, opened, on = row.words
    return Collected(
        row.keys[0],
        row.keys[1],
        row.keys[2] or None,
        int(before) if before else None,
        name,
        slug,
        stage,
        date.fromisoformat(opened),
        date.fromisoformat(on),
    )


@dataclass(frozen=True)
class _Reading:
    """One wave's table as one indicator reads it."""

    indicator: Indicator
    what: What
    several: bool
    told: tuple[date, Shown] | None
    numbers: SmallNumbers

    def places(self, wave: Collected, reach: Reach) -> Iterator[tuple[AreaKey, Found]]:
        """Of the wave's own area; or of the whole programme, and of areas if each has its own."""
        if wave.area is None or self.indicator.is_per_area:
            yield wave.area, self._found(EVERYBODY)
        if wave.area is None and self.indicator.is_per_area:
            for area in self._areas:
                if reach.holds(area):
                    yield area, self._found(Who(area=area))

    @cached_property
    def _areas(self) -> list[int]:
        """The areas that anybody answered from."""
        rows = self.told[1].table.table.rows if self.told else ()
        return [int(row[1:]) for row in rows if row.startswith("a") and row[1:].isdigit()]

    def _found(self, who: Who) -> Found:
        told = self._told(who)
        if self.indicator.computed_from == Indicator.Computed.SCALE:
            return mean_found(told)
        return share_found(
            told,
            self.indicator.counted_answers,
            self.numbers,
            is_count=self.indicator.kind == Indicator.Kind.COUNT,
        )

    def _told(self, who: Who) -> Told | None:
        if self.told is None:
            return None
        is_scale = self.indicator.computed_from == Indicator.Computed.SCALE
        columns = () if is_scale else tuple(self.indicator.counted_answers)
        layout = Layout(self.what, columns, several=self.several)
        return Disclosed({key_of(self.what, by_sector=False): self.told[1]}).told(layout, who)


def newest_figures(points: Iterable[Point], unit: str) -> dict[AreaKey, Figure]:
    """The newest figure of each place, each with what it holds for and what was before it."""
    by_place: dict[AreaKey, list[Point]] = defaultdict(list)
    for each in points:
        by_place[each.place].append(each)
    return {
        place: replace(there[-1].figure, when=_when(there, unit))
        for place, there in by_place.items()
    }


def _when(points: list[Point], unit: str) -> str:
    """“After”, as at 30 September 2019: mean of 23 … Before it, 5 March 2019: 19.8 points."""
    newest_one = points[-1]
    said = f"“{newest_one.wave.name}”, as at {day_words(newest_one.wave.on)}."
    if newest_one.method:
        said += f" {newest_one.method}"
    then = next((each for each in points if each.wave.pk == newest_one.wave.before), None)
    if then is not None:
        said += f" Before, as at {day_words(then.wave.on)}: {then.figure.words(unit)}."
    return said
