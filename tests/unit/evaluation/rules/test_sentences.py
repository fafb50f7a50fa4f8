"""Sentences say what the numbers say, and never more."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.rules.disclosure import Published, Table, suppress
from evaluation.rules.paired import Better, compare
from evaluation.rules.proportions import Share
from evaluation.rules.ranks import Estimate
from evaluation.rules.scales import Score, swemwbs
from evaluation.rules.sentences import (
    MAY_BE_CHANCE,
    Asked,
    Matched,
    hidden_sentence,
    p_words,
    paired_sentence,
    response_sentence,
    scale_sentence,
    share_sentence,
    size_words,
    snapshots_sentence,
    unmatched_sentence,
)
from evaluation.rules.unpaired import Snapshots

CONFIDENT = Asked(adjective="confident")
UP, LEVEL, DOWN = (2, 3), (3, 3), (3, 2)
ANSWERS = st.lists(st.integers(1, 5), max_size=30).map(tuple)


def said(*pairs: tuple[int, int], asked: Asked = CONFIDENT) -> str:
    number = len(pairs)
    return paired_sentence(compare(pairs, asked.better), Matched(number, number, number), asked)


def test_the_sentence_of_the_results_page() -> None:
    told = compare([UP] * 9 + [LEVEL] * 2 + [DOWN])

    assert paired_sentence(told, Matched(23, 17, 12), CONFIDENT) == (
        "Of 12 people we could match, 9 are more confident, 2 the same, 1 less"
        " (exact sign test p = 0.02). 11 of 23 before and 5 of 17 after could not be matched."
    )


def test_nobody_matched() -> None:
    assert paired_sentence(compare([]), Matched(4, 0, 0), CONFIDENT) == (
        "Nobody’s answers before and after could be matched, so no change can be told."
        " 4 of 4 before and 0 of 0 after could not be matched."
    )


@pytest.mark.parametrize(("number", "people"), [(1, "1 person"), (4, "4 people")])
def test_of_a_few_people_no_change_is_told(number: int, people: str) -> None:
    told = said(*[UP] * number)

    assert told.startswith(f"Only {people} could be matched")
    assert "more confident" not in told


def test_five_people_are_counted_without_a_test() -> None:
    assert said(UP, UP, UP, LEVEL, DOWN) == (
        "Of 5 people we could match, 3 are more confident, 1 the same, 1 less."
        " 4 answers changed: too few for a test, which needs 6. All answers could be matched."
    )


@pytest.mark.parametrize(
    ("number", "p"), [(6, "p = 0.03"), (9, "p = 0.004"), (10, "p = 0.002"), (11, "p < 0.001")]
)
def test_from_six_changes_there_is_a_test(number: int, p: str) -> None:
    assert f"(exact sign test {p})" in said(*[UP] * number)


@pytest.mark.parametrize("number", [5, 6, 9, 10])
def test_all_tied_is_said_so(number: int) -> None:
    assert said(*[LEVEL] * number).startswith(
        f"Of {number} people we could match, all {number} gave the same answer"
    )


def test_what_may_be_chance_is_said_to_be() -> None:
    assert MAY_BE_CHANCE in said(*[UP] * 5, *[DOWN] * 3)
    assert MAY_BE_CHANCE not in said(*[UP] * 9, DOWN)


def test_one_person_is_singular() -> None:
    assert "1 is more confident, 4 the same, 0 less." in said(UP, *[LEVEL] * 4)
    assert "1 answer changed" in said(UP, *[LEVEL] * 4)


def test_where_lower_is_better_it_is_less() -> None:
    told = said(*[DOWN] * 9, UP, asked=Asked(Better.LOWER, "lonely"))

    assert "9 are less lonely, 0 the same, 1 more" in told


def test_without_an_adjective_it_improved() -> None:
    assert "9 improved, 0 stayed the same, 1 got worse" in said(*[UP] * 9, DOWN, asked=Asked())


def test_where_neither_is_better_nothing_improved() -> None:
    told = said(*[UP] * 9, DOWN, asked=Asked(Better.NEITHER))

    assert "9 answered higher, 0 the same, 1 lower" in told
    assert "improved" not in told


def test_those_who_left_the_question_out_are_counted() -> None:
    told = paired_sentence(compare([UP] * 10), Matched(20, 20, 12), CONFIDENT)

    assert told.startswith(
        "Of 12 people we could match, 10 answered this both times; of these, 10 are more"
    )


def test_matched_people_who_left_it_out_gave_no_change() -> None:
    told = paired_sentence(compare([]), Matched(9, 9, 7), CONFIDENT)

    assert told.startswith("Nobody whom we could match answered this both times")


@pytest.mark.parametrize(
    ("matched", "words"),
    [
        (Matched(0, 0, 0), "Nobody answered before or after."),
        (Matched(3, 3, 3), "All answers could be matched."),
        (Matched(3, 2, 2), "1 of 3 before and 0 of 2 after could not be matched."),
    ],
)
def test_the_unmatched_are_always_said(matched: Matched, words: str) -> None:
    assert unmatched_sentence(matched) == words


def test_more_pairs_than_answers_are_refused() -> None:
    with pytest.raises(ValueError, match="More pairs"):
        Matched(2, 5, 3)


@pytest.mark.parametrize(
    ("p", "words"),
    [(1.0, "p = 1.00"), (0.0516, "p = 0.052"), (0.02, "p = 0.02"), (0.0021, "p = 0.002"),
     (0.0004, "p < 0.001")],
)  # fmt: skip
def test_p_in_words(p: float, words: str) -> None:
    assert p_words(p) == words


def test_a_size_has_its_interval_with_a_true_minus() -> None:
    assert size_words("Cliff’s delta", Estimate(0.35, -0.02, 0.61)) == (
        "Cliff’s delta 0.35 (95% interval −0.02 to 0.61)"
    )


def test_two_snapshots_that_differ() -> None:
    assert snapshots_sentence(Snapshots((1,) * 10, (4,) * 12)) == (
        "These are two snapshots, not the same people matched: the median was 1 before"
        " (10 answers) and 4 after (12 answers). Answers after are higher than before"
        " (exact Mann–Whitney test p < 0.001), whoever gave them."
    )


def test_two_snapshots_that_may_differ_by_chance() -> None:
    told = snapshots_sentence(Snapshots((1, 2, 3, 4, 5, 3), (2, 3, 4, 5, 3, 3)))

    assert "may be chance" in told


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [(0, 9, "nothing to compare"), (1, 9, "too few to compare"), (5, 9, "too few for a test")],
)
def test_small_snapshots(before: int, after: int, words: str) -> None:
    assert words in snapshots_sentence(Snapshots((3,) * before, (3,) * after))


@settings(deadline=None)
@given(ANSWERS, ANSWERS)
def test_unmatched_waves_never_improved(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    told = snapshots_sentence(Snapshots(one, other))

    assert not any(word in told for word in ("improve", "better", "worse", "more ", "changed"))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=30))
def test_a_p_stands_only_where_six_pairs_differ(pairs: list[tuple[int, int]]) -> None:
    assert ("p " in said(*pairs).replace("people ", "")) == (sum(a != b for a, b in pairs) >= 6)


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (Share(0, 0), "Nobody answered."),
        (Share(8, 9), "8 of 9 agreed. Fewer than 10 answers: counts only."),
        (Share(15, 16), "15 of 16 agreed: 94% (95% interval 72% to 99%)."),
    ],
)
def test_shares(share: Share, words: str) -> None:
    assert share_sentence(share, "agreed") == words


@pytest.mark.parametrize(
    ("answers", "asked", "words"),
    [
        (23, 40, "23 of 40 people asked answered: 58%."),
        (1, None, "1 answer; how many were asked is not recorded"),
        (9, 8, "there is no response rate"),
        (0, 0, "there is no response rate"),
        (0, 5, "0 of 5 people asked answered."),
        (0, 10, "0 of 10 people asked answered: 0%."),
    ],
)
def test_response_rates(answers: int, asked: int | None, words: str) -> None:
    assert words in response_sentence(answers, asked)


def test_scores_and_those_that_could_not_be_made() -> None:
    scores = [swemwbs([3] * 7)] * 5 + [swemwbs([3] * 6 + [None])]

    assert scale_sentence("SWEMWBS", scores) == (
        "SWEMWBS: the median of 5 scores is 19.25. 1 more could not be scored: items were left out."
    )


@pytest.mark.parametrize(("number", "words"), [(0, "0 scores"), (1, "1 score"), (4, "4 scores")])
def test_a_few_scores_are_not_shown(number: int, words: str) -> None:
    assert scale_sentence("UCLA-3", [Score(9.0)] * number) == f"UCLA-3: {words}, too few to show."


def test_hidden_cells_say_why() -> None:
    told = suppress(Table(("a", "b"), ("x", "y"), ((3, 20), (30, 40))))

    assert hidden_sentence(told) == (
        "4 cells are hidden, so that no count of 1 to 4 people can be read or worked out."
    )
    assert hidden_sentence(Published(told.table)) == ""


def test_a_withheld_table_says_why() -> None:
    told = suppress(Table(("a",), ("x", "y"), ((1, 2),)))

    assert hidden_sentence(told).startswith("This table is not shown: fewer than 5 people")


def test_more_who_went_up_but_not_by_how_far_may_be_chance() -> None:
    """Many small steps up, few large ones down: the sign test is sure, the signed ranks are not."""
    pairs = [(2, 3)] * 12 + [(5, 1)] * 3
    told = compare(pairs)
    assert told.sign_test
    assert told.signed_rank_test
    assert told.sign_test.p < 0.05 <= told.signed_rank_test.p

    assert "By how far answers moved, it may be chance (exact Wilcoxon signed-rank test" in said(
        *pairs
    )
    assert "it may be chance" not in said(*[UP] * 12, *[DOWN])


def test_waves_whose_interval_reaches_nil_are_not_said_to_differ() -> None:
    told = Snapshots((1, 4, 4, 4, 4, 4, 5, 5), (1, 1, 1, 2, 2, 3, 3, 5))
    assert told.mann_whitney
    assert told.cliffs_delta
    assert told.mann_whitney.p < 0.05
    assert told.cliffs_delta.low <= 0 <= told.cliffs_delta.high

    assert "may be chance" in snapshots_sentence(told)
    assert "lower" not in snapshots_sentence(told)


@pytest.mark.parametrize(
    ("p", "words"),
    [(0.0494, "p = 0.049"), (0.0496, "p < 0.05"), (0.0499999, "p < 0.05"), (0.05, "p = 0.050")],
)
def test_a_p_just_below_is_not_said_to_be_at_the_border(p: float, words: str) -> None:
    assert p_words(p) == words
