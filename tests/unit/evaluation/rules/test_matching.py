"""Self-made codes: what matches, what is only proposed, and what can't be told."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.rules.matching import Matches, match

PARTS = st.tuples(*[st.sampled_from("abc")] * 3)
WAVE = st.lists(PARTS, max_size=12)


def wave(*codes: str, mark: str = "") -> dict[str, tuple[str, ...]]:
    return {f"{mark}{at}": tuple(code) for at, code in enumerate(codes)}


def told(before: list[str], after: list[str]) -> Matches[str]:
    return match(wave(*before, mark="b"), wave(*after, mark="a"))


def test_the_same_code_matches() -> None:
    found = told(["abc", "xyz"], ["xyz", "mno"])

    assert found.matched == (("b1", "a0"),)
    assert (found.unmatched_before, found.unmatched_after) == (("b0",), ("a1",))


def test_one_differing_part_is_proposed_and_not_matched() -> None:
    found = told(["abcd"], ["abcx"])

    assert (found.matched, found.proposed) == ((), (("b0", "a0"),))
    assert found.unmatched_before == ("b0",)


def test_two_differing_parts_are_nothing() -> None:
    assert told(["abcd"], ["abxx"]).proposed == ()


def test_parts_in_another_order_are_two_differences() -> None:
    assert told(["abcd"], ["bacd"]).proposed == ()


@pytest.mark.parametrize(
    ("before", "after"), [(["abcd"], ["abcx", "abcy"]), (["abcd", "abce"], ["abcx"])]
)
def test_near_codes_that_are_not_unique_are_not_proposed(
    before: list[str], after: list[str]
) -> None:
    assert told(before, after).proposed == ()


def test_the_same_code_twice_in_a_wave_never_matches_by_itself() -> None:
    found = told(["abcd", "abcd"], ["abcd"])

    assert (found.matched, found.proposed) == ((), ())
    assert (found.ambiguous_before, found.ambiguous_after) == (("b0", "b1"), ())


def test_a_code_near_to_one_that_came_twice_is_not_proposed() -> None:
    assert told(["abcd"], ["abcx", "abcy", "abcy"]).proposed == ()
    assert told(["abcd"], ["abcy", "abcy"]).proposed == ()


def test_an_exact_match_is_no_longer_near_to_others() -> None:
    found = told(["abcd", "abce"], ["abcd", "abcf"])

    assert found.matched == (("b0", "a0"),)
    assert found.proposed == (("b1", "a1"),)


def test_parts_left_out_match_nothing() -> None:
    empty = {"b0": ("a", "", "c")}

    found = match(empty, {"a0": ("a", "", "c"), "a1": ("a", "b", "c")})

    assert (found.matched, found.proposed) == ((), ())


def test_a_confirmed_pair_comes_first() -> None:
    before, after = wave("abcd", "abcd", mark="b"), wave("abcd", "abcx", mark="a")

    found = match(before, after, confirmed=[("b0", "a1")])

    assert set(found.matched) == {("b0", "a1"), ("b1", "a0")}


def test_a_confirmed_pair_whose_answer_was_deleted_is_passed_over() -> None:
    found = match(wave("abcd", mark="b"), {}, confirmed=[("b0", "a1")])

    assert (found.matched, found.unmatched_before) == ((), ("b0",))


def test_an_answer_confirmed_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="two others"):
        match(wave("ab"), wave("ab", "ac"), confirmed=[("0", "0"), ("0", "1")])


def test_codes_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="same number of parts"):
        match(wave("abc"), wave("ab"))


@pytest.mark.parametrize("lone", [[], ["abc"]])
def test_an_empty_wave_matches_nothing(lone: list[str]) -> None:
    found = told(lone, [])

    assert (found.matched, found.before, found.after) == ((), len(lone), 0)


@settings(deadline=None)
@given(WAVE, WAVE, st.randoms(use_true_random=False))
def test_the_order_of_answers_changes_nothing(
    before: list[tuple[str, ...]], after: list[tuple[str, ...]], chance: random.Random
) -> None:
    first = {f"b{at}": code for at, code in enumerate(before)}
    second = {f"a{at}": code for at, code in enumerate(after)}
    mixed = [dict(chance.sample(list(each.items()), len(each))) for each in (first, second)]
    one, other = match(first, second), match(*mixed)

    assert set(one.matched) == set(other.matched)
    assert set(one.proposed) == set(other.proposed)
    assert set(one.ambiguous_before) == set(other.ambiguous_before)


@settings(deadline=None)
@given(WAVE, WAVE)
def test_swapping_the_waves_mirrors_the_matches(
    before: list[tuple[str, ...]], after: list[tuple[str, ...]]
) -> None:
    first, second = dict(enumerate(before)), dict(enumerate(after))
    there, back = match(first, second), match(second, first)

    assert set(there.matched) == {(b, a) for a, b in back.matched}
    assert set(there.proposed) == {(b, a) for a, b in back.proposed}


@settings(deadline=None)
@given(WAVE, WAVE)
def test_every_answer_is_matched_once_or_left(
    before: list[tuple[str, ...]], after: list[tuple[str, ...]]
) -> None:
    found = match(dict(enumerate(before)), dict(enumerate(after)))
    keys = [b for b, _ in found.matched]

    assert sorted([*keys, *found.unmatched_before]) == list(range(len(before)))
    assert (found.before, found.after) == (len(before), len(after))
    assert {b for b, _ in found.proposed} <= set(found.unmatched_before)
    for b, a in found.proposed:
        assert sum(x != y for x, y in zip(before[b], after[a], strict=True)) == 1
