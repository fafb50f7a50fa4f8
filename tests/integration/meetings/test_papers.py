"""A meeting's agenda and minutes as PDFs: printed by a process, once for what they say."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from partnership.pdf import PdfNotMadeError
from partnership.people.models import User
from pilots import paper_files
from pilots.actions import agendas, attendance, minutes
from pilots.actions.attendance import Mark
from pilots.models import Group, Meeting
from pilots.presenters.meeting_papers import agenda_paper, minutes_paper
from pilots.selectors.meeting_papers import agenda_parts, minutes_parts
from tests.support.builders import (
    a_decision,
    a_meeting,
    a_member,
    an_action,
    an_organisation,
    code,
)
from tests.support.meetings import address


class Printer:
    """Stands in for the process that prints; what it was given is its file."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self, html: str, **details: Any) -> bytes:
        self.times += 1
        return b"%PDF " + html.encode()


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> Printer:
    stand_in = Printer()
    monkeypatch.setattr(paper_files, "FOLDER", f"meetings-{uuid4()}")
    kept = paper_files.kept
    monkeypatch.setattr(
        "pilots.views.meeting_files.kept",
        lambda *what: kept(*what, folder=paper_files.FOLDER, render=stand_in),
    )
    return stand_in


def stored(meeting: Meeting) -> list[str]:
    """The files kept of a meeting."""
    folder = f"{paper_files.FOLDER}/{meeting.pk}"
    return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]


@pytest.fixture
def full(group: Group, held: Meeting, chair: User) -> Meeting:
    """A meeting with something of everything."""
    librarian = a_member(group, "Librarian")
    school = an_organisation("Kilwinning Academy")
    young = a_member(group, "Young people", people=8, organisation=school)
    an_action(group, "Long due", due_on=date(2019, 9, 1), reported_on=date(2019, 7, 1))
    agendas.build_agenda(meeting=held, seen=1, by=chair)
    marks = {librarian.pk: Mark("apologies"), young.pk: Mark("present", 6)}
    attendance.record_attendance(meeting=held, seen=2, by=chair, marks=marks)
    attendance.declare_interest(
        meeting=held, seat=librarian.pk, interest="Bids.", outcome="", by=chair
    )
    minutes.write_minutes(meeting=held, text="Agreed.", seen=1, by=chair)
    a_decision(group, "Count at the door", meeting=held)
    an_action(group, "Write to the school", meeting=held, due_on=date(2019, 11, 1))
    return held


def test_the_agenda_lists_overdue_actions_beneath_their_item(full: Meeting) -> None:
    paper = agenda_paper(full, agenda_parts(full))

    (item,) = paper.items
    assert item.title == "Overdue actions"
    assert [(each.text, each.owner, each.due_words) for each in item.actions] == [
        ("Long due", "Project manager", "1 September 2019")
    ]


def test_the_minutes_hold_all_that_was_recorded(full: Meeting) -> None:
    paper = minutes_paper(full, minutes_parts(full))

    assert paper.attended
    assert paper.attended.present == ("6 of 8 people from Kilwinning Academy present",)
    assert paper.attended.apologies == ("Librarian",)
    assert "6 of 9 seats were filled" in paper.attended.summary
    assert paper.declarations[0].who == "Librarian"
    assert paper.decisions == ("Count at the door",)
    assert [each.text for each in paper.actions] == ["Write to the school"]
    assert paper.status == "Draft – not approved"


def test_approved_minutes_say_so_and_carry_their_corrections(
    full: Meeting, group: Group, chair: User
) -> None:
    later = a_meeting(group, 2, held=code("2020-01-21"))
    full.refresh_from_db()
    minutes.approve_minutes(meeting=full, seen=full.minutes_version, at=later, on=None, by=chair)
    full.refresh_from_db()
    before = minutes_paper(full, minutes_parts(full))
    row = minutes.correct_minutes(meeting=full, text="For 6 read 7.", by=chair)
    after = minutes_paper(full, minutes_parts(full))

    assert before.status == "Approved on 21 January 2020 at meeting 2"
    assert before.dated == date(2020, 1, 21)
    assert [each.text for each in after.corrections] == ["For 6 read 7."]
    assert after.dated == row.reported_on


def test_totals_without_seats_are_printed_as_totals(group: Group) -> None:
    meeting = a_meeting(group, 1, held=code("2019-10-24"), present=9, minutes="Agreed.")

    paper = minutes_paper(meeting, minutes_parts(meeting))

    assert paper.attended
    assert paper.attended.summary == "9 present; which seats they held is not recorded."


def test_a_paper_is_printed_once_and_again_when_it_says_something_else(
    chairs: Client, group: Group, full: Meeting, chair: User, printer: Printer
) -> None:
    where = address("meeting-minutes-pdf", group, 1)

    first, second = chairs.get(where), chairs.get(where)

    assert first.content == second.content
    assert first["Content-Type"] == "application/pdf"
    assert first["Content-Disposition"] == (
        'attachment; filename="north-group-meeting-1-minutes.pdf"'
    )
    assert printer.times == 1

    minutes.write_minutes(meeting=full, text="Not agreed.", seen=2, by=chair)
    assert b"Not agreed." in chairs.get(where).content
    assert printer.times == 2
    assert len(stored(full)) == 1


def test_a_paper_that_was_damaged_is_printed_again(
    chairs: Client, group: Group, full: Meeting, printer: Printer
) -> None:
    where = address("meeting-agenda-pdf", group, 1)
    whole = chairs.get(where).content
    (name,) = stored(full)
    with open(default_storage.path(name), "r+b") as file:
        file.write(b"%QDF")

    assert chairs.get(where).content == whole
    assert printer.times == 2


def test_a_paper_that_can_not_be_printed_says_why_on_the_meetings_page(
    chairs: Client, group: Group, full: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any, **__: Any) -> bytes:
        raise PdfNotMadeError("The document could not be printed in time.")

    monkeypatch.setattr("pilots.views.meeting_files.kept", lambda *_: refuse)

    answer = chairs.get(address("meeting-agenda-pdf", group, 1), follow=True)

    assert answer.redirect_chain[-1][0] == address("meeting", group, 1)
    assert "could not be printed in time" in answer.content.decode()


@pytest.mark.parametrize("name", ["meeting-agenda-pdf", "meeting-minutes-pdf"])
def test_what_was_not_written_is_not_printed(
    chairs: Client, group: Group, held: Meeting, name: str
) -> None:
    assert chairs.get(address(name, group, 1)).status_code == 404
