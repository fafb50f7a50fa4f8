"""People in a browser: each page on a phone and at a desk, keyboard only, and a passkey."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from partnership.people.models import Role, User
from pilots.models import Group, GroupRole, Invitation
from tests.browser.conftest import DESKTOP, PHONE
from tests.support.browsing import be_whole, follow, type_in
from tests.support.builders import a_group, a_member, a_person, a_programme, an_area
from tests.support.invitations import an_invitation, link_of

PASSWORD = "three odd words together"


@pytest.fixture
def group(transactional_db: None) -> Group:
    programme = a_programme()
    group = a_group(programme, "North Ayrshire steering group", area=an_area(programme))
    a_member(group, "Chair of the group")
    a_person(Role.STEERING_MEMBER, group)
    return group


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """The site by a name: browsers keep passkeys for names alone."""
    return live_server.url.replace("127.0.0.1", "localhost")


def sign_in(page: Page, site: str, user: User) -> None:
    client = Client()
    client.force_login(user)
    key = client.cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": key, "url": site}])


def addresses(group: Group) -> list[str]:
    """The pages of a programme manager."""
    slug = group.programme.slug
    role = GroupRole.objects.get(group=group)
    invitation = an_invitation(Role.CHAIR, group)
    return [
        reverse("people", args=[slug]),
        reverse("people-invite", args=[slug]),
        reverse("people-invite-to", args=[slug, "chair"]),
        reverse("people-invite-to", args=[slug, "chair"]) + f"?group={group.slug}",
        reverse("people-invitation", args=[slug, invitation.pk]),
        reverse("people-role", args=[slug, "group", role.pk]),
        reverse("people-role-days", args=[slug, "group", role.pk]),
        reverse("people-role-end", args=[slug, "group", role.pk]),
        reverse("area-people", args=[slug, group.area.slug]),
        reverse("group-people-invite", args=[slug, group.slug]),
        reverse("roles"),
        reverse("accounts"),
        reverse("account-of", args=[role.user_id]),
        reverse("account-lock", args=[role.user_id]),
    ]


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desk"])
def test_every_page_breaks_no_rule_and_fits(
    page: Page,
    site: str,
    group: Group,
    size: Any,
    axe_violations: Callable[[Page], list[str]],
    scrolls_sideways: Callable[[Page], bool],
    complaints: list[str],
) -> None:
    page.set_viewport_size(size)
    manager = a_person(Role.PROGRAMME_MANAGER, group.programme)
    admin = a_person(Role.ADMIN)
    for address in addresses(group):
        sign_in(page, site, admin if "account" in address else manager)
        answer = page.goto(site + address)

        assert answer
        assert (answer.status, address) == (200, address)
        assert axe_violations(page) == [], address
        assert not scrolls_sideways(page), address
    assert complaints == []


def press(page: Page, key: str, times: int = 1) -> None:
    for _ in range(times):
        page.keyboard.press(key)


def tab_to(page: Page, name: str) -> None:
    """Press Tab until what bears the name has the focus."""
    be_whole(page)
    for _ in range(60):
        press(page, "Tab")
        words = page.evaluate(
            "(document.activeElement.labels?.[0] || document.activeElement).innerText"
        )
        if words and words.strip().startswith(name):
            return
    raise AssertionError(f"{name} can't be reached by keyboard")


def test_inviting_and_accepting_need_no_mouse(page: Page, site: str, group: Group) -> None:
    sign_in(page, site, a_person(Role.CHAIR, group))
    page.goto(site + reverse("group-people", args=[group.programme.slug, group.slug]))
    tab_to(page, "Invite somebody")
    press(page, "Enter")
    expect(page).to_have_title("Invite somebody to the group – Co-creating – " + PRODUCT)
    tab_to(page, "E-mail address")
    type_in(page.get_by_label("E-mail address"), "new@example.org")
    tab_to(page, "What others see")
    type_in(page.get_by_label("What others see"), "Library manager")
    tab_to(page, "Chair")
    press(page, "ArrowDown")
    press(page, "Enter")
    expect(page.get_by_role("status")).to_contain_text("will get an e-mail that invites them")

    page.context.clear_cookies()
    page.goto(site + link_of(Invitation.objects.get()))
    tab_to(page, "Password")
    type_in(page.get_by_label("Password", exact=True), PASSWORD)
    tab_to(page, "Password again")
    type_in(page.get_by_label("Password again"), PASSWORD)
    press(page, "Enter")
    expect(page.get_by_role("status")).to_contain_text("You are a steering group member of")
    expect(page.get_by_role("heading", level=1)).to_have_text(group.name)


def test_a_passkey_takes_the_place_of_the_password(page: Page, site: str, group: Group) -> None:
    invitation = an_invitation(Role.STEERING_MEMBER, group)
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    page.goto(site + link_of(invitation))
    follow(page.get_by_role("button", name="Accept and add a passkey"))
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page).not_to_have_url(site + reverse("mfa_add_webauthn"))
    user = User.objects.get(email=invitation.address)
    page.goto(site + reverse("group", args=[group.programme.slug, group.slug]))

    assert not user.has_usable_password()
    assert user.authenticator_set.filter(type="webauthn").exists()  # type: ignore[attr-defined]
    expect(page.get_by_role("heading", level=1)).to_have_text(group.name)


PRODUCT = "Partnership programme manager"
