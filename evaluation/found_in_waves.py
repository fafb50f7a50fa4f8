"""What a report says of questionnaires: who answered, what changed, what was said once.

No queries: from rows in brief, and from the tables that were shown outside the evaluators by the
day. No answer and no tally is read, so that a report tells no more than a page of results does.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from evaluation.models import Wave
from evaluation.parts import AnswerRow, ChangeRow, WaveRow
from evaluation.presenters.found import Point, answer_row, change_row, rate_words
from evaluation.rules.publishing import key_of
from evaluation.rules.questionnaire import GRID, Option
from evaluation.rules.results import Disclosed
from evaluation.rules.scales import Kind
from evaluation.rules.tallying import EVERYBODY, Scale, What, Who
from evaluation.selectors.brief import Gathered, Row
from evaluation.selectors.shown import BASE, BASE_OF_PAIRS
from evaluation.selectors.surveyed import Tables
from partnership.dates import day_words
from pilots.feedback_rules import SmallNumbers

NOTHING = Disclosed({})


@dataclass(frozen=True)
class AskedWave:
    """A wave in brief; `area` None is the whole programme's, `audience` None not recorded."""

    pk: int
    area: int | None
    audience: int | None
    stage: str
    name: str
    opened: date
    closed: date
    before: int | None

    @classmethod
    def of(cls, row: Row) -> "AskedWave":
        stage, name, opens, closes, before, closed = row.words
        return cls(
            pk=row.keys[0],
            area=row.keys[1] or None,
            audience=row.keys[2] or None,
            stage=stage,
            name=name,
            opened=date.fromisoformat(opens),
            closed=min(map(date.fromisoformat, filter(None, (closes, closed)))),
            before=int(before) if before else None,
        )

    @property
    def when(self) -> str:
        """The days on which it asked; a month is said once."""
        first, last = self.opened, self.closed
        is_one_month = (first.year, first.month) == (last.year, last.month)
        return f"{first.day if is_one_month else day_words(first)} to {day_words(last)}"


@dataclass(frozen=True)
class Waves:
    """All waves of a report's reach; `own` is the area that it is about, if it is of one;
    `shown` holds the tables.
    """

    rows: Gathered
    numbers: SmallNumbers
    own: int | None = None
    shown: Mapping[int, Disclosed] = field(default_factory=dict)

    def with_tables(self, tables: Tables) -> "Waves":
        """The same with what had been shown by the report's day."""
        shown = {
            pk: Disclosed({name: table for name, (_, table) in mine.items()})
            for pk, mine in tables.items()
        }
        return replace(self, shown=shown)

    @cached_property
    def names(self) -> Mapping[int, str]:
        """Areas' names by their keys."""
        return {row.keys[0]: row.words[1] for row in self.rows["area"]}

    @cached_property
    def asked(self) -> tuple[AskedWave, ...]:
        """In the order of time."""
        found = [AskedWave.of(row) for row in self.rows["wave"]]
        return tuple(sorted(found, key=lambda each: (each.opened, each.pk)))

    def keys(self) -> Iterator[str]:
        """Under which the tables are kept that a report may need."""
        yield from (BASE, BASE_OF_PAIRS)
        for each in self.asked:
            is_pair = each.before is not None
            if is_pair or each.stage == Wave.Stage.SINGLE:
                for point in self.points.get(each.pk, ()):
                    yield key_of(point.what, by_sector=False, is_pair=is_pair)

    def is_answered(self, wave: int) -> bool:
        """Whether it was shown that anybody answered."""
        return bool(self.of(wave).responses(EVERYBODY))

    def of(self, wave: int) -> Disclosed:
        """What was shown of a wave."""
        return self.shown.get(wave, NOTHING)

    @cached_property
    def points(self) -> Mapping[int, list[Point]]:
        """By wave what it asks about outcomes: questions, the rows of grids, scales."""
        references = {row.keys[0]: row.words[0] for row in self.rows["outcome"]}
        about: dict[tuple[str, int, int], list[str]] = defaultdict(list)
        asked: dict[tuple[str, int, int], Row] = {}
        for kind in ("question", "scale"):
            for row in self.rows[kind]:
                outcome, wave, what = row.keys
                if outcome in references:
                    about[kind, wave, what].append(references[outcome])
                    asked[kind, wave, what] = row
        found: dict[int, list[Point]] = defaultdict(list)
        for (kind, wave, _), row in sorted(asked.items(), key=lambda pair: pair[0]):
            outcomes = tuple(sorted(set(about[kind, wave, row.keys[2]])))
            found[wave] += _scale(row, outcomes) if kind == "scale" else self._asks(row, outcomes)
        return found

    def _asks(self, row: Row, outcomes: tuple[str, ...]) -> Iterator[Point]:
        key, (kind, text, better) = row.keys[2], row.words[:3]
        options = self._options[key]
        if kind != GRID:
            yield Point(What(key), text, better, outcomes, kind, options)
        for part in self._parts[key] if kind == GRID else ():
            words = f"{text} {part.words[0]}"
            yield Point(What(key, part.keys[1]), words, better, outcomes, kind, options)

    @cached_property
    def _parts(self) -> Mapping[int, list[Row]]:
        return _by_question(self.rows["row"])

    @cached_property
    def _options(self) -> Mapping[int, tuple[Option, ...]]:
        found: dict[int, tuple[Option, ...]] = defaultdict(tuple)
        for key, rows in _by_question(self.rows["point"]).items():
            found[key] = tuple(
                Option(row.keys[1], row.words[0], is_missing=bool(row.words[1])) for row in rows
            )
        return found

    def wave_rows(self) -> Iterator[WaveRow]:
        """Who answered each wave."""
        for each in self.asked:
            told = self.of(each.pk)
            answered, is_paired = told.responses(EVERYBODY), each.before is not None
            yield WaveRow(
                name=each.name,
                stage=Wave.Stage(each.stage).label,
                place=self._place(each),
                when=each.when,
                asked=each.audience,
                answered=answered,
                rate=rate_words(answered, each.audience, self.numbers),
                here=self._here(each, told),
                matched=told.people(EVERYBODY) if is_paired else None,
                is_paired=is_paired,
            )

    def _here(self, wave: AskedWave, told: Disclosed) -> int | None:
        if self.own is None or wave.area is not None or told is NOTHING:
            return None
        return told.responses(Who(area=self.own))

    def _place(self, wave: AskedWave) -> str:
        return self.names.get(wave.area, "") if wave.area is not None else ""

    def _whose(self, wave: AskedWave) -> Iterator[tuple[str, Who]]:
        """Of whom a report tells: of its own area first, and beside it of everybody asked."""
        if self.own is not None and wave.area is None:
            yield self.names.get(self.own, ""), Who(area=self.own)
        yield self._place(wave), EVERYBODY

    def change_rows(self) -> Iterator[ChangeRow]:
        """What changed from a wave before to the one after it."""
        for wave in self.asked:
            if wave.before is None:
                continue
            told = self.of(wave.pk)
            for point in self.points.get(wave.pk, ()):
                for place, who in self._whose(wave):
                    yield change_row(wave.name, place, point, told.moved(point.what, who))

    def answer_rows(self) -> Iterator[AnswerRow]:
        """What was answered to waves that ask once."""
        for wave in self.asked:
            if wave.stage != Wave.Stage.SINGLE:
                continue
            told = self.of(wave.pk)
            for point in self.points.get(wave.pk, ()):
                for place, who in self._whose(wave):
                    yield answer_row(wave.name, place, point, told, who, self.numbers)


def _by_question(rows: Iterable[Row]) -> Mapping[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.keys[0], row.keys[2])):
        found[row.keys[0]].append(row)
    return found


def _scale(row: Row, outcomes: tuple[str, ...]) -> Iterator[Point]:
    key, (method, name, better) = row.keys[2], row.words[:3]
    scale = Scale(key, "", Kind(method), name=name)
    yield Point(What(scale=key), name, better, outcomes, scale=scale)
