"""A steering group is kept by keyboard alone, at the size of a phone; two people edit a seat."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from partnership.people.models import Role
from pilots.models import Group
from tests.support.browsing import be_whole, follow
from tests.support.builders import a_group, a_person, a_programme, a_seat_rule, an_organisation

pytestmark = pytest.mark.django_db(transaction=True)
FOCUSED = "document.activeElement"


@pytest.fixture
def group(db: None) -> Group:
    group = a_group(a_programme())
    a_seat_rule(group, 8, "Young people")
    an_organisation("Kilwinning Academy", sector="education")
    return group


@pytest.fixture
def chair(as_phone: Page, group: Group, live_server: LiveServer) -> Page:
    """The group's page on the phone of somebody who manages it."""
    client = Client()
    client.force_login(a_person(Role.PROGRAMME_MANAGER, group.programme))
    session = {"name": "session", "value": client.cookies["session"].value, "url": live_server.url}
    as_phone.context.add_cookies([session])  # type: ignore[list-item]
    as_phone.goto(f"{live_server.url}/programmes/{group.programme.slug}/groups/{group.slug}/")
    return as_phone


def tab_to(page: Page, words: str) -> None:
    """Press Tab until the focus is on what has these words as its text or label."""
    be_whole(page)
    for _ in range(80):
        page.keyboard.press("Tab")
        if words in page.evaluate(
            f"{FOCUSED}.labels?.[0]?.textContent.trim() ?? {FOCUSED}.textContent.trim()"
        ):
            return
    raise AssertionError(f"Tab never reached “{words}”.")


def pick(page: Page, words: str) -> None:
    """Go down the list that has the focus to what begins with these words."""
    for _ in range(20):
        page.keyboard.press("ArrowDown")
        if page.evaluate(f"{FOCUSED}.selectedOptions[0].text").startswith(words):
            return
    raise AssertionError(f"No choice begins with “{words}”.")


def test_a_counted_seat_is_added_and_ended_by_keyboard(
    chair: Page,
    group: Group,
    axe_violations: Callable[[Page], list[str]],
    scrolls_sideways: Callable[[Page], bool],
    complaints: list[str],
) -> None:
    tab_to(chair, "Add a counted seat")
    chair.keyboard.press("Enter")
    chair.wait_for_url("**/new-counted-seat/")
    for label, typed in (("How many people", "9"), ("Who they are", "Young people")):
        tab_to(chair, label)
        chair.keyboard.type(typed)
    tab_to(chair, "Host organisation")
    pick(chair, "Kil")
    tab_to(chair, "The rule that gives the seat")
    pick(chair, "8 for")
    tab_to(chair, "Add the counted seat")
    chair.keyboard.press("Enter")

    summary = chair.locator("#error-summary")
    expect(summary).to_contain_text("gives 8 seats, and this seat would hold 9 people")
    assert axe_violations(chair) == []
    expect(summary).to_be_focused()
    chair.keyboard.press("Tab")
    expect(summary.get_by_role("link")).to_be_focused()
    chair.keyboard.press("Enter")  # the summary leads to the field
    expect(chair.get_by_label("How many people")).to_be_focused()
    chair.keyboard.press("Control+A")
    chair.keyboard.type("8")
    chair.keyboard.press("Enter")

    chair.wait_for_url(f"**/groups/{group.slug}/")
    expect(chair.locator("main")).to_contain_text("Public participation: 8 young people.")
    assert axe_violations(chair) == []
    assert not scrolls_sideways(chair)

    tab_to(chair, "8 young people")
    chair.keyboard.press("Enter")
    chair.wait_for_url("**/seats/young-people/")
    tab_to(chair, "End the seat")
    chair.keyboard.press("Enter")
    chair.wait_for_url("**/end/")
    tab_to(chair, "Until")
    chair.keyboard.type("quarter 3 2020")
    tab_to(chair, "Why")
    chair.keyboard.type("They left school.")
    tab_to(chair, "End the seat")
    chair.keyboard.press("Enter")

    chair.wait_for_url("**/seats/young-people/")
    expect(chair.locator("main")).to_contain_text("July to September 2020")
    expect(chair.locator("main")).to_contain_text("Why: They left school.")
    assert axe_violations(chair) == []
    assert complaints == []


def test_two_editors_of_a_seat_in_two_windows(
    chair: Page, group: Group, axe_violations: Callable[[Page], list[str]]
) -> None:
    base = chair.url
    chair.goto(f"{base}new-seat/")
    chair.get_by_label("Post").fill("Planning lead")
    follow(chair.get_by_role("button", name="Add the seat"))
    expect(chair).to_have_url(base)
    other = chair.context.new_page()
    for window in (chair, other):
        window.goto(f"{base}seats/planning-lead/edit/")
    other.get_by_label("Since").fill("March 2019")
    follow(other.get_by_role("button", name="Save the seat"))
    expect(other).to_have_url(f"{base}seats/planning-lead/")

    chair.get_by_label("Note").fill("Chairs the sub-group.")
    follow(chair.get_by_role("button", name="Save the seat"))

    said = chair.get_by_text("Somebody changed this while you were writing")
    expect(said.first).to_be_visible()
    expect(chair.get_by_label("Note")).to_have_value("Chairs the sub-group.")
    expect(chair.locator("table")).to_contain_text("March 2019")
    assert axe_violations(chair) == []
