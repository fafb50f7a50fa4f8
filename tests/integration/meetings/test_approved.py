"""Approved minutes: what they rest on is frozen with them, whatever is recorded later."""

from datetime import date

import pytest
from django.test import Client

from partnership.people.models import User
from partnership.people.refusals import RefusedError
from pilots.actions import actions, attendance, decisions, meetings, minutes
from pilots.actions.actions import Owner
from pilots.actions.attendance import Mark
from pilots.models import Action, Decision, Group, Meeting, Membership, MinutesCorrection
from pilots.presenters.meeting_papers import minutes_paper
from pilots.printing import MinutesPaper
from pilots.selectors.actions import meetings_of
from pilots.selectors.meeting_papers import minutes_parts
from tests.support.builders import a_decision, a_meeting, a_member, an_action, code
from tests.support.meetings import address


@pytest.fixture
def approved(group: Group, held: Meeting, chair: User) -> Meeting:
    """A meeting with a seat, a decision and an action, whose minutes are approved."""
    seat = a_member(group, "Librarian")
    attendance.record_attendance(meeting=held, seen=1, by=chair, marks={seat.pk: Mark("present")})
    attendance.declare_interest(
        meeting=held, seat=seat.pk, interest="Bids.", outcome="Left.", by=chair
    )
    a_decision(group, "Count at the door", meeting=held)
    an_action(group, "Write to the school", meeting=held, due_on=date(2019, 11, 1))
    minutes.write_minutes(meeting=held, text="Agreed.", seen=1, by=chair)
    later = a_meeting(group, 2, held=code("2020-01-21"))
    minutes.approve_minutes(meeting=held, seen=2, at=later, on=None, by=chair)
    return Meeting.objects.get(pk=held.pk)


def printed(meeting: Meeting) -> MinutesPaper:
    now = Meeting.objects.get(pk=meeting.pk)
    return minutes_paper(now, minutes_parts(now))


def change_everything(group: Group, chair: User) -> None:
    """Do to the records what people do to them after a meeting."""
    action = Action.objects.get()
    actions.change_action(
        action=action, seen=1, owner=Owner("Depute head"), due_on=date(2020, 5, 1), why="Ill.",
        by=chair,
    )  # fmt: skip
    decisions.correct_decision(
        decision=Decision.objects.get(), seen=1, text="Count at both doors",
        decided=code("2019-10-24"), authorises_plan_change=False, why="A slip.", by=chair,
    )  # fmt: skip
    Membership.objects.update(post="Head librarian")
    Group.objects.filter(pk=group.pk).update(quorum=1, name="Renamed group")


def test_the_paper_of_approved_minutes_stays_but_for_its_corrections(
    approved: Meeting, group: Group, chair: User
) -> None:
    before = printed(approved)
    assert before.attended
    assert before.attended.present == ("Librarian",)
    assert "3 make a quorum: it was not quorate" in before.attended.summary

    change_everything(group, chair)

    after = printed(approved)
    assert after.corrections[0].text == (
        "The decision “Count at the door” was corrected. It reads now: “Count at both doors”."
        " Date of the decision: 24 October 2019, before not recorded. Why: A slip."
    )
    assert after.decisions == ("Count at the door",)
    assert [(e.owner, e.due) for e in after.actions] == [("Project manager", date(2019, 11, 1))]
    assert (after.attended, after.head, after.declarations, after.approval) == (
        before.attended, before.head, before.declarations, before.approval,
    )  # fmt: skip


def test_the_page_of_approved_minutes_shows_what_was_approved(
    chairs: Client, approved: Meeting, group: Group, chair: User
) -> None:
    change_everything(group, chair)
    action = Action.objects.get()
    actions.close_action(
        action=action, seen=action.version, state=actions.State.DONE, ended_on=date(2026, 1, 5),
        outcome="Sent.", by=chair,
    )  # fmt: skip

    page = chairs.get(address("meeting", group, 1)).content.decode()

    assert "3 make a quorum: it was not quorate." in page
    assert "Count at the door</a>" in page
    assert "The decision “Count at the door” was corrected." in page
    assert '<td data-label="Owner">Project manager</td>' in page
    assert '<td data-label="Due">1 November 2019</td>' in page
    assert "Done 5 January 2026" in page
    assert '<th scope="row">Librarian</th>' in page
    assert "<dt>Librarian</dt>" in page


def test_nothing_is_recorded_of_a_meeting_whose_minutes_are_approved(
    approved: Meeting, group: Group, chair: User
) -> None:
    with pytest.raises(RefusedError, match="Add a correction") as decided:
        decisions.record_decision(
            group=group, text="More", decided=code(""), meeting=approved, by=chair
        )
    with pytest.raises(RefusedError, match="Add a correction"):
        actions.record_action(
            group=group, text="More", owner=Owner("Nurse"), due_on=None, meeting=approved, by=chair
        )

    assert decided.value.field == "meeting"
    assert [each.number for each in meetings_of(group)] == [2]
    assert (Decision.objects.count(), Action.objects.count()) == (1, 1)


def test_a_decision_saved_as_it_was_adds_no_correction(approved: Meeting, chair: User) -> None:
    decision = Decision.objects.get()

    decisions.correct_decision(
        decision=decision, seen=1, text=decision.text, decided=decision.decided,
        authorises_plan_change=False, why="Nothing.", by=chair,
    )  # fmt: skip

    assert not MinutesCorrection.objects.exists()


def test_a_decision_of_open_minutes_is_corrected_in_them(
    group: Group, held: Meeting, chair: User
) -> None:
    decision = a_decision(group, "Count at the door", meeting=held)

    decisions.correct_decision(
        decision=decision, seen=1, text="Count twice", decided=code(""),
        authorises_plan_change=False, why="A slip.", by=chair,
    )  # fmt: skip

    assert printed(held).decisions == ("Count twice",)
    assert not MinutesCorrection.objects.exists()


def test_a_meeting_that_approved_minutes_stays_held_on_its_day(
    approved: Meeting, group: Group, chair: User
) -> None:
    later = approved.approved_at_meeting
    assert later

    with pytest.raises(RefusedError, match="it approved other minutes, so it was held"):
        meetings.plan_again(meeting=later, seen=1, by=chair, why="A mistake.")
    with pytest.raises(RefusedError, match="so it was held on that day") as refused:
        meetings.hold_meeting(meeting=later, seen=1, by=chair, held_on=date(2019, 10, 1))

    assert refused.value.field == "held_on"
    later.refresh_from_db()
    assert (later.status, later.held_on) == ("held", date(2020, 1, 21))
    meetings.hold_meeting(meeting=later, seen=1, by=chair, held_on=date(2020, 1, 21))


def test_minutes_are_not_approved_at_a_meeting_that_is_planned_again_meanwhile(
    group: Group, held: Meeting, chair: User
) -> None:
    minutes.write_minutes(meeting=held, text="Agreed.", seen=1, by=chair)
    later = a_meeting(group, 2, held=code("2020-01-21"))
    shown = Meeting.objects.get(pk=later.pk)
    meetings.plan_again(meeting=later, seen=1, by=chair, why="A mistake.")

    with pytest.raises(RefusedError, match="Choose a meeting held after this one"):
        minutes.approve_minutes(meeting=held, seen=2, at=shown, on=None, by=chair)


def test_minutes_that_can_not_be_printed_are_not_approved(
    chairs: Client, group: Group, held: Meeting, chair: User
) -> None:
    a_meeting(group, 2, held=code("2020-01-21"))
    paragraphs = "\n\n".join(["Noted."] * 2_000)
    minutes.write_minutes(meeting=held, text=paragraphs, seen=1, by=chair)
    sent = {"seen_version": 2, "at": "2"}

    page = chairs.post(address("minutes-approve", group, 1), sent).content.decode()

    assert "These minutes are too long to be printed" in page
    held.refresh_from_db()
    assert not held.are_minutes_approved
    minutes.write_minutes(meeting=held, text="Noted. " * 14_000, seen=2, by=chair)
    chairs.post(address("minutes-approve", group, 1), sent | {"seen_version": 3})
    held.refresh_from_db()
    assert held.are_minutes_approved
