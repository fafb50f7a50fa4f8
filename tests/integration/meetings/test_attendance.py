"""Who came to a meeting, and what interests they declared."""

from uuid import uuid4

import pytest
from django.test import Client

from partnership.people.models import User
from partnership.people.refusals import RefusedError
from pilots.actions import attendance
from pilots.actions.attendance import Mark
from pilots.models import Attendance, Declaration, Group, Meeting
from tests.support.builders import a_group, a_meeting, a_member, an_organisation, code
from tests.support.meetings import address


def test_attendance_lists_the_seats_in_force_on_the_day(
    chairs: Client, group: Group, held: Meeting
) -> None:
    a_member(group, "Librarian", since=code("2019-01"))
    a_member(group, "Nurse", until=code("2019-09"))
    a_member(group, "Link worker", since=code("2019-11"))

    form = chairs.get(address("meeting-attendance", group, 1)).context["form"]

    assert [each.seat.post for each in form.seats] == ["Librarian"]


def test_attendance_is_counted_and_measured_against_the_quorum(
    chairs: Client, group: Group, held: Meeting
) -> None:
    one, two = a_member(group, "Librarian"), a_member(group, "Nurse")
    school = an_organisation("Kilwinning Academy")
    young = a_member(group, "Young people", people=8, organisation=school)
    where = address("meeting-attendance", group, 1)
    sent = {
        "seen_version": 1,
        f"state_{one.pk}": "present",
        f"state_{two.pk}": "apologies",
        f"state_{young.pk}": "present",
    }

    too_many = chairs.post(where, sent | {f"people_{young.pk}": 9})
    unsaid = chairs.post(where, sent)
    saved = chairs.post(where, sent | {f"people_{young.pk}": 6}, follow=True)

    assert "the seat is for 8, so enter 8 or fewer" in too_many.content.decode()
    assert "Say how many of the 8 came" in unsaid.content.decode()
    page = saved.content.decode()
    assert "7 of 10 seats were filled, 1 sent apologies. 3 make a quorum: it was quorate." in page
    assert "Present, 6 of 8" in page
    held.refresh_from_db()
    assert (held.present, held.apologies) == (7, 1)


def test_more_than_the_seat_has_is_refused_by_the_action_too(
    group: Group, held: Meeting, chair: User
) -> None:
    young = a_member(group, "Young people", people=8)

    with pytest.raises(RefusedError, match="the seat is for 8"):
        attendance.record_attendance(
            meeting=held, seen=1, by=chair, marks={young.pk: Mark("present", 9)}
        )
    assert not Attendance.objects.exists()


def test_totals_that_were_loaded_stay_until_a_seat_is_recorded(
    chairs: Client, group: Group, chair: User
) -> None:
    meeting = a_meeting(group, 1, held=code("2019-10-24"), present=9, apologies=2)
    seat = a_member(group, "Librarian")

    attendance.record_attendance(meeting=meeting, seen=1, by=chair, marks={seat.pk: Mark("")})
    assert (meeting.present, meeting.apologies) == (9, 2)
    page = chairs.get(address("meeting", group, 1)).content.decode()
    assert "9 present, 2 with apologies; which seats they held is not recorded." in page

    attendance.record_attendance(meeting=meeting, seen=2, by=chair, marks={seat.pk: Mark("absent")})
    assert (meeting.present, meeting.apologies) == (0, 0)


def test_the_second_to_take_attendance_sees_the_first(
    chairs: Client, group: Group, held: Meeting, chair: User
) -> None:
    seat = a_member(group, "Librarian")
    attendance.record_attendance(meeting=held, seen=1, by=chair, marks={seat.pk: Mark("present")})

    page = chairs.post(
        address("meeting-attendance", group, 1),
        {"seen_version": 1, f"state_{seat.pk}": "apologies"},
    )

    text = page.content.decode()
    assert "Somebody changed this while you were writing" in text
    assert page.context["conflict"][0].now == "Present"
    assert page.context["conflict"][0].yours == "Sent apologies"
    assert Attendance.objects.get().state == "present"


def test_an_interest_is_declared_and_what_was_done_is_added(
    chairs: Client, group: Group, held: Meeting
) -> None:
    seat = a_member(group, "Librarian")
    elsewhere = a_member(a_group(group.programme, "Other"), "Stranger")
    where = address("meeting-declarations", group, 1)
    sent = {"once_key": str(uuid4()), "interest": "Works for the bidder."}

    foreign = chairs.post(where, sent | {"seat": elsewhere.pk})
    chairs.post(where, sent | {"seat": seat.pk})
    row = held.declarations.get()
    chairs.post(where, {"declaration": row.pk, "outcome": "Left for item 4."})
    page = chairs.get(address("meeting", group, 1)).content.decode()

    assert foreign.status_code == 200
    assert "Works for the bidder." in page
    assert "Left for item 4." in page
    assert "recorded a declaration of interest by “Librarian”" in page


@pytest.mark.parametrize("name", ["meeting-attendance", "meeting-agenda"])
def test_a_form_that_does_not_say_what_it_saw_changes_nothing(
    chairs: Client, group: Group, held: Meeting, name: str
) -> None:
    a_member(group, "Librarian")

    assert chairs.post(address(name, group, 1)).status_code == 200
    held.refresh_from_db()
    assert held.version == 1


@pytest.fixture
def declared(held: Meeting, chair: User) -> Declaration:
    seat = a_member(held.group, "Librarian")
    return attendance.declare_interest(
        meeting=held, seat=seat.pk, interest="Works for the bidder.", outcome="", by=chair
    )


def test_the_second_to_say_what_was_done_loses_nothing_and_learns_of_the_first(
    chairs: Client, group: Group, declared: Declaration
) -> None:
    where = address("meeting-declarations", group, 1)
    sent = {"declaration": declared.pk, "shown": ""}
    chairs.post(where, sent | {"outcome": "Left for\r\nitem 4."})

    second = chairs.post(where, sent | {"outcome": "Stayed, and said nothing."})

    declared.refresh_from_db()
    assert declared.outcome.split() == ["Left", "for", "item", "4."]
    page = second.content.decode()
    assert "Somebody wrote here meanwhile: “Left for" in page
    assert "Stayed, and said nothing.</textarea>" in page
    ((_, form),) = second.context["declared"]
    again = {name: form[name].value() for name in ("declaration", "shown", "outcome")}
    assert chairs.post(where, again).status_code == 302
    declared.refresh_from_db()
    assert declared.outcome == "Stayed, and said nothing."


def test_a_declaration_that_was_completed_meanwhile_is_not_taken_back(
    chairs: Client, group: Group, declared: Declaration
) -> None:
    where = address("meeting-declarations", group, 1)
    chairs.post(where, {"declaration": declared.pk, "shown": "", "outcome": "Left."})

    refused = chairs.post(where, {"declaration": declared.pk, "shown": "", "take_back": "on"})
    twice = chairs.post(where, {"declaration": declared.pk, "shown": "", "outcome": "Left."})

    assert "Somebody wrote here meanwhile: “Left.”" in refused.content.decode()
    assert twice.status_code == 302
    assert group.meetings.get().declarations.count() == 1


def test_what_was_typed_of_a_declaration_that_is_gone_is_said(
    chairs: Client, group: Group, declared: Declaration
) -> None:
    where = address("meeting-declarations", group, 1)
    chairs.post(where, {"declaration": declared.pk, "shown": "", "take_back": "on"})

    page = chairs.post(where, {"declaration": declared.pk, "shown": "", "outcome": "Left."})

    assert "You had written: “Left.”" in page.content.decode()
