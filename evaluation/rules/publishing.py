"""The tables of a wave as they are shown outside the evaluators, all of one day together.

Pure: no Django, no clock, no database. What is shown first is shown until enough has come: a
later day's tables stand beside the earlier ones, and nobody may work out from both what a few
people said. The days of showing are few, so that a wave that takes answers for a year can be
followed: at most one a week while it takes answers, and only where five people more answered.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from evaluation.rules import breakdown
from evaluation.rules.breakdown import Counts, Layout, Rule, Shown, Spread, row_of
from evaluation.rules.choices import protected_choices
from evaluation.rules.disclosure import TOTAL, Cell, Published, Table
from evaluation.rules.gates import asked_people
from evaluation.rules.tallying import ALL, EVERYBODY, Step, What, Who

BY = {False: "area", True: "sector"}
EVERY = timedelta(days=7)
DOWN, SAME, UP = "down", "same", "up"
MOVES = (DOWN, SAME, UP)
Moves = Mapping[tuple[int, int], int]  # how many went from one answer to another
Pairs = Mapping[tuple[What, Who], Moves]
Earlier = Mapping[str, Sequence[Shown]]


def key_of(what: What, *, by_sector: bool, is_pair: bool = False) -> str:
    """The key under which a table is kept; such as q12:area, pair.q12:sector."""
    return f"{'pair.' if is_pair else ''}{what.code}:{BY[by_sector]}"


def is_due(
    *, number: int, shown: int | None, shown_on: date | None, on: date, is_over: bool, below: int
) -> bool:
    """Whether there is something new to show: `number` people now, `shown` when last shown."""
    if shown is None or shown_on is None:
        return number >= below
    if abs(number - shown) < below or shown_on >= on:
        return False
    return is_over or on - shown_on >= EVERY


@dataclass(frozen=True)
class Publication:
    """What is to be shown of one wave: its counts, its layouts, and what was shown before."""

    counts: Counts
    layouts: Sequence[Layout]
    earlier: Earlier
    rule: Rule

    def tables(self) -> dict[str, Shown]:
        """Every table that may be shown, by its key."""
        people = {by_sector: self._people(by_sector) for by_sector in BY}
        return dict(each for by_sector in BY for each in self._tables(by_sector, people))

    def _people(self, by_sector: bool) -> Published:
        """How many answered at all."""
        whose = breakdown.groups(self.counts, by_sector=by_sector)
        return self._protect(key_of(ALL, by_sector=by_sector), self._table(Layout(ALL), whose))

    def _tables(
        self, by_sector: bool, people: Mapping[bool, Published]
    ) -> Iterator[tuple[str, Shown]]:
        whose, every = breakdown.groups(self.counts, by_sector=by_sector), people[by_sector]
        if every.is_withheld:
            return
        yield key_of(ALL, by_sector=by_sector), Shown(every)
        told: dict[What, Shown] = {}
        for layout in self.layouts:
            asked: Published | None = every
            if layout.gate:
                asked = asked_people(layout.gate, told, every, people)
            if asked is not None and not (layout.tells_of_people and by_sector):
                key = key_of(layout.what, by_sector=by_sector)
                shown = self._shown(key, layout, whose, asked)
                if not shown.table.is_withheld:
                    told[layout.what] = shown
                    yield key, shown

    def _table(self, layout: Layout, whose: Sequence[Who]) -> Table:
        rows = {row_of(who): breakdown.columns_of(self.counts, layout, who) for who in whose}
        whole = breakdown.columns_of(self.counts, layout, EVERYBODY)
        return breakdown.table_of(rows, whole, layout.heads)

    def _protect(self, key: str, table: Table, **how: Any) -> Published:
        return breakdown.protected(table, self.earlier.get(key, ()), self.rule, name=key, **how)

    def _shown(self, key: str, layout: Layout, whose: Sequence[Who], asked: Published) -> Shown:
        table = self._table(layout, whose)
        if layout.several:
            bases, before = self._bases(layout, whose), self.earlier.get(key, ())
            return protected_choices(table, bases, layout, asked, before, self.rule, name=key)
        found = self._protect(
            key,
            table,
            is_personal=layout.is_personal,
            withhold=breakdown.withheld(table.rows, asked, table.columns),
            most=breakdown.known(asked, (TOTAL,)),
        )
        middles = {} if layout.columns else dict(self._middles(layout, whose, found))
        return Shown(found, {"middles": middles} if middles else {})

    def _bases(self, layout: Layout, whose: Sequence[Who]) -> dict[str, int]:
        """How many answered a question of which several may be chosen, row by row."""
        told = {row_of(who): self.counts.get(Step(layout.what, who), 0) for who in whose}
        return told | {TOTAL: self.counts.get(Step(layout.what), 0)}

    def _middles(
        self, layout: Layout, whose: Sequence[Who], found: Published
    ) -> Iterator[tuple[str, tuple[float, float]]]:
        """The mean and median of those rows that are shown and not of few people."""
        for who in (EVERYBODY, *whose):
            number = found.shown(row_of(who), TOTAL)
            values = breakdown.spread(self.counts, layout.what, who)
            middle = breakdown.middle(values)
            if middle and number is not None and number >= self.rule.counts_only_below:
                yield row_of(who), middle


def _is_whole(found: Published, row: str) -> bool:
    """Whether no cell of a row is hidden."""
    cells = [(row, column) for column in (*found.table.columns, TOTAL)]
    return not found.hidden.intersection(cells)


@dataclass(frozen=True)
class PairPublication:
    """What is to be shown of the people matched before and after.

    `answered` are the tables, by key, of what was answered before and after, as they are shown.
    """

    pairs: Pairs
    before: Counts
    after: Counts
    same: Mapping[What, What]
    earlier: Earlier
    rule: Rule
    answered: Earlier = field(default_factory=dict)

    def tables(self) -> dict[str, Shown]:
        """Every table of pairs that may be shown, by its key."""
        return dict(each for by_sector in BY for each in self._tables(by_sector))

    def _tables(self, by_sector: bool) -> Iterator[tuple[str, Shown]]:
        whose = sorted(
            {who for what, who in self.pairs if what == ALL and who != EVERYBODY
             and bool(who.sector) == by_sector}, key=row_of,
        )  # fmt: skip
        own = key_of(ALL, by_sector=by_sector, is_pair=True)
        every = self._people(own, whose, [told.table for told in self._answered(by_sector)])
        if every.is_withheld:
            return
        yield own, Shown(every)
        for what in sorted({what for what, _ in self.pairs} - {ALL}, key=lambda each: each.code):
            key = key_of(what, by_sector=by_sector, is_pair=True)
            shown = self._shown(key, what, whose, every)
            if not shown.table.is_withheld:
                yield key, shown

    def _answered(self, by_sector: bool) -> Sequence[Shown]:
        """How many answered before and after, as far as that is shown."""
        return self.answered.get(key_of(ALL, by_sector=by_sector), ())

    def _people(self, key: str, whose: Sequence[Who], answered: Sequence[Published]) -> Published:
        """How many were matched; a group that is hidden in either wave is hidden here, too.

        Else the pairs of one of two groups hidden together would tell how few the other has.
        """
        people = {who: sum(self.pairs.get((ALL, who), {}).values()) for who in (EVERYBODY, *whose)}
        rows = {row_of(who): (people[who],) for who in whose}
        hidden = sorted(frozenset[str]().union(*map(breakdown.hidden_rows, answered)))
        table = breakdown.table_of(rows, (people[EVERYBODY],), (breakdown.NUMBER,))
        withhold = frozenset((row, head) for row in hidden for head in (*table.columns, TOTAL))
        return self._protect(
            key,
            breakdown.with_rows(table, hidden),
            withhold=withhold,
            most=breakdown.least_known(table, answered),
        )

    def _protect(self, key: str, table: Table, **how: Any) -> Published:
        return breakdown.protected(table, self.earlier.get(key, ()), self.rule, name=key, **how)

    def _shown(self, key: str, what: What, whose: Sequence[Who], everybody: Published) -> Shown:
        moves = {row_of(who): self.pairs.get((what, who), {}) for who in (EVERYBODY, *whose)}
        rows = {row: moved(told) for row, told in moves.items() if row != TOTAL}
        table = breakdown.table_of(rows, moved(moves[TOTAL]), MOVES)
        found = self._protect(
            key,
            breakdown.with_rows(table, everybody.table.rows),
            withhold=breakdown.withheld(everybody.table.rows, everybody, MOVES)
            | self._hidden_answers(what, everybody.table.rows, key),
            most=breakdown.known(everybody, (TOTAL,)),
        )
        told = {row: _listed(each) for row, each in moves.items() if _is_whole(found, row)}
        return Shown(found, {"moves": told, "unpaired": dict(self._unpaired(what, whose, found))})

    def _hidden_answers(self, what: What, rows: Sequence[str], key: str) -> frozenset[Cell]:
        """The groups of which it is hidden how many answered, before or after."""
        by_sector = key == key_of(what, by_sector=True, is_pair=True)
        keys = {key_of(each, by_sector=by_sector) for each in (what, self.same[what])}
        told = [each for name in sorted(keys) for each in self.answered.get(name, ())]
        hidden = {row for row in rows for each in told if each.base(row) is None}
        return frozenset((row, head) for row in hidden for head in (*MOVES, TOTAL))

    def _unpaired(
        self, what: What, whose: Sequence[Who], found: Published
    ) -> Iterator[tuple[str, list[Spread]]]:
        """The answers that are in no pair, of the whole and of groups that are not few."""
        for who in (EVERYBODY, *whose):
            row = row_of(who)
            least = self.rule.below if who == EVERYBODY else self.rule.counts_only_below
            told = unpaired(self.pairs.get((what, who), {}), *self._spreads(what, who))
            if _is_whole(found, row) and min(sum(n for _, n in each) for each in told) >= least:
                yield row, list(told)

    def _spreads(self, what: What, who: Who) -> tuple[Spread, Spread]:
        then = self.same[what]
        return breakdown.spread(self.before, then, who), breakdown.spread(self.after, what, who)


def moved(moves: Moves) -> tuple[int, int, int]:
    """How many went down, stayed, went up."""
    down = sum(n for (before, after), n in moves.items() if after < before)
    up = sum(n for (before, after), n in moves.items() if after > before)
    return down, sum(moves.values()) - down - up, up


def unpaired(moves: Moves, before: Spread, after: Spread) -> tuple[Spread, Spread]:
    """The answers of two waves that are in no pair."""
    first, second = dict(before), dict(after)
    for (then, now), number in moves.items():
        first[then] = first.get(then, 0) - number
        second[now] = second.get(now, 0) - number
    left, right = (
        tuple((value, number) for value, number in sorted(each.items()) if number > 0)
        for each in (first, second)
    )
    return left, right


def _listed(moves: Moves) -> list[list[int]]:
    return [[before, after, number] for (before, after), number in sorted(moves.items())]
