"""Whose report is made next: turn by turn, and what broke off before comes last."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from partnership.reports.rules.fairness import Waiting, in_turn

reports = st.lists(
    st.builds(
        Waiting,
        report=st.integers(0, 10_000),
        queue=st.sampled_from("abc"),
        asked_at=st.floats(0, 100),
        tries=st.integers(0, 2),
    ),
    max_size=20,
    unique_by=lambda each: each.report,
)


def test_one_who_asks_while_thirty_drafts_wait_is_second_not_last() -> None:
    drafts = [Waiting(number, "programme", number) for number in range(30)]
    assert list(in_turn([*drafts, Waiting(99, "person", 50)]))[:3] == [0, 99, 1]


def test_queues_take_turns_in_the_order_of_asking() -> None:
    waiting = [
        Waiting(1, "a", 1), Waiting(2, "a", 2), Waiting(3, "a", 3),
        Waiting(4, "b", 4), Waiting(5, "b", 5), Waiting(6, "c", 6),
    ]  # fmt: skip
    assert in_turn(waiting) == [1, 4, 6, 2, 5, 3]


def test_a_queue_that_is_being_served_has_had_its_turn() -> None:
    waiting = [Waiting(1, "a", 1), Waiting(2, "b", 2)]
    assert in_turn(waiting, busy=["a"]) == [2, 1]
    assert in_turn(waiting, busy=["a", "b"]) == [1, 2]


def test_what_was_broken_off_comes_after_all_that_was_not() -> None:
    waiting = [Waiting(1, "a", 1, tries=1), Waiting(2, "a", 2), Waiting(3, "a", 3)]
    assert in_turn(waiting) == [2, 3, 1]


@given(reports)
def test_nothing_is_lost_and_nothing_doubled(waiting: list) -> None:
    assert sorted(in_turn(waiting)) == sorted(each.report for each in waiting)


@given(reports)
def test_before_ones_first_turn_no_other_queue_has_two(waiting: list) -> None:
    of = {each.report: each for each in waiting if not each.tries}
    order = [of[report].queue for report in in_turn(waiting) if report in of]
    for queue in set(order):
        before = Counter(order[: order.index(queue)])
        assert max(before.values(), default=0) <= 1
