"""What follows on an answer tells no more than the answer: not by area, not in the whole wave."""

from collections import Counter
from collections.abc import Mapping, Sequence

import pytest

from evaluation.rules.breakdown import Gate, Layout, Rule
from evaluation.rules.publishing import Publication
from evaluation.rules.results import Disclosed
from evaluation.rules.tallying import ALL, EVERYBODY, Step, What, Who

A, B, C = (Who(area=key) for key in (1, 2, 3))
HEALTH, LIBRARIES = Who(sector="health"), Who(sector="public-library")
FIRST, THEN, LAST = What(1), What(2), What(3)
USED = Layout(FIRST, (1, 2))
CARES = Layout(FIRST, (1, 2), is_personal=True)
Rows = Mapping[Who, Sequence[int]]


def told(first: Layout, rows: Rows, gate: Gate | None = None) -> Disclosed:
    """(yes, no) by area; whoever said yes answered what follows, and how it was in two ways."""
    counts: Counter[Step] = Counter()
    for who, (yes, no) in rows.items():
        for each in (who, EVERYBODY):
            for what, base in ((ALL, yes + no), (FIRST, yes + no), (THEN, yes)):
                counts[Step(what, each)] += base
            for value, number in ((1, yes), (2, no)):
                counts[Step(FIRST, each, value)] += number
            counts[Step(THEN, each, 1)] += yes
    then = Layout(THEN, (1, 2), gate=gate or Gate((first,), (1,), is_exact=True))
    return Disclosed(Publication(counts, [first, then], {}, Rule(key="of two")).tables())


def bases(told: Disclosed, what: What = THEN) -> list[int | None]:
    return [told.told(Layout(what, (1, 2)), who).base for who in (A, B, C)]


def test_an_area_whose_answer_is_hidden_is_hidden_in_what_follows() -> None:
    found = told(USED, {A: (3, 17), B: (12, 20), C: (20, 18)})
    yes = [found.told(USED, who).counts[1] for who in (A, B, C)]

    assert yes.count(None) == 2
    assert [each is None for each in bases(found)] == [each is None for each in yes]
    assert found.told(USED, EVERYBODY).counts[1] == 35
    assert found.told(Layout(THEN, (1, 2)), EVERYBODY).base == 35


def test_where_what_somebody_is_is_hidden_in_all_nothing_of_what_follows_is_told() -> None:
    found = told(CARES, {A: (1, 17), B: (8, 20), C: (1, 18)})
    open_one = told(CARES, {A: (6, 17), B: (8, 20), C: (10, 18)})

    assert bases(open_one) == [6, 8, 10]
    assert not any(key.endswith("q2:sector") for key in open_one.shown)
    few = told(CARES, {A: (17, 1), B: (28, 0), C: (19, 1)})
    assert few.told(CARES, EVERYBODY).counts[1] is None
    assert not few.told(Layout(THEN, (1, 2)), EVERYBODY).is_known
    assert bases(found).count(None) >= 2


@pytest.mark.parametrize("gate", [Gate((USED,), (1,)), Gate((USED,))])
def test_where_it_is_not_known_who_was_asked_areas_are_hidden_all_the_same(gate: Gate) -> None:
    found = told(USED, {A: (3, 17), B: (12, 20), C: (20, 18)}, gate)

    assert bases(found)[0] is None
    assert bases(found).count(None) == 2


@pytest.mark.parametrize(("health", "is_told"), [(12, True), (3, False)])
def test_what_one_sector_alone_is_asked_waits_until_each_is_shown(
    health: int, is_told: bool
) -> None:
    """Of 20 asked, all of libraries: how many of health there are would be the rest."""
    counts: Counter[Step] = Counter()
    for who, number in ((HEALTH, health), (LIBRARIES, 20)):
        for each in (who, EVERYBODY):
            counts[Step(ALL, each)] += number
    for each in (LIBRARIES, EVERYBODY):
        counts[Step(THEN, each)] = counts[Step(THEN, each, 1)] = 20
    then = Layout(THEN, (1, 2), gate=Gate(place=True))
    last = Layout(LAST, (1, 2), gate=Gate((then,), (1,), is_exact=True))
    found = Disclosed(Publication(counts, [then, last], {}, Rule()).tables())

    assert found.responses(EVERYBODY) == health + 20
    assert found.told(then, EVERYBODY).is_known == is_told
    assert found.told(last, EVERYBODY).base == (0 if is_told else None)
