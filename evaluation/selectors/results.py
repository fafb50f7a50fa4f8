"""The results of a wave, or of a before and after pair, for one reader; some ten queries."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet

from evaluation.models import Match, Response, SurveyVersion, Tally, Wave
from evaluation.rules.breakdown import Shown
from evaluation.rules.publishing import BY, key_of
from evaluation.rules.results import Disclosed, Raw, Source
from evaluation.rules.tallying import ALL, EVERYBODY, Instrument, Step, What, Who
from evaluation.selectors.shown import BASE, newest
from evaluation.selectors.tallies import (
    ADDED_AT_ONCE,
    answered,
    instrument,
    instruments,
    not_tallied,
    pairs,
    same_of,
    same_questions,
    tallied,
)
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach

WITH = ("version_asked__survey", "before__version_asked__survey", "area", "group", "after")


def waves_with_results(programme: Programme, reach: Reach, *, by: date) -> QuerySet[Wave]:
    """The waves in reach that had opened by a day, the newest first."""
    rows = programme.waves.visible_to(reach).filter(opens_on__lte=by)
    return rows.select_related(*WITH).order_by("-opens_on", "-pk")


def find_results(programme: Programme, slug: str, *, reach: Reach) -> Wave:
    """A wave in reach; one query. Raises Wave.DoesNotExist."""
    found: Wave = programme.waves.visible_to(reach).select_related(*WITH).get(slug=slug)
    found.programme = programme
    return found


@dataclass(frozen=True)
class Results:
    """All that the results page of a wave is made from, as one reader may see it.

    `before` is the wave that it is held against, if any; `shown_on` the newest day of what is
    shown outside the evaluators (None: nothing yet), `waiting` how many answers are in no tally yet
    (`is_behind`: too many to be counted by a page).
    """

    wave: Wave
    of: Instrument
    source: Source
    before: Wave | None = None
    source_before: Source | None = None
    same: Mapping[What, What] = field(default_factory=dict)
    shown_on: date | None = None
    waiting: int = 0
    is_behind: bool = False
    proposed: int = 0
    has_pairs: bool = True
    is_raw: bool = True

    @cached_property
    def waves(self) -> tuple[Wave, ...]:
        """In the order of time."""
        return (self.before, self.wave) if self.before else (self.wave,)


def results_raw(wave: Wave, who: Who) -> Results:
    """As evaluators see it, with what is not tallied yet."""
    of, before = instrument(wave.version_asked), wave.before
    waves = [wave, *([before] if before else [])]
    counts, waiting = tallied(waves, {who}), not_tallied(waves)
    for each in waves:
        there = waiting.get(each.pk, [])
        if 0 < len(there) <= ADDED_AT_ONCE:
            is_same = each.version_asked_id == wave.version_asked_id
            steps = (of if is_same else instrument(each.version_asked)).steps(answered(there))
            counts[each.pk].update({k: n for k, n in steps.items() if k.who == who})
    return _raw(
        wave,
        who,
        of,
        counts,
        waiting=sum(map(len, waiting.values())),
        is_behind=any(len(there) > ADDED_AT_ONCE for there in waiting.values()),
        proposed=_proposed(wave) if before else 0,
    )


def results_tallied(
    wave: Wave, who: Who, counts: Mapping[int, Counter[Step]], *, proposed: int
) -> Results:
    """The same where no answer waits to be tallied: from tallies, by wave, that are at hand."""
    return _raw(wave, who, instrument(wave.version_asked), counts, proposed=proposed)


def _raw(
    wave: Wave, who: Who, of: Instrument, counts: Mapping[int, Counter[Step]], **more: Any
) -> Results:
    before = wave.before
    same = _same(wave, of) if before else {}
    source = Raw(
        counts[wave.pk],
        counts[before.pk] if before else {},
        pairs(wave, {who}) if before else {},
        same,
    )
    return Results(
        wave,
        of,
        source,
        before,
        Raw(counts[before.pk]) if before else None,
        same,
        **more,
    )


def results_disclosed(wave: Wave, who: Who = EVERYBODY, *, by: date = date.max) -> Results:
    """As everybody else sees it, and as reports do: what was shown last by a day."""
    return results_disclosed_of([wave], who, by=by)[wave.pk]


def results_disclosed_of(
    waves: Sequence[Wave], who: Who = EVERYBODY, *, by: date = date.max
) -> dict[int, Results]:
    """The same of several waves, by their keys; three queries, however many."""
    there = [each for wave in waves for each in (wave, wave.before) if each]
    of = instruments(each.version_asked for each in there)
    pairs_of = [(wave.before.version_asked, wave.version_asked) for wave in waves if wave.before]
    same = same_of(pairs_of, of)
    found = newest(there, f":{BY[bool(who.sector)]}", by=by)
    return {wave.pk: _disclosed(wave, who, of, same, found) for wave in waves}


def _disclosed(
    wave: Wave,
    who: Who,
    of: Mapping[int, Instrument],
    same: Mapping[tuple[int, int], dict[What, What]],
    found: Mapping[int, Mapping[str, tuple[date, Shown]]],
) -> Results:
    before = wave.before
    keys = [wave.pk, *([before.pk] if before else [])]
    tables = {
        key: Disclosed({name: told for name, (_, told) in found[key].items()}) for key in keys
    }
    days = [day for key in keys for day, _ in found[key].values()]
    return Results(
        wave,
        of[wave.version_asked_id],
        tables[wave.pk],
        before,
        tables[before.pk] if before else None,
        same[before.version_asked_id, wave.version_asked_id] if before else {},
        shown_on=max(days, default=None),
        has_pairs=key_of(ALL, by_sector=bool(who.sector), is_pair=True) in found[wave.pk],
        is_raw=False,
    )


def _same(wave: Wave, of: Instrument) -> dict[What, What]:
    """What was asked before, by what is asked after."""
    assert wave.before is not None
    if wave.before.version_asked_id == wave.version_asked_id:
        return {each: each for each in of.everything}
    return same_questions(wave.before.version_asked, wave.version_asked)


def _proposed(wave: Wave) -> int:
    return Match.objects.filter(wave=wave, state=Match.State.PROPOSED).count()


def responses_by_wave(waves: Iterable[Wave], *, evaluates: bool) -> dict[int, int | None]:
    """How many responses each wave had: as it stands, or as it was shown last."""
    there = list(waves)
    if not evaluates:
        found = newest_bases(there)
        return {wave.pk: found.get(wave.pk) for wave in there}
    rows = Tally.objects.filter(wave__in=there, key=Step(ALL).key)
    told: dict[int, int] = dict(rows.values_list("wave", "answers"))
    waiting = Response.objects.filter(wave__in=there, is_tallied=False, set_aside_why="")
    for key, number in waiting.order_by().values_list("wave").annotate(Count("pk")):
        told[key] = told.get(key, 0) + number
    return {wave.pk: told.get(wave.pk, 0) for wave in there}


def newest_bases(waves: Iterable[Wave]) -> dict[int, int | None]:
    """How many responses each wave had when it was shown last; one query."""
    return {
        key: Disclosed({name: told for name, (_, told) in each.items()}).responses(EVERYBODY)
        for key, each in newest(list(waves), BASE).items()
        if each
    }


def published_version(programme: Programme, survey: str, number: int) -> SurveyVersion:
    """A version that was published; one query. Raises SurveyVersion.DoesNotExist."""
    return SurveyVersion.objects.select_related("survey").get(
        survey__programme=programme,
        survey__slug=survey,
        number=number,
        published_at__isnull=False,
    )
