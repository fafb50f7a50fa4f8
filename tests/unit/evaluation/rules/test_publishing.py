"""What is shown outside the evaluators: no few people, by themselves or by subtraction."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.rules.breakdown import Layout, Rule, Shown, as_json, from_json
from evaluation.rules.disclosure import TOTAL
from evaluation.rules.publishing import (
    PairPublication,
    Publication,
    is_due,
    moved,
    unpaired,
)
from evaluation.rules.results import NOT_TOLD, UNKNOWN, Disclosed, Raw
from evaluation.rules.tallying import ALL, EVERYBODY, Step, What, Who
from tests.unit.evaluation.rules.attack import Attack

Q, SCORE, AGE, USED = What(1), What(scale=1), What(2), What(3)
LIKERT, AGES = Layout(Q, (1, 2, 3)), Layout(AGE, (1, 2), is_personal=True)
SEVERAL, NUMBER = Layout(USED, (1, 2), several=True), Layout(SCORE)
A, B, C = (Who(area=key) for key in (1, 2, 3))
ON = date(2020, 1, 10)


def counts(layout: Layout, rows: Mapping[Who, Sequence[int]]) -> Counter[Step]:
    """How people of each area answered one question; each response has one answer."""
    found: Counter[Step] = Counter()
    for who, row in rows.items():
        for each in (who, EVERYBODY):
            found[Step(ALL, each)] += sum(row)
            found[Step(layout.what, each)] += sum(row)
            for value, number in zip(layout.columns or range(100, 900, 100), row, strict=False):
                found[Step(layout.what, each, value)] += number
    return found


def tables(layout: Layout, found: Counter[Step], **earlier: Sequence[Shown]) -> dict[str, Shown]:
    return Publication(found, [layout], earlier, Rule()).tables()


def shown(layout: Layout, rows: Mapping[Who, Sequence[int]]) -> Disclosed:
    return Disclosed(tables(layout, counts(layout, rows)))


def test_the_whole_wave_is_shown_and_areas_keep_their_few_hidden() -> None:
    told = shown(LIKERT, {A: (2, 10, 9), B: (8, 7, 20), C: (6, 9, 11)})

    assert told.told(LIKERT, EVERYBODY).counts == {1: 16, 2: 26, 3: 40}
    assert told.told(LIKERT, A).counts[1] is None
    assert told.told(LIKERT, A).is_known


def test_an_area_of_few_people_is_hidden_whole_with_another_beside_it() -> None:
    told = shown(LIKERT, {A: (1, 1, 1), B: (8, 7, 20), C: (6, 9, 11)})
    known = {who: told.responses(who) for who in (A, B, C)}

    assert known[A] is None
    assert sum(number is None for number in known.values()) == 2
    assert told.responses(EVERYBODY) == 64
    hidden = [who for who, number in known.items() if number is None]
    assert all(not told.told(LIKERT, who).is_known for who in hidden)


def test_below_five_answers_nothing_is_shown() -> None:
    told = shown(LIKERT, {A: (1, 2, 1)})

    assert told.responses(EVERYBODY) is None
    assert told.told(LIKERT, EVERYBODY) == UNKNOWN


def test_what_few_people_are_is_hidden_in_the_whole_wave_too() -> None:
    told = shown(AGES, {A: (1, 20), B: (1, 30)})

    assert None in told.told(AGES, EVERYBODY).counts.values()
    assert not any(key == f"q{AGE.question}:sector" for key in told.shown)


def test_where_several_may_be_chosen_all_but_a_few_is_hidden() -> None:
    found = Counter(
        {Step(ALL): 40, Step(USED): 40, Step(USED, value=1): 30, Step(USED, value=2): 20}
    )
    for who, base, row in ((A, 20, (19, 10)), (B, 20, (11, 10))):
        found |= Counter({Step(ALL, who): base, Step(USED, who): base})
        found |= Counter({Step(USED, who, at): n for at, n in enumerate(row, start=1)})
    told = Disclosed(tables(SEVERAL, found))

    assert told.told(SEVERAL, A).counts[1] is None
    assert told.told(SEVERAL, EVERYBODY).base == 40


def test_a_middle_is_told_of_ten_and_more_alone() -> None:
    told = shown(NUMBER, {A: (4, 5), B: (6, 6), C: (7, 7)})

    assert told.told(NUMBER, A).middle is None
    assert told.told(NUMBER, A).base == 9
    assert told.told(NUMBER, B).middle == (150.0, 150.0)


def test_what_is_stored_comes_back_as_it_was() -> None:
    made = tables(LIKERT, counts(LIKERT, {A: (2, 10, 9), B: (8, 7, 20)}))

    assert {key: from_json(as_json(each)) for key, each in made.items()} == made


def test_a_later_table_does_not_show_who_came_since() -> None:
    first = counts(LIKERT, {A: (10, 10, 10), B: (10, 10, 10)})
    early = tables(LIKERT, first)
    later = counts(LIKERT, {A: (11, 10, 10), B: (15, 14, 10)})
    now = Disclosed(tables(LIKERT, later, **{key: [each] for key, each in early.items()}))

    assert now.told(LIKERT, A).counts[1] is None


ROW = st.tuples(*[st.sampled_from([0, 1, 2, 3, 5, 6, 9, 14])] * 3)


@settings(max_examples=15, deadline=None)
@given(st.lists(ROW, min_size=2, max_size=4))
def test_no_hidden_cell_of_an_area_can_be_worked_out(rows: list[tuple[int, ...]]) -> None:
    """By whoever reads all of the table; a solver tries. The whole wave is told, and who knows
    that nobody else answered knows it of the area, too.
    """
    found = counts(LIKERT, {Who(area=at): row for at, row in enumerate(rows)})
    for key, each in tables(LIKERT, found).items():
        if key != "all:area":
            attack = Attack([each.table])
            for cell in each.table.hidden:
                value = each.table.table.cells[cell]
                whole = each.table.table.cells[TOTAL, cell[1]]
                if 0 < value < 5 and cell[0] != TOTAL and value < whole:
                    low, high = attack.range({(0, cell): 1})
                    assert (low, high) != (value, value)


def test_a_first_table_waits_for_five_and_later_ones_for_five_more() -> None:
    def due(number: int, then: int | None = None, days: int = 0, *, is_over: bool = True) -> bool:
        day = ON - timedelta(days=days) if then is not None else None
        return is_due(number=number, shown=then, shown_on=day, on=ON, is_over=is_over, below=5)

    assert [due(4), due(5)] == [False, True]
    assert [due(14, 10, 1), due(15, 10, 1), due(15, 10, 0)] == [False, True, False]
    assert [due(15, 10, 6, is_over=False), due(15, 10, 7, is_over=False)] == [False, True]


MOVES = {(1, 3): 6, (2, 2): 2, (3, 1): 5}


def pairs(moves: Mapping[Who, Mapping[tuple[int, int], int]]) -> dict[str, Shown]:
    told: dict[tuple[What, Who], Counter[tuple[int, int]]] = {}
    spreads: Counter[Step] = Counter()
    for who, each in moves.items():
        for one in (who, EVERYBODY):
            told.setdefault((Q, one), Counter()).update(each)
            told.setdefault((ALL, one), Counter())[0, 0] += sum(each.values())
    for at in (0, 1):
        for (what, who), each in told.items():
            for step, number in each.items():
                spreads[Step(what, who, step[at])] += number * (what == Q)
    return PairPublication(told, spreads, spreads, {Q: Q}, {}, Rule()).tables()


def test_pairs_of_the_whole_are_shown_and_areas_with_few_ways_are_not() -> None:
    told = Disclosed(pairs({A: MOVES, B: {(1, 2): 12, (2, 2): 9, (2, 1): 7}}))

    assert told.people(EVERYBODY) == 41
    assert told.moved(Q, EVERYBODY).pairs == 41
    assert told.moved(Q, A) == NOT_TOLD


def test_fewer_than_five_pairs_are_not_shown() -> None:
    assert pairs({A: {(1, 2): 4}}) == {}


def test_what_is_in_no_pair_is_what_is_left() -> None:
    left, right = unpaired({(1, 3): 2}, ((1, 5), (2, 1)), ((3, 2), (2, 4)))

    assert (left, right) == (((1, 3), (2, 1)), ((2, 4),))


@pytest.mark.parametrize(("moves", "told"), [({}, (0, 0, 0)), (MOVES, (5, 2, 6))])
def test_moves_are_down_the_same_and_up(
    moves: dict[tuple[int, int], int], told: tuple[int, int, int]
) -> None:
    assert moved(moves) == told


def test_an_evaluator_is_told_everything() -> None:
    found = counts(LIKERT, {A: (1, 1, 1)})
    told = Raw(found).told(LIKERT, A)

    assert (told.counts, told.base, told.is_whole) == ({1: 1, 2: 1, 3: 1}, 3, True)


def test_a_group_that_nobody_is_of_has_no_answers() -> None:
    told = shown(LIKERT, {A: (8, 10, 9), B: (8, 7, 20)})
    nobody = Who(area=99)

    assert told.responses(nobody) == 0
    assert told.told(LIKERT, nobody).counts == {1: 0, 2: 0, 3: 0}


def test_an_evaluator_is_told_of_pairs_and_of_what_is_in_none() -> None:
    after = counts(LIKERT, {A: (1, 1, 1)})
    before = Counter({Step(Q, A, 1): 2})
    told = Raw(after, before, {(Q, A): {(1, 3): 1}, (ALL, A): {(0, 0): 1}}, {Q: Q})

    assert (told.responses(A), told.people(A), told.people(B)) == (3, 1, 0)
    moved_there = told.moved(Q, A)
    assert (moved_there.moves, moved_there.pairs) == (((1, 3, 1),), 1)
    assert (moved_there.before, moved_there.after) == (((1, 1),), ((1, 1), (2, 1)))


def test_a_table_of_sectors_is_a_table_of_its_own() -> None:
    health, council = Who(sector="health"), Who(sector="council")
    told = shown(LIKERT, {health: (8, 10, 9), council: (8, 7, 20)})

    assert told.told(LIKERT, health).counts == {1: 8, 2: 10, 3: 9}
    assert told.told(LIKERT, A) == told.told(LIKERT, B)


def test_a_question_that_few_were_asked_is_not_shown() -> None:
    found = counts(LIKERT, {A: (8, 10, 9), B: (8, 7, 20)})
    few = Layout(What(9), (1, 2))
    found |= Counter({Step(few.what): 3, Step(few.what, value=1): 3})
    told = Disclosed(Publication(found, [LIKERT, few], {}, Rule()).tables())

    assert told.told(few, EVERYBODY) == UNKNOWN
    assert told.told(LIKERT, EVERYBODY).base == 62


def test_a_question_that_few_matched_people_answered_twice_is_not_shown() -> None:
    few = What(9)
    told = {(ALL, EVERYBODY): {(0, 0): 20}, (few, EVERYBODY): {(1, 2): 3}}
    made = PairPublication(told, Counter(), Counter(), {few: few}, {}, Rule()).tables()

    assert set(made) == {"pair.all:area", "pair.all:sector"}
