"""An event logged on a phone outside a library: on a slow and dropping connection, exactly once."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode
from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Page, Route, expect

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from pilots.actions import events as do
from pilots.models import Event, Venue
from tests.support.builders import a_group, a_kind, a_person, a_programme, an_area

pytestmark = pytest.mark.django_db(transaction=True)
SOON = 15_000  # ms: the first repetition comes after five seconds
LOGGED = "Logged. Add activities, partners, feedback – now or later."
WAITS = "Saved on this phone, will send when you are connected."
LOG = "/programmes/co-creating/events/log/"


@pytest.fixture
def programme(transactional_db: None) -> Programme:
    programme = a_programme()
    area = an_area(programme)
    Venue.objects.create(area=area, slug="library", name="Kilwinning Library")
    a_group(programme, "North group", area=area)
    a_kind(programme)
    a_kind(programme, "Workshop")
    return programme


@pytest.fixture
def member(programme: Programme) -> User:
    return a_person(Role.STEERING_MEMBER, programme.groups.get())


def sign_in(page: Page, live_server: Any, person: User) -> None:
    client = Client()
    client.force_login(person)
    session = client.cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])


@pytest.fixture
def phone(live_server: Any, as_phone: Page, member: User) -> Iterator[Page]:
    """A phone on which the member has opened the form."""
    sign_in(as_phone, live_server, member)
    as_phone.goto(live_server.url + LOG)
    yield as_phone
    as_phone.unroute_all(behavior="ignoreErrors")
    as_phone.goto("about:blank")


def fill_in(page: Page, name: str = "Fun Day") -> None:
    """The four steps, up to the last button."""
    page.get_by_label("Fun day").check()
    page.get_by_label("What was it called?").fill(name)
    page.get_by_label("Where was it?").fill("kilwinning library")
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Yesterday").check(force=True)
    page.get_by_role("button", name="Next").click()
    page.get_by_label("Adults").fill("160")
    page.get_by_label("Children").fill("200")
    page.get_by_role("radio", name="About").check(force=True)
    page.get_by_role("button", name="Next").click()
    page.get_by_label("How did it go, in a line?").fill("Full house")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()


@pytest.mark.parametrize("with_key", [True, False], ids=["as it is", "without the one-time key"])
def test_on_a_slow_and_dropping_connection_it_is_logged_exactly_once(
    phone: Page,
    with_key: bool,
    monkeypatch: pytest.MonkeyPatch,
    axe_violations: Callable[[Page], list[str]],
) -> None:
    """The first answer is lost on its way: without the key, the repetition makes a second event."""
    if not with_key:
        monkeypatch.setattr(do, "_refuse_alike", lambda *given: None)
    tries: list[str] = []

    def drop(route: Route) -> None:
        """Slow, and the first time the answer never arrives."""
        form = {name: values[0] for name, values in parse_qs(route.request.post_data).items()}
        if not with_key:
            form["once_key"] = str(uuid4())
        tries.append(form["once_key"])
        answer = route.fetch(post_data=urlencode(form))
        phone.wait_for_timeout(300)
        route.abort("connectionreset") if len(tries) == 1 else route.fulfill(response=answer)

    fill_in(phone)
    phone.context.set_offline(True)
    save(phone)
    expect(phone.get_by_text(WAITS)).to_be_visible()
    assert axe_violations(phone) == []
    assert not Event.objects.exists()

    phone.route(f"**{LOG}", drop)
    phone.context.set_offline(False)

    expect(phone.get_by_role("status")).to_contain_text("Logged “Fun Day”", timeout=SOON)
    assert len(tries) == 2
    assert Event.objects.count() == (1 if with_key else 2)
    expect(phone.get_by_text(WAITS)).to_be_hidden()
    event = Event.objects.first()
    assert (event.name, event.venue.name, event.went) == (
        "Fun Day",
        "Kilwinning Library",
        "Full house",
    )
    assert {count.value for count in event.counts.all()} == {160, 200}
    phone.get_by_role("link", name="open it").click()
    expect(phone.get_by_role("heading", name="Fun Day")).to_be_visible()


def test_with_a_connection_it_leads_to_the_event_and_nothing_is_left_behind(phone: Page) -> None:
    fill_in(phone)

    save(phone)

    expect(phone.get_by_text(LOGGED)).to_be_visible()
    assert kept(phone) == {}


def kept(page: Page) -> dict[str, Any]:
    """What this browser keeps of events."""
    text = page.evaluate("JSON.stringify({...localStorage})")
    return {k: json.loads(v) for k, v in json.loads(text).items() if k.startswith("event-log:")}


def test_what_was_begun_is_there_again_for_the_same_person_alone(
    phone: Page, live_server: Any, programme: Programme, member: User
) -> None:
    phone.get_by_label("What was it called?").fill("Only begun")
    phone.reload()
    expect(phone.get_by_text("What you began is here again")).to_be_visible()
    expect(phone.get_by_label("What was it called?")).to_have_value("Only begun")

    sign_in(phone, live_server, a_person(Role.STEERING_MEMBER, programme.groups.get()))
    phone.reload()
    expect(phone.get_by_label("What was it called?")).to_have_value("")

    sign_in(phone, live_server, member)
    phone.reload()
    phone.get_by_role("button", name="Menu").or_(phone.get_by_text("Menu", exact=True)).click()
    phone.get_by_role("button", name="Sign out").click()
    expect(phone).not_to_have_url(live_server.url + LOG)
    assert kept(phone) == {}


def test_signed_out_meanwhile_several_wait_until_the_person_is_back(
    phone: Page, live_server: Any, member: User
) -> None:
    Session.objects.all().delete()
    for name in ("First", "Second"):
        fill_in(phone, name)
        save(phone)
        expect(phone.get_by_role("status")).to_contain_text("sign in, and it is sent")
    assert len([key for key in kept(phone) if ":unsent:" in key]) == 2
    assert not Event.objects.exists()

    sign_in(phone, live_server, member)
    phone.goto(live_server.url + LOG)

    expect(phone.get_by_text(WAITS)).to_be_hidden(timeout=SOON)
    assert {event.name for event in Event.objects.all()} == {"First", "Second"}
    assert kept(phone) == {}


def test_a_question_of_the_site_is_asked_and_answered(phone: Page, live_server: Any) -> None:
    fill_in(phone)
    save(phone)
    expect(phone.get_by_text(LOGGED)).to_be_visible()
    phone.goto(live_server.url + LOG)
    fill_in(phone)
    save(phone)
    expect(phone.get_by_text("Is it logged already?")).to_be_visible()

    phone.get_by_role("button", name="It is another one: log it").click()

    expect(phone.get_by_text(LOGGED)).to_be_visible()
    assert Event.objects.count() == 2


def test_going_back_after_saving_gives_a_fresh_form_for_another_one(phone: Page) -> None:
    fill_in(phone)
    save(phone)
    expect(phone.get_by_text(LOGGED)).to_be_visible()

    phone.go_back()
    fill_in(phone, "Bookbug")
    save(phone)

    expect(phone.get_by_role("heading", name="Bookbug")).to_be_visible()
    assert Event.objects.count() == 2


def test_signing_out_with_one_unsent_asks_first(phone: Page) -> None:
    asked: list[str] = []
    phone.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    fill_in(phone)
    phone.route(f"**{LOG}", lambda route: route.abort())
    save(phone)
    expect(phone.get_by_text(WAITS)).to_be_visible()

    phone.get_by_text("Menu", exact=True).click()
    phone.get_by_role("button", name="Sign out").click()

    assert asked == ["1 logged on this phone was not sent yet. Sign out and lose it?"]
    assert len(kept(phone)) == 1


def test_a_coming_day_asks_for_no_figures_and_a_new_place_is_added(
    phone: Page, programme: Programme
) -> None:
    phone.get_by_role("button", name="Next").click()
    expect(phone.get_by_text("Choose the kind of event")).to_be_visible()
    phone.get_by_label("Workshop").check()
    phone.get_by_label("What was it called?").fill("Next one")
    phone.get_by_label("Where was it?").fill("Castle Park")
    phone.get_by_label("We don’t have it yet").check(force=True)
    phone.get_by_role("button", name="Next").click()
    phone.get_by_label("Another day, past or coming").check(force=True)
    phone.get_by_label("Date").fill("2090-05-01")
    expect(phone.get_by_text("Step 2 of 2")).to_be_visible()
    save(phone)

    expect(phone.get_by_text(LOGGED)).to_be_visible()
    event = Event.objects.get()
    assert (event.status, event.venue.name) == ("planned", "Castle Park")
