"""The pages of people: who sees whom, who may change what, and what no page gives away."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.people.models import Role, User
from partnership.programmes.models import Programme, ProgrammeRole
from pilots.actions.roles import Where
from pilots.models import Area, AreaRole, Group, GroupRole, Invitation
from tests.support.builders import a_body, a_group, a_member, a_person, a_programme, an_area
from tests.support.fixtures import QueriesOf
from tests.support.invitations import an_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def area(programme: Programme) -> Area:
    return an_area(programme)


@pytest.fixture
def group(area: Area) -> Group:
    return a_group(area.programme, "North Ayrshire steering group", area=area)


@pytest.fixture
def elsewhere(programme: Programme) -> Group:
    """Another area's group."""
    other = an_area(programme, "Midlothian")
    return a_group(programme, "Midlothian steering group", area=other)


def as_(role: Role, *places: Where) -> Client:
    client = Client()
    client.force_login(a_person(role, *places))
    return client


def at(name: str, programme: Programme, *arguments: object, **query: str) -> str:
    return reverse(name, args=[programme.slug, *arguments], query=query or None)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def fresh_form(client: Client, address: str) -> dict[str, Any]:
    """What a browser would send back of a page's form, untouched."""
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields}


# -- The list ------------------------------------------------------------------
def test_the_programmes_people_say_who_what_where_and_since_when(
    programme: Programme, group: Group
) -> None:
    a_person(Role.AREA_MANAGER, group.area)
    chair = a_person(Role.CHAIR, group)
    a_member(group, "Co-chair of the group", user=chair)
    text = text_of(as_(Role.PROGRAMME_MANAGER, programme), at("people", programme))

    for words in (
        "3 roles",
        "Area manager",
        "North Ayrshire steering group",
        "Seat: Co-chair of the group",
        "Whole programme",
        "1 January 2019",
        "no end set",
        "two-step sign-in required",
        chair.email,
    ):
        assert words in text


def test_a_role_that_ended_is_behind_a_disclosure(programme: Programme) -> None:
    gone = ProgrammeRole.objects.get(user=a_person(Role.EVALUATOR, programme))
    gone.ends_on = timezone.localdate() - timedelta(days=1)
    gone.save()
    client = as_(Role.PROGRAMME_MANAGER, programme)
    answer = client.get(at("people", programme))

    assert [line.role for line in answer.context["shown"]] == ["Programme manager"]
    assert [line.grant for line in answer.context["ended"]] == [gone]
    assert "Roles that have ended" in answer.content.decode()


def test_the_list_is_narrowed_by_role_and_place(programme: Programme, group: Group) -> None:
    a_person(Role.CHAIR, group)
    a_person(Role.AREA_MANAGER, group.area)
    client = as_(Role.PROGRAMME_MANAGER, programme)

    def shown(**query: str) -> list[str]:
        context = client.get(at("people", programme, **query)).context
        return [line.role for line in context["shown"]]

    assert shown(role="chair") == ["Chair"]
    assert shown(place=f"area:{group.area.slug}") == ["Area manager"]
    assert shown(role="chair", place="programme") == []
    assert "Nobody is listed under" in text_of(client, at("people", programme, role="x"))


def test_a_locked_account_is_said_to_be(programme: Programme) -> None:
    evaluator = a_person(Role.EVALUATOR, programme)
    User.objects.filter(pk=evaluator.pk).update(locked_at=timezone.now(), lock_reason="idle")

    text = text_of(as_(Role.PROGRAMME_MANAGER, programme), at("people", programme))
    assert "Account locked" in text


def test_people_of_another_programme_are_not_listed(programme: Programme) -> None:
    stranger = a_person(Role.VIEWER, a_programme("Another"))
    an_invitation(Role.VIEWER, a_programme("A third"), "stranger@example.org")
    text = text_of(as_(Role.PROGRAMME_MANAGER, programme), at("people", programme))

    assert stranger.email not in text
    assert "stranger@example.org" not in text


def test_the_file_is_the_list_and_starts_no_formula(programme: Programme) -> None:
    person = a_person(Role.EVALUATOR, programme)
    User.objects.filter(pk=person.pk).update(display_name="=1+1")
    client = as_(Role.PROGRAMME_MANAGER, programme)
    answer: Any = client.get(at("people-file", programme))
    text = b"".join(answer.streaming_content).decode()

    assert "'=1+1" in text
    assert person.email in text
    assert "1 January 2019" in text


@pytest.mark.parametrize("name", ["people", "area-people", "group-people"])
def test_as_many_queries_for_one_person_as_for_fifty(
    programme: Programme, group: Group, queries_of: QueriesOf, name: str
) -> None:
    arguments = {"people": [], "area-people": [group.area.slug], "group-people": [group.slug]}
    client = as_(Role.PROGRAMME_MANAGER, programme)
    address = at(name, programme, *arguments[name])
    a_person(Role.CHAIR, group)
    an_invitation(Role.CHAIR, group)
    client.get(address)
    few = queries_of(client, address)
    for number in range(50):
        member = a_person(Role.STEERING_MEMBER, group)
        a_member(group, f"Seat {number}", user=member)
        a_person(Role.IJB_OFFICER, a_body(programme, f"Board {number}", area=group.area))
        an_invitation(Role.STEERING_MEMBER, group, f"new{number}@example.org")

    assert queries_of(client, address) == few


# -- An area's and a group's -----------------------------------------------------
def test_an_areas_people_are_those_of_its_groups_and_bodies_too(
    programme: Programme, group: Group, elsewhere: Group
) -> None:
    there = a_person(Role.CHAIR, elsewhere)
    officer = a_person(Role.IJB_OFFICER, a_body(programme, area=group.area))
    a_person(Role.CHAIR, group)
    manager = a_person(Role.AREA_MANAGER, group.area)
    client = Client()
    client.force_login(manager)
    answer = client.get(at("area-people", programme, group.area.slug))
    people = [line.grant.user for line in answer.context["shown"]]

    assert officer in people
    assert there not in people
    assert len(people) == 3


def test_addresses_are_for_those_who_may_change_the_role(
    programme: Programme, group: Group
) -> None:
    officer = a_person(Role.IJB_OFFICER, a_body(programme, area=group.area))
    member = a_person(Role.STEERING_MEMBER, group)
    text = text_of(as_(Role.CHAIR, group), at("area-people", programme, group.area.slug))

    assert member.email in text
    assert officer.email not in text


def test_an_area_beyond_reach_is_not_found(
    programme: Programme, group: Group, elsewhere: Group
) -> None:
    client = as_(Role.AREA_MANAGER, group.area)

    for name, slug in (
        ("area-people", elsewhere.area.slug),
        ("group-people", elsewhere.slug),
        ("group-people-invite", elsewhere.slug),
    ):
        assert client.get(at(name, programme, slug)).status_code == 404
        assert client.post(at(name, programme, slug)).status_code == 404


@pytest.mark.parametrize(
    "role", [Role.IJB_OFFICER, Role.VIEWER, Role.EVALUATOR, Role.STEERING_MEMBER]
)
def test_who_manages_nobody_sees_no_people(programme: Programme, group: Group, role: Role) -> None:
    a_body(programme, area=group.area)
    client = as_(role, programme)

    for address in (
        at("people", programme),
        at("people-file", programme),
        at("people-invite", programme),
        at("area-people", programme, group.area.slug),
        at("group-people", programme, group.slug),
    ):
        answer = client.get(address)
        assert answer.status_code == 403
        assert "programme manager" in answer.content.decode()


def test_an_area_manager_has_no_way_to_the_programmes_people(
    programme: Programme, group: Group
) -> None:
    client = as_(Role.AREA_MANAGER, group.area)

    assert client.get(at("people", programme)).status_code == 403
    assert client.get(at("people-invite-to", programme, "viewer")).status_code == 403
    page = text_of(client, at("area-people", programme, group.area.slug))
    assert at("group-people-invite", programme, group.slug) in page
    assert at("people-invite", programme) not in page


# -- Inviting ------------------------------------------------------------------
def test_a_manager_invites_to_each_kind_of_role(programme: Programme, group: Group) -> None:
    body = a_body(programme, area=group.area)
    client = as_(Role.PROGRAMME_MANAGER, programme)
    for role, more in (
        (Role.EVALUATOR, {}),
        (Role.AREA_MANAGER, {"place": group.area.slug}),
        (Role.IJB_OFFICER, {"place": body.slug}),
    ):
        address = at("people-invite-to", programme, role)
        data = fresh_form(client, address) | {
            "address": f"{role}@example.org",
            "display_name": "A new post",
            **more,
        }
        assert client.post(address, data)["Location"] == at("people", programme)

    assert {each.role for each in Invitation.objects.all()} == {
        Role.EVALUATOR,
        Role.AREA_MANAGER,
        Role.IJB_OFFICER,
    }


def test_an_administrator_invites_a_chair_without_reading_the_programme(
    programme: Programme, group: Group
) -> None:
    seat = a_member(group, "Chair of the group")
    client = as_(Role.ADMIN)
    address = at("people-invite-to", programme, "chair")
    assert "Choose one" in text_of(client, address)

    chosen = at("people-invite-to", programme, "chair", group=group.slug)
    data = fresh_form(client, chosen) | {
        "address": "chair@example.org",
        "display_name": "Chair",
        "seat": seat.pk,
    }
    assert client.post(chosen, data)["Location"] == at("people", programme)
    invitation = Invitation.objects.get()
    assert (invitation.group, invitation.seat) == (group, seat)
    assert client.get(at("group", programme, group.slug)).status_code == 403


def test_a_chair_invites_to_the_own_group_alone(programme: Programme, group: Group) -> None:
    client = as_(Role.CHAIR, group)
    address = at("group-people-invite", programme, group.slug)
    data = fresh_form(client, address) | {
        "address": "member@example.org",
        "display_name": "Librarian",
        "role": "steering-member",
    }
    again = client.post(address, data | {"role": "programme-manager"})
    assert again.status_code == 200
    assert not Invitation.objects.exists()

    sent = {**data, "group": "another", "programme": "another", "place": "midlothian"}
    assert client.post(address, sent)["Location"] == at("group-people", programme, group.slug)
    assert Invitation.objects.get().group == group


def test_a_form_sent_twice_invites_once(programme: Programme, group: Group) -> None:
    client = as_(Role.CHAIR, group)
    address = at("group-people-invite", programme, group.slug)
    data = fresh_form(client, address) | {
        "address": "member@example.org",
        "display_name": "Librarian",
        "role": "steering-member",
    }

    first, second = client.post(address, data), client.post(address, data)
    assert first["Location"] == second["Location"]
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("kind", ["area", "body", "seat"])
def test_a_place_of_elsewhere_is_refused(programme: Programme, group: Group, kind: str) -> None:
    another = a_programme("Another")
    client = as_(Role.PROGRAMME_MANAGER, programme)
    a_body(programme, area=group.area)
    if kind == "seat":
        address = at("people-invite-to", programme, "chair", group=group.slug)
        more = {"seat": a_member(a_group(another), "Chair").pk}
    elif kind == "area":
        address = at("people-invite-to", programme, "area-manager")
        more = {"place": an_area(another, "Orkney").slug}
    else:
        address = at("people-invite-to", programme, "ijb-officer")
        more = {"place": a_body(another, "Orkney IJB").slug}
    data = fresh_form(client, address) | {"address": "a@example.org", "display_name": "A"}

    assert client.post(address, data | more).status_code == 200
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org\nb@example.org",
        "ａ@example.org",
        "m\u0131ke@example.org",
        "a\u200b@example.org",
        "a@example.org, b@example.org",
        "no address",
        "",
        "a" * 250 + "@example.org",
    ],
)
def test_an_odd_address_is_refused_in_words(programme: Programme, address: str) -> None:
    client = as_(Role.PROGRAMME_MANAGER, programme)
    page = at("people-invite-to", programme, "viewer")
    data = fresh_form(client, page) | {"address": address, "display_name": "A"}
    answer = client.post(page, data)

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_days_of_an_invitation_are_checked_in_words(programme: Programme) -> None:
    client = as_(Role.PROGRAMME_MANAGER, programme)
    page = at("people-invite-to", programme, "viewer")
    data = fresh_form(client, page) | {"address": "a@example.org", "display_name": "A"}
    for starts, ends, words in (
        ("2026-05-02", "2026-05-01", "Give 2 May 2026, when the role starts, or later"),
        ("2018-12-31", "", "Give a day from 1 January 2019, when the programme starts"),
        ("9999-12-31", "", "Give a day from 1 January 2019"),
        ("yesterday", "", "Enter a real day"),
    ):
        answer = client.post(page, data | {"starts_on": starts, "ends_on": ends})
        assert words in answer.content.decode()


# -- An invitation that waits ----------------------------------------------------
def test_an_invitation_is_sent_again_or_withdrawn(programme: Programme, group: Group) -> None:
    invitation = an_invitation(Role.CHAIR, group)
    client = as_(Role.PROGRAMME_MANAGER, programme)
    page = at("people-invitation", programme, invitation.pk)
    assert invitation.address in text_of(client, page)

    assert client.post(page, {"do": "again"})["Location"] == at("people", programme)
    assert client.post(page, {"do": "back"})["Location"] == at("people", programme)
    invitation.refresh_from_db()
    assert invitation.withdrawn_at
    assert client.get(page).status_code == 404
    assert client.post(page, {"do": "again"}).status_code == 404


def test_an_unknown_wish_changes_nothing(programme: Programme, group: Group) -> None:
    invitation = an_invitation(Role.CHAIR, group)
    page = at("people-invitation", programme, invitation.pk)
    answer = as_(Role.PROGRAMME_MANAGER, programme).post(page, {"do": "accept"})

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()


def test_invitations_of_elsewhere_are_not_found(
    programme: Programme, group: Group, elsewhere: Group
) -> None:
    there = an_invitation(Role.CHAIR, elsewhere)
    area_manager = as_(Role.AREA_MANAGER, group.area)
    stranger = as_(Role.PROGRAMME_MANAGER, another := a_programme("Another"))

    for client, page in (
        (area_manager, at("group-people-invitation", programme, group.slug, there.pk)),
        (area_manager, at("group-people-invitation", programme, elsewhere.slug, there.pk)),
        (stranger, at("people-invitation", another, there.pk)),
        (stranger, at("people-invitation", programme, there.pk)),
    ):
        assert client.get(page).status_code == 404
        assert client.post(page, {"do": "back"}).status_code == 404
    there.refresh_from_db()
    assert there.withdrawn_at is None


# -- One role ------------------------------------------------------------------
def test_a_roles_page_says_what_it_may_do_and_its_history(
    programme: Programme, group: Group
) -> None:
    role = GroupRole.objects.get(user=a_person(Role.CHAIR, group))
    client = as_(Role.PROGRAMME_MANAGER, programme)
    text = text_of(client, at("people-role", programme, "group", role.pk))

    assert "approve a report that someone else drafted" in text
    assert "made A post a chair of North Ayrshire steering group" in text


def test_a_role_is_ended_and_its_days_changed(programme: Programme, group: Group) -> None:
    role = GroupRole.objects.get(user=a_person(Role.CHAIR, group))
    client = as_(Role.PROGRAMME_MANAGER, programme)
    days = at("people-role-days", programme, "group", role.pk)
    data = fresh_form(client, days) | {"ends_on": "31 December 2031"}
    assert client.post(days, data)["Location"] == at("people-role", programme, "group", role.pk)

    ending = at("people-role-end", programme, "group", role.pk)
    assert client.post(ending, fresh_form(client, ending))["Location"] == at("people", programme)
    role.refresh_from_db()
    assert role.ends_on == timezone.localdate() - timedelta(days=1)


def test_an_end_without_a_day_or_in_the_past_is_refused_in_words(
    programme: Programme, group: Group
) -> None:
    role = GroupRole.objects.get(user=a_person(Role.CHAIR, group))
    client = as_(Role.PROGRAMME_MANAGER, programme)
    ending = at("people-role-end", programme, "group", role.pk)
    data = fresh_form(client, ending) | {"when": "day"}

    assert "Enter the last day" in client.post(ending, data).content.decode()
    past = client.post(ending, data | {"ends_on": "2019-05-01"}).content.decode()
    assert "The last day can be" in past


def test_the_second_of_two_editors_sees_what_changed(programme: Programme, group: Group) -> None:
    role = GroupRole.objects.get(user=a_person(Role.CHAIR, group))
    client = as_(Role.PROGRAMME_MANAGER, programme)
    page = at("people-role-days", programme, "group", role.pk)
    data = fresh_form(client, page)
    client.post(page, data | {"ends_on": "2030-05-01"})
    text = client.post(page, data | {"ends_on": "2031-06-02"}).content.decode()

    assert "Somebody changed this while you were writing" in text
    assert "1 May 2030" in text
    assert "2 June 2031" in text


def test_a_chair_ends_a_members_role_and_no_area_managers(
    programme: Programme, group: Group
) -> None:
    member = GroupRole.objects.get(user=a_person(Role.STEERING_MEMBER, group))
    area_role = AreaRole.objects.get(user=a_person(Role.AREA_MANAGER, group.area))
    client = as_(Role.CHAIR, group)
    ending = at("group-people-role-end", programme, group.slug, member.pk)
    away = at("group-people", programme, group.slug)

    assert client.post(ending, fresh_form(client, ending))["Location"] == away
    for page in ("people-role", "people-role-days", "people-role-end"):
        address = at(page, programme, "area", area_role.pk)
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403


def test_roles_of_elsewhere_are_not_found(
    programme: Programme, group: Group, elsewhere: Group
) -> None:
    there = GroupRole.objects.get(user=a_person(Role.CHAIR, elsewhere))
    chair = as_(Role.CHAIR, group)
    stranger = as_(Role.PROGRAMME_MANAGER, another := a_programme("Another"))

    for client, address in (
        (chair, at("group-people-role-end", programme, group.slug, there.pk)),
        (chair, at("group-people-role-end", programme, elsewhere.slug, there.pk)),
        (stranger, at("people-role-end", another, "group", there.pk)),
        (stranger, at("people-role-end", programme, "group", there.pk)),
        (stranger, at("people-role", another, "site", there.pk)),
        (stranger, at("people-role", another, "group", 10**20)),
    ):
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    there.refresh_from_db()
    assert there.ends_on is None


def test_the_last_manager_is_told_why_they_cannot_leave(programme: Programme) -> None:
    manager = a_person(Role.PROGRAMME_MANAGER, programme)
    own = ProgrammeRole.objects.get(user=manager)
    client = Client()
    client.force_login(manager)
    ending = at("people-role-end", programme, "programme", own.pk)
    answer = client.post(ending, fresh_form(client, ending))

    assert "You are the last programme manager" in answer.content.decode()


def test_who_ends_their_own_role_is_led_out(programme: Programme) -> None:
    a_person(Role.PROGRAMME_MANAGER, programme)
    manager = a_person(Role.PROGRAMME_MANAGER, programme)
    own = ProgrammeRole.objects.get(user=manager)
    client = Client()
    client.force_login(manager)
    ending = at("people-role-end", programme, "programme", own.pk)

    assert client.post(ending, fresh_form(client, ending))["Location"] == reverse("home")
    assert client.get(at("people", programme)).status_code == 404
