"""A series of meetings: what it asks for, and what is missing of it."""

from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from partnership.dates import PartialDate
from pilots.meeting_series import Known, New, compare, slots_of
from pilots.representation import Series

QUARTERLY = Series(date(2019, 1, 1), date(2020, 12, 1), 3)
BEFORE = date(2018, 12, 1)


def known(number: int, planned: str = "", held: str = "", *, is_loose: bool = False) -> Known:
    return Known(number, number, PartialDate.parse(planned), PartialDate.parse(held), is_loose)


def made(series: Series, there: Sequence[Known], *, on: date = BEFORE) -> tuple[New, ...]:
    plan = compare(series, there, on=on)
    return plan.new(plan.missing, without_misfits=True)


def told(news: Sequence[New]) -> list[tuple[int, str]]:
    return [(each.number, str(each.slot.planned)) for each in news]


def as_known(news: Sequence[New]) -> list[Known]:
    return [Known(n.number, n.number, n.slot.planned, is_loose=True) for n in news]


def test_two_years_of_quarterly_meetings_are_eight() -> None:
    assert told(made(QUARTERLY, [])) == [
        (1, "2019-01"), (2, "2019-04"), (3, "2019-07"), (4, "2019-10"),
        (5, "2020-01"), (6, "2020-04"), (7, "2020-07"), (8, "2020-10"),
    ]  # fmt: skip


def test_a_stretch_is_said_in_months_and_the_last_one_may_be_shorter() -> None:
    slots = slots_of(Series(date(2019, 11, 1), date(2020, 6, 1), 3))

    assert [slot.words for slot in slots] == [
        "November 2019 to January 2020", "February to April 2020", "May to June 2020",
    ]  # fmt: skip
    assert slots[-1].last == date(2020, 6, 30)
    assert slots_of(Series(date(2019, 5, 1), date(2019, 5, 1), 1))[0].words == "May 2019"


def test_only_what_is_missing_is_made() -> None:
    there = [known(1, "2019-01-15", "2019-01-15"), known(3, held="2019-07-04")]

    assert told(made(QUARTERLY, there))[:2] == [(2, "2019-04"), (4, "2019-10")]


def test_a_meeting_put_off_into_the_next_stretch_still_answers_for_its_own() -> None:
    there = as_known(made(QUARTERLY, []))
    there[0] = known(1, "2019-04-02")

    assert made(QUARTERLY, there) == ()


def test_a_meeting_without_a_date_answers_by_its_number() -> None:
    assert 2 not in [each.number for each in made(QUARTERLY, [known(2)])]


def test_a_further_meeting_answers_for_no_second_stretch_and_keeps_its_number() -> None:
    there = [*as_known(made(QUARTERLY, [])), known(9, "2019-02-20")]
    longer = Series(QUARTERLY.first, date(2021, 6, 1), 3)

    assert told(made(longer, there)) == [(10, "2021-01"), (11, "2021-04")]


def test_one_meeting_answers_for_one_stretch() -> None:
    there = [known(1, "2019-05-02")]

    plan = compare(QUARTERLY, there, on=BEFORE)

    assert [slot.place for slot, _ in plan.there] == [2]
    assert plan.missing[0].place == 1


def test_a_changed_frequency_leaves_what_was_held_and_takes_what_is_loose_and_ahead() -> None:
    there = [
        known(1, "2019-01", "2019-01-15"),
        known(2, "2019-04", "2019-04-16"),
        *(Known(n.number, n.number, n.slot.planned, is_loose=True)
          for n in made(QUARTERLY, []) if n.number > 2),
    ]  # fmt: skip
    twice_a_year = Series(QUARTERLY.first, QUARTERLY.last, 6)

    plan = compare(twice_a_year, there, on=date(2019, 5, 1))

    assert [each.number for each in plan.misfits] == [4, 6, 8]
    assert plan.missing == ()
    assert [each.number for each in plan.others] == [2]


def test_a_loose_meeting_of_the_past_is_never_taken() -> None:
    there = [known(1, "2019-01"), Known(7, 7, PartialDate.parse("2019-02"), is_loose=True)]

    assert compare(QUARTERLY, there, on=date(2019, 6, 1)).misfits == ()
    assert [each.number for each in compare(QUARTERLY, there, on=BEFORE).misfits] == [7]


def test_those_to_come_leave_out_stretches_that_have_ended() -> None:
    plan = compare(QUARTERLY, [], on=date(2020, 7, 1))

    assert [slot.words for slot in plan.to_come(date(2020, 7, 1))] == [
        "July to September 2020", "October to December 2020",
    ]  # fmt: skip
    assert len(plan.to_come(date(2020, 12, 31))) == 1
    assert plan.to_come(date(2021, 1, 1)) == ()


def test_numbers_go_on_from_the_meeting_before_where_the_series_is_out_of_step() -> None:
    there = [known(1, held="2019-01-15"), known(2, held="2019-04-16")]
    monthly = Series(QUARTERLY.first, date(2019, 6, 1), 1)
    plan = compare(monthly, there, on=date(2019, 5, 1))

    assert told(plan.new(plan.to_come(date(2019, 5, 1)), without_misfits=True)) == [
        (3, "2019-05"), (4, "2019-06"),
    ]  # fmt: skip


MEETINGS = st.lists(
    st.builds(
        Known,
        key=st.integers(0, 1000),
        number=st.integers(1, 30),
        planned=st.dates(date(2018, 6, 1), date(2021, 6, 1)).map(PartialDate.on)
        | st.just(PartialDate()),
        is_loose=st.booleans(),
    ),
    unique_by=lambda each: each.number,
    max_size=12,
)
SERIES = st.builds(
    Series,
    first=st.just(date(2019, 1, 1)),
    last=st.dates(date(2019, 1, 1), date(2020, 12, 1)).map(lambda day: day.replace(day=1)),
    every_months=st.integers(1, 12),
)


@given(series=SERIES, there=MEETINGS)
def test_making_again_adds_nothing_and_no_number_is_given_twice(
    series: Series, there: list[Known]
) -> None:
    plan = compare(series, there, on=BEFORE)
    news = plan.new(plan.missing, without_misfits=False)
    after = [*there, *as_known(news)]

    assert len({each.number for each in after}) == len(after)
    assert compare(series, after, on=BEFORE).missing == ()
