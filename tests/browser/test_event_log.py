"""An event logged on a phone outside a library: on a slow and dropping connection, exactly once."""

import json
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Locator, Page, Route, expect

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from pilots.models import Event, GroupRole, Venue
from tests.support.browsing import await_until, be_whole, follow
from tests.support.builders import a_group, a_kind, a_person, a_programme, an_area
from tests.support.choosing import choose

pytestmark = pytest.mark.django_db(transaction=True)
# The browser lists what it keeps in an order of its own: what it lists last becomes the oldest.
AGE_AGAINST_ITS_ORDER = """() => Object.keys(localStorage)
    .filter(key => key.includes(":unsent:")).reverse().map((key, age) => {
        const entry = JSON.parse(localStorage[key]);
        localStorage[key] = JSON.stringify({...entry, at: Date.now() + age});
        return entry.fields.name;
    })"""
LOGGED = "Logged. Add activities, partners, feedback – now or later."
WAITS = "Saved on this phone, will send when you are connected."
EVENTS = "/programmes/co-creating/events/"
LOG = f"{EVENTS}log/"


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


class Thumb:
    """What a person does on a phone, and how long it takes one who is in no hurry, in seconds."""

    TAP, LETTER, STEP = 2.0, 0.35, 4.0  # a tap with finding it; a letter; looking at a new step

    def __init__(self, page: Page) -> None:
        self.page, self.seconds = page, 0.0

    def tap(self, there: Locator) -> None:
        there.click()
        self.seconds += self.TAP

    def mark(self, choice: Locator) -> None:
        choose(choice)
        self.seconds += self.TAP

    def type(self, label: str, words: str) -> None:
        box = self.page.get_by_label(label)
        self.tap(box)
        box.fill(words)
        self.seconds += self.LETTER * len(words)

    def press(self, name: str) -> None:
        self.tap(self.page.get_by_role("button", name=name))
        self.seconds += self.STEP


def fill_in(page: Page, name: str = "Fun Day") -> Thumb:
    """The four steps, up to the last button."""
    thumb = Thumb(page)
    thumb.mark(page.get_by_label("Fun day"))
    thumb.type("What was it called?", name)
    thumb.type("Where was it?", "kilwinning library")
    thumb.press("Next")
    thumb.mark(page.get_by_label("Yesterday"))
    thumb.press("Next")
    thumb.type("Adults", "160")
    thumb.type("Children", "200")
    thumb.mark(page.get_by_role("radio", name="About"))
    thumb.press("Next")
    thumb.type("How did it go, in a line?", "Full house")
    return thumb


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()


def connection(page: Page) -> Callable[[bool], None]:
    """A slow connection of the third generation; returns how to cut and to mend it."""
    wire = page.context.new_cdp_session(page)

    def cut(is_cut: bool) -> None:
        slow = {"latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
        wire.send("Network.emulateNetworkConditions", {"offline": is_cut, **slow})

    wire.send("Network.enable")
    cut(False)
    return cut


def test_on_a_slow_and_dropping_connection_it_takes_under_two_minutes_and_is_logged_once(
    phone: Page, axe_violations: Callable[[Page], list[str]]
) -> None:
    """It drops before the form is sent; then the first answer is lost on its way."""
    tries: list[str] = []

    def drop(route: Route) -> None:
        """The site has it; the first time the phone doesn't hear so."""
        tries.append(parse_qs(route.request.post_data)["once_key"][0])
        answer = route.fetch()
        route.abort("connectionreset") if len(tries) == 1 else route.fulfill(response=answer)

    cut = connection(phone)
    began = time.monotonic()
    phone.goto(phone.url)
    waited = time.monotonic() - began
    thumb = fill_in(phone)  # a person takes longer, whatever the machine does
    began = time.monotonic()
    cut(True)
    thumb.press("Save")
    expect(phone.get_by_text(WAITS)).to_be_visible()
    assert not Event.objects.exists()
    phone.route(f"**{LOG}", drop)
    cut(False)

    expect(phone.get_by_role("status")).to_contain_text("Logged “Fun Day”")
    waited += time.monotonic() - began
    assert len(tries) == 2
    assert len(set(tries)) == 1
    assert thumb.seconds > 45, "nobody taps faster"
    assert thumb.seconds + waited < 120
    event = Event.objects.get()
    assert (str(event.venue), event.went) == ("Kilwinning Library", "Full house")
    assert {count.value for count in event.counts.all()} == {160, 200}
    assert axe_violations(phone) == []
    phone.get_by_role("link", name="open it").click()
    expect(phone.get_by_role("navigation", name="Add to the event")).to_be_visible()


def kept(page: Page) -> dict[str, Any]:
    """What this browser keeps of events, once the page that is open has looked at it."""
    be_whole(page)
    text = page.evaluate("JSON.stringify({...localStorage})")
    return {k: json.loads(v) for k, v in json.loads(text).items() if k.startswith("event-log:")}


def test_saved_it_leaves_nothing_behind_and_a_twin_is_asked_about(phone: Page) -> None:
    fill_in(phone)
    save(phone)
    expect(phone.get_by_text(LOGGED)).to_be_visible()
    assert kept(phone) == {}

    phone.go_back()  # a fresh form
    fill_in(phone)
    save(phone)
    expect(phone.get_by_text("Is it logged already?")).to_be_visible()
    be_whole(phone)
    phone.get_by_role("button", name="It is another one: log it").click()

    expect(phone.get_by_text(LOGGED)).to_be_visible()
    assert Event.objects.count() == 2
    assert kept(phone) == {}


def sign_out(page: Page) -> None:
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("button", name="Sign out").click()


def test_what_was_begun_is_found_again_by_the_same_person_alone(
    phone: Page, live_server: Any, programme: Programme, member: User
) -> None:
    choose(phone.get_by_label("Workshop"))
    phone.get_by_label("What was it called?").fill("Only begun")
    phone.get_by_role("button", name="Next").click()
    sign_in(phone, live_server, a_person(Role.STEERING_MEMBER, programme.groups.get()))
    phone.goto(live_server.url + LOG)
    expect(phone.get_by_label("What was it called?")).to_have_value("")

    sign_in(phone, live_server, member)
    phone.goto(live_server.url + "/work/")
    expect(phone.get_by_text("You began to log “Only begun”.")).to_be_visible()
    follow(phone.get_by_role("link", name="Go on with it"))
    expect(phone.get_by_text("What you began is here again")).to_be_visible()
    expect(phone.get_by_text("Step 2 of 4")).to_be_visible()

    sign_out(phone)
    expect(phone.get_by_role("heading", name="Sign in")).to_be_visible()
    assert kept(phone) == {}


def test_signed_out_meanwhile_several_wait_and_are_sent_from_any_page(
    phone: Page, live_server: Any, member: User
) -> None:
    Session.objects.all().delete()
    for name in ("First", "Second"):
        fill_in(phone, name)
        save(phone)
        expect(phone.get_by_role("listitem").filter(has_text=name)).to_be_visible()
        expect(phone.get_by_role("status")).to_contain_text("sign in, and it is sent")
    assert len([key for key in kept(phone) if ":unsent:" in key]) == 2
    assert not Event.objects.exists()

    older, newer = phone.evaluate(AGE_AGAINST_ITS_ORDER)
    sign_in(phone, live_server, member)
    phone.goto(live_server.url + EVENTS)

    told = phone.get_by_role("status")
    expect(told).to_contain_text(f"Logged “{older}” and “{newer}”.")
    assert told.get_by_role("link").all_inner_texts() == [f"open “{older}”", f"open “{newer}”"]
    await_until(phone, lambda: not kept(phone), "the phone keeps nothing")
    assert {event.name for event in Event.objects.all()} == {"First", "Second"}


def test_a_stale_token_is_renewed_and_a_lost_role_is_told_with_what_was_typed(
    phone: Page, live_server: Any
) -> None:
    phone.context.add_cookies([{"name": "csrf", "value": "a" * 32, "url": live_server.url}])
    fill_in(phone, "In time")
    save(phone)
    expect(phone.get_by_text(LOGGED)).to_be_visible()

    phone.goto(live_server.url + LOG)
    fill_in(phone, "Too late")
    GroupRole.objects.all().delete()
    save(phone)
    expect(phone.get_by_text("your role does not let you log it any more")).to_be_visible()
    assert len(kept(phone)) == 1

    asked: list[str] = []
    phone.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    phone.goto(live_server.url + "/work/")
    expect(phone.get_by_text("Too late; kilwinning library")).to_be_visible()
    with phone.expect_event("dialog"):
        sign_out(phone)
    assert asked == ["1 logged on this phone was not sent yet. Sign out and lose it?"]
    assert len(kept(phone)) == 1


def test_a_browser_that_keeps_nothing_sends_it_while_the_page_is_open(
    phone: Page, complaints: list[str]
) -> None:
    phone.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })"
    )
    phone.reload()
    fill_in(phone)
    phone.context.set_offline(True)
    save(phone)
    expect(phone.get_by_text("This browser keeps nothing. Leave this page open")).to_be_visible()

    phone.context.set_offline(False)

    expect(phone.get_by_role("status")).to_contain_text("Logged “Fun Day”")
    assert Event.objects.count() == 1
    assert [each for each in complaints if "ERR_INTERNET" not in each] == []


def test_of_two_windows_with_one_draft_each_logs_its_own(phone: Page, live_server: Any) -> None:
    fill_in(phone)
    key = phone.locator("[name=once_key]").input_value()
    other = phone.context.new_page()
    other.goto(live_server.url + LOG)
    expect(other.get_by_label("How did it go, in a line?")).to_have_value("Full house")
    save(phone)
    expect(phone.get_by_text(LOGGED)).to_be_visible()
    expect(other.locator("[name=once_key]")).not_to_have_value(key)  # it has heard of it

    other.get_by_label("How did it go, in a line?").fill("Something else")
    save(other)

    expect(other.get_by_text("Is it logged already?")).to_be_visible()


def test_a_coming_day_asks_for_no_figures_and_a_new_place_is_added(phone: Page) -> None:
    phone.get_by_role("button", name="Next").click()
    expect(phone.get_by_text("Choose the kind of event")).to_be_visible()
    choose(phone.get_by_label("Workshop"))
    phone.get_by_label("What was it called?").fill("Next one")
    phone.get_by_label("Where was it?").fill("Castle Park")
    choose(phone.get_by_label("We don’t have it yet"))
    phone.get_by_role("button", name="Next").click()
    choose(phone.get_by_label("Another day, past or coming"))
    phone.get_by_label("Date").fill("2090-05-01")
    expect(phone.get_by_text("Step 2 of 2")).to_be_visible()
    save(phone)

    expect(phone.get_by_text(LOGGED)).to_be_visible()
    event = Event.objects.get()
    assert (event.status, str(event.venue)) == ("planned", "Castle Park")
