"""The pages of one role: its days, its end, its history, and whose they are."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from partnership.people.models import Role
from partnership.programmes.models import Programme, ProgrammeRole
from pilots.models import AreaRole, Group, GroupRole
from tests.support.builders import a_person, a_programme
from tests.support.people_pages import as_, at, fresh_form, text_of

pytestmark = pytest.mark.django_db


# -- One role ----------------------------------------------------------------
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
