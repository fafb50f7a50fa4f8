"""Invitations, and a person's private calendar: guessed, replaced, revoked, closed (A14)."""

import re
import secrets
from datetime import date, time, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from partnership.people.models import CalendarFeed, Role, User
from pilots.actions import calendars, meetings
from pilots.models import Group, GroupRole
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
from tests.support.meetings import address

TODAY = timezone.localdate


@pytest.fixture
def member(group: Group) -> User:
    return a_person(Role.STEERING_MEMBER, group)


def feed_at(token: str) -> str:
    return reverse("calendar-feed", args=[token])


def read(user: User) -> list[str]:
    """The titles in a person's calendar, read without a sign-in."""
    answer = Client().get(feed_at(calendars.make_feed(by=user)))
    assert answer.status_code == 200
    found: Any = Calendar.from_ical(answer.content)
    return sorted(str(event["SUMMARY"]) for event in found.walk("VEVENT"))


# -- what is in it ----------------------------------------------------------------------


def test_a_calendar_holds_the_groups_meetings_with_a_day_and_ones_own_actions(
    group: Group, member: User
) -> None:
    a_meeting(group, 1, held=code("2019-10-24"))
    a_meeting(group, 2, "planned", planned=code("2019-12-12"))
    a_meeting(group, 3, "planned", planned=code("2020-01"))
    a_meeting(group, 4, "cancelled", planned=code("2020-02-11"))
    an_action(group, "Write to the school", owner_user=member, due_on=date(2019, 12, 1))
    an_action(group, "Done", owner_user=member, due_on=date(2019, 12, 1), done_on=date(2019, 11, 1))
    an_action(group, "Somebody else’s", due_on=date(2019, 12, 1))

    assert read(member) == [
        "Action due: Write to the school",
        "Cancelled: North group, meeting 4",
        "North group, meeting 1",
        "North group, meeting 2",
    ]


def test_what_belongs_elsewhere_is_absent(group: Group, member: User) -> None:
    same_area = a_group(group.programme, "Network", area=group.area)
    south = a_group(group.programme, "South group", area=an_area(group.programme, "South"))
    stranger = a_group(a_programme("Another"), "Stranger")
    for each in (same_area, south, stranger):
        a_meeting(each, 1, held=code("2019-10-24"))
        an_action(each, f"In {each}", owner_user=member, due_on=date(2019, 12, 1))
    a_member(south, "A seat left over", user=member)

    assert read(member) == ["Action due: In Network"]


def test_a_seat_brings_a_groups_meetings_to_who_may_read_them(group: Group) -> None:
    a_meeting(group, 1, held=code("2019-10-24"))
    manager = a_person(Role.AREA_MANAGER, group.area)
    assert read(manager) == []

    seat = a_member(group, "Area manager", user=manager)
    assert read(manager) == ["North group, meeting 1"]

    seat.until = code("2019-12-31")
    seat.save()
    assert read(manager) == []


def test_an_officer_of_a_board_has_an_empty_calendar(group: Group) -> None:
    a_meeting(group, 1, held=code("2019-10-24"))
    officer = a_person(Role.IJB_OFFICER, a_body(group.programme, area=group.area))
    a_member(group, "Officer", user=officer)

    assert read(officer) == []


def test_meetings_vanish_when_the_role_ends(group: Group, member: User) -> None:
    a_meeting(group, 1, held=code("2019-10-24"))
    assert read(member)

    GroupRole.objects.filter(user=member).update(ends_on=TODAY() - timedelta(days=1))

    assert read(member) == []


def test_a_calendar_with_fifty_meetings_costs_what_one_with_one_does(
    group: Group, member: User
) -> None:
    token = calendars.make_feed(by=member)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            Client().get(feed_at(token))
        return len(found)

    a_meeting(group, 1, held=code("2019-10-24"))
    few = queries()
    for number in range(2, 52):
        a_meeting(group, number, held=code("2019-10-24"))
        an_action(group, f"Action {number}", owner_user=member, due_on=date(2019, 12, 1))

    assert queries() == few <= 8


# -- its address ----------------------------------------------------------------------------


def made(client: Client) -> str:
    """Make an address as a person does; the token in it."""
    page = client.post(reverse("calendar-make"))
    assert "no-store" in page["Cache-Control"]
    found = re.search(r"/calendar/([\w-]+)\.ics", page.content.decode())
    assert found
    return found[1]


def test_only_the_hash_of_the_token_is_kept(chairs: Client, chair: User) -> None:
    token = made(chairs)

    assert len(token) == 43
    feed = CalendarFeed.objects.get(user=chair)
    assert feed.token_hash == sha256(token.encode()).hexdigest()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert token not in str(cursor.fetchall()), table


def test_the_address_is_shown_once(chairs: Client) -> None:
    token = made(chairs)

    account = chairs.get(reverse("account")).content.decode()

    assert token not in account
    assert "Make a new address" in account
    assert "the events that you may read" in account  # what else the address gives away


def test_a_new_address_ends_the_old_one_at_once(chairs: Client) -> None:
    old, new = made(chairs), made(chairs)

    assert Client().get(feed_at(old)).status_code == 404
    assert Client().get(feed_at(new)).status_code == 200


def test_a_calendar_switched_off_is_not_found(chairs: Client) -> None:
    token = made(chairs)

    chairs.post(reverse("calendar-revoke"))

    assert Client().get(feed_at(token)).status_code == 404
    assert not CalendarFeed.objects.exists()


@pytest.mark.parametrize("closed", [{"is_active": False}, {"locked_at": timezone.now()}])
def test_a_closed_account_has_no_calendar(chair: User, closed: dict[str, Any]) -> None:
    token = calendars.make_feed(by=chair)
    assert Client().get(feed_at(token)).status_code == 200

    User.objects.filter(pk=chair.pk).update(**closed)

    assert Client().get(feed_at(token)).status_code == 404


def test_a_guess_a_hash_and_a_closed_address_get_the_same_answer(chair: User) -> None:
    old = calendars.make_feed(by=chair)
    calendars.make_feed(by=chair)
    guesses = [old, secrets.token_urlsafe(32), "", "x" * 500, sha256(old.encode()).hexdigest()]

    pages = {
        re.sub(r'"csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
        for answer in (Client().get(f"/calendar/{guess}.ics") for guess in guesses)
        if answer.status_code == 404
    }

    assert len(pages) == 1


def test_signing_in_is_no_way_to_somebodys_calendar(chairs: Client, member: User) -> None:
    assert chairs.get(feed_at(secrets.token_urlsafe(32))).status_code == 404
    assert chairs.post(feed_at(calendars.make_feed(by=member))).status_code == 405


@pytest.mark.parametrize("name", ["calendar-make", "calendar-revoke"])
def test_an_address_is_made_by_a_form_of_somebody_signed_in(chairs: Client, name: str) -> None:
    assert Client().post(reverse(name))["Location"].startswith(reverse("sign-in"))
    chairs.get(reverse(name))
    assert not CalendarFeed.objects.exists()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = chairs.cookies
    assert strict.post(reverse(name)).status_code == 403


def test_a_calendar_is_read_again_only_when_it_changed(group: Group, chair: User) -> None:
    meeting = a_meeting(group, 1, "planned", planned=code("2019-12-12"))
    where = feed_at(calendars.make_feed(by=chair))
    first = Client().get(where)

    def again() -> int:
        seen = {"If-None-Match": first["ETag"], "Accept-Encoding": "gzip"}
        return Client().get(where, headers=seen).status_code

    assert again() == 304
    meetings.change_meeting(
        meeting=meeting, seen=1, by=chair, planned=meeting.planned, starts_at=time(14)
    )
    assert again() == 200


def test_what_the_calendar_says_of_itself(chair: User) -> None:
    answer = Client().get(feed_at(calendars.make_feed(by=chair)))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "private" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies


# -- one meeting's invitation -------------------------------------------------------------------


def test_an_invitation_holds_the_meeting_with_its_place(chairs: Client, group: Group) -> None:
    a_meeting(
        group, 1, "planned", planned=code("2019-12-12"), starts_at=time(14), place="Town hall"
    )

    answer = chairs.get(address("meeting-invitation", group, 1))

    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["SUMMARY"] == "North group, meeting 1"
    assert event["LOCATION"] == "Town hall"
    assert event.decoded("DTSTART").isoformat() == "2019-12-12T14:00:00+00:00"
    assert str(event["URL"]).endswith(address("meeting", group, 1))


def test_a_meeting_without_a_day_has_no_invitation(chairs: Client, group: Group) -> None:
    a_meeting(group, 1, "planned", planned=code("2019-12"))

    assert chairs.get(address("meeting-invitation", group, 1)).status_code == 404
    assert "Invitation for your" not in chairs.get(address("meeting", group, 1)).content.decode()
