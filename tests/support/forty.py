"""Forty people asked before and forty asked after, and what results must say of them.

What is expected is worked out from the list of people itself, with SciPy, and not with any rule
of the product. Most come twice; codes are lost, left open in part and mistyped.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from scipy import stats
from scipy.optimize import linprog

BEFORE, AFTER = "Partners before", "Partners after"
ASKED = {BEFORE: 50, AFTER: 52}
AREAS = ("Ash", "Birch")
POINTS = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
DON_T_KNOW = "Don’t know"
CONFIDENCE = ("Not confident", "A little confident", "Fairly confident", "Very confident")
TWICE, ONCE_BEFORE, ONCE_AFTER = range(36), range(36, 40), range(40, 44)
NO_CODE = {BEFORE: (31,), AFTER: (28, 29, 30)}
IN_PART, MISTYPED = (27,), (32, 33, 34)  # afterwards
ALIKE = (36, 40)  # two people of two areas whose codes differ in one part only
PAIRED = [number for number in TWICE if number not in (27, 28, 29, 30, 31)]
Code = tuple[str, str, str, str]


@dataclass(frozen=True)
class Sheet:
    """What one person answers once: confidence, rows of agreement, how many were referred."""

    confidence: int | None
    rows: tuple[int | None, int | None]  # 0: don't know
    referred: int


@dataclass(frozen=True)
class Person:
    number: int
    area: str
    sheets: dict[str, Sheet]

    def code(self, wave: str) -> Code:
        """What they type; afterwards some in another way, some with a slip."""
        if self.number in NO_CODE[wave]:
            return ("", "", "", "")
        mother, day, town, elder = code_of(self.number)
        if self.number == ALIKE[1]:
            mother, day, town, elder = code_of(ALIKE[0])
            return (mother, day, town, "9")
        if wave == BEFORE:
            return (mother, day, town, elder)
        town = "" if self.number in IN_PART else town
        day = str(90 + self.number - MISTYPED[0]) if self.number in MISTYPED else day
        return (mother.lower() + "ne", str(int(day)), town, elder)


def code_of(number: int) -> Code:
    """Different in three parts from everybody else's."""
    first, second = chr(65 + number // 7), chr(65 + number % 7)
    return (first + second, f"{number + 1:02}", second + first, str(number % 5))


def everybody() -> list[Person]:
    """The same people each time."""
    chance = random.Random(40)
    return [Person(number, area_of(number), dict(_sheets(chance, number))) for number in range(44)]


def area_of(number: int) -> str:
    """Rather more in the first area; the two who are alike are of different ones."""
    return AREAS[number % 9 > 4 or number == ALIKE[1]]


def _sheets(chance: random.Random, number: int) -> Iterator[tuple[str, Sheet]]:
    then = chance.choice([1, 2, 2, 2, 3, 4])
    now = min(4, max(1, then + chance.choice([-1, 0, 1, 1, 1])))
    first = chance.choice([1, 2, 3, 3, 4, 0])
    second = chance.choice([2, 3, 4, 5])
    if number not in ONCE_AFTER:
        yield BEFORE, Sheet(then, (first, second), chance.choice([0, 0, 2, 5]))
    if number not in ONCE_BEFORE:
        skipped = None if number in (5, 11) else now
        later = min(5, first + chance.choice([0, 1])) if first else 3
        yield AFTER, Sheet(skipped, (later, second), chance.choice([0, 3, 4]))


def of(people: Iterable[Person], wave: str) -> list[Sheet]:
    """What those who came answered in a wave."""
    return [each.sheets[wave] for each in people if wave in each.sheets]


def confidence(sheets: Iterable[Sheet]) -> dict[str, int]:
    """How many chose each point."""
    told = Counter(each.confidence for each in sheets)
    return {words: told[point] for point, words in enumerate(CONFIDENCE, 1)}


def agreement(sheets: Iterable[Sheet], row: int) -> dict[str, int]:
    """How many chose each point in a row."""
    told = Counter(each.rows[row] for each in sheets)
    return {words: told[point] for point, words in enumerate(POINTS, 1)}


def moves(people: Iterable[Person], row: int | None = None) -> list[int]:
    """By how much each matched person who answered both times changed."""
    found = []
    for each in people:
        if each.number in PAIRED:
            then, now = (_value(each.sheets[wave], row) for wave in (BEFORE, AFTER))
            found += [now - then] if then and now else []
    return found


def _value(sheet: Sheet, row: int | None) -> int | None:
    return sheet.confidence if row is None else sheet.rows[row]


def ways(changes: list[int]) -> dict[str, int]:
    """How many went which way."""
    up, down = sum(each > 0 for each in changes), sum(each < 0 for each in changes)
    return {"Improved": up, "The same": changes.count(0), "Worse": down}


def sign_p(changes: list[int]) -> str:
    """The sign test, as a page says it."""
    up, down = sum(each > 0 for each in changes), sum(each < 0 for each in changes)
    return said_p(stats.binomtest(up, up + down).pvalue)


def said_p(p: float) -> str:
    """With a third decimal where two would hide on which side of .05 it lies."""
    if p < 0.001:
        return "p < 0.001"
    if 0.0495 <= p < 0.05:
        return "p < 0.05"
    return f"p = {p:.{3 if p < 0.01 or 0.045 <= p < 0.055 else 2}f}"


def spans(
    cells: Sequence[Sequence[str]], across: Sequence[int], down: Sequence[int]
) -> Iterator[tuple[int, int, float, float]]:
    """Each hidden cell's row and column, and the least and the most that it can be.

    For a reader who knows every other cell of a table, and the totals across and down.
    """
    places = [(row, at) for row in range(len(across)) for at in range(len(down))]
    sums = [[row == each for row, _ in places] for each in range(len(across))]
    sums += [[at == each for _, at in places] for each in range(len(down))]
    shown = [cells[row][at] for row, at in places]
    bounds = [(0, None) if told == "hidden" else (int(told), int(told)) for told in shown]
    for index, (row, at) in enumerate(places):
        if shown[index] == "hidden":
            ends = []
            for sign in (1, -1):
                aim = [sign * (each == index) for each in range(len(places))]
                found = linprog(aim, A_eq=sums, b_eq=[*across, *down], bounds=bounds)
                assert found.success, found.message
                ends.append(sign * round(found.fun, 6))
            yield row, at, ends[0], ends[1]
