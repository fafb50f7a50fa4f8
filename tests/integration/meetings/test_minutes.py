"""Minutes: drafts kept while they are typed, two writers, approval, corrections."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from partnership.people.models import Email, Role, User
from partnership.people.refusals import RefusedError
from pilots.actions import agendas, attendance, meetings, minutes
from pilots.actions.attendance import Mark
from pilots.models import Group, Meeting, MinutesCorrection, MinutesDraft
from tests.support.builders import a_group, a_meeting, a_member, a_person, code
from tests.support.meetings import address


@pytest.fixture
def secretary(group: Group) -> User:
    """Somebody else who may write the minutes."""
    return a_person(Role.AREA_MANAGER, group.area)


def edit(group: Group) -> str:
    return address("minutes-edit", group, 1)


def keep(client: Client, group: Group, text: str, seen: int = 1) -> Any:
    sent = {"minutes": text, "seen_version": seen}
    return client.post(address("minutes-draft", group, 1), sent)


# -- drafts -------------------------------------------------------------------------


@time_machine.travel("2026-11-21 14:05:00+00:00", tick=False)
def test_what_is_typed_is_kept_as_a_draft_and_says_when(
    chairs: Client, group: Group, held: Meeting
) -> None:
    answer = keep(chairs, group, "The plan was")

    assert answer.json() == {"words": "Kept at 14:05"}
    assert "no-store" in answer["Cache-Control"]
    assert held.minutes == ""
    page = chairs.get(edit(group)).content.decode()
    assert "This is your draft" in page
    assert "The plan was</textarea>" in page
    assert "Go on with your draft" in chairs.get(address("meeting", group, 1)).content.decode()


def test_a_draft_is_kept_by_a_button_where_there_is_no_script(
    chairs: Client, group: Group, held: Meeting
) -> None:
    sent = {"minutes": "The plan was", "seen_version": 1}

    kept = chairs.post(edit(group), sent | {"keep": "yes"})
    record = chairs.post(edit(group), sent | {"then": "1"})

    assert kept["Location"] == edit(group)
    assert record["Location"] == address("action-new", group) + "?meeting=1"
    assert MinutesDraft.objects.get().text == "The plan was"
    held.refresh_from_db()
    assert held.minutes == ""


def test_a_text_that_is_too_long_comes_back_whole(
    chairs: Client, group: Group, held: Meeting
) -> None:
    text = "x" * 100_001

    for button in ({}, {"keep": "yes"}):
        page = chairs.post(edit(group), {"minutes": text, "seen_version": 1} | button)
        assert f"{text}</textarea>" in page.content.decode()
        assert "it may have 100,000 characters, and has 100001" in page.content.decode()


def test_nobody_else_reads_a_draft(
    chairs: Client, group: Group, held: Meeting, secretary: User
) -> None:
    keep(chairs, group, "Half a thought")
    other = Client()
    other.force_login(secretary)

    for name in ("minutes-edit", "minutes-draft", "meeting"):
        assert "Half a thought" not in other.get(address(name, group, 1)).content.decode()


def test_a_draft_can_be_thrown_away(chairs: Client, group: Group, held: Meeting) -> None:
    keep(chairs, group, "Half a thought")

    chairs.post(address("minutes-draft", group, 1), {"drop": "yes"})

    assert not MinutesDraft.objects.exists()
    assert "Half a thought" not in chairs.get(edit(group)).content.decode()


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({"minutes": "x" * 100_001, "seen_version": 1}, 400, "it may have 100,000 characters"),
        ({"minutes": "a\0b", "seen_version": 1}, 400, "Null characters are not allowed"),
        ({"minutes": "a"}, 400, "Not kept"),
    ],
)
def test_a_draft_that_can_not_be_kept_says_why(
    chairs: Client, group: Group, held: Meeting, sent: dict[str, Any], status: int, words: str
) -> None:
    answer = chairs.post(address("minutes-draft", group, 1), sent)

    assert answer.status_code == status
    assert words in answer.json()["words"]
    assert not MinutesDraft.objects.exists()


def test_minutes_are_of_a_meeting_that_was_held(chairs: Client, group: Group, chair: User) -> None:
    planned = a_meeting(group, 1, "planned")

    assert chairs.get(edit(group))["Location"] == address("meeting", group, 1)
    assert keep(chairs, group, "Too early").status_code == 409
    with pytest.raises(RefusedError):
        minutes.write_minutes(meeting=planned, text="Too early", seen=1, by=chair)


# -- two writers -----------------------------------------------------------------------


def test_saved_minutes_end_the_draft_and_are_read_on_the_meetings_page(
    chairs: Client, group: Group, held: Meeting
) -> None:
    keep(chairs, group, "The plan")

    chairs.post(edit(group), {"minutes": "The plan was read.\n\n- Agreed.", "seen_version": 1})

    held.refresh_from_db()
    assert (held.minutes_state, held.minutes_version) == ("draft", 2)
    assert not MinutesDraft.objects.exists()
    page = chairs.get(address("meeting", group, 1)).content.decode()
    assert "<p>The plan was read.</p>" in page
    assert "<li>Agreed.</li>" in page
    assert "Draft, not approved" in page


def test_the_second_writer_sees_both_texts_and_loses_nothing(
    chairs: Client, group: Group, held: Meeting, secretary: User
) -> None:
    text = "One.\n\nTwo, as the secretary heard it.\n\nThree."
    minutes.write_minutes(meeting=held, text=text, seen=1, by=secretary)

    second = chairs.post(
        edit(group), {"minutes": "One.\n\nTwo, as the chair heard it.", "seen_version": 1}
    )

    held.refresh_from_db()
    assert held.minutes == text
    assert MinutesDraft.objects.get().text == "One.\n\nTwo, as the chair heard it."
    page = second.content.decode()
    assert "Somebody changed the minutes while you were writing" in page
    assert f"{secretary} saved them on" in page
    (change,) = second.context["changes"]
    assert change.theirs == ("Two, as the secretary heard it.", "Three.")
    assert change.yours == ("Two, as the chair heard it.",)
    assert "Two, as the chair heard it.</textarea>" in page

    back = chairs.get(edit(group)).content.decode()
    assert "Somebody changed the minutes while you were writing" in back

    seen = second.context["form"]["seen_version"].value()
    both = "One.\n\nTwo.\n\nThree."
    assert chairs.post(edit(group), {"minutes": both, "seen_version": seen}).status_code == 302
    held.refresh_from_db()
    assert held.minutes == both
    assert text in held.history.values_list("minutes", flat=True)


def test_coming_back_to_a_draft_that_was_overtaken_shows_what_changed(
    chairs: Client, group: Group, held: Meeting, secretary: User
) -> None:
    keep(chairs, group, "As the chair heard it.")
    minutes.write_minutes(meeting=held, text="As the secretary heard it.", seen=1, by=secretary)

    page = chairs.get(edit(group))

    assert "Somebody changed the minutes while you were writing" in page.content.decode()
    assert page.context["changes"][0].theirs == ("As the secretary heard it.",)
    assert "As the chair heard it.</textarea>" in page.content.decode()


def test_attendance_taken_meanwhile_does_not_overtake_the_minutes(
    chairs: Client, group: Group, held: Meeting, secretary: User
) -> None:
    seat = a_member(group, "Librarian")
    attendance.record_attendance(
        meeting=held, seen=1, by=secretary, marks={seat.pk: Mark("present")}
    )

    answer = chairs.post(edit(group), {"minutes": "Agreed.", "seen_version": 1})

    assert answer.status_code == 302
    held.refresh_from_db()
    assert (held.minutes, held.present) == ("Agreed.", 1)


# -- approval and corrections -------------------------------------------------------------


@pytest.fixture
def written(group: Group, held: Meeting, secretary: User) -> Meeting:
    minutes.write_minutes(meeting=held, text="Agreed.", seen=1, by=secretary)
    return held


@pytest.fixture
def later(group: Group) -> Meeting:
    return a_meeting(group, 2, held=code("2020-01-21"))


def approve(client: Client, group: Group, **sent: Any) -> Any:
    given = {"seen_version": 2, "at": "2"} | sent
    return client.post(address("minutes-approve", group, 1), given)


def test_minutes_are_approved_at_a_later_meeting(
    chairs: Client, group: Group, written: Meeting, later: Meeting, chair: User
) -> None:
    approve(chairs, group)

    written.refresh_from_db()
    assert written.are_minutes_approved
    assert (written.approved_on, written.approved_at_meeting) == (date(2020, 1, 21), later)
    assert written.approved_by == chair
    page = chairs.get(address("meeting", group, 1)).content.decode()
    assert f"Approved on 21 January 2020 at meeting 2; recorded by {chair}." in page
    assert "changed the state of the minutes from Draft to Approved" in page


def test_before_a_later_meeting_there_is_nothing_to_approve_at(
    chairs: Client, group: Group, written: Meeting
) -> None:
    a_meeting(group, 2, "planned", planned=code("2020-01-21"))
    a_meeting(group, 3, held=code("2019-07-16"))
    a_meeting(a_group(group.programme, "Other"), 4, held=code("2020-01-21"))

    page = chairs.get(address("minutes-approve", group, 1)).content.decode()

    assert "No later meeting has been held yet." in page
    for number in ("2", "3", "4"):
        approve(chairs, group, at=number)
    written.refresh_from_db()
    assert not written.are_minutes_approved


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2019-10-01", "they were approved later"),
        ("2119-01-21", "has not come yet"),
        ("2020-01-22", "Meeting 2 was held on 21 January 2020"),
    ],
)
def test_the_day_of_approval_is_that_of_the_meeting(
    chairs: Client, group: Group, written: Meeting, later: Meeting, day: str, words: str
) -> None:
    assert words in approve(chairs, group, on=day).content.decode()


def test_minutes_without_text_are_not_approved(
    chairs: Client, group: Group, held: Meeting, later: Meeting, chair: User
) -> None:
    assert approve(chairs, group, seen_version=1).status_code == 200
    with pytest.raises(RefusedError, match="no minutes to approve"):
        minutes.approve_minutes(meeting=held, seen=1, at=later, on=None, by=chair)


def test_who_approves_has_read_the_newest_text(
    chairs: Client, group: Group, written: Meeting, later: Meeting, secretary: User
) -> None:
    minutes.write_minutes(meeting=written, text="Not agreed.", seen=2, by=secretary)

    page = approve(chairs, group).content.decode()

    assert "The minutes were changed while you read them" in page
    assert "<p>Not agreed.</p>" in page
    written.refresh_from_db()
    assert not written.are_minutes_approved


@pytest.fixture
def approved(written: Meeting, later: Meeting, chair: User) -> Meeting:
    minutes.approve_minutes(meeting=written, seen=2, at=later, on=None, by=chair)
    written.refresh_from_db()
    return written


def test_approved_minutes_and_what_they_rest_on_stay_as_they_are(
    approved: Meeting, group: Group, chair: User
) -> None:
    seat = a_member(group, "Librarian")
    given = {"meeting": approved, "by": chair}
    newest = {"seen": approved.version}
    attempts = [
        lambda: minutes.write_minutes(text="Other.", seen=approved.minutes_version, **given),
        lambda: minutes.keep_draft(text="Other.", seen=approved.minutes_version, **given),
        lambda: attendance.record_attendance(marks={seat.pk: Mark("present")}, **newest, **given),
        lambda: attendance.declare_interest(seat=seat.pk, interest="A", outcome="", **given),
        lambda: agendas.build_agenda(**newest, **given),
        lambda: meetings.hold_meeting(held_on=date(2019, 10, 25), **newest, **given),
        lambda: meetings.plan_again(why="A mistake.", **newest, **given),
    ]

    for attempt in attempts:
        with pytest.raises(RefusedError):
            attempt()
    before = (approved.minutes, approved.version)
    approved.refresh_from_db()
    assert (approved.minutes, approved.version) == before


@pytest.mark.parametrize(
    "name", ["minutes-edit", "meeting-attendance", "meeting-declarations", "minutes-approve"]
)
def test_pages_that_change_what_is_approved_lead_back(
    chairs: Client, group: Group, approved: Meeting, name: str
) -> None:
    answer = chairs.get(address(name, group, 1), follow=True)

    assert answer.redirect_chain[-1][0] == address("meeting", group, 1)
    assert "approved" in answer.content.decode()


def test_the_database_refuses_approval_without_a_day(approved: Meeting) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=approved.pk).update(approved_on=None)


def test_a_correction_stands_beneath_the_minutes_once(
    chairs: Client, group: Group, approved: Meeting, chair: User
) -> None:
    sent = {"once_key": str(uuid4()), "text": "Paragraph 1: for “Agreed” read “Noted”."}

    for _ in range(2):
        chairs.post(address("minutes-correct", group, 1), sent)

    row = MinutesCorrection.objects.get()
    assert (row.by, row.reported_on) == (chair, timezone.localdate())
    page = chairs.get(address("meeting", group, 1)).content.decode()
    assert "<p>Agreed.</p>" in page
    assert "for “Agreed” read “Noted”." in page
    assert f"{chair} added a correction to the minutes." in page


def test_minutes_that_are_not_approved_take_no_correction(
    chairs: Client, group: Group, written: Meeting, chair: User
) -> None:
    assert chairs.get(address("minutes-correct", group, 1)).status_code == 302
    with pytest.raises(RefusedError):
        minutes.correct_minutes(meeting=written, text="No.", by=chair)


def test_what_was_drafted_before_the_approval_can_be_put_into_a_correction(
    chairs: Client, group: Group, written: Meeting, later: Meeting, secretary: User
) -> None:
    keep(chairs, group, "What I had typed")
    minutes.approve_minutes(meeting=written, seen=2, at=later, on=None, by=secretary)

    page = chairs.get(address("minutes-correct", group, 1)).content.decode()

    assert "What I had typed" in page


def test_the_chair_is_told_once_that_minutes_are_written(
    group: Group, held: Meeting, chair: User, secretary: User
) -> None:
    minutes.write_minutes(meeting=held, text="Agreed.", seen=1, by=secretary)
    minutes.write_minutes(meeting=held, text="Agreed by all.", seen=2, by=secretary)

    assert list(Email.objects.values_list("address", "purpose")) == [
        (chair.email, "minutes-to-approve")
    ]


def test_a_draft_of_another_day_says_which(chairs: Client, group: Group, held: Meeting) -> None:
    keep(chairs, group, "The plan was")
    MinutesDraft.objects.update(kept_at=timezone.now() - timedelta(days=3))

    assert chairs.get(address("minutes-draft", group, 1)).json()["kept"].startswith("Kept on ")
