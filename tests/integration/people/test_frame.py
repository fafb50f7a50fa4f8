"""What stands around a page is of this person, as they are at this very request."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import html

from partnership.people.models import Role, User
from partnership.people.session_store import SessionStore
from partnership.programmes.models import Programme, ProgrammeRole
from tests.support.builders import a_person, a_programme


def signed_in(person: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    return client


def link_words(client: Client, address: str) -> list[str]:
    """The words of the first navigation's links."""
    page = html.fromstring(client.get(address).content)
    return [link.text_content() for link in page.xpath("(//nav[@aria-label='Main'])[1]//a")]


@pytest.fixture
def about(programme: Programme) -> str:
    return reverse("about", args=[programme.slug])


def test_a_role_that_ended_is_refused_at_the_next_request(programme: Programme, about: str) -> None:
    person = a_person(Role.VIEWER, programme)
    client = signed_in(person)
    assert [client.get(about).status_code for _ in range(2)] == [200, 200]

    yesterday = timezone.localdate() - timedelta(days=1)
    ProgrammeRole.objects.filter(user=person).update(ends_on=yesterday)

    assert client.get(about).status_code == 404


def test_another_role_shows_other_links_at_the_next_request(
    programme: Programme, about: str
) -> None:
    person = a_person(Role.VIEWER, programme)
    client = signed_in(person)
    assert "People" not in link_words(client, about)

    grants = ProgrammeRole.objects.filter(user=person)
    grants.update(role=Role.PROGRAMME_MANAGER)
    assert "People" in link_words(client, about)

    grants.update(role=Role.VIEWER)
    assert "People" not in link_words(client, about)


def test_links_lead_into_this_programme_and_mark_its_section(about: str) -> None:
    person = a_person(Role.VIEWER, *Programme.objects.all(), a_programme("Other", slug="other"))
    client = signed_in(person)

    for slug in ("co-creating", "other", "co-creating"):
        page = html.fromstring(client.get(reverse("about", args=[slug])).content)
        hrefs = page.xpath("//nav[@aria-label='Main']//a/@href")
        assert {href.split("/")[2] for href in hrefs} == {slug}
        assert page.xpath("//nav[@aria-label='Main']//a[@aria-current]/text()") == ["About"] * 2


def test_a_day_looked_back_to_stays_with_its_own_page(programme: Programme, about: str) -> None:
    client = signed_in(a_person(Role.VIEWER, programme))

    for day in ("2019-05-01", "2019-06-01"):
        assert f"milestones/?as_at={day}" in client.get(f"{about}?as_at={day}").text
    assert "as_at=" not in "".join(re.findall(r'href="[^"]*"', client.get(about).text))


def test_a_new_name_is_shown_at_the_next_request_and_stays_words(
    programme: Programme, about: str
) -> None:
    person = a_person(Role.VIEWER, programme)
    client = signed_in(person)
    client.get(about)

    User.objects.filter(pk=person.pk).update(display_name="<b>Clerk</b>")

    assert client.get(about).text.count("Your account: </span>&lt;b&gt;Clerk&lt;/b&gt;</a>") == 2


def test_two_people_see_their_own_name_and_sign_out_with_their_own_token(
    programme: Programme, about: str
) -> None:
    people = [a_person(Role.VIEWER, programme) for _ in range(2)]
    clients = [signed_in(person) for person in people]
    tokens = []
    for person, client in zip(people, clients, strict=True):
        page = html.fromstring(client.get(about).content)
        assert set(page.xpath("//form/@data-sign-out")) == {str(person.pk)}
        found = page.xpath("//form[@data-sign-out]//input[@name='csrfmiddlewaretoken']/@value")
        assert len(found) == 2
        tokens.append(found[0])

    refused = clients[0].post(reverse("sign-out"), {"csrfmiddlewaretoken": tokens[1]})
    done = clients[0].post(reverse("sign-out"), {"csrfmiddlewaretoken": tokens[0]})

    assert (refused.status_code, done.status_code) == (403, 302)
    assert clients[0].get(about).status_code == 302
    assert clients[1].get(about).status_code == 200


def test_a_page_has_another_token_each_time(programme: Programme, about: str) -> None:
    client = signed_in(a_person(Role.VIEWER, programme))

    tokens = [
        re.search('csrfmiddlewaretoken" value="(.*?)"', client.get(about).text).group(1)  # type: ignore[union-attr]
        for _ in range(3)
    ]

    assert len(set(tokens)) == 3


def test_my_work_is_marked_there_alone(programme: Programme, about: str) -> None:
    client = signed_in(a_person(Role.VIEWER, programme))

    marked = 'class="account__work" href="/work/" aria-current="page"'
    assert [marked in client.get(at).text for at in (about, reverse("my-work"), about)] == [
        False,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"locked_at": timezone.now(), "lock_reason": "by-hand"}]
)
def test_an_account_that_was_shut_is_out_at_the_next_request(
    programme: Programme, about: str, change: dict[str, object]
) -> None:
    person = a_person(Role.VIEWER, programme)
    client = signed_in(person)
    assert client.get(about).status_code == 200

    User.objects.filter(pk=person.pk).update(**change)

    assert client.get(about).status_code == 302


def test_a_session_that_was_ended_or_ran_out_is_out_at_the_next_request(
    programme: Programme, about: str
) -> None:
    person = a_person(Role.VIEWER, programme)
    ended, ran_out = signed_in(person), signed_in(person)
    assert [ended.get(about).status_code, ran_out.get(about).status_code] == [200, 200]

    Session.objects.filter(pk=ended.cookies["session"].value).delete()
    Session.objects.filter(pk=ran_out.cookies["session"].value).update(expire_date=timezone.now())

    assert [ended.get(about).status_code, ran_out.get(about).status_code] == [302, 302]


def test_a_password_that_changed_elsewhere_ends_the_session(
    programme: Programme, about: str
) -> None:
    person = a_person(Role.VIEWER, programme)
    client = signed_in(person)
    assert client.get(about).status_code == 200

    person.set_password("three other odd words")
    person.save()

    assert client.get(about).status_code == 302


@pytest.mark.django_db
def test_sessions_are_read_that_django_itself_kept() -> None:
    kept = db.SessionStore()
    kept["since"] = "before the change"
    kept.save()

    assert SessionStore(kept.session_key)["since"] == "before the change"


def test_an_address_that_only_takes_a_form_says_so_on_a_page(programme: Programme) -> None:
    """Who was signed out before a button was pressed is led there by signing in."""
    client = signed_in(a_person(Role.PROGRAMME_MANAGER, programme))

    answer = client.get(reverse("sessions-end"))

    assert (answer.status_code, answer["Allow"]) == (405, "POST, OPTIONS")
    page = html.fromstring(answer.content)
    assert page.xpath("string(//h1)") == "There is nothing to read here"
    assert "press it again" in page.text_content()
    assert client.head(reverse("sessions-end")).content == b""
