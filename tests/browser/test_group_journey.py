"""A steering group is kept by keyboard alone, at the size of a phone; two people edit a seat."""

from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from partnership.people.models import Role
from pilots.models import Group
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
    for _ in range(80):
        page.keyboard.press("Tab")
        if words in page.evaluate(
            f"{FOCUSED}.labels?.[0]?.textContent.trim() ?? {FOCUSED}.textContent.trim()"
        ):
            return
    raise AssertionError(f"Tab never reached “{words}”.")


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
    chair.keyboard.type("Kil")
    tab_to(chair, "The rule that gives the seat")
    chair.keyboard.type("8 for")
    tab_to(chair, "Add the counted seat")
    chair.keyboard.press("Enter")

    chair.wait_for_selector("#error-summary")
    summary = chair.locator("#error-summary")
    assert "gives 8 seats, and this seat would hold 9 people" in summary.inner_text()
    assert axe_violations(chair) == []
    chair.keyboard.press("Tab")
    chair.keyboard.press("Enter")  # the summary leads to the field
    chair.keyboard.press("Control+A")
    chair.keyboard.type("8")
    chair.keyboard.press("Enter")

    chair.wait_for_url(f"**/groups/{group.slug}/")
    assert "Public participation: 8 young people." in chair.locator("main").inner_text()
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
    words = chair.locator("main").inner_text()
    assert "July to September 2020" in words
    assert "Why: They left school." in words
    assert axe_violations(chair) == []
    assert complaints == []


def test_two_editors_of_a_seat_in_two_windows(
    chair: Page, group: Group, axe_violations: Callable[[Page], list[str]]
) -> None:
    base = chair.url
    chair.goto(f"{base}new-seat/")
    chair.get_by_label("Post").fill("Planning lead")
    chair.get_by_role("button", name="Add the seat").click()
    chair.wait_for_url(base)
    other = chair.context.new_page()
    for window in (chair, other):
        window.goto(f"{base}seats/planning-lead/edit/")
    other.get_by_label("Since").fill("March 2019")
    other.get_by_role("button", name="Save the seat").click()
    other.wait_for_url("**/seats/planning-lead/")

    chair.get_by_label("Note").fill("Chairs the sub-group.")
    chair.get_by_role("button", name="Save the seat").click()

    chair.wait_for_selector("text=Somebody changed this while you were writing")
    assert chair.get_by_label("Note").input_value() == "Chairs the sub-group."
    assert "March 2019" in chair.locator("table").inner_text()
    assert axe_violations(chair) == []
