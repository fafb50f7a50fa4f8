"""A survey answered on a phone: kept on the device, sent once, whatever the connection does."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from evaluation import models as of
from evaluation.actions.invitations import make_invitations
from partnership.programmes.models import Programme
from tests.support.answering import a_form, an_open_wave
from tests.support.builders import a_person, a_programme
from tests.support.choosing import choose

pytestmark = pytest.mark.django_db(transaction=True)
NARROW = {"width": 320, "height": 640}
KEPT = "Object.keys(localStorage).filter(key => key.startsWith('answering:')).length"


@pytest.fixture
def programme(transactional_db: None) -> Programme:
    return a_programme()


@pytest.fixture
def wave(programme: Programme) -> of.Wave:
    return an_open_wave(a_form(programme))


@pytest.fixture
def phone(live_server: Any, page: Page, wave: of.Wave) -> Iterator[Page]:
    """A narrow phone on which the form has been opened."""
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.goto(f"{live_server.url}/answer/{wave.code}/")
    yield page
    page.unroute_all(behavior="ignoreErrors")
    page.goto("about:blank")


def begin(page: Page) -> None:
    choose(page.get_by_label("I am 13 or older"))
    choose(page.get_by_label("I agree."))
    page.get_by_role("button", name="Start").click()
    expect(page.get_by_role("heading", level=1, name="You")).to_be_visible()


def on(page: Page, heading: str) -> None:
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()


def to_the_end(page: Page) -> None:
    begin(page)
    choose(page.get_by_label("Agree", exact=True))
    on(page, "What you use")
    choose(page.get_by_label("Books"))
    on(page, "More")
    page.get_by_label("About words").fill("It helped")
    on(page, "Your own code")
    page.get_by_label("Day of your birthday").fill("7")
    page.get_by_label("First name of your mother").fill("Ann")


def test_answered_on_a_narrow_phone_each_page_breaks_no_rule(
    phone: Page, axe_violations: Callable[[Page], list[str]]
) -> None:
    faults = axe_violations(phone)
    phone.get_by_role("button", name="Start").click()
    expect(phone.locator(".ds_error-summary")).to_be_focused()
    faults += axe_violations(phone)
    phone.get_by_role("link", name="Tick the box if you agree").click()
    expect(phone.get_by_label("I agree.")).to_be_focused()
    begin(phone)
    expect(phone.get_by_role("heading", level=1)).to_be_focused()
    faults += axe_violations(phone)
    phone.get_by_role("button", name="Continue").click()
    expect(phone.locator(".ds_error-summary")).to_be_focused()
    phone.get_by_role("link", name="Answer this question").click()
    expect(phone.get_by_label("Disagree")).to_be_focused()
    faults += axe_violations(phone)
    expect(phone.get_by_label("Why is that?")).to_be_hidden()
    choose(phone.get_by_label("Disagree"))
    phone.get_by_label("Why is that?").fill("Because")
    on(phone, "What you use")
    faults += axe_violations(phone)
    on(phone, "More")
    faults += axe_violations(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    on(phone, "Your own code")
    faults += axe_violations(phone)
    phone.get_by_role("button", name="Send my answers").click()
    expect(phone.get_by_role("heading", level=1, name="Thank you")).to_be_visible()
    faults += axe_violations(phone)

    assert faults == []
    assert of.Answer.objects.get(text="Because").question.code == "why"
    assert phone.evaluate(KEPT) == 0
    assert phone.context.cookies() == []


def test_what_was_typed_is_kept_and_gone_on_with_until_it_is_forgotten(phone: Page) -> None:
    begin(phone)
    choose(phone.get_by_label("Agree", exact=True))
    phone.reload()
    phone.goto(phone.url.split("#")[0])
    phone.get_by_role("button", name="Yes, go on").click()
    expect(phone.get_by_label("Agree", exact=True)).to_be_checked()

    phone.get_by_role("button", name="Forget my answers").click()

    expect(phone.get_by_text("Your answers are removed from this device.")).to_be_visible()
    assert phone.evaluate(KEPT) == 0


def test_the_browsers_own_way_back_keeps_what_was_answered(phone: Page) -> None:
    begin(phone)
    choose(phone.get_by_label("Agree", exact=True))
    on(phone, "What you use")
    choose(phone.get_by_label("Books"))
    phone.go_back()
    expect(phone.get_by_role("heading", level=1, name="You")).to_be_visible()
    expect(phone.get_by_label("Agree", exact=True)).to_be_checked()
    phone.go_forward()
    expect(phone.get_by_label("Books")).to_be_checked()


def test_without_a_connection_it_waits_and_is_sent_once(phone: Page) -> None:
    to_the_end(phone)
    tries: list[Route] = []

    def lose_the_answer(route: Route) -> None:
        """The site has it; neither then nor when it is sent again does the phone hear so."""
        tries.append(route)
        if len(tries) == 1:
            route.fetch(max_redirects=0)
        route.abort()

    phone.route("**/answer/*/", lose_the_answer)
    phone.get_by_role("button", name="Send my answers").click()
    expect(phone.get_by_text("No connection.")).to_be_visible()
    phone.unroute("**/answer/*/")
    expect(phone.get_by_role("heading", level=1, name="Thank you")).to_be_visible()

    assert of.Response.objects.count() == 1
    assert phone.evaluate(KEPT) == 0


def test_what_waits_is_sent_when_the_form_is_opened_again(phone: Page, wave: of.Wave) -> None:
    to_the_end(phone)
    phone.route("**/answer/*/", lambda route: route.abort())
    phone.get_by_role("button", name="Send my answers").click()
    expect(phone.get_by_text("No connection.")).to_be_visible()
    assert not of.Response.objects.exists()
    form = phone.url
    phone.goto("about:blank")  # it would be sent again after five seconds where it stands
    phone.unroute_all(behavior="ignoreErrors")

    phone.goto(form)

    expect(phone.get_by_role("heading", level=1, name="Thank you")).to_be_visible()
    assert of.Response.objects.get().answers.count() == 3


def test_a_lost_page_loses_nothing_that_was_typed(phone: Page) -> None:
    begin(phone)
    choose(phone.get_by_label("Disagree"))
    phone.get_by_label("Why is that?").fill("Kept")
    phone.route("**/answer/*/", lambda route: route.abort(), times=1)
    phone.get_by_role("button", name="Continue").click()
    expect(phone.get_by_text("No connection.")).to_be_visible()
    expect(phone.get_by_label("Why is that?")).to_have_value("Kept")
    on(phone, "What you use")


def test_a_dot_can_be_taken_back_where_it_need_not_be_set(phone: Page) -> None:
    begin(phone)
    choose(phone.get_by_label("Agree", exact=True))
    on(phone, "What you use")
    row = phone.get_by_role("group", name="Health")
    choose(row.get_by_label("Often"))
    row.get_by_role("button", name="Take my answer back").click()
    expect(row.get_by_label("Often")).not_to_be_checked()


def test_the_key_of_an_invitation_comes_behind_the_address(
    live_server: Any, page: Page, programme: Programme
) -> None:
    wave = an_open_wave(a_form(programme), by_invitation=True)
    (key,) = make_invitations(wave=wave, number=1, by=a_person())
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/answer/{wave.code}/#{key}")

    expect(page.get_by_label("The key on your invitation")).to_have_value(key)
    expect(page).not_to_have_url(re.compile(key))
    begin(page)
    assert not any(key in url for url in asked)
    page.goto("about:blank")


def test_without_a_script_it_works_by_the_keyboard_alone(
    live_server: Any, browser: Browser, wave: of.Wave
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=NARROW)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{live_server.url}/answer/{wave.code}/")
    page.get_by_label("I am 13 or older").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(page.get_by_label("I agree.")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="You")).to_be_visible()
    page.get_by_label("Agree", exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="What you use")).to_be_visible()
    page.go_back()
    expect(page.get_by_label("Agree", exact=True)).to_be_checked()
    page.go_forward()
    page.keyboard.press("Escape")
    for heading in ("More", "Your own code"):
        page.get_by_role("button", name="Continue", exact=True).last.click()
        expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    page.get_by_label("First name of your mother").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Thank you")).to_be_visible()
    assert of.Response.objects.count() == 1
    context.close()
