"""The pages of groups: what comes next, who sits there on a day, what is a gap."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.models import ActionUpdate, AgendaTemplateItem, Attendance, Group, RequiredSector
from tests.support.builders import (
    PAPER_DAY,
    START,
    a_body,
    a_decision,
    a_group,
    a_meeting,
    a_member,
    a_person,
    a_seat_rule,
    a_source,
    an_action,
    an_area,
    an_organisation,
    code,
)
from tests.support.fixtures import QueriesOf

SERIES = {
    "meets_every_months": 3,
    "series_first_month": START,
    "series_last_month": date(2020, 12, 1),
}


@pytest.fixture
def group(programme: Programme) -> Group:
    """The joint national group, with its series and nothing else known of it."""
    return a_group(programme, **SERIES)


@pytest.fixture
def address(group: Group) -> str:
    return reverse("group", args=[group.programme.slug, group.slug])


@pytest.fixture
def listing(programme: Programme) -> str:
    return reverse("groups", args=[programme.slug])


def text(client: Client, address: str, day: str = "2019-10-24") -> str:
    return client.get(address, {"as_at": day}).content.decode()


def test_a_list_without_groups_says_what_to_do(listing: str, viewer: Client) -> None:
    assert "No group had been reported by this day." in text(viewer, listing)


def test_a_group_of_which_little_is_known_says_so(address: str, viewer: Client) -> None:
    page = text(viewer, address)

    assert "Membership not recorded." in page
    assert "8 meetings expected in all, 3 due so far, held: not recorded." in page
    assert "vacant:" not in page.lower()
    assert "None" not in page


def test_meetings_held_are_set_against_the_series(
    address: str, group: Group, viewer: Client
) -> None:
    a_meeting(group, 1, held=code("2019-02-12"), present=9, apologies=2)
    a_meeting(group, 2, held=code("2019-11-12"), planned=code("2019-11-12"))

    page = text(viewer, address)

    assert "8 meetings expected in all, 3 due so far, held: 1." in page
    assert "9 present, 2 apologies" in page
    assert re.search(r"Meeting 2(</a>)?: <strong>12 November 2019</strong>", page)


def test_open_actions_are_those_of_the_day(address: str, group: Group, viewer: Client) -> None:
    an_action(group, "Find a venue", due_on=date(2019, 10, 14))
    an_action(group, "Write the terms", done_on=date(2019, 10, 24))
    an_action(group, "Print the leaflet", dropped_on=date(2019, 10, 25))
    an_action(group, "Not heard of yet", reported_on=date(2019, 10, 25))

    page = text(viewer, address)

    assert "Overdue by 10 days" in page
    assert page.index("Overdue by 10 days") < page.index("Due day not recorded")
    assert "Write the terms (Project manager): done on 24 October 2019" in page
    assert "Not heard of yet" not in page


def test_seats_are_told_as_at_the_day(address: str, group: Group, viewer: Client) -> None:
    rule = a_seat_rule(group, 2, "HSCP representatives", "each-area")
    area = an_area(group.programme)
    a_member(group, "Planning lead", area=area, seat_rule=rule, until=code("2019-03"))
    a_member(group, "Librarian", area=area, seat_rule=rule, sector="public-library")
    a_member(group, "Newcomer", since=code("2019-10-25"))
    a_member(group, "Reported later", reported_on=date(2019, 10, 25))

    page = text(viewer, address)

    assert "1 of 2 seats (HSCP representatives, North Ayrshire) since March 2019" in page
    assert "2 for each of 1 pilot areas, 2 in all" in page
    now, _, ended = page.partition("Seats that have ended")
    assert "Librarian" in now
    assert "Planning lead" not in now
    assert "until March 2019" in ended
    for absent in ("Newcomer", "Reported later"):
        assert absent not in page


def test_a_required_sector_without_a_seat_is_a_gap(
    address: str, listing: str, group: Group, viewer: Client
) -> None:
    RequiredSector.objects.create(group=group, sector="third-sector")
    a_member(group, "Librarian", sector="public-library")

    assert "Public library: yes. No seat for third sector." in text(viewer, address)
    assert "No seat: required" in text(viewer, address)
    assert "No seat for third sector" in text(viewer, listing)


def test_a_seat_without_a_sector_has_its_organisations(
    address: str, group: Group, viewer: Client
) -> None:
    school = an_organisation("Kilwinning Academy", sector="education")
    a_member(group, "Young people", organisation=school, people=8)

    assert "Education: 8 young people." in text(viewer, address)


def test_an_end_that_was_reported_later_was_not_known_on_the_day(
    address: str, group: Group, viewer: Client
) -> None:
    a_member(group, "Librarian", until=code("2019-03"), end_reported_on=date(2019, 11, 1))

    before, after = text(viewer, address), text(viewer, address, "2019-11-01")

    assert "Seats that have ended" not in before
    assert "until March 2019" not in before
    assert "until March 2019" in after.partition("Seats that have ended")[2]


def test_an_action_that_was_closed_later_was_open_on_the_day(
    address: str, listing: str, group: Group, viewer: Client
) -> None:
    action = an_action(group, "Find a venue", due_on=date(2019, 10, 14))
    word = {"action": action, "owner": "Project manager", "due_on": action.due_on}
    ActionUpdate.objects.create(**word, number=0, reported_on=PAPER_DAY)
    ended = {"done_on": date(2019, 10, 20), "reported_on": date(2019, 11, 1), "why": "Found."}
    ActionUpdate.objects.create(**word, number=1, **ended)
    action.done_on = ended["done_on"]
    action.save()

    assert "Overdue by 10 days" in text(viewer, address)
    assert "1, 1 overdue" in text(viewer, listing)
    assert "done on 20 October 2019. Found." in text(viewer, address, "2019-11-01")


def test_votes_quorum_and_attendance_are_told(address: str, group: Group, viewer: Client) -> None:
    group.quorum = 3
    group.save()
    librarian = a_member(group, "Librarian", sector="public-library", is_voting=True)
    pupils = a_member(group, "Young people", sector="public", people=8, is_voting=False)
    first = a_meeting(group, 1, held=code("2019-02-12"))
    a_meeting(group, 2, held=code("2019-05-12"), present=7)
    a_meeting(group, 3, held=code("2019-11-12"))
    Attendance.objects.create(meeting=first, seat=librarian, state="apologies")
    Attendance.objects.create(meeting=first, seat=pupils, state="present", people=6)

    page = text(viewer, address)

    for words in (
        "1 with a vote, 8 without",
        "3 seats must be filled; 9 are held, so a meeting can reach it",
        "Of 2 meetings held: seat by seat for 1; totals only for meeting 2.",
        "0 of 1 seat present, 1 with apologies",
        "6 of 8 people of counted seats",
    ):
        assert words in page


def test_a_group_of_another_area_is_not_found(programme: Programme) -> None:
    north, south = an_area(programme), an_area(programme, "South Lanarkshire")
    a_group(programme, "Southern group", area=south)
    client = Client()
    client.force_login(a_person(Role.AREA_MANAGER, north))

    assert "Southern group" not in text(client, reverse("groups", args=[programme.slug]))
    southern = reverse("group", args=[programme.slug, "southern-group"])
    assert client.get(southern).status_code == 404


def test_an_officer_of_a_board_reads_no_group(address: str, listing: str, group: Group) -> None:
    client = Client()
    client.force_login(a_person(Role.IJB_OFFICER, a_body(group.programme)))

    assert [client.get(page).status_code for page in (listing, address)] == [403, 403]


def test_the_list_shows_next_meeting_actions_and_gaps(
    listing: str, group: Group, viewer: Client
) -> None:
    a_meeting(group, 4, "planned", planned=code("2019-12-12"))
    an_action(group, "Find a venue", due_on=date(2019, 10, 14))
    an_action(group, "Find a speaker")

    page = text(viewer, listing)

    for words in ("12 December 2019 (meeting 4)", "2, 1 overdue", "Membership not recorded"):
        assert words in page


def test_a_group_without_rules_is_not_said_to_be_without_gaps(
    listing: str, group: Group, viewer: Client
) -> None:
    a_member(group, "Librarian")

    assert "no seat rule or required sector is recorded" in text(viewer, listing)


def test_what_is_known_of_a_group_is_told(programme: Programme, viewer: Client) -> None:
    group = a_group(
        programme,
        "Network",
        kind="network-of-practice",
        terms_of_reference="Measures impact",
        established_by=code("2019-10"),
        source=a_source(programme),
    )
    a_decision(group, "Moved M3 by six weeks", decided=code("2019-10-12"))
    a_body(programme, "Joint national body", group=group)

    page = text(viewer, reverse("group", args=[programme.slug, "network"]))

    for words in (
        "Network of practice", "Measures impact", "by October 2019", "Moved M3 by six weeks",
        "12 October 2019", "Joint national body", "Paper to the board, 24 October 2019",
    ):  # fmt: skip
        assert words in page


def fill(programme: Programme, numbers: range) -> None:
    """Groups with everything that a row is told from."""
    for number in numbers:
        group = a_group(programme, f"Group {number}", area=an_area(programme, f"Area {number}"))
        rule = a_seat_rule(group, 2, "Representatives", "each-area")
        organisation = an_organisation(f"Organisation {number}")
        a_member(group, "Member", organisation=organisation, area=group.area, seat_rule=rule)
        RequiredSector.objects.create(group=group, sector="council")
        a_meeting(group, 1)
        an_action(group, "Action")


def test_fifty_groups_cost_as_many_queries_as_one(
    listing: str, programme: Programme, viewer: Client, queries_of: QueriesOf
) -> None:
    fill(programme, range(1, 2))
    for_one = queries_of(viewer, listing)
    fill(programme, range(2, 51))

    assert "Group 50" in text(viewer, listing)
    assert queries_of(viewer, listing) == for_one <= 9


def test_a_group_with_much_to_tell_costs_no_more_queries(
    address: str, group: Group, viewer: Client, queries_of: QueriesOf
) -> None:
    def add(number: int) -> None:
        host = an_organisation(f"Host {number}")
        rule = a_seat_rule(group, 2, f"Rule {number}")
        seat = a_member(group, f"Member {number}", organisation=host, seat_rule=rule)
        meeting = a_meeting(group, number)
        Attendance.objects.create(meeting=meeting, seat=seat, state="present")
        AgendaTemplateItem.objects.create(group=group, position=number, title=f"Item {number}")
        an_action(group, f"Action {number}", meeting=meeting)
        a_decision(group, f"Decision {number}", meeting=meeting)

    add(1)
    for_one = queries_of(viewer, address)
    for number in range(2, 51):
        add(number)

    assert queries_of(viewer, address) == for_one <= 15
