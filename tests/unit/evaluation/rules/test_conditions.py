"""Conditional questions: which are asked, which wait for each other, whose answers are kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.rules.conditions import Answers, Asked, Test, faults, kept, shown, unanswered

CAME = Asked("came", is_required=True)
OFTEN = Asked("often", True, "came", Test.ONE_OF, frozenset({1}))
WHY_NOT = Asked("why-not", True, "came", Test.NONE_OF, frozenset({1}))
MORE = Asked("more", False, "often", Test.ANSWERED)
ALL = (CAME, OFTEN, WHY_NOT, MORE)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, ("came",)),
        ({"came": []}, ("came",)),
        ({"came": [1]}, ("came", "often")),
        ({"came": [2]}, ("came", "why-not")),
        ({"came": [1], "often": [4]}, ("came", "often", "more")),
    ],
)
def test_questions_are_asked_by_the_answers_so_far(
    answers: dict[str, list[int]], asked: tuple[str, ...]
) -> None:
    assert shown(ALL, answers) == asked


def test_what_depends_on_a_hidden_question_is_hidden_whatever_was_answered_there() -> None:
    assert shown(ALL, {"came": [2], "often": [4]}) == ("came", "why-not")


def test_one_of_several_chosen_is_enough() -> None:
    wants = Asked("b", False, "a", Test.ONE_OF, frozenset({2, 3}))

    assert shown((Asked("a"), wants), {"a": [1, 3]}) == ("a", "b")


def test_answers_to_hidden_and_unknown_questions_are_dropped() -> None:
    answers: Answers = {"came": [2], "often": [4], "more": ["x"], "made-up": [1]}

    assert kept(ALL, answers) == {"came": [2]}


def test_a_required_question_is_missed_only_where_it_is_asked() -> None:
    assert unanswered(ALL, {}) == ("came",)
    assert unanswered(ALL, {"came": [1]}) == ("often",)
    assert unanswered(ALL, {"came": [1], "often": [4]}) == ()


def test_conditions_that_work_have_no_fault() -> None:
    assert faults(ALL) == ()


def test_a_condition_on_a_later_question_is_a_fault() -> None:
    told = faults((Asked("a", False, "b", Test.ANSWERED), Asked("b")))

    assert [(fault.code, "asked later" in fault.words) for fault in told] == [("a", True)]


def test_a_loop_names_its_members() -> None:
    loop = (
        Asked("a", False, "c", Test.ANSWERED),
        Asked("b", False, "a", Test.ANSWERED),
        Asked("c", False, "b", Test.ANSWERED),
        Asked("d", False, "c", Test.ANSWERED),
    )
    told = {fault.code: fault.words for fault in faults(loop)}

    assert told["a"] == "These questions wait for each other: a → c → b → a."
    assert set(told) == {"a", "b", "c"}


def test_a_question_that_waits_for_itself_is_a_loop() -> None:
    assert "a → a" in faults((Asked("a", False, "a", Test.ANSWERED),))[0].words


def test_a_condition_on_nothing_or_for_nothing_is_a_fault() -> None:
    told = faults((CAME, Asked("a", False, "gone", Test.ANSWERED),
                   Asked("b", False, "came", Test.ONE_OF)))  # fmt: skip

    assert [fault.code for fault in told] == ["a", "b"]


def test_questions_in_a_loop_are_never_asked_and_nothing_hangs() -> None:
    loop = (Asked("a", True, "b", Test.ANSWERED), Asked("b", True, "a", Test.ANSWERED))

    assert shown(loop, {"a": [1], "b": [1]}) == ()
    assert unanswered(loop, {}) == ()


CODES = st.sampled_from("abcdef")
ANY = st.builds(
    Asked, CODES, st.booleans(), CODES, st.sampled_from(Test),
    st.frozensets(st.integers(1, 3), max_size=2),
)  # fmt: skip
QUESTIONS = st.lists(ANY, max_size=6, unique_by=lambda each: each.code)


@settings(deadline=None)
@given(QUESTIONS, st.dictionaries(CODES, st.lists(st.integers(1, 3), max_size=2)))
def test_keeping_twice_is_keeping_once(
    questions: list[Asked], answers: dict[str, list[int]]
) -> None:
    once = kept(questions, answers)

    assert kept(questions, once) == once
    assert shown(questions, once) == shown(questions, answers)
