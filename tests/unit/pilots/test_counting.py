"""How counts add up: every word about a number survives, and unknown is never zero."""

from collections.abc import Callable, Hashable
from dataclasses import replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pilots.counting import (
    Count,
    CountType,
    Qualifier,
    Tally,
    check_attendance,
    contradictions,
    event_tallies,
    participations,
    tally_events,
    tally_parts,
    total,
)
from pilots.models.event_detail import EventCount
from pilots.models.event_detail import Qualifier as RecordedQualifier

ATTENDANCE, FOOTFALL, PARTICIPATION = (
    CountType.ATTENDANCE,
    CountType.FOOTFALL,
    CountType.PARTICIPATION,
)
ABOUT, AT_LEAST = Qualifier.ABOUT, Qualifier.AT_LEAST

FUN_DAY = [
    Count("fun-day", FOOTFALL, 468, ABOUT),
    Count("fun-day", ATTENDANCE, 160, ABOUT, "adults"),
    Count("fun-day", ATTENDANCE, 200, ABOUT, "children"),
    Count("fun-day", ATTENDANCE, 6, part="childminders", may_overlap=True),
]

tallies = st.builds(
    Tally,
    st.just(ATTENDANCE),
    st.none() | st.integers(0, 10**6),
    st.booleans(),
    st.booleans(),
    st.integers(0, 50),
)
counts = st.builds(
    Count,
    st.integers(1, 6),
    st.sampled_from(CountType),
    st.none() | st.integers(0, 10**6),
    st.sampled_from(Qualifier),
    st.sampled_from(["", "adults", "children"]),
)


def test_about_and_exact_make_about() -> None:
    six = Count("fun-day", ATTENDANCE, 6)

    assert tally_events(ATTENDANCE, [*FUN_DAY, six], ["fun-day"]).words == "about 366"


def test_people_who_may_be_among_others_are_in_no_total() -> None:
    assert tally_events(ATTENDANCE, FUN_DAY, ["fun-day"]).words == "about 360"


def test_at_least_is_kept_beside_about() -> None:
    both = Tally(ATTENDANCE, 160, is_about=True) + Tally(ATTENDANCE, 1200, is_at_least=True)

    assert both.words == "at least about 1,360"


def test_an_event_without_a_figure_is_named_and_not_counted_as_zero() -> None:
    tally = tally_events(ATTENDANCE, FUN_DAY, ["fun-day", "workshop"])

    assert (tally.value, tally.words) == (360, "about 360, 1 event not recorded")


def test_several_events_without_a_figure_are_counted() -> None:
    tally = tally_events(FOOTFALL, FUN_DAY, ["fun-day", *range(1200)])

    assert tally.words == "about 468, 1,200 events not recorded"


def test_nothing_recorded_is_said_and_is_not_zero() -> None:
    tally = tally_events(PARTICIPATION, FUN_DAY, ["fun-day"])

    assert (tally.value, tally.words) == (None, "not recorded")


def test_no_event_at_all_is_not_recorded_either() -> None:
    assert tally_events(ATTENDANCE, FUN_DAY, []).words == "not recorded"


def test_a_known_zero_is_zero() -> None:
    nobody = Count("rained-off", ATTENDANCE, 0)

    assert tally_events(ATTENDANCE, [nobody], ["rained-off"]).words == "0"


def test_an_event_with_a_part_not_recorded_is_at_least_the_others() -> None:
    parts = [
        Count("a", ATTENDANCE, 20, part="adults"),
        Count("a", ATTENDANCE, None, part="children"),
    ]

    assert tally_events(ATTENDANCE, parts, ["a"]).words == "at least 20"


def test_what_was_left_out_can_be_something_else_than_events() -> None:
    tally = Tally(PARTICIPATION, 66, missing=7)

    assert tally.said("activity", "activities") == "66, 7 activities not recorded"


def test_counts_of_different_types_are_never_added() -> None:
    with pytest.raises(ValueError, match="footfall and attendance count different things"):
        Tally(FOOTFALL, 468) + Tally(ATTENDANCE, 366)


def test_counts_of_events_outside_the_asked_ones_stay_out() -> None:
    assert tally_events(ATTENDANCE, FUN_DAY, ["workshop"]).value is None


def test_parts_are_told_apart_in_their_order() -> None:
    parts = tally_parts(ATTENDANCE, FUN_DAY)

    assert {part: tally.words for part, tally in parts.items()} == {
        "adults": "about 160",
        "children": "about 200",
        "childminders": "6",
    }


def test_an_events_own_participations_are_not_added_to_its_activities() -> None:
    stated = [Count("a", PARTICIPATION, 50), Count("b", PARTICIPATION, None), *FUN_DAY]
    activities = [Count("a", PARTICIPATION, 34), Count("b", PARTICIPATION, 32)]

    kept = participations(stated, activities)

    assert tally_events(PARTICIPATION, kept, ["a"]).value == 50
    assert tally_events(PARTICIPATION, kept, ["b"]).words == "at least 32"


def test_attendance_above_footfall_is_a_contradiction_in_words() -> None:
    check = check_attendance(Tally(FOOTFALL, 300), Tally(ATTENDANCE, 366, is_about=True))

    assert check.holds is False
    assert check.words == "Attendance (about 366) is more than footfall (300)."


def test_attendance_equal_to_footfall_agrees() -> None:
    assert check_attendance(Tally(FOOTFALL, 10), Tally(ATTENDANCE, 10)).holds is True


def test_a_footfall_of_at_least_contradicts_nothing() -> None:
    check = check_attendance(Tally(FOOTFALL, 300, is_at_least=True), Tally(ATTENDANCE, 366))

    assert check.holds is None
    assert "may have been higher" in check.words


@pytest.mark.parametrize(
    ("footfall", "attendance", "named"), [(None, 5, "footfall"), (5, None, "attendance")]
)
def test_an_unknown_figure_cannot_be_checked(
    footfall: int | None, attendance: int | None, named: str
) -> None:
    check = check_attendance(Tally(FOOTFALL, footfall), Tally(ATTENDANCE, attendance))

    assert check.holds is None
    assert check.words == f"Can't be checked: {named} is not recorded."


def test_contradictions_are_looked_for_event_by_event() -> None:
    wrong = [Count("b", FOOTFALL, 10), Count("b", ATTENDANCE, 12), Count("c", ATTENDANCE, 9)]

    assert list(contradictions([*FUN_DAY, *wrong])) == ["b"]


def test_qualifiers_and_types_are_those_of_the_records() -> None:
    assert {q.value for q in Qualifier} == set(RecordedQualifier.values)
    assert {t.value for t in CountType} == set(EventCount.Type.values)


@given(tallies, tallies, tallies)
def test_a_total_does_not_depend_on_the_order(a: Tally, b: Tally, c: Tally) -> None:
    assert a + b == b + a
    assert (a + b) + c == a + (b + c)


@given(tallies)
def test_adding_nothing_changes_nothing(tally: Tally) -> None:
    assert tally + Tally(ATTENDANCE) == tally


@given(st.lists(tallies, min_size=1))
def test_every_word_about_a_number_survives_into_the_total(parts: list[Tally]) -> None:
    whole = total(ATTENDANCE, parts)

    assert whole.is_about == any(part.is_about for part in parts)
    assert whole.is_at_least == any(part.is_at_least for part in parts)
    assert whole.missing == sum(part.missing for part in parts)


@given(st.lists(counts))
def test_unknown_never_changes_the_sum(found: list[Count]) -> None:
    known = [count for count in found if count.value is not None]
    events = {count.event for count in found}

    for type in CountType:
        tally = tally_events(type, found, events)
        values = [count.value for count in known if count.type is type]
        assert tally.value == (sum(values) if values else None)
        assert (tally.value is None) == (tally.words == "not recorded")


@given(st.lists(counts))
def test_every_event_is_in_the_sum_or_named(found: list[Count]) -> None:
    events = {count.event for count in found}

    for type in CountType:
        recorded = [t for t in event_tallies(type, found).values() if t.value is not None]
        assert len(recorded) + tally_events(type, found, events).missing == len(events)


Sums = Callable[[CountType, list[Count], set[Hashable]], Tally]


def unknown_as_zero(type: CountType, found: list[Count], events: set[Hashable]) -> Tally:
    """What must not be: what is not recorded is taken for 0."""
    return tally_events(type, [replace(each, value=each.value or 0) for each in found], events)


def silent_on_the_rest(type: CountType, found: list[Count], events: set[Hashable]) -> Tally:
    """What must not be: events without a figure are left out without a word."""
    return replace(tally_events(type, found, events), missing=0)


def all_exact(type: CountType, found: list[Count], events: set[Hashable]) -> Tally:
    """What must not be: “about” and “at least” get lost."""
    exact = [replace(each, qualifier=Qualifier.EXACT) for each in found]
    return tally_events(type, exact, events)


def all_types(type: CountType, found: list[Count], events: set[Hashable]) -> Tally:
    """What must not be: footfall, attendance and participation are added together."""
    return tally_events(type, [replace(each, type=type) for each in found], events)


def overlapping(type: CountType, found: list[Count], events: set[Hashable]) -> Tally:
    """What must not be: people who may be among others are counted again."""
    return tally_events(type, [replace(each, may_overlap=False) for each in found], events)


def parts_as_whole(type: CountType, found: list[Count], events: set[Hashable]) -> Tally:
    """What must not be: a figure of some of its parts is taken for the whole event's."""
    return tally_events(type, [each for each in found if each.value is not None], events)


def is_honest(sums: Sums, found: list[Count]) -> None:
    """What a board can defend, worked out from the figures themselves, one by one."""
    events: set[Hashable] = {count.event for count in found}
    for type in CountType:
        told = sums(type, found, events)
        of_type = [each for each in found if each.type is type and not each.may_overlap]
        known = [each for each in of_type if each.value is not None]
        counted = {each.event for each in known}
        partly = {each.event for each in of_type if each.value is None} & counted
        sure = {each.qualifier for each in known}
        assert told.value == (sum(each.value or 0 for each in known) if known else None)
        assert told.missing == len(events - counted)
        assert told.is_about == (Qualifier.ABOUT in sure)
        assert told.is_at_least == bool(Qualifier.AT_LEAST in sure or partly)


overlapping_counts = st.builds(replace, counts, may_overlap=st.booleans())
found_counts = st.lists(overlapping_counts, max_size=6)


@given(found_counts)
def test_a_total_is_what_a_board_can_defend(found: list[Count]) -> None:
    is_honest(tally_events, found)


@pytest.mark.parametrize(
    "sums",
    [
        unknown_as_zero, silent_on_the_rest, all_exact, all_types, overlapping, parts_as_whole,
    ],
)  # fmt: skip
def test_a_total_that_loses_any_of_it_is_caught(sums: Sums) -> None:
    @settings(database=None, max_examples=300, phases=[Phase.generate], report_multiple_bugs=False)
    @given(found_counts)
    def tried(found: list[Count]) -> None:
        is_honest(sums, found)

    with pytest.raises(AssertionError):
        tried()


@given(st.none() | st.integers(0, 500), st.none() | st.integers(0, 500), st.sampled_from(Qualifier))
def test_attendance_is_held_against_footfall_only_where_both_are_known(
    footfall: int | None, attendance: int | None, sure: Qualifier
) -> None:
    through = Tally.of(Count("a", FOOTFALL, footfall, sure))
    found = check_attendance(through, Tally.of(Count("a", ATTENDANCE, attendance))).holds

    if footfall is None or attendance is None:
        assert found is None
    elif attendance <= footfall:
        assert found is True
    else:
        assert found is (None if sure is AT_LEAST else False)
