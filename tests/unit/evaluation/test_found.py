"""What waves found, in a report's rows: no more than was shown, and in words by rule."""

import pytest

from evaluation.presenters.found import (
    NO_RATE,
    NOT_SHOWN,
    TOO_MANY,
    Point,
    answer_row,
    change_row,
    rate_words,
)
from evaluation.rules.breakdown import Shown
from evaluation.rules.disclosure import Published, Table
from evaluation.rules.paired import Better, Ways, compare
from evaluation.rules.publishing import key_of
from evaluation.rules.questionnaire import SCALE, Option
from evaluation.rules.results import NOT_TOLD, Disclosed, Moved
from evaluation.rules.scales import Kind
from evaluation.rules.tallying import EVERYBODY, Scale, What, Who
from partnership.dates import NOT_RECORDED
from pilots.feedback_rules import SmallNumbers

RULE = SmallNumbers()
POINTS = (Option(1, "No"), Option(2, "Yes"), Option(9, "Rather not say", is_missing=True))
ASKED = Point(What(7), "Useful?", "more", ("O1",), SCALE, POINTS)
SCORED = Point(What(scale=3), "Loneliness", "less", ("O2",), scale=Scale(3, "l", Kind.UCLA_3))


@pytest.mark.parametrize(
    ("answered", "asked", "said"),
    [
        (23, 40, "58%"),
        (14, 20, "70% of 20"),
        (4, 9, NO_RATE),
        (41, 40, NO_RATE),
        (None, 40, NO_RATE),
        (23, None, NOT_RECORDED),
    ],
)
def test_a_rate_is_said_of_enough_people_and_with_a_small_base(
    answered: int | None, asked: int | None, said: str
) -> None:
    assert rate_words(answered, asked, RULE) == said


def change(moved: Moved, point: Point = ASKED) -> tuple[object, ...]:
    row = change_row("After", "", point, moved)
    return row.pairs, row.better, row.same, row.worse, row.said


@pytest.mark.parametrize(
    ("moves", "told"),
    [
        (((1, 2, 9), (2, 2, 2), (2, 1, 1)), (12, 9, 2, 1, "Exact sign test p = 0.02.")),
        (
            ((1, 2, 4), (2, 2, 2), (2, 1, 3)),
            (9, 4, 2, 3, "Exact sign test p = 1.00. This may be chance."),
        ),
        (((1, 2, 1), (2, 2, 5)), (6, 1, 5, 0, "1 answer changed: too few for a test.")),
        (((1, 2, 3), (2, 2, 5)), (8, 3, 5, 0, "3 answers changed: too few for a test.")),
        (((2, 2, 6),), (6, 0, 6, 0, "All gave the same answer before and after.")),
    ],
)
def test_a_change_claims_no_more_than_its_numbers(
    moves: tuple[tuple[int, int, int], ...], told: tuple[object, ...]
) -> None:
    assert change(Moved(moves, sum(each[2] for each in moves))) == told


def test_nothing_is_told_of_a_change_that_was_not_shown_or_of_few_people() -> None:
    hidden = (None, None, None, None, NOT_SHOWN)
    assert change(NOT_TOLD) == hidden
    assert change(Moved(((1, 2, 4),), 4)) == hidden
    assert change(Moved(((1, 2, 4),), 4, ((1, 4),), ((2, 30),))) == hidden


def test_where_nobody_could_be_matched_there_are_two_snapshots() -> None:
    *_, said = change(Moved((), 0, ((700, 12),), ((500, 12),)), SCORED)
    assert str(said).startswith("These are two snapshots, not the same people matched")
    assert "7 before (12 answers) and 5 after" in str(said)


def test_very_many_who_could_not_be_matched_are_compared_on_the_page_of_results() -> None:
    *_, said = change(Moved((), 0, ((1, 500_000),), ((2, 12),)))
    assert said == TOO_MANY


def shown(hidden: frozenset[tuple[str, str]] = frozenset()) -> Disclosed:
    table = Table(("a1", "a2"), ("1", "2"), ((12, 20), (2, 12)))
    key = key_of(ASKED.what, by_sector=False)
    return Disclosed({key: Shown(Published(table, hidden))})


def test_what_was_asked_once_is_said_as_on_the_page_of_results() -> None:
    row = answer_row("Once", "", ASKED, shown(), EVERYBODY, RULE)
    assert (row.answers, row.outcomes) == (46, ("O1",))
    assert row.said.startswith("32 of 46 answered “Yes”: 70% (95% interval ")


def test_of_a_group_that_is_hidden_nothing_is_said() -> None:
    cells = frozenset({("a2", "1"), ("a2", "2"), ("a2", "")})
    row = answer_row("Once", "There", ASKED, shown(cells), Who(area=2), RULE)
    assert (row.answers, row.said) == (None, NOT_SHOWN)
    nothing = answer_row("Once", "", ASKED, Disclosed({}), EVERYBODY, RULE)
    assert (nothing.answers, nothing.said) == (None, NOT_SHOWN)


@pytest.mark.parametrize("better", list(Better))
def test_ways_are_those_of_people_taken_one_by_one(better: Better) -> None:
    moves = ((1, 2, 9), (2, 2, 2), (3, 1, 4))
    one_by_one = compare(((then, now) for then, now, n in moves for _ in range(n)), better)
    ways = Ways.of(moves, better)
    assert (ways.improved, ways.same, ways.worse) == (
        one_by_one.improved, one_by_one.same, one_by_one.worse,
    )  # fmt: skip
    assert (ways.pairs, ways.differ, ways.sign_test) == (15, 13, one_by_one.sign_test)


def test_half_a_million_people_cost_no_more_than_a_dozen() -> None:
    """Their moves are a few numbers; expanded one by one they would be looked at for minutes."""
    moves = tuple((then, now, 20_000) for then in range(1, 6) for now in range(1, 6))
    row = change_row("After", "", ASKED, Moved(moves, 500_000))
    assert (row.pairs, row.better, row.same, row.worse) == (500_000, 200_000, 100_000, 200_000)
