"""Meetings of a group: planned as a series or singly, moved, cancelled, held."""

from datetime import date, time
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from partnership.dates import PartialDate
from partnership.people.history import history_of
from partnership.people.models import Email, Role, User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from pilots.actions import agendas, attendance, meetings
from pilots.actions.attendance import Mark
from pilots.models import Group, Meeting
from tests.support.builders import (
    a_body,
    a_group,
    a_meeting,
    a_member,
    a_person,
    a_programme,
    an_action,
    an_area,
    code,
)
from tests.support.fixtures import QueriesOf
from tests.support.meetings import address, meetings_in_every_state


def numbers(group: Group) -> list[int]:
    return list(group.meetings.order_by("number").values_list("number", flat=True))


def make(group: Group, by: User, **choices: bool) -> int:
    given = {"only_to_come": False, "drop_misfits": False} | choices
    made, _ = meetings.make_series(group=group, by=by, **given)
    return len(made)


# -- a series -----------------------------------------------------------------


def test_a_quarterly_series_of_two_years_makes_eight_meetings(chairs: Client, group: Group) -> None:
    page = chairs.get(address("meetings-generate", group))
    assert "This makes 8 meetings: January 2019, April 2019," in page.content.decode()
    assert "one meeting in each stretch of 3 months" in page.content.decode()
    assert numbers(group) == []

    key = page.context["form"]["once_key"].value()
    for _ in range(2):
        chairs.post(address("meetings-generate", group), {"once_key": key, "which": "all"})

    assert numbers(group) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert str(group.meetings.get(number=4).planned) == "2019-10"
    assert group.meetings.get(number=8).history.get().history_type == "+"


def test_making_a_series_again_adds_only_what_is_missing(group: Group, chair: User) -> None:
    make(group, chair)
    third = group.meetings.get(number=3)
    meetings.change_meeting(
        meeting=third, seen=1, by=chair, planned=code("2019-07-16"), place="Library"
    )
    group.meetings.get(number=5).delete()

    assert make(group, chair) == 1

    assert numbers(group) == [1, 2, 3, 4, 5, 6, 7, 8]
    third.refresh_from_db()
    assert (str(third.planned), third.place) == ("2019-07-16", "Library")


def test_a_changed_frequency_takes_only_loose_meetings_to_come(group: Group, chair: User) -> None:
    today = timezone.localdate()
    Group.objects.filter(pk=group.pk).update(
        series_first_month=today.replace(day=1, year=today.year - 1),
        series_last_month=today.replace(day=1, year=today.year + 1),
        meets_every_months=1,
    )
    make(group, chair)
    past = set(group.meetings.filter(planned__lt=f"{today:%Y-%m}").values_list("pk", flat=True))
    dated = group.meetings.order_by("-number")[0]
    fixed = PartialDate.on(today.replace(day=2, year=today.year + 1))
    meetings.change_meeting(meeting=dated, seen=1, by=chair, planned=fixed)
    Group.objects.filter(pk=group.pk).update(meets_every_months=6)

    before = group.meetings.count()
    _, gone = meetings.make_series(group=group, only_to_come=True, drop_misfits=True, by=chair)

    left = set(group.meetings.values_list("pk", flat=True))
    assert gone > 5
    assert before - gone <= len(left)
    assert past | {dated.pk} <= left


def test_a_group_without_a_frequency_is_told_what_to_say_first(
    chairs: Client, group: Group, chair: User
) -> None:
    Group.objects.filter(pk=group.pk).update(series_first_month=None, series_last_month=None)

    page = chairs.get(address("meetings-generate", group)).content.decode()

    assert "How often the group meets is not recorded." in page
    with pytest.raises(RefusedError):
        make(group, chair)


# -- one meeting ----------------------------------------------------------------


def test_a_further_meeting_gets_the_next_number(chairs: Client, group: Group) -> None:
    a_meeting(group, 8)

    key = str(uuid4())
    answers = [
        chairs.post(
            address("meeting-new", group),
            {"once_key": key, "planned": "12 December 2019", "starts_at": "14:00"},
        )
        for _ in range(2)
    ]

    assert {answer["Location"] for answer in answers} == {address("meeting", group, 9)}
    assert group.meetings.get(number=9).starts_at == time(14, 0)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (
            {"planned": "December 2019", "starts_at": "14:00"},
            "Enter the day: a time belongs to one",
        ),
        ({"planned": "12 December 2019", "ends_at": "14:00"}, "Enter when it starts, too"),
        (
            {"planned": "12 December 2019", "starts_at": "14:00", "ends_at": "13:00"},
            "Enter a time after 14:00",
        ),
        ({"planned": ""}, "Enter a date"),
    ],
)
def test_when_a_meeting_is_must_make_sense(
    chairs: Client, group: Group, sent: dict[str, str], words: str
) -> None:
    page = chairs.post(address("meeting-new", group), {"once_key": str(uuid4()), **sent})

    assert words in page.content.decode()
    assert numbers(group) == []


def test_giving_a_month_its_day_needs_no_reason_and_moving_it_does(
    chairs: Client, group: Group
) -> None:
    meeting = a_meeting(group, 1, "planned", planned=code("2019-12"))
    where = address("meeting-edit", group, 1)

    chairs.post(where, {"seen_version": 1, "planned": "12 December 2019"})
    refused = chairs.post(where, {"seen_version": 2, "planned": "9 January 2020"})
    moved = chairs.post(
        where, {"seen_version": 2, "planned": "9 January 2020", "why": "The hall was let."}
    )

    assert "Say why the meeting moves" in refused.content.decode()
    assert moved.status_code == 302
    meeting.refresh_from_db()
    assert meeting.planned.words == "9 January 2020"
    (line, *_) = history_of(meeting)
    assert "changed the planned date from 12 December 2019 to 9 January 2020" in line.sentence
    assert line.why == "The hall was let."


def test_the_second_of_two_editors_sees_what_changed(chairs: Client, group: Group) -> None:
    a_meeting(group, 1, "planned", planned=code("2019-12-12"))
    where = address("meeting-edit", group, 1)
    chairs.post(where, {"seen_version": 1, "planned": "12 December 2019", "place": "Town hall"})

    second = chairs.post(
        where, {"seen_version": 1, "planned": "12 December 2019", "place": "Library"}
    )

    page = second.content.decode()
    assert "Somebody changed this while you were writing" in page
    assert "Town hall" in page
    assert 'value="Library"' in page
    assert 'name="seen_version" value="2"' in page


def test_a_cancelled_meeting_says_why_and_can_be_planned_again(
    chairs: Client, group: Group
) -> None:
    meeting = a_meeting(group, 1, "planned", planned=code("2019-12-12"))

    chairs.post(address("meeting-cancel", group, 1), {"seen_version": 1, "why": "Snow."})
    page = chairs.get(address("meeting", group, 1)).content.decode()
    assert "Cancelled" in page
    assert "Why: Snow." in page
    assert chairs.get(address("meeting-edit", group, 1)).status_code == 302

    chairs.post(address("meeting-plan-again", group, 1), {"seen_version": 2, "why": "It melted."})
    meeting.refresh_from_db()
    assert meeting.status == "planned"


def test_a_meeting_is_not_held_before_its_day_comes(chairs: Client, group: Group) -> None:
    meeting = a_meeting(group, 1, "planned", planned=code("2019-12-12"))
    where = address("meeting-hold", group, 1)

    refused = chairs.post(where, {"seen_version": 1, "held_on": "2119-12-12"})
    held = chairs.post(where, {"seen_version": 1, "held_on": "2019-12-13"})

    assert "12 December 2119 has not come yet" in refused.content.decode()
    assert held["Location"] == address("meeting-attendance", group, 1)
    meeting.refresh_from_db()
    assert (meeting.status, meeting.held_on) == ("held", date(2019, 12, 13))


def test_no_meeting_is_before_the_programme(chairs: Client, group: Group) -> None:
    meeting = a_meeting(group, 1, "planned", planned=code("2019-01"))
    new = {"once_key": str(uuid4()), "planned": "December 2018"}

    answers = [
        chairs.post(address("meeting-new", group), new),
        chairs.post(
            address("meeting-edit", group, 1),
            {"seen_version": 1, "planned": "12 December 2018", "why": "A slip."},
        ),
        chairs.post(
            address("meeting-hold", group, 1), {"seen_version": 1, "held_on": "2018-12-12"}
        ),
    ]

    for answer in answers:
        assert "lies before the programme" in answer.content.decode()
    meeting.refresh_from_db()
    assert (numbers(group), meeting.version) == ([1], 1)


def test_a_meeting_with_records_was_held(group: Group, chair: User) -> None:
    empty = a_meeting(group, 1, held=code("2019-01-15"))
    meetings.plan_again(meeting=empty, seen=1, by=chair, why="The wrong one.")
    full = a_meeting(group, 2, held=code("2019-04-15"), minutes="All was well.")

    with pytest.raises(RefusedError, match="so it was held"):
        meetings.plan_again(meeting=full, seen=1, by=chair, why="The wrong one.")

    assert (empty.status, str(empty.held)) == ("planned", "")


# -- who may --------------------------------------------------------------------------

CHANGES = ("meetings-generate", "meeting-new", "agenda-template")
OF_ONE = (
    "meeting-edit", "meeting-hold", "meeting-cancel", "meeting-plan-again", "meeting-agenda",
    "meeting-attendance", "meeting-declarations", "minutes-edit", "minutes-draft",
    "minutes-approve", "minutes-correct",
)  # fmt: skip
READ = ("meeting", "meeting-agenda-pdf", "meeting-minutes-pdf", "meeting-invitation")


@pytest.mark.parametrize("name", [*CHANGES, *OF_ONE])
def test_a_member_of_the_group_reads_and_does_not_change(
    group: Group, held: Meeting, name: str
) -> None:
    client = Client()
    client.force_login(a_person(Role.STEERING_MEMBER, group))
    where = address(name, group, *([] if name in CHANGES else [1]))

    assert client.get(address("meeting", group, 1)).status_code == 200
    for answer in (client.get(where), client.post(where)):
        assert answer.status_code == 403
        assert "chair" in answer.content.decode()


@pytest.mark.parametrize("name", [*CHANGES, *OF_ONE, *READ])
def test_what_belongs_to_another_area_is_not_found(group: Group, held: Meeting, name: str) -> None:
    south = a_group(group.programme, "South group", area=an_area(group.programme, "South"))
    client = Client()
    client.force_login(a_person(Role.CHAIR, south))
    where = address(name, group, *([] if name in CHANGES else [1]))

    for answer in (client.get(where), client.post(where)):
        assert answer.status_code == 404
        assert group.name not in answer.content.decode()


def test_the_chair_of_another_group_of_the_area_reads_alone(group: Group, held: Meeting) -> None:
    other = a_group(group.programme, "Network", area=group.area)
    client = Client()
    client.force_login(a_person(Role.CHAIR, other))

    assert client.get(address("meeting", group, 1)).status_code == 200
    assert client.get(address("meeting-attendance", group, 1)).status_code == 403
    assert "Record who came" not in client.get(address("meeting", group, 1)).content.decode()


def test_an_officer_of_a_board_meets_no_meeting(group: Group, held: Meeting) -> None:
    client = Client()
    body = a_body(group.programme, area=group.area)
    client.force_login(a_person(Role.IJB_OFFICER, body))

    assert client.get(address("meeting", group, 1)).status_code == 403


# -- what the page costs, and whom it tells --------------------------------------------


def test_a_meeting_with_fifty_of_everything_asks_as_little_as_one_with_one(
    chairs: Client, group: Group, chair: User, queries_of: QueriesOf
) -> None:
    meeting = meetings_in_every_state(group)[2]

    def add(count: int) -> None:
        for each in range(count):
            seat = a_member(group, f"Post {each} of {count}")
            attendance.declare_interest(
                meeting=meeting, seat=seat.pk, interest="Some", outcome="", by=chair
            )
            an_action(group, f"Action {each} of {count}", meeting=meeting)
        meeting.refresh_from_db()
        marks = {seat.pk: Mark("present") for seat in group.memberships.all()}
        attendance.record_attendance(meeting=meeting, seen=meeting.version, by=chair, marks=marks)

    add(1)
    few = queries_of(chairs, address("meeting", group, 2))
    add(50)

    assert queries_of(chairs, address("meeting", group, 2)) == few
    assert few <= 15
    assert queries_of(chairs, address("meeting", group, 1)) <= 15


def test_the_history_of_a_meeting_reads_as_sentences(
    chairs: Client, group: Group, held: Meeting, chair: User
) -> None:
    seat = a_member(group, "Librarian")
    attendance.record_attendance(meeting=held, seen=1, by=chair, marks={seat.pk: Mark("present")})
    attendance.record_attendance(meeting=held, seen=2, by=chair, marks={seat.pk: Mark("absent")})
    agendas.change_agenda(
        meeting=held, seen=3, by=chair, lines=[], added=[("One", ""), ("Two", ""), ("Three", "")]
    )

    page = chairs.get(address("meeting", group, 1))

    said = [line.sentence for line in page.context["history"]]
    assert "changed the attendance of “Librarian”" in said
    assert "added 3 items to the agenda" in said
    assert any("changed the number present from not recorded to 1" in each for each in said)


def test_the_groups_people_are_told_of_a_day_that_lies_ahead(
    group: Group, chair: User, django_capture_on_commit_callbacks: Any
) -> None:
    member = a_person(Role.STEERING_MEMBER, group)
    a_person(Role.STEERING_MEMBER, a_group(group.programme, "Other"))
    ahead = PartialDate.on(timezone.localdate().replace(year=timezone.localdate().year + 1, day=1))

    meeting = meetings.plan_meeting(group=group, planned=ahead, by=chair, place="Library")
    meetings.change_meeting(
        meeting=meeting, seen=1, by=chair, planned=ahead, place="Library", starts_at=time(14)
    )
    meetings.plan_meeting(group=group, planned=code("2019-10-24"), by=chair)
    meetings.plan_meeting(group=group, planned=PartialDate.parse(f"{ahead.first:%Y-%m}"), by=chair)

    assert list(Email.objects.values_list("address", flat=True)) == [member.email] * 2


def test_two_forms_of_one_version_can_not_both_be_saved(group: Group, chair: User) -> None:
    meeting = a_meeting(group, 1, "planned", planned=code("2019-12-12"))
    meetings.change_meeting(meeting=meeting, seen=1, by=chair, planned=meeting.planned, place="A")

    with pytest.raises(ChangedMeanwhileError):
        meetings.cancel_meeting(meeting=meeting, seen=1, by=chair, why="Snow.")


def test_a_meeting_of_another_programme_is_not_found(chairs: Client, held: Meeting) -> None:
    other = a_group(a_programme("Another"), held.group.name)
    a_meeting(other, 1)

    assert chairs.get(address("meeting", other, 1)).status_code == 404
