"""Suppressed tables: what must be hidden is, and no solver can work it out."""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.rules.disclosure import TOTAL, Cell, Published, Table, suppress
from tests.unit.evaluation.rules.attack import Attack

WHOLE = (TOTAL, TOTAL)
COUNTS = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 9, 14, 30])
ADDED = st.sampled_from([0, 0, 1, 2, 4, 5, 8, 20])


def table(*counts: tuple[int, ...]) -> Table:
    """A table whose rows are a, b, c … and columns v, w, x …"""
    return Table(tuple("abcdefgh"[: len(counts)]), tuple("vwxyz"[: len(counts[0])]), counts)


def tables(rows: int, columns: int) -> st.SearchStrategy[Table]:
    row = st.tuples(*[COUNTS] * columns)
    return st.tuples(*[row] * rows).map(lambda counts: table(*counts))


SHAPES = st.tuples(st.integers(1, 4), st.integers(1, 4))
ANY = SHAPES.flatmap(lambda shape: tables(*shape))


@st.composite
def series(draw: st.DrawFn) -> list[Table]:
    """Two or three tables of the same answers, to which more were added."""
    told = [draw(st.sampled_from([(1, 3), (2, 2), (3, 2)]).flatmap(lambda s: tables(*s)))]
    for _ in range(draw(st.integers(1, 2))):
        more = [tuple(count + draw(ADDED) for count in row) for row in told[-1].counts]
        told.append(table(*more))
    return told


def published(told: list[Table]) -> list[Published]:
    shown: list[Published] = []
    for each in told:
        shown.append(suppress(each, earlier=shown))
    return shown


def small(told: Published) -> list[Cell]:
    return [cell for cell, count in told.table.cells.items() if 1 <= count <= 4]


def test_counts_of_one_to_four_are_hidden_and_zeros_and_fives_shown() -> None:
    told = suppress(table((1, 20, 0, 30), (25, 30, 5, 0), (40, 50, 60, 70)))

    assert told.shown("a", "v") is None
    assert (told.shown("a", "x"), told.shown("b", "x")) == (0, 5)


def test_a_small_count_is_not_left_alone_in_its_row_or_its_column() -> None:
    told = suppress(table((3, 20, 30), (12, 25, 9), (40, 6, 8)))

    assert len(told.hidden) == 4
    assert all(sum(cell[side] == own for cell in told.hidden) == 2
               for side, own in ((0, "a"), (1, "v")))  # fmt: skip


def test_a_table_without_small_counts_is_shown_whole() -> None:
    assert suppress(table((5, 0), (9, 12))).hidden == frozenset()


def test_two_small_counts_that_add_up_to_a_small_one_get_a_third() -> None:
    told = suppress(table((1, 2, 30)))

    assert told.shown("a", "x") is None


@pytest.mark.parametrize("counts", [((1,),), ((2, 2),), ((1, 0), (3, 0))])
def test_below_five_answers_the_table_is_withheld(counts: tuple[tuple[int, ...], ...]) -> None:
    told = suppress(table(*counts))

    assert told.is_withheld
    assert told.hidden == frozenset(told.table.cells)


@pytest.mark.parametrize("counts", [((0, 0),), ((5, 0), (0, 6))])
def test_nobody_is_no_secret(counts: tuple[tuple[int, ...], ...]) -> None:
    assert suppress(table(*counts)).hidden == frozenset()


def test_the_threshold_is_a_setting() -> None:
    told = table((7, 20), (30, 40))

    assert suppress(told).hidden == frozenset()
    assert ("a", "v") in suppress(told, below=10).hidden


def test_a_cell_may_be_withheld_for_another_reason() -> None:
    told = suppress(table((7, 20), (30, 40)), withhold=frozenset({("a", "v")}))

    assert ("a", "v") in told.hidden


def test_public_totals_are_never_hidden() -> None:
    areas = frozenset({("a", TOTAL), ("b", TOTAL), ("c", TOTAL)})
    told = suppress(table((3, 0), (20, 9), (1, 30)), public=areas)

    assert not areas & told.hidden
    assert {("a", "v"), ("c", "v")} <= told.hidden


def test_a_table_with_a_few_more_answers_than_the_last_is_withheld() -> None:
    first = suppress(table((10, 20), (30, 40)))
    more = table((11, 21), (30, 41))

    assert suppress(more, earlier=[first]).is_withheld
    assert not suppress(table((15, 25), (35, 45)), earlier=[first]).is_withheld


def test_a_change_of_one_to_four_is_not_shown() -> None:
    first = suppress(table((10, 20), (30, 40)))
    told = suppress(table((12, 30), (30, 50)), earlier=[first])

    assert told.shown("a", "v") is None


def test_the_same_table_again_hides_the_same_cells() -> None:
    """Else what one quarter hid, the next would show."""
    told = table((3, 20, 30), (12, 25, 9), (40, 6, 8))
    first = suppress(told)

    assert suppress(told, earlier=[first]) == first
    assert suppress(told, earlier=[first], key="another").hidden == first.hidden


def test_a_count_that_grew_is_shown() -> None:
    first = suppress(table((3, 20, 30), (12, 25, 9), (40, 6, 8)))
    grown = table((30, 50, 60), (52, 65, 49), (80, 66, 58))

    assert suppress(grown, earlier=[first]).hidden == frozenset()


def test_a_later_table_that_lost_a_row_is_refused() -> None:
    first = suppress(table((10, 20), (30, 40)))

    with pytest.raises(ValueError, match="keeps the rows"):
        suppress(table((10, 20)), earlier=[first])


@pytest.mark.parametrize(
    "wrong",
    [
        (("a",), ("v", "w"), ((1,),)),
        (("a", "a"), ("v",), ((1,), (2,))),
        (("a",), (TOTAL,), ((1,),)),
        (("a",), ("v",), ((-1,),)),
        ((), (), ()),
    ],
)
def test_what_is_no_table_of_counts_is_refused(wrong: tuple) -> None:
    with pytest.raises(ValueError, match=r"count|names"):
        Table(*wrong)


@settings(deadline=None)
@given(ANY, st.sampled_from(["", "key"]))
def test_every_small_count_is_hidden(told: Table, key: str) -> None:
    result = suppress(told, key=key)

    assert set(small(result)) <= result.hidden
    assert result == suppress(told, key=key)


@settings(max_examples=25, deadline=None)
@given(ANY)
def test_no_hidden_cell_of_a_table_can_be_worked_out(told: Table) -> None:
    result = suppress(told)
    attack = Attack([result])

    for cell in result.hidden:
        least, most = attack.range({(0, cell): 1})
        assert least < most
    for cell in small(result):
        least, most = attack.range({(0, cell): 1})
        assert least <= 1
        assert most >= 5


@settings(max_examples=25, deadline=None)
@given(series())
def test_no_later_table_gives_an_earlier_one_away(told: list[Table]) -> None:
    shown = published(told)
    attack = Attack(shown)

    for at, each in enumerate(shown):
        for cell in small(each):
            least, most = attack.range({(at, cell): 1})
            assert least <= 1
            assert most >= 5


@settings(max_examples=25, deadline=None)
@given(series())
def test_no_two_tables_show_a_change_of_one_to_four(told: list[Table]) -> None:
    shown = published(told)
    attack = Attack(shown)

    for since, until, cell in small_changes(shown):
        least, most = attack.range({(until, cell): 1, (since, cell): -1})
        assert least <= 1
        assert most >= 5


def small_changes(shown: list[Published]) -> Iterator[tuple[int, int, Cell]]:
    for until, later in enumerate(shown):
        for since, earlier in enumerate(shown[:until]):
            for cell, count in later.table.cells.items():
                is_told = cell != WHOLE or not (earlier.is_withheld or later.is_withheld)
                if 1 <= count - earlier.table.cells[cell] <= 4 and is_told:
                    yield since, until, cell


def shared_out(people: int, among: int) -> Iterator[tuple[int, ...]]:
    """Every way to share people out among cells."""
    if among == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in shared_out(people - first, among - 1):
            yield (first, *rest)


@pytest.mark.parametrize(
    ("rows", "columns", "people"), [(1, 2, 12), (1, 3, 8), (1, 3, 14), (2, 2, 8)]
)
def test_who_runs_the_rule_on_every_table_is_not_left_with_one(
    rows: int, columns: int, people: int
) -> None:
    """All tables of so many people that would be shown as this one is, whatever the key."""
    alike = defaultdict(list)
    for counts in shared_out(people, rows * columns):
        told = table(*(counts[at : at + columns] for at in range(0, len(counts), columns)))
        for key in "abcd":
            result = suppress(told, key=key)
            alike[tuple((cell, result.shown(*cell)) for cell in told.cells)].append(result)

    for group in alike.values():
        for cell in group[0].hidden:
            assert len({each.table.cells[cell] for each in group}) > 1
