"""Inviting on screen: to which role, where, with what mistakes; invitations that wait."""

import pytest

from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.models import Group, Invitation
from tests.support.builders import a_body, a_group, a_member, a_programme, an_area
from tests.support.invitations import an_invitation
from tests.support.people_pages import as_, at, fresh_form, text_of

pytestmark = pytest.mark.django_db


# -- Inviting ----------------------------------------------------------------
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
        ("2199-12-31", "", "Give a day from 1 January 2019"),
        ("9999-12-31", "", "Enter a day of the years 1900 to 2200"),
        ("2026-05-02", "9999-12-31", "Enter a day of the years 1900 to 2200"),
        ("yesterday", "", "Enter a real day"),
    ):
        answer = client.post(page, data | {"starts_on": starts, "ends_on": ends})
        assert words in answer.content.decode()


# -- An invitation that waits ------------------------------------------------
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
