"""From an invitation to a closed action: a manager, a chair and a member in three browsers.

Two-step sign-in is asked for, as in the product. The worker is this test: it
sends what is in the outbox.
"""

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.core import mail
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from partnership.dates import day_words
from partnership.people.models import Email, Role, User
from partnership.people.tasks import send_mail
from partnership.programmes.models import Programme
from pilots.actions.reminders import remind
from pilots.models import Group, GroupRole
from tests.support.browsing import follow
from tests.support.builders import a_group, a_member, a_person, a_programme, an_area

CHAIR = "chair@example.org"
MEMBER = "Health visitor (steering group member)"
PASSWORD = "a long phrase for one test"
Opened = Callable[..., Page]


@pytest.fixture
def group(transactional_db: None) -> Group:
    """A group of an area with a post, and a counted seat of 8."""
    programme = a_programme(start_month=timezone.localdate().replace(month=1, day=1))
    group = a_group(programme, "Hill steering group", area=an_area(programme, "Hill"))
    a_member(group, "Library manager", sector="public-library", reported_on=programme.start_month)
    a_member(group, "Sixth-year pupils", people=8, reported_on=programme.start_month)
    Group.objects.update(reported_on=programme.start_month, quorum=2)
    return group


@pytest.fixture
def open_as(live_server: LiveServer, browser: Browser, settings: Settings) -> Iterator[Opened]:
    """Opens a browser for somebody signed in, with two steps if they have given them."""
    settings.REQUIRE_TWO_STEPS = True
    settings.SITE_URL = live_server.url
    contexts: list[BrowserContext] = []

    def opened(user: User | None, *, width: int = 1280, steps: int = 1) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900})
        contexts.append(context)
        if user:
            context.add_cookies([{**_session_of(user, steps=steps), "url": live_server.url}])
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def _session_of(user: User, *, steps: int) -> Any:
    client = Client()
    client.force_login(user)
    if steps == 2:
        request = HttpRequest()
        request.session = client.session
        record_authentication(request, user, "mfa", type="totp")
        request.session.save()
    return {"name": "session", "value": client.cookies["session"].value}


def sent() -> list[Any]:
    """Let the worker send what waits; all that was sent so far."""
    for key in Email.objects.filter(state=Email.State.QUEUED).values_list("pk", flat=True):
        send_mail(key)
    return mail.outbox


def code_of(secret: str) -> str:
    """The six figures that an authenticator app shows for a setup key now (RFC 6238)."""
    moment = struct.pack(">Q", int(time.time()) // 30)
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.new(key, moment, hashlib.sha1).digest()
    (number,) = struct.unpack_from(">I", digest, digest[-1] & 0xF)
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


def choose(within: Locator, label: str) -> None:
    """Press the label of a big choice, as a person does."""
    within.locator("label", has_text=re.compile(rf"^\s*{label}\s*$")).click()
    expect(within.get_by_label(re.compile(rf"^\s*{label}\s*$"))).to_be_checked()


def press(page: Page, name: str) -> None:
    """Press a button that sends a form."""
    follow(page.get_by_role("button", name=name))


def open_link(page: Page, name: str) -> None:
    follow(page.get_by_role("link", name=name).first)


def invite_chair(page: Page, site: str, group: Group) -> None:
    """The manager's part."""
    page.goto(f"{site}/programmes/{group.programme.slug}/groups/{group.slug}/people/invite/")
    page.get_by_label("E-mail address").fill(CHAIR)
    page.get_by_label("What others see").fill("Chair of the Hill group")
    choose(page.locator("main"), "Chair")
    press(page, "Send the invitation")
    expect(page.locator("main")).to_contain_text(CHAIR)


def accept(page: Page) -> None:
    """The chair's way in: the link, a password, a second step, and on to the group."""
    link = re.search(r"http\S+/invitations/\S+/", sent()[-1].body)
    assert link
    page.goto(link[0])
    expect(page.get_by_role("heading", level=1)).to_have_text("You are invited")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    follow(page.get_by_role("button", name="Accept", exact=False).first)
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up two-step sign-in first")
    open_link(page, "Set up an authenticator app")
    secret = "".join(page.locator(".setup-key").inner_text().split())  # it is shown in groups
    page.get_by_label("code", exact=False).fill(code_of(secret))
    follow(page.locator("main form button[type=submit]"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    open_link(page, "I have kept them")


def hold_a_meeting(page: Page, address: str) -> None:
    """Plan it, hold it, say who came."""
    yesterday = timezone.localdate() - timedelta(days=1)
    page.goto(f"{address}meetings/new/")
    page.get_by_label("Date").fill(day_words(yesterday))
    page.get_by_label("Place").fill("The hill library")
    press(page, "Plan the meeting")
    open_link(page, "It was held")
    page.get_by_label("The day on which it was held").fill(yesterday.isoformat())
    follow(page.locator("main form button[type=submit]"))
    choose(page.get_by_role("group", name="Library manager"), "Present")
    page.get_by_label("How many of 8 came").fill("6")
    press(page, "Save attendance")
    expect(page.locator("main")).to_contain_text("6 of 8")


def record_outcomes(page: Page, meeting: str) -> None:
    """One decision, and two actions: the member's, and one of a post without account."""
    page.goto(meeting)
    open_link(page, "Record a decision")
    page.get_by_label("What was decided").fill("Posters go up in every surgery.")
    press(page, "Record the decision")
    due = timezone.localdate() + timedelta(days=7)
    for text, owner in (("Print the posters", MEMBER), ("Book the hall", "Library manager")):
        page.goto(meeting)
        open_link(page, "Record an action")
        page.get_by_label("What is to be done").fill(text)
        page.get_by_label("Owner", exact=True).select_option(label=owner)
        page.get_by_label("Due day").fill(due.isoformat())
        press(page, "Record the action")


def close_from_my_work(page: Page, site: str) -> None:
    """The member's part, on a phone."""
    page.goto(f"{site}/work/")
    open_link(page, "Print the posters")
    open_link(page, "Close")
    choose(page.locator("main"), "It is done")
    page.get_by_label("What was done, or why it is not needed").fill("200 are in the surgeries.")
    press(page, "Close the action")
    expect(page.locator("main")).to_contain_text("200 are in the surgeries.")


def test_from_an_invitation_to_a_closed_action(
    live_server: LiveServer,
    group: Group,
    open_as: Opened,
    axe_violations: Callable[[Page], list[str]],
) -> None:
    programme: Programme = group.programme
    manager = a_person(Role.PROGRAMME_MANAGER, programme)
    member = a_person(Role.STEERING_MEMBER, group)
    User.objects.filter(pk=member.pk).update(display_name="Health visitor")
    member.refresh_from_db()
    address = f"{live_server.url}/programmes/{programme.slug}/groups/{group.slug}/"

    invite_chair(open_as(manager, steps=2), live_server.url, group)
    chair = open_as(None)
    accept(chair)
    assert GroupRole.objects.get(user__email=CHAIR).role == Role.CHAIR
    expect(chair.get_by_role("heading", level=1)).to_have_text("Hill steering group")

    hold_a_meeting(chair, address)
    record_outcomes(chair, f"{address}meetings/1/")
    chair.goto(f"{address}meetings/1/")
    for words in ("Posters go up in every surgery.", "Print the posters", "Book the hall"):
        expect(chair.locator("main")).to_contain_text(words)
    assert axe_violations(chair) == []

    remind(on=timezone.localdate())
    reminder = next(each for each in sent() if each.to == [member.email] and "Print" in each.body)
    assert PASSWORD not in reminder.body
    phone = open_as(member, width=375)
    close_from_my_work(phone, live_server.url)
    assert axe_violations(phone) == []

    phone.goto(f"{live_server.url}/work/")
    expect(phone.locator("main")).not_to_contain_text("Print the posters")
    chair.goto(
        f"{live_server.url}/programmes/{programme.slug}/actions/{group.slug}/print-the-posters/"
    )
    history = chair.locator("section.history")
    expect(history).to_contain_text("Chair of the Hill group recorded the action")
    expect(history).to_contain_text("Health visitor changed")
