"""How a test of the service model stands on a day, and which contexts are tested by then."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from partnership.dates import PartialDate
from pilots.service_testing import Facts, State, end_refused, state, verdicts, when

SAID = date(2019, 10, 24)
ASH, BIRCH = 1, 2
HEALTH, COMPLEX = 11, 12


def facts(key: int = 1, began: str = "", ended: str = "", **fields: Any) -> Facts:
    """A test in Ash of health promotion, reported on 24 October 2019."""
    given_ = {"title": f"Test {key}", "area": ASH, "context": HEALTH, "reported_on": SAID} | fields
    return Facts(key, began=PartialDate.parse(began), ended=PartialDate.parse(ended), **given_)


@pytest.mark.parametrize(
    ("test", "day", "expected"),
    [
        (facts(), SAID, State.UNDATED),
        (facts(began="2019-11-04"), date(2019, 11, 3), State.PLANNED),
        (facts(began="2019-11-04"), date(2019, 11, 4), State.UNDER_WAY),
        (facts(began="2019-11"), date(2019, 11, 1), State.UNDER_WAY),
        (facts(began="2019-06", ended="2019-09"), SAID, State.FINISHED),
        (facts(ended="2019-09"), SAID, State.FINISHED),
        (facts(began="2019-06", ended="2019-12-01"), date(2019, 11, 30), State.UNDER_WAY),
        (facts(began="2019-06", ended="2019-12-01"), date(2019, 12, 1), State.FINISHED),
        (facts(is_stopped=True), SAID, State.STOPPED),
        (facts(began="2019-06", ended="2019-09", is_stopped=True), SAID, State.STOPPED),
        (facts(began="2019-06", ended="2019-12", is_stopped=True), SAID, State.UNDER_WAY),
    ],
)
def test_a_test_stands_as_its_dates_and_the_day_say(test: Facts, day: date, expected: State):
    assert state(test, on=day) is expected


def test_an_end_known_to_the_month_has_come_if_it_was_said_in_that_month():
    said_within = facts(began="2019-06", ended="2019-10")
    assert state(said_within, on=SAID) is State.FINISHED


def test_an_end_planned_to_the_month_is_sure_on_its_last_day_only():
    planned = facts(began="2019-06", ended="2019-11")
    assert state(planned, on=date(2019, 11, 29)) is State.UNDER_WAY
    assert state(planned, on=date(2019, 11, 30)) is State.FINISHED


@pytest.mark.parametrize("is_stopped", [False, True])
def test_an_end_reported_later_does_not_change_an_earlier_day(is_stopped: bool):
    said_late = facts(
        began="2019-06", ended="2019-10-01", is_stopped=is_stopped, end_reported_on=date(2020, 1, 6)
    )
    assert state(said_late, on=date(2020, 1, 5)) is State.UNDER_WAY
    assert state(said_late, on=date(2020, 1, 6)) is not State.UNDER_WAY


def test_several_tests_of_one_context_count_once_by_the_one_that_ended_first():
    told = verdicts(
        [facts(1, ended="2019-09-30"), facts(2, ended="2019-08-31"), facts(3, began="2019-09")],
        on=SAID,
    )
    assert [told[key].counts for key in (1, 2, 3)] == [False, True, False]
    assert told[1].why_not == "“Test 2” counts for this context already"


def test_each_area_and_each_context_counts_for_itself():
    ended = {"ended": "2019-09"}
    tests = [
        facts(1, **ended),
        facts(2, area=BIRCH, **ended),
        facts(3, context=COMPLEX, **ended),
        facts(4, context=COMPLEX, is_stopped=True, **ended),
    ]
    assert [key for key, each in verdicts(tests, on=SAID).items() if each.counts] == [1, 2, 3]


@pytest.mark.parametrize(
    ("test", "why_not"),
    [
        (facts(), "Its begin and its end are not recorded"),
        (facts(began="2019-06"), "It is under way: its end is not recorded"),
        (facts(began="2019-11-04"), "It is planned to begin on 4 November 2019"),
        (facts(began="2019-11"), "It is planned to begin in November 2019"),
        (facts(ended="2019-09", is_stopped=True), "It was stopped early"),
        (
            facts(began="2019-06", ended="2019-11"),
            "It is to end in November 2019, which may be after 24 October 2019",
        ),
        (facts(ended="2019-12-01"), "It is to end on 1 December 2019, after 24 October 2019"),
    ],
)
def test_why_a_test_does_not_count_is_said(test: Facts, why_not: str):
    assert verdicts([test], on=SAID)[1].why_not == why_not


def test_a_test_reported_later_is_not_there_yet():
    assert verdicts([facts()], on=SAID - timedelta(days=1)) == {}


def test_an_end_to_come_is_refused_in_words():
    assert "has not come yet" in end_refused(PartialDate.parse("2019-11"), today=SAID)
    assert not end_refused(PartialDate.parse("2019-10"), today=SAID)
    assert not end_refused(PartialDate(), today=SAID)


def test_a_date_is_said_with_its_word_before_it():
    assert when(PartialDate.parse("2019-10-24")) == "on 24 October 2019"
    assert when(PartialDate.parse("2019-autumn")) == "in autumn 2019"


DAYS = some.dates(date(2019, 1, 1), date(2020, 12, 31))
CODES = DAYS.flatmap(
    lambda day: some.sampled_from(["", str(day), f"{day:%Y-%m}", f"{day:%Y}", f"{day:%Y}-autumn"])
)
TESTS = some.lists(
    some.builds(
        facts,
        key=some.integers(1, 10**6),
        began=CODES,
        ended=CODES,
        area=some.sampled_from([ASH, BIRCH]),
        context=some.sampled_from([HEALTH, COMPLEX]),
        is_stopped=some.booleans(),
        reported_on=DAYS,
        end_reported_on=some.none() | DAYS,
    ),
    unique_by=lambda each: each.key,
    max_size=8,
)


@given(TESTS, DAYS)
def test_a_day_is_unmoved_by_whatever_is_reported_after_it(tests: list[Facts], day: date):
    by_then = [each.as_said_by(day) for each in tests if each.reported_on <= day]
    assert verdicts(tests, on=day) == verdicts(by_then, on=day)


@given(TESTS, DAYS)
def test_a_context_counts_once_an_area_where_a_test_of_it_is_finished(
    tests: list[Facts], day: date
):
    told = verdicts(tests, on=day)
    finished = {(t.area, t.context) for t in tests if t.key in told and _is_finished(told[t.key])}
    counted = [(t.area, t.context) for t in tests if t.key in told and told[t.key].counts]
    assert sorted(counted) == sorted(finished)


def _is_finished(verdict: Any) -> bool:
    return verdict.state is State.FINISHED


@given(TESTS, DAYS)
def test_whatever_does_not_count_says_why(tests: list[Facts], day: date):
    for each in verdicts(tests, on=day).values():
        assert bool(each.why_not) is not each.counts
