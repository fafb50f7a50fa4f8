"""What a month of events comes to, by the rules of counting."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pilots.counting import Count, CountType, Qualifier, tally_events
from pilots.month_sums import DATED, IN_ALL, MOST, SESSIONS, Facts, MonthSums, Sum, month_sums

ATTENDANCE, FOOTFALL = CountType.ATTENDANCE, CountType.FOOTFALL


def facts(event: int = 1, *, has_day: bool = True, **given: Any) -> Facts:
    return Facts(event, has_day, **given)


def count(event: int, value: int | None, **given: Any) -> Count:
    return Count(event, **({"type": ATTENDANCE, "value": value} | given))


def attendance(*events: Facts, part: str = IN_ALL) -> Sum | None:
    return month_sums(events).counts.get(("attendance", part))


def test_no_event_is_nothing() -> None:
    assert month_sums([]) == MonthSums()


def test_an_event_without_a_figure_leaves_none() -> None:
    assert attendance(facts(counts=[count(1, None)])) is None


def test_a_part_that_is_not_recorded_makes_it_at_least_the_others() -> None:
    counts = [count(1, 20, part="adults"), count(1, None, part="children")]

    assert attendance(facts(counts=counts)) == Sum(20, 1, is_at_least=True)
    assert attendance(facts(counts=counts), part="adults") == Sum(20, 1)
    assert attendance(facts(counts=counts), part="children") is None


def test_who_may_be_among_others_is_in_no_total_and_stands_by_itself() -> None:
    counts = [count(1, 20), count(1, 6, part="childminders", may_overlap=True)]

    assert attendance(facts(counts=counts)) == Sum(20, 1)
    assert attendance(facts(counts=counts), part="childminders") == Sum(6, 1)


def test_events_without_a_day_are_in_all_and_not_among_the_dated() -> None:
    about = count(2, 5, qualifier=Qualifier.ABOUT)
    sums = month_sums([facts(1, counts=[count(1, 9)]), facts(2, has_day=False, counts=[about])])

    assert sums.undated == 1
    assert sums.counts["attendance", IN_ALL] == Sum(14, 2, is_about=True)
    assert sums.counts["attendance", DATED] == Sum(9, 1)


def test_the_dated_are_kept_apart_only_where_there_are_others() -> None:
    assert attendance(facts(counts=[count(1, 9)]), part=DATED) is None


def test_a_group_that_is_called_like_a_sum_is_kept_apart_from_it() -> None:
    counts = [count(1, 9, part=IN_ALL), count(1, 4, part="adults")]

    assert attendance(facts(counts=counts)) == Sum(13, 1)


def test_sessions_that_are_not_recorded_make_it_at_least_the_others() -> None:
    sums = month_sums([facts(sessions=[3, None]), facts(2, sessions=[None]), facts(3)])

    assert sums.counts[SESSIONS, IN_ALL] == Sum(3, 1, is_at_least=True)


def test_partners_are_counted_once_an_event_and_points_as_given() -> None:
    sums = month_sums([facts(partners=[7, 7], points={5: 2, 1: 0}), facts(2, partners=[7])])

    assert sums.partners == {7: 2}
    assert sums.points == {5: 2}


def test_a_sum_that_the_database_can_not_hold_is_said_as_at_least() -> None:
    many = [facts(n, counts=[count(n, MOST)]) for n in (1, 2)]

    assert attendance(*many) == Sum(MOST, 2, is_at_least=True)


COUNTS = st.lists(
    st.builds(
        Count,
        event=st.integers(1, 4),
        type=st.sampled_from([ATTENDANCE, FOOTFALL]),
        value=st.none() | st.integers(0, 500),
        qualifier=st.sampled_from(list(Qualifier)),
        part=st.sampled_from(["", "adults", "children"]),
        may_overlap=st.booleans(),
    ),
    max_size=12,
)


@given(COUNTS)
def test_the_sum_of_a_month_is_the_total_of_its_events(counts: list[Count]) -> None:
    events = [1, 2, 3, 4]
    told = month_sums(
        [facts(event, counts=[each for each in counts if each.event == event]) for event in events]
    )
    for type in (ATTENDANCE, FOOTFALL):
        kept = told.counts.get((type.value, IN_ALL), Sum())
        assert kept.tally(type, len(events)) == tally_events(type, counts, events)
