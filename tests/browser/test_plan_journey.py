"""A plan is changed, published and answered in a browser: on a desk, and on a phone."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from milestones.actions.versions import newest_version
from milestones.models import PlanAnswer
from partnership.people.models import Role, User
from tests.support.browsing import follow
from tests.support.builders import a_kind, a_person
from tests.support.drafting import Drafting
from tests.support.plans import a_milestone, a_plan

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def drafting() -> Drafting:
    programme = a_plan(areas=1)
    a_kind(programme, "Fun day")
    for number in (1, 2, 3):
        a_milestone(programme, f"M{number}", due_month=number * 3)
    return Drafting(programme)


@pytest.fixture
def sound(
    axe_violations: Callable[[Page], list[str]], scrolls_sideways: Callable[[Page], bool]
) -> Callable[[Page], None]:
    """Says of a page that it breaks no rule and fits its window, wide and narrow."""

    def look(page: Page) -> None:
        expect(page.locator("h1")).to_be_visible()
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 800})
            assert not scrolls_sideways(page), page.url
        assert axe_violations(page) == [], page.url

    return look


def sign_in(page: Page, user: User, server: LiveServer) -> None:
    client = Client()
    client.force_login(user)
    session = {"name": "session", "value": client.cookies["session"].value, "url": server.url}
    page.context.clear_cookies()
    page.context.add_cookies([session])  # type: ignore[list-item]


def test_a_plan_is_published_and_an_area_accepts_two_changes_and_declines_one(
    page: Page,
    drafting: Drafting,
    live_server: LiveServer,
    sound: Callable[[Page], None],
    complaints: list[str],
) -> None:
    programme = drafting.programme
    plan = f"{live_server.url}/programmes/{programme.slug}/plan/"
    sign_in(page, drafting.manager, live_server)
    page.goto(plan)
    press(page, "Start a draft of the next version")
    change(page, sound)
    follow(page.get_by_role("button", name="Drop M3"))
    open_link(page, "Change the phases")
    sound(page)
    open_link(page, "Cancel")
    sound(page)
    publish(page, sound)

    sign_in(page, a_person(Role.AREA_MANAGER, programme.areas.get()), live_server)
    page.goto(plan)
    sound(page)
    page.goto(f"{live_server.url}/programmes/{programme.slug}/areas/area-0/")
    open_link(page, "3 plan changes wait for an answer")
    answer(page, sound)
    said = PlanAnswer.objects.values_list("milestone__reference", "is_accepted")
    assert set(said) == {("M1", True), ("M2", False), ("M3", True)}

    pictures(page, f"{live_server.url}/programmes/{programme.slug}/milestones/")
    page.goto(f"{plan}answers/area-0/")
    press(page, "Accept after all M2")
    expect(page.get_by_text("M2 is accepted")).to_be_visible()
    sound(page)
    assert complaints == []


def press(page: Page, name: str) -> None:
    """Press a button that sends a form."""
    follow(page.get_by_role("button", name=name, exact=True))


def open_link(page: Page, name: str) -> None:
    follow(page.get_by_role("link", name=name))


def change(page: Page, sound: Callable[[Page], None]) -> None:
    """Move M1 by a month and M2 by two, and give M2 a target."""
    open_link(page, "M1 Title of M1")
    sound(page)
    page.get_by_label("Due at the end of month").fill("99")
    press(page, "Save the milestone")
    expect(page.locator("#error-summary")).to_be_visible()
    sound(page)
    page.get_by_label("Due at the end of month").fill("4")
    press(page, "Save the milestone")
    open_link(page, "M2 Title of M2")
    page.get_by_label("Due at the end of month").fill("8")
    target = page.get_by_role("group", name="Another target").first
    target.get_by_label("How many").fill("4")
    target.get_by_label("Of what").fill("fun days")
    target.get_by_label("Counted from").select_option("events")
    target.get_by_label("Kind of event").select_option("fun-day")
    press(page, "Save the milestone")


def publish(page: Page, sound: Callable[[Page], None]) -> None:
    open_link(page, "Throw the draft away")
    sound(page)
    open_link(page, "Cancel")
    open_link(page, "Check and publish it")
    sound(page)
    page.get_by_label("What changes, and why").fill("The halls are booked")
    page.get_by_label("The decision that authorises it").select_option("move-the-dates")
    press(page, "Publish this version")
    expect(page).to_have_url(re.compile("/plan/versions/2/$"))
    sound(page)


def answer(page: Page, sound: Callable[[Page], None]) -> None:
    sound(page)
    moves = "The agreed date moves from 31 March 2019 to 30 April 2019"
    expect(page.locator("main")).to_contain_text(moves)
    press(page, "Accept M1")
    press(page, "Decline M2")
    expect(page.locator("#error-summary")).to_be_visible()
    sound(page)
    m2 = page.get_by_role("region", name="M2 Title of M2")
    m2.get_by_label("Reason, if you decline").fill("Nobody to run them")
    press(page, "Decline M2")
    press(page, "Accept M3")
    expect(page.get_by_text("Nothing waits for an answer").first).to_be_visible()
    sound(page)


def pictures(page: Page, milestones: str) -> None:
    """M1 has moved and is late from there, M2 is where it was, and M3 is not needed."""
    page.goto(f"{milestones}timeline/")
    rows = page.get_by_role("table", name="The timeline as a table").locator("tr")
    told = {key: rows.filter(has_text=f"{key} Title").inner_text() for key in ("M1", "M2", "M3")}
    assert "31 March 2019" in told["M1"], "the baseline stays"
    assert "30 April 2019" in told["M1"]
    assert told["M2"].count("30 June 2019") >= 2
    assert "31 August 2019" not in told["M2"]
    assert "Not needed" in told["M3"]

    page.goto(f"{milestones}matrix/")
    late = {
        key: page.locator("tbody tr", has_text=f"{key} Title").locator("td").last.inner_text()
        for key in ("M1", "M2", "M3")
    }
    since = {"M1": date(2019, 4, 30), "M2": date(2019, 6, 30)}
    for key, day in since.items():
        assert f"late {(timezone.localdate() - day).days:,} days" in late[key]
    assert "Not needed" in late["M3"]


def test_two_windows_at_one_row_lose_nothing(
    page: Page, drafting: Drafting, live_server: LiveServer, sound: Callable[[Page], None]
) -> None:
    assert newest_version(drafting.programme)
    key, slug = drafting.row("M1").key, drafting.programme.slug
    sign_in(page, drafting.manager, live_server)
    page.goto(f"{live_server.url}/programmes/{slug}/plan/draft/rows/{key}/")
    page.get_by_label("Title", exact=True).fill("Mine")
    drafting.change("M1", title="Theirs")
    press(page, "Save the milestone")
    said = page.get_by_text("Somebody changed this while you were writing")
    expect(said.first).to_be_visible()
    sound(page)
    expect(page.get_by_label("Title", exact=True)).to_have_value("Mine")
    press(page, "Save the milestone")
    expect(page.get_by_text("The milestone is saved in the draft")).to_be_visible()
    assert drafting.row("M1").title == "Mine"
