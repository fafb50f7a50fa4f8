"""My work: what waits for a person in all their programmes, and nothing of anybody else's."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from partnership.dates import PartialDate
from partnership.people.models import Role, User
from pilots.models import Group, MinutesDraft
from tests.support.builders import (
    a_group,
    a_meeting,
    a_member,
    a_person,
    a_programme,
    an_action,
    an_area,
)
from tests.support.fixtures import QueriesOf
from tests.support.invitations import an_invitation
from tests.support.reading import client_of

pytestmark = pytest.mark.django_db


def in_days(count: int):
    return timezone.localdate() + timedelta(days=count)


def work(user: User) -> str:
    response = client_of(user).get(reverse("my-work"))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def mine(group: Group, text: str, user: User, days: int | None, **fields):
    due_on = None if days is None else in_days(days)
    return an_action(group, text, owner="A post", owner_user=user, due_on=due_on, **fields)


def held(group: Group, number: int = 1, minutes_state: str = "draft"):
    approved_on = in_days(0) if minutes_state == "approved" else None
    return a_meeting(
        group, number, minutes="We met.", minutes_state=minutes_state, approved_on=approved_on
    )


def test_my_open_actions_stand_there_the_latest_first(group, member) -> None:
    mine(group, "Without a day", member, None)
    mine(group, "Next week", member, 7)
    mine(group, "Long overdue", member, -40)
    mine(group, "Closed", member, -1, done_on=in_days(-1))
    an_action(group, "Somebody else’s", due_on=in_days(1))

    page = work(member)

    places = [page.index(text) for text in ("Long overdue", "Next week", "Without a day")]
    assert places == sorted(places)
    assert "3 things wait for you today" in page
    assert "Overdue by 40 days, due" in page
    assert reverse("action", args=[group.programme.slug, group.slug, "next-week"]) in page
    assert "Closed" not in page
    assert "Somebody else" not in page


def test_where_i_am_no_more_nothing_waits_for_me(group, member) -> None:
    mine(group, "Ask the school", member, 1)
    member.grouproles.update(ends_on=in_days(-1))

    page = work(member)

    assert "Ask the school" not in page
    assert "You hold no role in a programme yet." in page


def test_who_moved_to_another_area_has_nothing_of_the_old_one(programme, group, member) -> None:
    mine(group, "Ask the school", member, 1)
    a_member(group, "Library lead", user=member)
    a_meeting(group, 1, status="planned", planned=PartialDate.on(in_days(3)))
    member.grouproles.update(group=a_group(programme, "South", area=an_area(programme, "South")))

    page = work(member)

    assert "Nothing waits for you." in page
    assert "North group" not in page


def test_that_nothing_waits_is_said(member) -> None:
    page = work(member)

    assert "Nothing waits for you." in page
    assert "things wait" not in page
    assert "Your programme</h2>" in page


def test_the_next_meeting_of_each_group_of_mine_is_there(programme, member) -> None:
    group = member.grouproles.get().group
    other = a_group(programme, "Readers", area=group.area)
    a_member(other, "Library lead", user=member)
    strange = a_group(programme, "Strangers", area=group.area)
    for number, days in ((1, -30), (2, 20), (3, 110)):
        planned = PartialDate.on(in_days(days))
        a_meeting(group, number, status="planned", planned=planned)
    a_meeting(other, 4, status="planned", planned=PartialDate.parse(f"{in_days(400).year}"))
    a_meeting(strange, 5, status="planned", planned=PartialDate.on(in_days(3)))

    page = work(member)

    assert "North group, meeting 2" in page
    assert "North group, meeting 3" not in page
    assert "Readers, meeting 4" in page
    assert "Strangers" not in page
    assert page.count("Add to calendar") == 1  # a year is no day
    file = reverse("meeting-invitation", args=[programme.slug, group.slug, 2])
    assert f'href="{file}"' in page


def test_a_seat_that_was_left_brings_no_meeting(programme, group, member) -> None:
    other = a_group(programme, "Readers", area=group.area)
    until = PartialDate.on(in_days(-1))
    a_member(other, "Library lead", user=member, until=until)
    a_meeting(other, 4, status="planned", planned=PartialDate.on(in_days(3)))

    assert "Readers" not in work(member)


def test_minutes_wait_for_those_who_manage_the_group(programme, group, chair, member) -> None:
    held(group)
    held(group, 2, minutes_state="approved")
    held(a_group(programme, "Another", area=group.area), 3)
    address = reverse("minutes-approve", args=[programme.slug, group.slug, 1])

    assert address in work(chair)
    assert "1 thing waits for you" in work(chair)
    manager = work(a_person(Role.AREA_MANAGER, group.area))
    assert address in manager
    assert "meeting 3" in manager.lower()
    assert "Minutes to approve" not in work(member)
    assert "Minutes to approve" not in work(a_person(Role.AREA_MANAGER, an_area(programme, "X")))


def test_drafts_that_i_left_are_there_until_the_minutes_are_approved(group, chair) -> None:
    meeting = held(group)
    MinutesDraft.objects.create(meeting=meeting, user=chair, text="We", seen_version=1)
    MinutesDraft.objects.create(
        meeting=held(group, 2, minutes_state="approved"), user=chair, text="We", seen_version=1
    )

    page = work(chair)

    assert reverse("minutes-edit", args=[group.programme.slug, group.slug, 1]) in page
    assert reverse("minutes-edit", args=[group.programme.slug, group.slug, 2]) not in page
    other = a_person(Role.CHAIR, group)
    assert "Drafts that you left" not in work(other)


def test_invitations_that_i_sent_wait_or_have_expired(programme, group, chair) -> None:
    invitation = an_invitation(Role.STEERING_MEMBER, group, by=chair)
    over = an_invitation(Role.STEERING_MEMBER, group, "late@example.org", by=chair)
    type(over).objects.filter(pk=over.pk).update(expires_at=timezone.now() - timedelta(days=1))

    page = work(chair)

    assert page.index("Expired") < page.index("Waiting")
    for each in (invitation, over):
        args = [programme.slug, group.slug, each.pk]
        assert reverse("group-people-invitation", args=args) in page
    assert "@" not in page.replace("@media", "")
    assert "Invitations" not in work(a_person(Role.CHAIR, group))


def test_actions_whose_owners_left_wait_for_those_who_manage_the_group(
    group, chair, member
) -> None:
    mine(group, "Ask the school", member, 1)
    assert "have left" not in work(chair)
    member.grouproles.update(ends_on=in_days(-1))

    page = work(chair)

    assert "A post has left: give it to somebody else" in page
    args = [group.programme.slug, group.slug, "ask-the-school"]
    assert reverse("action-update", args=args) in page


def test_several_programmes_are_told_apart(programme, group, member) -> None:
    other = a_group(a_programme("Another programme"), "Far group")
    mine(group, "Here", member, 1)
    mine(other, "Not mine to read", member, 2)
    assert "Not mine to read" not in work(member)
    other.roles.create(user=member, role=Role.STEERING_MEMBER, starts_on=in_days(-1))

    page = work(member)

    assert "North group, Co-creating" in page
    assert "Far group, Another programme" in page


def test_a_boards_officer_finds_the_reports_and_no_more(programme, group) -> None:
    officer = a_person(Role.IJB_OFFICER, programme)
    national = a_group(programme, "National group")
    a_member(national, "Board officer", user=officer)
    a_meeting(national, 1, status="planned", planned=PartialDate.on(in_days(3)))
    mine(group, "Ask the school", officer, 1)
    mine(national, "Ask the board", officer, 1)

    page = work(officer)

    assert reverse("reports", args=[programme.slug]) in page
    assert "Ask the" not in page
    assert "National group" not in page


def test_an_outsider_has_nothing_and_nobody_signs_in(client) -> None:
    assert "You hold no role in a programme yet." in work(a_person())
    assert client.get(reverse("my-work")).status_code == 302


def test_who_may_change_what_others_rely_on_sees_it_after_two_steps(
    chair, member, settings: Any
) -> None:
    settings.REQUIRE_TWO_STEPS = True
    address = reverse("my-work")

    assert client_of(member).get(address).status_code == 200
    answer = client_of(chair).get(address)
    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=%2Fwork%2F")


def test_fifty_of_each_take_no_more_queries_than_one(
    programme, group, chair, queries_of: QueriesOf
) -> None:
    address = reverse("my-work")
    fill(group, chair, 1)
    few = queries_of(client_of(chair), address)
    for number in range(2, 51):
        fill(group, chair, number)

    assert queries_of(client_of(chair), address) == few
    assert few <= 15


def fill(group: Group, chair: User, number: int) -> None:
    """One of everything that can wait for a chair."""
    gone = a_person()
    mine(group, f"Mine {number}", chair, number)
    mine(group, f"Left {number}", gone, number)
    MinutesDraft.objects.create(meeting=held(group, number), user=chair, text="We", seen_version=1)
    planned = PartialDate.on(in_days(number))
    a_meeting(group, 1000 + number, status="planned", planned=planned)
    an_invitation(Role.STEERING_MEMBER, group, f"new{number}@example.org", by=chair)


def test_every_page_of_a_person_leads_to_their_work(member) -> None:
    page = client_of(member).get(reverse("home"), follow=True).content.decode()

    assert f'href="{reverse("my-work")}"' in page
