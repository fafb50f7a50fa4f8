"""Minutes in a browser: kept while they are typed, also after a time without the site."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from partnership.people.models import Role
from pilots.models import Group, Meeting, MinutesDraft
from tests.support.browsing import await_until, follow
from tests.support.builders import (
    a_group,
    a_meeting,
    a_member,
    a_person,
    a_programme,
    an_area,
    code,
)
from tests.support.meetings import address

pytestmark = pytest.mark.django_db(transaction=True)

# In the order in which the page does it: what its requests are seen to do may come in another.
SENDS_HEARD = """(() => {
    const tell = words => { sessionStorage.told = `${sessionStorage.told ?? ""}${words}, `; };
    const ask = window.fetch;
    window.fetch = (address, how) => {
        tell("draft begun");
        how.signal.addEventListener("abort", () => tell("draft broken off"));
        return ask(address, how);
    };
    window.addEventListener("submit", () => tell("form sent"));
})()"""


@pytest.fixture
def group(transactional_db: None) -> Group:
    programme = a_programme()
    group = a_group(programme, "North group", area=an_area(programme), quorum=3)
    a_member(group, "Librarian")
    a_member(group, "Young people", people=8)
    return group


@pytest.fixture
def meeting(group: Group) -> Meeting:
    return a_meeting(group, 1, held=code("2019-10-24"))


@pytest.fixture
def chairs(live_server: Any, page: Page, group: Group, meeting: Meeting) -> Iterator[Page]:
    """A page in which the chair is signed in."""
    client = Client()
    client.force_login(a_person(Role.CHAIR, group))
    session = client.cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    yield page
    page.goto("about:blank")


def await_draft(page: Page, words: str) -> None:
    """Wait until all that was typed is kept: a slow hand's first words are, before the last."""
    expect(page.get_by_role("status")).to_contain_text("Kept at")
    kept = MinutesDraft.objects.filter(text=words)
    await_until(page, kept.exists, f"“{words}” is kept")


def test_what_is_typed_is_kept_and_is_there_again(
    chairs: Page,
    live_server: Any,
    group: Group,
    complaints: list[str],
    axe_violations: Callable[[Page], list[str]],
) -> None:
    chairs.goto(live_server.url + address("minutes-edit", group, 1))
    chairs.get_by_label("Minutes").press_sequentially("The plan was read.")

    await_draft(chairs, "The plan was read.")
    assert axe_violations(chairs) == []
    assert complaints == []

    chairs.goto(live_server.url + address("meeting", group, 1))
    follow(chairs.get_by_role("link", name="Go on with your draft").first)
    expect(chairs.get_by_text("This is your draft")).to_be_visible()
    chairs.get_by_role("button", name="Save the minutes").click()
    expect(chairs.get_by_text("The minutes are saved.")).to_be_visible()
    assert Meeting.objects.get().minutes == "The plan was read."


def test_without_a_network_the_page_says_so_and_keeps_the_text_later(
    chairs: Page, live_server: Any, group: Group
) -> None:
    chairs.goto(live_server.url + address("minutes-edit", group, 1))
    chairs.context.set_offline(True)
    chairs.get_by_label("Minutes").press_sequentially("Offline.")
    expect(chairs.get_by_role("status")).to_contain_text("you are offline")
    assert not MinutesDraft.objects.exists()

    chairs.context.set_offline(False)

    await_draft(chairs, "Offline.")


def test_signed_out_meanwhile_nothing_is_said_to_be_kept(
    chairs: Page, live_server: Any, group: Group
) -> None:
    chairs.goto(live_server.url + address("minutes-edit", group, 1))
    chairs.context.clear_cookies()

    chairs.get_by_label("Minutes").press_sequentially("Signed out.")

    expect(chairs.get_by_role("status")).to_contain_text("you are signed out")
    expect(chairs.get_by_label("Minutes")).to_have_value("Signed out.")


def test_a_draft_under_way_does_not_come_back_after_the_minutes_are_saved(
    chairs: Page, live_server: Any, group: Group
) -> None:
    """It is broken off before the form is sent, and no other one begins."""
    chairs.add_init_script(SENDS_HEARD)
    chairs.route("**/draft/", lambda route: None)  # never answered
    chairs.goto(live_server.url + address("minutes-edit", group, 1))
    box = chairs.get_by_label("Minutes")
    with chairs.expect_request("**/draft/"):
        box.press_sequentially("The plan")
    box.press_sequentially(" was read.")

    chairs.get_by_role("button", name="Save the minutes").click()

    expect(chairs.get_by_text("The minutes are saved.")).to_be_visible()
    told = chairs.evaluate("sessionStorage.told")
    assert told.endswith("draft begun, draft broken off, form sent, ")
    assert Meeting.objects.get().minutes == "The plan was read."


def test_a_text_that_was_refused_is_kept_by_the_page_that_shows_it_again(
    chairs: Page, live_server: Any, group: Group
) -> None:
    chairs.goto(live_server.url + address("minutes-edit", group, 1))
    version = chairs.locator("[name=seen_version]")
    version.evaluate("field => (field.value = '')")
    chairs.get_by_label("Minutes").fill("Refused.")
    follow(chairs.get_by_role("button", name="Save the minutes"))

    await_draft(chairs, "Refused.")


def test_the_quorum_is_said_while_attendance_is_taken_by_keyboard(
    chairs: Page, live_server: Any, group: Group, axe_violations: Callable[[Page], list[str]]
) -> None:
    chairs.goto(live_server.url + address("meeting-attendance", group, 1))
    status = chairs.get_by_role("status")
    expect(status).to_contain_text("0 of 9 seats filled; 3 make a quorum: not reached.")

    librarian = chairs.get_by_role("group", name="Librarian")
    librarian.get_by_label("Not recorded").focus()
    chairs.keyboard.press("ArrowDown")  # round to the first choice
    chairs.get_by_label("How many of 8 came").focus()
    chairs.keyboard.type("6")

    expect(status).to_contain_text("7 of 9 seats filled; 3 make a quorum: reached.")
    assert axe_violations(chairs) == []
    chairs.keyboard.press("Enter")
    expect(chairs.get_by_text("7 of 9 seats were filled.").first).to_be_visible()
