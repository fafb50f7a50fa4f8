"""A manager updates five milestones in a minute's clicks; one is agreed anew by a decision."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from milestones.models import Delivery, DeliveryUpdate
from milestones.selectors.standings import standing_of
from partnership.dates import day_words
from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from tests.support.browsing import follow
from tests.support.builders import a_decision, a_group, a_person, a_programme
from tests.support.plans import a_milestone, a_plan, write_down

SECONDS_A_CLICK = 2  # to find it, to point, to press: what a person without practice needs
Opened = Callable[..., Page]


@pytest.fixture
def programme(transactional_db: None) -> Programme:
    """Five milestones of one area, each due in a later month; the last waits for the fourth."""
    programme = a_plan(
        a_programme(start_month=timezone.localdate().replace(month=1, day=1)), areas=1
    )
    first = timezone.localdate().month + 2
    made = [a_milestone(programme, f"M{n}", due_month=first + n) for n in range(1, 6)]
    made[1].outputs.create(number=1, text="A portfolio")
    made[4].needs.create(needs=made[3])
    write_down(programme)
    a_decision(
        a_group(programme, reported_on=programme.start_month),
        "Give M4 until the summer",
        authorises_plan_change=True,
        reported_on=timezone.localdate(),
    )
    return programme


@pytest.fixture
def open_as(live_server: LiveServer, browser: Browser) -> Iterator[Opened]:
    """Opens a browser for somebody signed in."""
    contexts: list[BrowserContext] = []

    def opened(user: User, *, width: int = 1280) -> Page:
        client = Client()
        client.force_login(user)
        context = browser.new_context(viewport={"width": width, "height": 900})
        context.add_cookies(
            [{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}]
        )
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


class Hand:
    """Presses and types, and counts how often."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks = page, 0

    def press(self, at: Locator) -> None:
        self.clicks += 1
        at.click()

    def follow(self, at: Locator) -> None:
        self.clicks += 1
        follow(at)

    def choose(self, label: str) -> None:
        """Press the label of a choice, as a person does."""
        self.press(self.page.locator("label", has_text=re.compile(rf"^\s*{label}")).first)

    def write(self, label: str, words: str) -> None:
        self.clicks += 1
        self.page.get_by_label(label).first.fill(words)

    def row(self, reference: str) -> Locator:
        return self.page.locator("tbody tr", has_text=f"Title of {reference}")

    def save(self) -> None:
        self.follow(self.page.get_by_role("button", name="Save", exact=True))
        expect(self.page.locator("main")).to_contain_text("Saved.")


def of(programme: Programme, reference: str) -> Delivery:
    return programme.deliveries.get(milestone__reference=reference)


def stands(programme: Programme, reference: str) -> Any:
    return standing_of(of(programme, reference), on=timezone.localdate())


def update_five(hand: Hand, check: Callable[[Page], list[str]]) -> None:
    """Two are on track; one is done and left something behind; two come later."""
    page = hand.page
    hand.follow(page.get_by_role("link", name="Update several"))
    for reference in ("M1", "M3"):
        hand.follow(hand.row(reference).get_by_role("button", name="Still on track"))
        expect(page.locator("main")).to_contain_text(f"{reference}, Area 0 is still on track")

    hand.follow(hand.row("M2").get_by_role("link"))
    hand.choose("Yes, it is done")
    hand.choose("A portfolio")
    hand.write("What shows it", "On the shared drive")
    expect(page.get_by_label("Link")).to_be_visible()
    assert check(page) == []
    hand.save()

    hand.follow(hand.row("M4").get_by_role("link"))
    expect(page.get_by_label("Why?")).to_be_hidden()
    hand.choose("Not yet: started")
    hand.choose("A month later")
    expect(page.locator("#consequence")).to_contain_text("later than baseline")
    expect(page.locator("#consequence")).to_contain_text("Pushes M5 in this area")
    hand.write("Why?", "The hall is let")
    assert check(page) == []
    hand.save()

    hand.follow(hand.row("M5").get_by_role("link"))
    hand.choose("2 weeks later")
    hand.write("Why?", "It waits for M4")
    hand.save()


def agree_anew(page: Page, programme: Programme, day: str, check: Any) -> None:
    """The programme manager moves M4's agreed date by the decision."""
    follow(page.get_by_role("link", name="Move the agreed date"))
    assert check(page) == []
    page.get_by_label("New agreed date").fill(day)
    page.get_by_label("By which decision?").select_option(index=1)
    page.get_by_label("Why?").fill("The group decided so")
    follow(page.get_by_role("button", name="Move the agreed date"))
    expect(page.locator("main")).to_contain_text("Saved.")


def pictures(page: Page, url: str, programme: Programme, agreed: date, slip: int) -> None:
    """Both show what was done, what comes later, and the date that was agreed anew."""
    page.goto(url + reverse("milestone-timeline", args=[programme.slug]))
    rows = page.get_by_role("table", name="The timeline as a table").locator("tr")
    expect(rows.filter(has_text="M4 Title")).to_contain_text(day_words(agreed))
    expect(rows.filter(has_text="M4 Title")).to_contain_text(f"{slip} days")
    expect(rows.filter(has_text="M2 Title")).to_contain_text("Complete")
    page.goto(url + reverse("milestone-matrix", args=[programme.slug]))
    cells = {n: page.locator("tbody tr", has_text=f"M{n} Title").locator("td").last for n in (2, 4)}
    expect(cells[2]).to_contain_text("Complete")
    expect(cells[4]).to_contain_text(f"+{slip} days")


def test_five_updates_take_a_minute_of_clicks_and_a_date_moves_by_a_decision(
    live_server: LiveServer,
    programme: Programme,
    open_as: Opened,
    axe_violations: Callable[[Page], list[str]],
) -> None:
    area_manager = a_person(Role.AREA_MANAGER, programme)
    page = open_as(area_manager)
    page.goto(live_server.url + reverse("milestones", args=[programme.slug]))
    hand = Hand(page)

    update_five(hand, axe_violations)

    assert hand.clicks * SECONDS_A_CLICK < 60
    assert DeliveryUpdate.objects.count() == 5
    assert stands(programme, "M2").actual_on == timezone.localdate()
    assert of(programme, "M2").outputs_delivered.get().evidence == "On the shared drive"
    late = stands(programme, "M4")
    assert 28 <= late.slip <= 31

    manager = open_as(a_person(Role.PROGRAMME_MANAGER, programme))
    update = reverse("delivery-update", args=[programme.slug, "M4", "area-0"])
    manager.goto(live_server.url + update)
    agreed = late.forecast_on + timedelta(days=10)
    agree_anew(manager, programme, agreed.isoformat(), axe_violations)

    manager.goto(live_server.url + update)
    stood = manager.locator(".update__stands")
    expect(stood).to_contain_text(f"{day_words(agreed)} (due date moved once)")
    expect(stood).to_contain_text(str(late.slip))
    expect(manager.locator(".history")).to_contain_text("moved the agreed date to")
    pictures(manager, live_server.url, programme, agreed, late.slip)


def test_the_screen_works_by_keyboard_and_without_a_script(
    live_server: LiveServer, programme: Programme, browser: Browser
) -> None:
    client = Client()
    client.force_login(a_person(Role.AREA_MANAGER, programme))
    context = browser.new_context(viewport={"width": 375, "height": 740}, java_script_enabled=False)
    context.add_cookies(
        [{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}]
    )
    page = context.new_page()
    page.goto(live_server.url + reverse("delivery-update", args=[programme.slug, "M1", "area-0"]))

    page.get_by_label("Not yet: started").focus()
    page.keyboard.press("Space")
    page.get_by_label("2 weeks later").focus()
    page.keyboard.press("Space")
    page.get_by_label("Why?").focus()
    page.keyboard.type("Rain")
    page.get_by_role("button", name="Show what it means").press("Enter")
    expect(page.locator("#consequence")).to_contain_text("14 days later than baseline")
    expect(page.get_by_label("Why?")).to_have_value("Rain")
    page.get_by_role("button", name="Save", exact=True).press("Enter")

    expect(page.locator("main")).to_contain_text("Saved.")
    assert stands(programme, "M1").slip == 14
    context.close()
