"""A reader who knows every page of a wave, and works out what the hidden counts can be.

Everything that is shown is one set of equations: tables of areas, how many answered, what was
shown on an earlier day, and that nobody answers a question who did not answer the form.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from scipy.optimize import linprog

from evaluation.rules.breakdown import Gate, Layout, Rule, Shown
from evaluation.rules.publishing import Publication
from evaluation.rules.results import Disclosed
from evaluation.rules.tallying import ALL, EVERYBODY, Step, What, Who

LIKERT, YES_NO = Layout(What(1), (1, 2, 3)), Layout(What(2), (1, 2))
AGE = Layout(What(3), (1, 2), is_personal=True)
SEVERAL = Layout(What(4), (1, 2, 3), several=True)
USEFUL = Layout(What(5), (1, 2), gate=Gate((YES_NO,), (1,), is_exact=True))
OF_OLD = Layout(What(6), (1, 2), gate=Gate((AGE,), (2,), is_exact=True))
LAYOUTS = (LIKERT, YES_NO, AGE, SEVERAL, USEFUL, OF_OLD)
EVERY = Layout(ALL)
ELSEWHERE = Who(area=0)  # stands for those whose area is not known
Key = tuple[int, What, Who, int | None]  # the day; value None: how many answered it
Terms = Mapping[Key, int]
Person = tuple[Who, Mapping[What, Sequence[int]]]


@dataclass
class Known:
    """What the reader knows: sums of counts that are so many, and sums that are 0 or less."""

    truth: dict[Key, int] = field(default_factory=dict)
    equal: list[tuple[Terms, int]] = field(default_factory=list)
    at_most_0: list[Terms] = field(default_factory=list)

    def span(self, aim: Terms) -> tuple[float, float]:
        """The least and the most that a sum of counts can be."""
        places = {key: at for at, key in enumerate(self.truth)}
        equal = _matrix([terms for terms, _ in self.equal], places)
        most = _matrix(self.at_most_0, places)
        ends = []
        for sign in (1, -1):
            found = linprog(
                sign * _matrix([aim], places)[0], bounds=(0, 500),
                A_ub=most, b_ub=np.zeros(len(most)), A_eq=equal, b_eq=[n for _, n in self.equal],
            )  # fmt: skip
            assert found.success, found.message
            ends.append(round(sign * found.fun, 6))
        true = sum(self.truth[key] * factor for key, factor in aim.items())
        assert ends[0] <= true <= ends[1], "The solver is wrong: this is so."
        return ends[0], ends[1]


def _matrix(rows: Sequence[Terms], places: Mapping[Key, int]) -> np.ndarray:
    found = np.zeros((len(rows), len(places)))
    for at, terms in enumerate(rows):
        for key, factor in terms.items():
            found[at, places[key]] += factor
    return found


@dataclass(frozen=True)
class Day:
    """What was counted by a day, and the tables that were shown on it."""

    counts: Counter[Step]
    tables: Mapping[str, Shown]


def days(seed: int, layouts: Sequence[Layout] = LAYOUTS) -> list[Day]:
    """One or two days of showing a wave drawn at random: few people and many, some areas.

    `layouts` are what whoever shows it knows of the questions.
    """
    chance = random.Random(seed)
    areas = [Who(area=at) for at in range(1, chance.randint(2, 4) + 1)]
    weights = [chance.choice([1, 2, 5, 15]) for _ in areas] + [chance.choice([0, 0, 1])]
    skips, first = chance.choice([0, 0, 0.05, 0.3]), chance.choice([0.05, 0.5, 0.9, 0.95])
    people: list[Person] = []
    earlier: dict[str, list[Shown]] = defaultdict(list)
    told = []
    for _ in range(chance.randint(1, 2)):
        for _ in range(chance.choice([7, 12, 25, 40])):
            area = chance.choices([*areas, EVERYBODY], weights)[0]
            people.append((area, _followed(dict(_answers(chance, skips, first)))))
        counts = counted(people)
        shown = Publication(counts, layouts, earlier, Rule(key=str(seed))).tables()
        for key, table in shown.items():
            earlier[key].append(table)
        told.append(Day(counts, shown))
    return told


def _answers(
    chance: random.Random, skips: float, first: float
) -> Iterator[tuple[What, Sequence[int]]]:
    for layout in LAYOUTS:
        if layout.gate or chance.random() < skips:
            continue
        if layout.several:
            likely = zip(layout.columns, (0.9, 0.5, 0.05), strict=True)
            yield layout.what, [each for each, share in likely if chance.random() < share]
        else:
            share = 0.9 if layout.is_personal else first
            others = (1 - share) / (len(layout.columns) - 1)
            weights = [share, *[others] * (len(layout.columns) - 1)]
            yield layout.what, chance.choices(layout.columns, weights)


def _followed(answers: dict[What, Sequence[int]]) -> dict[What, Sequence[int]]:
    """With what follows on an earlier answer, which everybody answers who is asked it."""
    for layout in (USEFUL, OF_OLD):
        assert layout.gate
        if tuple(answers.get(layout.gate.layouts[0].what, ())) == layout.gate.values:
            answers[layout.what] = [1 + len(answers) % 2]
    return answers


def counted(people: Sequence[Person]) -> Counter[Step]:
    """The tallies of people."""
    found: Counter[Step] = Counter()
    for area, answers in people:
        for who in {EVERYBODY, area}:
            found[Step(ALL, who)] += 1
            for what, values in answers.items():
                found.update(Step(what, who, value) for value in (values and [None, *values]))
    return found


def groups(told: Sequence[Day]) -> list[Who]:
    """Every area, and those of whom it is not known."""
    found = {step.who for step in told[-1].counts if step.who != EVERYBODY}
    return [*sorted(found), ELSEWHERE]


def count(day: Day, what: What, who: Who, value: int | None) -> int:
    """How many there truly are."""
    whole = day.counts[Step(what, EVERYBODY, value)]
    areas = [step.who for step in day.counts if step.what == ALL and step.who != EVERYBODY]
    if who == ELSEWHERE:
        return whole - sum(day.counts[Step(what, area, value)] for area in areas)
    return day.counts[Step(what, who, value)]


def known(told: Sequence[Day]) -> Known:
    """All that a reader of every page of those days can know."""
    found, whose = Known(), groups(told)
    for at, day in enumerate(told):
        for layout, who in product((EVERY, *LAYOUTS), whose):
            for value in (None, *layout.columns):
                found.truth[at, layout.what, who, value] = count(day, layout.what, who, value)
            found.at_most_0 += _bounds(at, layout, who)
            if layout.columns and not layout.several:
                found.equal.append((_sum_of_points(at, layout, who), 0))
        found.equal += _shown(at, day, whose)
    for at, what, who, value in list(found.truth):
        if at:
            found.at_most_0.append({(at - 1, what, who, value): 1, (at, what, who, value): -1})
    return found


def _sum_of_points(at: int, layout: Layout, who: Who) -> Terms:
    points = {(at, layout.what, who, value): 1 for value in layout.columns}
    return points | {(at, layout.what, who, None): -1}


def _bounds(at: int, layout: Layout, who: Who) -> Iterator[Terms]:
    base = (at, layout.what, who, None)
    if layout != EVERY:
        yield {base: 1, (at, ALL, who, None): -1}
    if layout.gate:
        yield {base: 1, (at, layout.gate.layouts[0].what, who, layout.gate.values[0]): -1}
    if layout.several:
        yield from ({(at, layout.what, who, value): 1, base: -1} for value in layout.columns)
        yield {base: 1} | {(at, layout.what, who, value): -1 for value in layout.columns}


def _shown(at: int, day: Day, whose: Sequence[Who]) -> Iterator[tuple[Terms, int]]:
    """What stands on the pages of the whole wave and of each area."""
    pages = Disclosed(day.tables)
    for who in (EVERYBODY, *whose[:-1]):
        rows = whose if who == EVERYBODY else [who]
        told: list[tuple[What, int | None, int | None]] = [(ALL, None, pages.responses(who))]
        for layout in LAYOUTS:
            each = pages.told(layout, who)
            told.append((layout.what, None, each.base))
            told += [(layout.what, value, number) for value, number in each.counts.items()]
        for what, value, number in told:
            if number is not None:
                yield {(at, what, row, value): 1 for row in rows}, number


def few(told: Sequence[Day]) -> Iterator[Terms]:
    """Every count of 1 to 4 people that the whole wave does not give away by itself.

    Those of an area, and those who did not choose what nearly everybody there chose.
    """
    for at, day in enumerate(told):
        for layout, who in product((EVERY, *LAYOUTS), groups(told)):
            base = (at, layout.what, who, None)
            for value in (None, *layout.columns):
                number, whole = (count(day, layout.what, w, value) for w in (who, EVERYBODY))
                others = count(day, layout.what, who, None) - number
                rest = count(day, layout.what, EVERYBODY, None) - whole
                if 1 <= number <= 4 and (layout.is_personal or whole >= 5):
                    yield {(at, layout.what, who, value): 1}
                if layout.several and 1 <= others <= 4 and rest >= 5:
                    yield {base: 1, (at, layout.what, who, value): -1}
