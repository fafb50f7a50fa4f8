"""Accounts in a browser: passkeys, an authenticator app, and every page of an account.

The site answers at localhost, because browsers tie passkeys to a name; Chromium's virtual
authenticator stands for a device with a fingerprint reader.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from tests.support.browsing import be_whole, follow, type_in
from tests.support.builders import a_person, a_programme
from tests.support.processes import free_port
from tests.support.signing_in import PASSWORD, code_of

pytestmark = pytest.mark.django_db(transaction=True)
REFUSALS_HEARD = """
    window.refused = [];
    document.addEventListener("securitypolicyviolation", event =>
        window.refused.push(`${event.violatedDirective}: ${event.blockedURI}`));
"""
SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
}
Rules = Callable[[Page], list[str]]


@pytest.fixture
def site(transactional_db: None, settings: Settings) -> Iterator[str]:
    """The address of a running site, by its name."""
    settings.REQUIRE_TWO_STEPS = True
    cache.clear()  # tries of other tests are not counted here
    server = LiveServer(f"localhost:{free_port()}")
    yield server.url
    server.stop()


@pytest.fixture
def programme(site: str) -> Programme:
    return a_programme()


@pytest.fixture
def manager(programme: Programme) -> User:
    """Somebody whose role asks for two steps."""
    user = a_person(Role.PROGRAMME_MANAGER, programme)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def heard(page: Page, complaints: list[str]) -> list[str]:
    """What the browser complains of, refused scripts and styles among it."""
    page.add_init_script(REFUSALS_HEARD)
    return complaints


@pytest.fixture
def authenticator(page: Page, context: BrowserContext) -> CDPSession:
    """A device that keeps passkeys; its owner's finger is always right."""
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return session


def sign_in(page: Page, site: str, user: User) -> None:
    page.goto(site + reverse("sign-in"))
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Sign in", exact=True))
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Sign in")


def sign_out(page: Page, site: str) -> None:
    page.goto(site + reverse("sign-out"))
    follow(page.get_by_role("main").get_by_role("button", name="Sign out"))
    expect(page.get_by_text("You have signed out.")).to_be_visible()


def set_up_app(page: Page, site: str) -> str:
    """Set up an authenticator app; its key."""
    page.goto(site + reverse("mfa_activate_totp"))
    key = page.locator(".setup-key").inner_text().replace(" ", "")
    page.get_by_label("Code").fill(code_of(key))
    follow(page.get_by_role("button", name="Turn on"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    return key


def add_passkey(page: Page, site: str) -> None:
    page.goto(site + reverse("mfa_add_webauthn"))
    page.get_by_label("Name of the key").fill("Office laptop")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("The passkey is added.")).to_be_visible()


def refused(page: Page) -> list[str]:
    be_whole(page)
    found: list[str] = page.evaluate("window.refused")
    return found


def test_a_manager_is_led_to_set_up_an_app_and_on_to_the_programme(
    page: Page, heard: list[str], site: str, manager: User, programme: Programme
) -> None:
    sign_in(page, site, manager)

    expect(page.get_by_role("heading", level=1)).to_have_text("Set up two-step sign-in first")
    follow(page.get_by_role("link", name="Set up an authenticator app"))
    key = page.locator(".setup-key").inner_text().replace(" ", "")
    expect(page.locator("img.qr-code")).not_to_have_js_property("naturalWidth", 0)
    page.get_by_label("Code").fill(code_of(key))
    page.keyboard.press("Enter")
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    assert refused(page) == []
    page.get_by_role("link", name=re.compile("go on to where I was going")).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
    assert heard == []


def test_the_second_step_is_typed_by_keyboard_alone(
    page: Page, heard: list[str], site: str, manager: User
) -> None:
    sign_in(page, site, manager)
    set_up_app(page, site)
    code = page.locator(".recovery-codes li").first.inner_text()
    sign_out(page, site)

    page.goto(site + reverse("sign-in"))
    type_in(page.get_by_label("E-mail address"), manager.email)
    page.keyboard.press("Tab")
    type_in(page.get_by_label("Password", exact=True), PASSWORD)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Sign in", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Second step")
    type_in(page.get_by_label("Code"), code)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
    assert heard == []


def test_a_passkey_signs_in_with_both_steps_at_once(
    page: Page, authenticator: CDPSession, heard: list[str], site: str, manager: User
) -> None:
    sign_in(page, site, manager)
    add_passkey(page, site)
    assert refused(page) == []
    sign_out(page, site)

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
    assert heard == []


def test_a_passkey_is_the_second_step_after_the_password(
    page: Page, authenticator: CDPSession, heard: list[str], site: str, manager: User
) -> None:
    sign_in(page, site, manager)
    add_passkey(page, site)
    sign_out(page, site)
    sign_in(page, site, manager)
    expect(page.get_by_role("heading", level=1)).to_have_text("Second step")

    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Overview")
    assert refused(page) == heard == []


def test_a_passkey_that_does_not_answer_is_said_in_words_and_nobody_is_in(
    page: Page,
    authenticator: CDPSession,
    heard: list[str],
    site: str,
    manager: User,
    axe_violations: Rules,
) -> None:
    sign_in(page, site, manager)
    add_passkey(page, site)
    sign_out(page, site)
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error()) }")
    problem = page.get_by_role("alert").filter(has_text="The passkey did not work")
    expect(problem).to_be_hidden()

    page.get_by_role("button", name="Sign in with a passkey").click()

    expect(problem).to_be_visible()
    assert axe_violations(page) == heard == []
    page.goto(site + reverse("account"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_where_the_address_is_a_number_the_pages_say_that_passkeys_do_not_work(
    page: Page, site: str, manager: User
) -> None:
    by_number = site.replace("localhost", "127.0.0.1")
    sign_in(page, by_number, manager)

    page.goto(by_number + reverse("mfa_add_webauthn"))

    expect(page.get_by_text("Passkeys can’t be used here")).to_be_visible()
    expect(page.get_by_role("link", name="Set up an authenticator app")).to_be_visible()


def test_without_scripts_one_signs_in_and_sets_up_an_app(
    browser: Browser, browser_context_args: dict[str, Any], site: str, manager: User
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(site + reverse("sign-in"))
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()

    sign_in(page, site, manager)
    set_up_app(page, site)

    expect(page.locator(".recovery-codes li")).to_have_count(10)
    context.close()


ENTRANCE = [
    *("sign-in", "account_signup", "account_reset_password", "account_reset_password_done"),
    *("account_reset_password_from_key_done", "account_inactive"),
    "account_email_verification_sent",
]
OWN = [
    *("account", "account-name", "account_email", "account_change_password", "two-steps"),
    *("mfa_index", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_view_recovery_codes"),
    *("mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_reauthenticate"),
    *("mfa_reauthenticate_webauthn", "sign-out"),
]


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_every_page_serves_everybody(
    page: Page,
    authenticator: CDPSession,
    heard: list[str],
    site: str,
    manager: User,
    axe_violations: Rules,
    width: int,
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    faults = [
        f"{name}: {fault}" for name in ENTRANCE for fault in look(page, site, name, axe_violations)
    ]
    sign_in(page, site, manager)
    set_up = look(page, site, "mfa_activate_totp", axe_violations)
    set_up_app(page, site)
    add_passkey(page, site)
    faults += [
        f"{name}: {fault}" for name in OWN for fault in look(page, site, name, axe_violations)
    ]
    sign_out(page, site)
    sign_in(page, site, manager)
    second = look(page, site, "mfa_authenticate", axe_violations)

    assert faults + set_up + second + heard == []


def look(page: Page, site: str, name: str, axe_violations: Rules) -> list[str]:
    """Everything that is wrong with a page."""
    page.goto(site + reverse(name))
    found = axe_violations(page) + refused(page)
    found += ["it scrolls sideways"] if page.evaluate(SIDEWAYS) else []
    found += ["it has not one h1"] if page.locator("h1").count() != 1 else []
    here = page.evaluate("location.pathname")
    return found + ([f"it led to {here}"] if here != reverse(name) else [])
