"""How grave a risk is: words, levels, trend, and what can't be recorded."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from milestones.parts import RiskRow
from milestones.risk_rules import (
    IMPACT,
    LIKELIHOOD,
    Level,
    day_faults,
    impact_words,
    is_review_overdue,
    judged_words,
    level_of,
    likelihood_words,
    natural_order,
    next_reference,
    next_review_faults,
    rule_words,
    score_faults,
    score_of,
    score_words,
    trend,
)

TODAY = date(2019, 10, 24)
SCORES = st.none() | st.integers(1, 5)


def a_row(reference: str, likelihood: int | None, impact: int | None, **given) -> RiskRow:
    fields = {"kind": "Risk", "title": "Flood", "area": "", "owner": "", "response": ""}
    days = {"reported_on": TODAY, "reviewed_on": None}
    row = {"reference": reference, "likelihood": likelihood, "impact": impact, "state": "Open"}
    return RiskRow(**(fields | days | row | given))


@pytest.mark.parametrize(
    ("score", "level"),
    [
        (1, Level.LOW), (3, Level.LOW), (4, Level.MEDIUM), (9, Level.MEDIUM), (10, Level.HIGH),
        (16, Level.HIGH), (17, Level.VERY_HIGH), (25, Level.VERY_HIGH), (None, None),
    ],
)  # fmt: skip
def test_the_level_follows_the_score(score, level) -> None:
    assert level_of(score) is level


def test_the_rule_is_printed_without_a_gap() -> None:
    assert rule_words() == "Low: 1 to 3; Medium: 4 to 9; High: 10 to 16; Very high: 17 to 25"


@given(SCORES, SCORES)
def test_a_score_is_known_only_where_both_are(likelihood, impact) -> None:
    score = score_of(likelihood, impact)

    assert (score is None) == (likelihood is None or impact is None)
    assert (level_of(score) is None) == (score is None)
    assert score != 0
    assert ("not recorded" in judged_words(likelihood, impact)) == (score is None)


@given(st.tuples(st.integers(1, 5), st.integers(1, 5)), st.tuples(st.integers(1, 5)))
def test_more_likely_is_never_less_grave(pair, more) -> None:
    order = list(Level)
    likelihood, impact = pair
    worse = score_of(max(likelihood, *more), impact)

    assert order.index(level_of(worse)) >= order.index(level_of(likelihood * impact))


def test_the_words_are_the_products_own() -> None:
    assert [likelihood_words(each) for each in LIKELIHOOD] == [
        "1 Rare", "2 Unlikely", "3 Possible", "4 Likely", "5 Almost certain",
    ]  # fmt: skip
    assert [impact_words(each) for each in IMPACT] == [
        "1 Negligible", "2 Minor", "3 Moderate", "4 Major", "5 Severe",
    ]  # fmt: skip
    assert impact_words(None) == likelihood_words(None) == score_words(None) == "not recorded"
    assert score_words(12) == "12, High"


@pytest.mark.parametrize(
    ("likelihood", "impact", "words"),
    [
        (4, 3, "4 Likely × 3 Moderate: 12, High"),
        (None, 4, "likelihood not recorded, impact 4 Major"),
        (2, None, "likelihood 2 Unlikely, impact not recorded"),
        (None, None, "likelihood and impact not recorded"),
    ],
)
def test_what_was_judged_is_said_and_what_was_not(likelihood, impact, words) -> None:
    assert judged_words(likelihood, impact) == words


@pytest.mark.parametrize(
    ("now", "before", "was_there", "arrow", "words"),
    [
        (12, 6, True, "↑", "up from 6 to 12"),
        (6, 12, True, "↓", "down from 12 to 6"),
        (6, 6, True, "→", "unchanged at 6"),
        (6, None, True, "", "first scored: 6"),
        (None, 6, True, "", "was 6, not recorded now"),
        (None, None, True, "", "not recorded"),
        (6, None, False, "", "new"),
        (None, None, False, "", "new"),
    ],
)
def test_the_trend_has_words(now, before, was_there, arrow, words) -> None:
    told = trend(now, before, was_there=was_there)

    assert (told.arrow, told.words) == (arrow, words)


@pytest.mark.parametrize(
    ("review_on", "is_closed", "reviewed_on", "overdue"),
    [
        (date(2019, 10, 23), False, None, True),
        (date(2019, 10, 23), False, date(2019, 10, 22), True),
        (date(2019, 10, 23), False, date(2019, 10, 23), False),
        (date(2019, 10, 23), True, None, False),
        (TODAY, False, None, False),
        (None, False, None, False),
    ],
)
def test_a_review_is_overdue_the_day_after(review_on, is_closed, reviewed_on, overdue) -> None:
    told = is_review_overdue(review_on, on=TODAY, is_closed=is_closed, reviewed_on=reviewed_on)

    assert told is overdue


def test_the_gravest_come_first_and_what_is_not_scored_is_not_taken_for_nothing() -> None:
    rows = [
        a_row("R10", 1, 1),
        a_row("R2", 1, 1),
        a_row("R3", None, 5),
        a_row("R4", 5, 5, state="Closed", closed_on=TODAY),
        a_row("I1", 3, 4),
    ]

    ordered = sorted(rows, key=lambda row: row.gravity)

    assert [row.reference for row in ordered] == ["I1", "R2", "R10", "R3", "R4"]


def test_references_are_sorted_as_people_count() -> None:
    assert sorted(["R10", "R2", "I1", "R2a"], key=natural_order) == ["I1", "R2", "R2a", "R10"]


@pytest.mark.parametrize(
    ("taken", "next_one"),
    [([], "R1"), (["R1", "R3", "I7"], "R4"), (["R9", "R10"], "R11"), (["Rx", "R2b", "XR5"], "R1")],
)
def test_the_next_reference_is_after_the_highest(taken, next_one) -> None:
    assert next_reference("R", taken) == next_one


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2019, 10, 25), "25 October 2019 has not come yet. Choose today or a day before."),
        (date(2019, 5, 1),
         "It was first reported on 2 May 2019: choose that day or a later one."),
    ],
)  # fmt: skip
def test_a_day_that_cannot_be_is_refused_in_words(day, words) -> None:
    (fault,) = day_faults(
        day, field="on", earliest=date(2019, 5, 2), why="It was first reported on", today=TODAY
    )

    assert (fault.words, fault.field) == (words, "on")


@pytest.mark.parametrize("day", [TODAY, date(2019, 5, 2)])
def test_today_and_the_first_day_are_fine(day) -> None:
    earliest = date(2019, 5, 2)

    assert day_faults(day, field="on", earliest=earliest, why="", today=TODAY) == []


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (TODAY, "24 October 2019 is not ahead. Choose a day after today."),
        (date(2091, 1, 1), "1 January 2091 is more than 5 years away. Check the year."),
    ],
)
def test_a_next_review_lies_ahead(day, words) -> None:
    (fault,) = next_review_faults(day, today=TODAY)

    assert fault.words == words


@pytest.mark.parametrize("day", [None, date(2019, 10, 25)])
def test_there_may_be_a_next_review_tomorrow_or_none(day) -> None:
    assert next_review_faults(day, today=TODAY) == []


def test_scores_out_of_1_to_5_are_named() -> None:
    assert [fault.field for fault in score_faults(likelihood=0, impact=6)] == [
        "likelihood", "impact",
    ]  # fmt: skip
    assert score_faults(likelihood=None, impact=5) == []
    assert score_faults(impact=6)[0].words == "Impact runs from 1 to 5, and 6 is not one of them."
