"""A report from asking to reading, in a browser: with JavaScript, without it, and by an officer."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from partnership.people.models import Role
from partnership.programmes.models import Programme
from partnership.reports import jobs, making, tasks
from partnership.reports.models import Report
from tests.support.browsing import follow
from tests.support.builders import a_body, a_person, a_programme
from tests.support.quick_reports import STAND_INS

SignedIn = Callable[..., Page]


@pytest.fixture(autouse=True)
def quick_making(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, stand_in in STAND_INS.items():
        monkeypatch.setattr(making, name, stand_in)


@pytest.fixture
def programme(transactional_db: None) -> Programme:
    programme = a_programme()
    a_body(programme, "North IJB")
    return programme


@pytest.fixture
def visit(live_server: LiveServer, programme: Programme, browser: Browser) -> Iterator[SignedIn]:
    """Opens the reports page as a person with a role."""
    contexts: list[BrowserContext] = []

    def page(role: Role, *, scripts: bool = True) -> Page:
        client = Client()
        client.force_login(a_person(role, programme))
        context = browser.new_context(java_script_enabled=scripts)
        contexts.append(context)
        session = {"name": "session", "value": client.cookies["session"].value}
        context.add_cookies([{**session, "url": live_server.url}])
        opened = context.new_page()
        opened.goto(f"{live_server.url}/programmes/{programme.slug}/reports/")
        return opened

    yield page
    for context in contexts:
        context.close()


def ask(page: Page) -> Report:
    """Ask for a report as a manager does."""
    page.get_by_label("Who is it for?").select_option("North IJB")
    page.get_by_label("Which quarter?").select_option("July to September 2019")
    follow(page.get_by_role("button", name="Ask for the report"))
    expect(page.get_by_role("heading", level=1)).to_have_text("North IJB, July to September 2019")
    return Report.objects.get()


def test_the_page_follows_the_report_by_itself_until_its_files_are_there(visit: SignedIn) -> None:
    page = visit(Role.PROGRAMME_MANAGER)
    report = ask(page)
    current = page.locator("#progress .stages__item--current .stages__label")
    expect(current).to_have_text("Waiting for a worker")
    claim = jobs.claim(report.pk)
    assert claim
    jobs.step(claim, Report.Step.WORKBOOK)
    expect(current).to_have_text("Writing the data workbook")
    expect(page.locator("#progress-said")).to_have_text("Being made: Writing the data workbook")
    Report.objects.update(state=Report.State.QUEUED)
    tasks.make(report.pk)
    expect(page.get_by_role("heading", name="Files")).to_be_visible()
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="PDF").click()
    assert downloaded.value.suggested_filename == "north-ijb-2019-q3.pdf"


def test_the_page_stops_asking_once_the_report_is_ready(visit: SignedIn) -> None:
    page = visit(Role.PROGRAMME_MANAGER)
    tasks.make(ask(page).pk)
    expect(page.get_by_role("heading", name="Files")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.resource_type))
    page.wait_for_timeout(3000)
    assert set(asked) <= {"font"}, "what its files are told in may still be fetched"


def test_without_scripts_a_report_is_asked_for_checked_and_read(visit: SignedIn) -> None:
    page = visit(Role.PROGRAMME_MANAGER, scripts=False)
    report = ask(page)
    follow(page.get_by_role("link", name="Check again"))
    expect(page.locator("#progress .stages__item--current")).to_contain_text("Waiting for a worker")
    tasks.make(report.pk)
    follow(page.get_by_role("link", name="Check again"))
    follow(page.get_by_role("link", name="Read it here"))
    expect(page.locator("p")).to_contain_text("north-ijb")


def test_a_report_is_read_in_its_own_colours_and_nothing_is_refused(visit: SignedIn) -> None:
    page = visit(Role.PROGRAMME_MANAGER)
    tasks.make(ask(page).pk)
    heard: list[str] = []
    page.on("console", lambda said: heard.append(said.text))
    page.goto(f"{page.url}read/")
    assert page.locator("p").evaluate("p => getComputedStyle(p).color") == "rgb(0, 0, 128)"
    assert heard == []


def test_a_failed_report_is_made_again_by_one_button(visit: SignedIn) -> None:
    page = visit(Role.PROGRAMME_MANAGER)
    report = ask(page)
    claim = jobs.claim(report.pk)
    assert claim
    jobs.fail(claim, "The table is too long. Shorten it.")
    expect(page.get_by_text("The table is too long. Shorten it.")).to_be_visible()
    follow(page.get_by_role("button", name="Make it again"))
    expect(page.locator("#progress .stages__item--current")).to_contain_text("Waiting for a worker")
    tasks.make(report.pk)
    expect(page.get_by_role("heading", name="Files")).to_be_visible()


def test_an_officer_finds_the_report_and_no_way_to_ask(visit: SignedIn) -> None:
    report = ask(visit(Role.PROGRAMME_MANAGER))
    tasks.make(report.pk)
    now = timezone.now()
    Report.objects.update(stage=Report.Stage.PUBLISHED, approved_at=now, published_at=now)
    page = visit(Role.IJB_OFFICER)
    expect(page.get_by_role("button", name="Ask for the report")).to_have_count(0)
    follow(page.get_by_role("link", name="July to September 2019", exact=True))
    expect(page.get_by_role("heading", name="Files")).to_be_visible()
