"""Agendas: built from standing items and records, put in order by people."""

from datetime import date

import pytest
from django.test import Client

from partnership.people.models import User
from pilots.actions import actions, agendas
from pilots.actions.actions import Owner
from pilots.models import AgendaItem, Group, Meeting
from pilots.presenters.meeting_papers import agenda_paper
from pilots.selectors.agendas import wanted_items
from pilots.selectors.meeting_papers import agenda_parts
from tests.support.builders import a_body, a_meeting, an_action, an_area, code
from tests.support.meetings import address


@pytest.fixture
def to_prepare(group: Group, chair: User) -> Meeting:
    """A meeting in October with all that an agenda can ask for."""
    a_meeting(group, 1, held=code("2019-07-16"), minutes="Agreed.")
    a_body(group.programme, area=group.area)
    a_body(group.programme, "Another IJB", area=an_area(group.programme, "South"))
    an_action(group, "Write to the school", due_on=date(2019, 9, 1), reported_on=date(2019, 7, 16))
    agendas.set_standing_items(
        group=group,
        seen=1,
        opening=["Welcome and apologies"],
        closing=["Any other business"],
        by=chair,
    )
    return a_meeting(group, 2, "planned", planned=code("2019-10-24"))


def titles(meeting: Meeting) -> list[str]:
    return list(meeting.agenda.values_list("title", flat=True))


def test_an_agenda_has_standing_items_and_what_the_records_ask_for(
    to_prepare: Meeting, chair: User
) -> None:
    agendas.build_agenda(meeting=to_prepare, seen=1, by=chair)

    assert titles(to_prepare) == [
        "Welcome and apologies",
        "Minutes of meeting 1, 16 July 2019",
        "Overdue actions",
        "Progress report to North Ayrshire IJB, July to September 2019",
        "Any other business",
    ]


def test_what_is_not_due_is_not_on_the_agenda(to_prepare: Meeting) -> None:
    early = Meeting(group=to_prepare.group, number=9, planned=code("2019-07-18"))

    asked = [item.title for item in wanted_items(early)]

    assert "Overdue actions" not in asked
    assert not [title for title in asked if title.startswith("Progress report")]


def write_over(meeting: Meeting, was: str, by: User, **words: str) -> AgendaItem:
    """Change an item's title or detail as its form does."""
    meeting.refresh_from_db()
    item = meeting.agenda.get(title=was)
    said = {"title": item.title, "detail": item.detail} | words
    line = agendas.Line(item.pk, item.position, **said)
    agendas.change_agenda(meeting=meeting, seen=meeting.version, by=by, lines=[line], added=[])
    return item


def forget_the_records(meeting: Meeting) -> None:
    """Leave nothing that asks for an item."""
    group = meeting.group
    group.actions.update(done_on=date(2019, 9, 2))
    group.meetings.filter(number=1).delete()
    group.agenda_template.all().delete()
    group.programme.reporting_bodies.all().delete()


def test_building_again_keeps_what_people_added_and_drops_what_is_not_asked_for(
    to_prepare: Meeting, chair: User
) -> None:
    agendas.build_agenda(meeting=to_prepare, seen=1, by=chair)
    agendas.change_agenda(
        meeting=to_prepare, seen=2, by=chair, lines=[], added=[("Visit of the school", "")]
    )
    to_prepare.group.actions.update(done_on=date(2019, 9, 2))

    came, went = agendas.build_agenda(meeting=to_prepare, seen=3, by=chair)

    assert (came, went) == (0, 1)
    assert titles(to_prepare)[-1] == "Visit of the school"
    assert "Overdue actions" not in titles(to_prepare)


def test_building_again_keeps_items_that_somebody_wrote_in(
    to_prepare: Meeting, chair: User
) -> None:
    agendas.build_agenda(meeting=to_prepare, seen=1, by=chair)
    write_over(to_prepare, "Welcome and apologies", chair, title="Welcome to the new chair")
    write_over(to_prepare, "Minutes of meeting 1, 16 July 2019", chair, detail="Paragraph 3.")
    write_over(to_prepare, "Overdue actions", chair, title="Actions that are late")
    to_prepare.refresh_from_db()

    agendas.build_agenda(meeting=to_prepare, seen=to_prepare.version, by=chair)

    assert titles(to_prepare) == [
        "Welcome and apologies",  # it stands on every agenda, beside what was made of it
        "Welcome to the new chair",
        "Minutes of meeting 1, 16 July 2019",
        "Actions that are late",
        "Progress report to North Ayrshire IJB, July to September 2019",
        "Any other business",
    ]
    assert to_prepare.agenda.get(title="Actions that are late").kind == AgendaItem.Kind.ACTIONS

    forget_the_records(to_prepare)
    agendas.build_agenda(meeting=to_prepare, seen=to_prepare.version, by=chair)

    assert titles(to_prepare) == [
        "Welcome to the new chair",
        "Minutes of meeting 1, 16 July 2019",
        "Actions that are late",
    ]


def test_the_agenda_page_orders_adds_and_takes_off(
    chairs: Client, group: Group, to_prepare: Meeting, chair: User
) -> None:
    agendas.build_agenda(meeting=to_prepare, seen=1, by=chair)
    where = address("agenda-template", group).replace("agenda/", "meetings/2/agenda/")
    form = chairs.get(where).context["form"]
    sent = {name: form[name].value() for name in form.fields if not name.startswith("remove_")}
    last, first = form.items[-1].pk, form.items[0].pk
    sent |= {f"place_{last}": 1, f"remove_{form.items[2].pk}": "on", "title_new": "A visit"}

    answer = chairs.post(where, sent)

    assert answer.status_code == 302, answer.context["form"].errors
    found = titles(to_prepare)
    assert found[:2] == ["Any other business", "Welcome and apologies"]
    assert "Overdue actions" not in found
    assert found[-1] == "A visit"
    assert AgendaItem.objects.get(title="A visit").kind == AgendaItem.Kind.OTHER
    assert first in to_prepare.agenda.values_list("pk", flat=True)


def test_an_item_added_by_somebody_else_is_told_and_not_lost(
    chairs: Client, group: Group, chair: User
) -> None:
    meeting = a_meeting(group, 1, "planned")
    agendas.change_agenda(meeting=meeting, seen=1, by=chair, lines=[], added=[("Mine", "")])
    where = address("meeting-agenda", group, 1)
    form = chairs.get(where).context["form"]
    sent = {name: form[name].value() for name in form.fields if not name.startswith("remove_")}
    agendas.change_agenda(meeting=meeting, seen=2, by=chair, lines=[], added=[("Theirs", "")])

    page = chairs.post(where, sent | {"title_new": "Another"})

    assert "Theirs" in page.content.decode()
    assert "added meanwhile" in page.content.decode()
    assert titles(meeting) == ["Mine", "Theirs"]
    form = page.context["form"]
    again = {name: form[name].value() for name in form.fields if not name.startswith("remove_")}
    chairs.post(where, again)
    assert titles(meeting) == ["Mine", "Theirs", "Another"]


def test_a_past_agenda_lists_overdue_actions_as_they_stood_on_its_day(
    chairs: Client, group: Group, held: Meeting, chair: User
) -> None:
    action = an_action(
        group, "Write to the school", due_on=date(2019, 9, 1), reported_on=date(2019, 7, 16)
    )
    agendas.build_agenda(meeting=held, seen=1, by=chair)
    actions.change_action(
        action=action, seen=1, owner=Owner("Depute head"), due_on=date(2020, 5, 1), why="Ill.",
        reported_on=date(2020, 1, 21), by=chair,
    )  # fmt: skip

    page = chairs.get(address("meeting", group, 1))
    (item,) = agenda_paper(held, agenda_parts(held)).items

    assert page.context["agenda"][0].actions == (
        ("Write to the school", "Project manager", "1 September 2019"),
    )
    assert [(each.owner, each.due) for each in item.actions] == [
        ("Project manager", date(2019, 9, 1))
    ]
