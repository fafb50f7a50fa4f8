"""What a page of results depends on, in few short queries: equal facts make equal pages.

Tables that were shown and pairs that were counted are never changed, only added to or made anew:
how many there are and the newest key say which they are. Tallies are changed where they stand, so
all those that a page is made from are read.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    BooleanField,
    CharField,
    Count,
    Exists,
    Max,
    OuterRef,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Concat

from evaluation.models import (
    Match,
    PairTally,
    Response,
    ShownTable,
    Survey,
    SurveyVersion,
    Tally,
    Wave,
)
from evaluation.rules.publishing import BY, key_of
from evaluation.rules.tallying import ALL, Step, What, Who
from evaluation.selectors.joined import Joined
from evaluation.selectors.results import Results, results_tallied
from evaluation.selectors.shown import newest
from partnership.people.models import Sector
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from partnership.web.prepared import Prepared
from partnership.web.remembered import Remembered
from pilots.models import Area

Row = tuple[Any, ...]
Rows = tuple[Row, ...]
PARTS = Joined(
    ("", Wave),
    ("version_asked", SurveyVersion),
    ("version_asked__survey", Survey),
    ("before", Wave),
    ("before__version_asked", SurveyVersion),
    ("before__version_asked__survey", Survey),
)
CODES_KEPT = 64
SECTORS = [sector for sector, _ in Sector.choices if sector]


@dataclass(frozen=True)
class FoundWave:
    """A wave with all that a page says of it and of the one before it; equal rows, equal words."""

    wave: Wave
    row: Row

    @property
    def keys(self) -> dict[str, int]:
        """The wave and the one before it, or the wave twice."""
        return {"wave": self.wave.pk, "before": self.wave.before_id or self.wave.pk}


def find_wave(programme: Programme, slug: str, *, reach: Reach) -> FoundWave:
    """A wave in reach; one query. Raises Wave.DoesNotExist."""
    row = next(FOUND.rows(reach, programme=programme.pk, slug=slug), None)
    if row is None:
        raise Wave.DoesNotExist
    return FoundWave(_wave(row, programme), row)


def _found(reach: Reach, *, programme: int, slug: str) -> QuerySet[Wave, Any]:
    rows = Wave.objects.visible_to(reach).filter(programme=programme, slug=slug)
    return rows.order_by().values_list(*PARTS.columns, "after__slug", "after__name")


FOUND = Prepared(_found)


def _wave(row: Row, programme: Programme) -> Wave:
    """The wave, the one before it, and what each asked."""
    wave, version, survey, before, asked, of = PARTS.records(row)
    version.survey, wave.version_asked, wave.programme = survey, version, programme
    if before:
        asked.survey, before.version_asked, before.programme = of, asked, programme
    wave.before = before
    slug, name = row[-2:]
    wave._state.fields_cache["after"] = Wave(slug=slug, name=name) if slug else None
    return wave


@dataclass(frozen=True)
class Whose:
    """Whose results can be looked at: `slugs` say how an address asks for an area or a sector.

    `names` are those of every area and sector; `is_waiting`, that an answer is in no tally yet.
    """

    names: Mapping[Who, str]
    slugs: Mapping[str, Who]
    is_waiting: bool = False


def whose(found: FoundWave, programme: Programme) -> Whose:
    """The areas and sectors that anybody answered from, for evaluators; two queries."""
    told = list(WHOSE.rows(**found.keys))
    areas = list(AREAS.rows(programme=programme.pk, **found.keys))
    there = {Who(area=area) for area, _, _ in told} | {Who(sector=each) for _, each, _ in told}
    there |= {Who(area=pk) for pk, *_, is_tallied in areas if is_tallied}
    return _whose_of(areas, there, any(is_waiting for *_, is_waiting in told))


def whose_shown(found: FoundWave, programme: Programme, shown: "Shown") -> Whose:
    """The areas and sectors that everybody else was shown to be there; one query."""
    codes = CODES(found.wave.pk, shown)
    areas = list(AREAS.rows(programme=programme.pk, **found.keys))
    every = [Who(area=pk) for pk, *_ in areas] + [Who(sector=each) for each in SECTORS]
    return _whose_of(areas, {who for who in every if who.code in codes})


def _whose_of(areas: Iterable[Row], there: Collection[Who], is_waiting: bool = False) -> Whose:
    names = {Who(area=pk): name for pk, _, name, _ in areas}
    named = {f"area:{slug}": Who(area=pk) for pk, slug, *_ in areas}
    names |= {Who(sector=sector): label for sector, label in Sector.choices if sector}
    named |= {f"sector:{sector}": Who(sector=sector) for sector in SECTORS}
    return Whose(names, {slug: who for slug, who in named.items() if who in there}, is_waiting)


def _areas(*, programme: int, wave: int, before: int) -> QuerySet[Area, Any]:
    """The programme's areas, each with whether anybody is tallied there."""
    key = Concat(Value("all:a"), Cast(OuterRef("pk"), CharField()), Value(":*"))
    tallies = Tally.objects.filter(wave__in=[wave, before], key=key)
    areas = Area.objects.filter(programme=programme).annotate(is_tallied=Exists(tallies))
    return areas.order_by("position", "name").values_list("pk", "slug", "name", "is_tallied")


AREAS = Prepared(_areas)


def _whose(*, wave: int, before: int) -> QuerySet[Any, Any]:
    """(area, sector, whether it waits) of answers that wait, and of sectors with tallies."""
    waves = [wave, before]
    waiting = Response.objects.filter(wave__in=waves, is_tallied=False, set_aside_why="")
    of_sectors = [Step(ALL, Who(sector=each)).key for each in SECTORS]
    tallied = Tally.objects.filter(wave__in=waves, key__in=of_sectors)
    first, second = (
        rows.order_by().values_list("area", "sector", Value(is_waiting, BooleanField()))
        for rows, is_waiting in ((waiting, True), (tallied, False))
    )
    return first.union(second)


WHOSE = Prepared(_whose)


@dataclass(frozen=True)
class Shown:
    """Which tables were shown by a day: of each wave how many, and the newest."""

    marks: Rows
    found: FoundWave = field(compare=False)
    by: date = field(compare=False)


def shown_by(found: FoundWave, *, by: date) -> Shown:
    """What was shown by a day; one query."""
    return Shown(tuple(sorted(SHOWN.rows(**found.keys, by=by))), found, by)


def _codes(_: int, shown: Shown) -> frozenset[str]:
    """The groups that were shown to be there, few people or many; one query."""
    wave, keys = shown.found.wave, [key_of(ALL, by_sector=each) for each in BY]
    waves = [wave, *([wave.before] if wave.before else [])]
    tables = newest(waves, by=shown.by, keys=keys).values()
    return frozenset(
        row for each in tables for _, told in each.values() for row in told.table.table.rows
    )


CODES = Remembered(_codes, most=CODES_KEPT)


def _shown(*, wave: int, before: int, by: date) -> QuerySet[ShownTable, Any]:
    rows = ShownTable.objects.filter(wave__in=[wave, before], shown_on__lte=by).order_by()
    return (
        rows.values("wave")
        .annotate(number=Count("pk"), newest=Max("pk"))
        .values_list("wave", "number", "newest")
    )


SHOWN = Prepared(_shown)


@dataclass(frozen=True)
class Tallied:
    """What is tallied of some people in both waves; which pairs are counted of them, by how many
    and the newest; and how many near matches wait for a decision.
    """

    rows: Rows
    pairs: Rows
    proposed: int = 0

    def counts(self, found: FoundWave) -> dict[int, Counter[Step]]:
        """By the key of the wave."""
        told: dict[int, Counter[Step]] = {key: Counter() for key in found.keys.values()}
        for wave, question, row, scale, area, sector, value, answers in self.rows:
            step = Step(What(question, row, scale), Who(area, sector), value)
            told[wave][step] = answers
        return told


def tallied(found: FoundWave, who: Who) -> Tallied:
    """The tallies of some people; two queries."""
    given: dict[str, Any] = {"area": who.area} if who.area is not None else {}
    given |= {"sector": who.sector} if who.sector else {}
    rows = tuple(TALLIES.rows(**found.keys, **given))
    pairs = tuple(PAIRS.rows(wave=found.wave.pk, **given))
    proposed = (number for is_pair, number, _ in pairs if not is_pair)
    return Tallied(rows, pairs, next(proposed, 0))


def _tallies(
    *, wave: int, before: int, area: int | None = None, sector: str = ""
) -> QuerySet[Tally, Any]:
    rows = Tally.objects.filter(wave__in=[wave, before], area=area, sector=sector)
    columns = ("wave", "question", "row", "scale", "area", "sector", "value", "answers")
    return rows.order_by("pk").values_list(*columns)


TALLIES = Prepared(_tallies)


def _pairs(*, wave: int, area: int | None = None, sector: str = "") -> QuerySet[Any, Any]:
    """(whether they are pairs, not near matches that wait, how many, the newest)."""
    pairs = PairTally.objects.filter(wave=wave, area=area, sector=sector)
    waiting = Match.objects.filter(wave=wave, state=Match.State.PROPOSED)
    first, second = (
        rows.order_by()
        .values("wave")
        .annotate(is_pair=Value(is_pair, BooleanField()), number=Count("pk"), newest=Max("pk"))
        .values_list("is_pair", "number", "newest")
        for rows, is_pair in ((pairs, True), (waiting, False))
    )
    return first.union(second)


PAIRS = Prepared(_pairs)


def results_of(found: FoundWave, who: Who, told: Tallied) -> Results:
    """What evaluators are told of these people where no answer waits; two to seven queries."""
    return results_tallied(found.wave, who, told.counts(found), proposed=told.proposed)
