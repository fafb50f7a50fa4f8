"""Groups, organisations and papers in words."""

from datetime import date, time

import pytest

from partnership.dates import PartialDate
from partnership.people.models import Organisation
from pilots.models import (
    BoardPaper,
    Group,
    Implication,
    Meeting,
    PartnerRole,
    ReportingBody,
)
from pilots.presenters import groups as words
from pilots.presenters import organisations, papers
from pilots.representation import MeetingFact, MeetingsHeld, Rule, Seat, represent
from pilots.selectors.groups import GroupRecord

DAY = date(2019, 10, 24)
RULE = Rule("users", "Service users", 2)


def a_record(seats: list[Seat], rules: list[Rule], required: tuple[str, ...] = ()) -> GroupRecord:
    return GroupRecord(
        group=Group(name="Group"),
        representation=represent(seats, rules, required, on=DAY),
        rules=tuple(rules),
        required=required,
        meetings=MeetingsHeld(None, None, None),
        next_meeting=None,
        open_actions=None,
        overdue_actions=0,
    )


@pytest.mark.parametrize(
    ("record", "gaps"),
    [
        (a_record([], [RULE]), ("Membership not recorded",)),
        (a_record([Seat("Post")], []), (words.NOTHING_TO_CHECK,)),
        (a_record([Seat("Post", "Council")], [], ("Council",)), ("none",)),
        (a_record([Seat("Users", rule="users", people=2)], [RULE]), ("none",)),
        (a_record([Seat("User", rule="users")], [RULE]), ("Vacant: 1 of 2 seats (Service users)",)),
    ],
)
def test_no_gap_is_said_only_where_something_lays_down_who_should_sit(
    record: GroupRecord, gaps: tuple[str, ...]
) -> None:
    assert words.gaps_words(record) == gaps


@pytest.mark.parametrize(
    ("record", "vacant"),
    [
        (a_record([], [RULE]), (None, "of 2 by rule: membership not recorded")),
        (a_record([Seat("Post")], []), (None, "no seat rule is recorded")),
        (
            a_record([Seat("Post")], [RULE]),
            (2, "of 2 by rule, 2 of them never recorded as held"),
        ),
        (a_record([Seat("User", rule="users")], [RULE]), (1, "of 2 by rule")),
        (a_record([Seat("Users", rule="users", people=2)], [RULE]), (0, "of 2 by rule")),
    ],
)
def test_seats_without_a_holder_are_a_number_only_where_a_rule_says_how_many(
    record: GroupRecord, vacant: tuple[int | None, str]
) -> None:
    assert words.vacant_seats(record) == vacant


def test_a_vacant_seat_and_one_that_nobody_was_recorded_in_are_told_apart() -> None:
    stands = a_record([Seat("User", rule="users")], [RULE, Rule("x", "Chairs", 1)]).representation

    assert [gap.words for gap in words.seat_gaps(stands)] == [
        "Vacant: 1 of 2 seats (Service users)",
        "No holder recorded: 1 of 1 seat (Chairs)",
    ]


@pytest.mark.parametrize(
    ("seats", "required", "said"),
    [
        ([Seat("Post", "Council")], (), ""),
        ([Seat("Post", "Council")], ("Council",), "Council; all of them held"),
        (
            [Seat("Post", "Council")],
            ("Council", "Education"),
            "Council, Education; missing: Education",
        ),
        ([], ("Council",), "Council (membership not recorded)"),
    ],
)
def test_required_sectors_say_which_are_missing(
    seats: list[Seat], required: tuple[str, ...], said: str
) -> None:
    assert words.sectors_words(a_record(seats, [], required)) == said


def test_a_rule_says_how_many_are_held_by_it() -> None:
    stands = a_record([Seat("User", rule="users")], [RULE]).representation

    nobody = a_record([Seat("User")], [RULE]).representation

    assert words.rule_line(RULE, stands, "areas").held == "1 held"
    assert words.rule_line(RULE, nobody, "areas").held == "holders not recorded"


def test_a_gap_warns_and_what_is_not_recorded_only_informs() -> None:
    assert words.standing(a_record([Seat("User", rule="users")], [RULE]).representation) == (
        "warning"
    )
    assert words.standing(a_record([], [RULE]).representation) == "info"


@pytest.mark.parametrize(
    ("open_count", "overdue", "said"), [(None, 0, ""), (0, 0, "none"), (5, 2, "5, 2 overdue")]
)
def test_no_open_action_is_not_the_same_as_none_recorded(
    open_count: int | None, overdue: int, said: str
) -> None:
    assert words.actions_words(open_count, overdue) == said


def test_a_meeting_held_later_was_still_planned() -> None:
    meeting = Meeting(status="held", held=PartialDate.on(date(2019, 10, 25)), present=7)

    before, after = (
        words.meeting_line(meeting, DAY),
        words.meeting_line(meeting, date(2019, 10, 25)),
    )

    assert (before.status, before.is_held, before.attendance) == ("Planned", False, "")
    assert (after.status, after.is_held, after.attendance) == ("Held", True, "7 present")


@pytest.mark.parametrize(
    ("meeting", "said"),
    [
        (Meeting(), ""),
        (Meeting(minutes="All came."), "Written"),
        (Meeting(minutes="All came.", minutes_state="draft"), "Draft"),
        (Meeting(minutes_state="approved", approved_on=DAY), "Approved 24 October 2019"),
        (Meeting(minutes_state="approved", approved_on=date(2019, 10, 25)), "Draft"),
    ],
)
def test_minutes_approved_later_were_still_a_draft(meeting: Meeting, said: str) -> None:
    assert words.minutes_words(meeting, DAY) == said


def test_the_next_meeting_says_when_and_where() -> None:
    meeting = Meeting(
        number=4,
        planned=PartialDate.parse("2019-12-12"),
        starts_at=time(14),
        ends_at=time(16, 30),
        place="Kilwinning library",
    )

    found = words.next_line(MeetingFact(4), [Meeting(number=3), meeting])

    assert found == words.NextMeeting(4, "12 December 2019, 14:00 to 16:30", "Kilwinning library")
    assert words.next_line(None, [meeting]) is None
    assert words.next_line(MeetingFact(3), [Meeting(number=3)]) == words.NextMeeting(
        3, "date not recorded", ""
    )


def test_the_next_meeting_is_said_with_its_place_in_the_series() -> None:
    planned = MeetingFact(4, PartialDate.parse("2019-12"))

    assert words.next_words(planned) == "December 2019 (meeting 4)"
    assert words.next_words(None) == ""


@pytest.mark.parametrize(
    ("group", "said"),
    [
        (Group(), ""),
        (Group(meets_every_months=1), "every month, from when to when not recorded"),
        (
            Group(
                meets_every_months=3,
                series_first_month=date(2019, 1, 1),
                series_last_month=date(2020, 12, 1),
            ),
            "every 3 months, January 2019 to December 2020",
        ),
    ],
)
def test_how_often_it_meets_is_said_as_far_as_it_is_known(group: Group, said: str) -> None:
    assert words.frequency_words(group) == said


def test_by_when_it_was_established_is_said_where_the_date_is_not_known() -> None:
    by = PartialDate.parse("2019-10")

    assert words.established_words(Group(established_by=by)) == "by October 2019"
    assert words.established_words(Group(established=by)) == "October 2019"
    assert words.established_words(Group()) == ""


def test_a_rule_says_for_each_area_and_in_all() -> None:
    each = Rule("two", "Representatives", 2, ("A", "B", "C"))

    assert words.rule_words(each, "pilot areas") == "2 for each of 3 pilot areas, 6 in all"
    assert words.rule_words(RULE, "pilot areas") == "2 in all"


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [
        ("", "", ""),
        ("2019-03", "", "since March 2019"),
        ("", "2020", "since when not recorded, until 2020"),
    ],
)
def test_a_role_says_from_when_to_when(since: str, until: str, said: str) -> None:
    role = PartnerRole(since=PartialDate.parse(since), until=PartialDate.parse(until))

    assert organisations.held_words(role) == said


def test_a_sector_that_is_not_recorded_is_left_to_the_page_to_say() -> None:
    assert organisations.sector_words(Organisation(sector="council")) == "Council"
    assert organisations.sector_words(Organisation()) == ""


def test_roles_are_in_the_order_of_the_programme() -> None:
    assert set(organisations.PLURALS) == set(PartnerRole.Role)


def test_a_direction_names_whom_it_would_go_to() -> None:
    body = ReportingBody(council=Organisation(name="The Council"))
    told = papers.direction(BoardPaper(body=body, direction_required="council"))

    assert told.chosen == "The Council"
    assert told.others == ("No direction required", "Health board", "The Council and Health board")


def test_a_direction_that_is_not_recorded_is_not_none() -> None:
    told = papers.direction(BoardPaper(body=ReportingBody()))

    assert told.chosen == ""
    assert len(told.others) == 4


@pytest.mark.parametrize(
    ("answer", "text", "said"),
    [
        ("answered", "Positive.", "Positive."),
        ("none", "", "None"),
        ("not-applicable", "", "Not applicable"),
        ("not-required", "No island is concerned.", "Not required: No island is concerned."),
    ],
)
def test_an_implication_is_answered_in_words(answer: str, text: str, said: str) -> None:
    assert papers.answer_words(Implication(answer=answer, text=text)) == said
