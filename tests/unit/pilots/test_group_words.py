"""Groups, organisations and papers in words."""

from datetime import date

import pytest

from partnership.dates import PartialDate
from partnership.people.models import Organisation
from pilots.models import (
    Action,
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
        (a_record([], [RULE]), None),
        (a_record([Seat("Post")], []), None),
        (a_record([Seat("Post")], [RULE]), None),
        (a_record([Seat("User", rule="users")], [RULE]), 1),
        (a_record([Seat("Users", rule="users", people=2)], [RULE]), 0),
    ],
)
def test_vacant_seats_are_a_number_only_where_holders_are_recorded(
    record: GroupRecord, vacant: int | None
) -> None:
    assert words.vacant_seats(record) == vacant


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


@pytest.mark.parametrize(
    ("due", "standing", "overdue"),
    [
        (None, "due date not recorded", False),
        (date(2019, 10, 23), "1 day overdue", True),
        (DAY, "due today", False),
        (date(2019, 11, 3), "due in 10 days", False),
    ],
)
def test_an_action_says_how_long_it_has(due: date | None, standing: str, overdue: bool) -> None:
    line = words.action_line(Action(due_on=due), DAY)

    assert (line.standing, line.is_overdue) == (standing, overdue)


def test_a_closed_action_says_how_it_was_closed() -> None:
    assert words.closed_words(Action(done_on=DAY), DAY) == "done 24 October 2019"
    assert words.closed_words(Action(dropped_on=DAY), DAY) == (
        "no longer needed since 24 October 2019"
    )


def test_a_meeting_held_later_was_still_planned() -> None:
    meeting = Meeting(status="held", held=PartialDate.on(date(2019, 10, 25)), present=7)

    before, after = (
        words.meeting_line(meeting, DAY),
        words.meeting_line(meeting, date(2019, 10, 25)),
    )

    assert (before.status, before.is_held, before.attendance) == ("Planned", False, "")
    assert (after.status, after.is_held, after.attendance) == ("Held", True, "7 present")


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
