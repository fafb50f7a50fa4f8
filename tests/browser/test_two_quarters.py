"""Two quarters of reports to North Ayrshire's board, from the draft to the board's word."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from milestones.actions.updates import UpdateRow, record_updates
from milestones.schedule import Stage
from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from partnership.reports import making, tasks
from partnership.reports.actions.drafting import draft_due
from partnership.reports.models import Report
from partnership.workbook.illustrative import REFERENCE
from partnership.workbook.loading import load
from pilots.models import ReportingBody
from tests.support.browsing import follow
from tests.support.builders import a_decision, a_group, a_person, an_event, code
from tests.support.quick_reports import render_pdf, render_word

BODY = "north-ayrshire-ijb"
FIRST, SECOND = "2019-09-30", "2019-12-31"
SAID = "Illustrative: the programme does what it set out to do."
Opened = Callable[[User], Page]


@pytest.fixture(autouse=True)
def quick_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no browser shows is made in a moment; the web page is the real one."""
    monkeypatch.setattr(making, "render_pdf", render_pdf)
    monkeypatch.setattr(making, "render_word", render_word)


@pytest.fixture
def programme(transactional_db: None) -> Programme:
    programme = load(REFERENCE).programme
    programme.reporting_bodies.exclude(slug=BODY).update(is_drafted=False)
    return programme


@pytest.fixture
def body(programme: Programme) -> ReportingBody:
    return programme.reporting_bodies.get(slug=BODY)


@pytest.fixture
def chair(body: ReportingBody) -> User:
    group = a_group(body.programme, "North Ayrshire steering group", area=body.area)
    return a_person(Role.CHAIR, group)


@pytest.fixture
def open_as(live_server: LiveServer, browser: Browser, body: ReportingBody) -> Iterator[Opened]:
    """Opens the reports of the programme as somebody."""
    contexts: list[BrowserContext] = []

    def opened(user: User) -> Page:
        client = Client()
        client.force_login(user)
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        session = client.cookies["session"].value
        context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{live_server.url}/programmes/{body.programme.slug}/reports/")
        return page

    yield opened
    for context in contexts:
        context.close()


def made(body: ReportingBody, last: str) -> Report:
    """The newest edition for the period, once a worker has made its files."""
    report = Report.objects.filter(body=body, period_last=last).order_by("-edition")[0]
    tasks.make(report.pk)
    report.refresh_from_db()
    assert report.state == Report.State.READY, report.failure
    return report


def go(page: Page, last: str, rest: str = "") -> None:
    root = page.url.split("/reports/")[0]
    page.goto(f"{root}/reports/{BODY}/{last}/{rest}")


def press(page: Page, button: str) -> None:
    """Press a button that sends a form, and wait for the answer."""
    follow(page.get_by_role("button", name=button, exact=True))


def write(page: Page, last: str) -> None:
    """Write every section, answer every implication, and fill the cover in."""
    go(page, last, "write/")
    links = page.locator(".writing-sections a[href*='/write/']").all()
    for address in [link.get_attribute("href") for link in links]:
        page.goto(f"{page.url.split('/programmes/')[0]}{address}")
        page.get_by_label(re.compile("^Text of")).fill(SAID)
        for answer in page.locator("fieldset.implication").all():
            answer.get_by_text("None", exact=True).click()
        press(page, "Save")
    go(page, last, "cover/")
    page.get_by_label("Recommendations").fill("note the progress\nagree what is next")
    page.get_by_text("For noting", exact=True).click()
    page.get_by_text("No direction required", exact=True).click()
    press(page, "Save the cover")


def give(page: Page, body: ReportingBody, last: str) -> None:
    """Give the draft to be reviewed, and have its files made."""
    go(page, last, "review/")
    press(page, "Give it to be reviewed")
    made(body, last)


def sign_and_publish(page: Page, last: str) -> None:
    go(page, last, "review/")
    page.get_by_text("I have read the files above").click()
    press(page, "Approve it")
    press(page, "Publish it")
    expect(page.get_by_text("Published").first).to_be_visible()


def changed_rows(page: Page, name: str) -> list[list[str]]:
    """The rows of a table of the report that is read, by its caption."""
    table = page.locator("table", has=page.locator("caption", has_text=name))
    return [row.locator("th, td").all_inner_texts() for row in table.locator("tbody tr").all()]


def happen(body: ReportingBody) -> None:
    """What is reported in the second quarter: of four deliveries, each another way."""
    group = a_group(body.programme, "National group")
    decision = a_decision(
        group, "M6 waits for the evaluation", authorises_plan_change=True,
        reported_on=date(2019, 12, 2),
    )  # fmt: skip
    told = {
        "M3": UpdateRow(1, date(2019, 11, 1), Stage.COMPLETE, actual_on=date(2019, 10, 31)),
        "M4": UpdateRow(
            1, date(2019, 11, 1), Stage.STARTED, date(2020, 1, 10), reason="The hall was flooded"
        ),
        "M5": UpdateRow(
            1, date(2019, 12, 1), Stage.STARTED, date(2019, 12, 20), reason="A trainer is free"
        ),
        "M6": UpdateRow(
            1, date(2019, 12, 2), Stage.NOT_NEEDED, reason="Not before it is known what works",
            decision=decision,
        ),
    }  # fmt: skip
    for reference, row in told.items():
        delivery = body.programme.deliveries.get(milestone__reference=reference, area=body.area)
        record_updates(delivery=delivery, rows=[row], by=None)


CHANGED = [
    ["M3", "Done", "31 August 2019", "31 October 2019", ""],
    ["M4", "Slipped", "30 November 2019", "10 January 2020", "The hall was flooded"],
    ["M5", "Pulled forward", "31 January 2020", "20 December 2019", "A trainer is free"],
    [
        "M6", "No longer needed", "30 April 2020", "30 April 2020",
        "Not before it is known what works. Decided: National group: “M6 waits for the evaluation”",
    ],
]  # fmt: skip


def test_two_quarters(body: ReportingBody, chair: User, open_as: Opened) -> None:
    manager = open_as(a_person(Role.PROGRAMME_MANAGER, body.programme))
    signer, officer = open_as(chair), open_as(a_person(Role.IJB_OFFICER, body))
    _first_quarter(body, manager, signer)
    _the_board_answers(officer)
    _a_correction(body, manager, signer)
    happen(body)
    _second_quarter(body, manager)


def _first_quarter(body: ReportingBody, manager: Page, signer: Page) -> None:
    assert draft_due(on=date(2019, 10, 1)) == 1
    assert draft_due(on=date(2019, 10, 1)) == 0
    made(body, FIRST)
    manager.reload()
    expect(manager.locator(".report-board")).to_contain_text("July to September 2019")
    write(manager, FIRST)
    give(manager, body, FIRST)
    go(signer, FIRST, "review/")
    signer.get_by_label("What is to be changed").fill("Shorten the summary.")
    press(signer, "Send it back")
    go(manager, FIRST, "write/")
    expect(manager.get_by_text("Shorten the summary.").first).to_be_visible()
    go(manager, FIRST, "write/summary/")
    manager.get_by_label(re.compile("^Text of")).fill("Illustrative: all is well.")
    press(manager, "Save")
    give(manager, body, FIRST)
    sign_and_publish(signer, FIRST)


def _the_board_answers(officer: Page) -> None:
    officer.reload()
    follow(officer.get_by_role("link", name=re.compile("July to September 2019")).first)
    with officer.expect_download() as downloaded:
        officer.get_by_role("link", name="PDF").click()
    assert downloaded.value.suggested_filename == "north-ayrshire-ijb-2019-q3.pdf"
    go(officer, FIRST, "decision/")
    officer.get_by_label("Day of the meeting").fill("2019-10-24")
    officer.get_by_text("Noted", exact=True).click()
    officer.get_by_label("Where it is minuted").fill("Item 7")
    press(officer, "Record it")
    assert Report.objects.get().decision.minute == "Item 7"


def _a_correction(body: ReportingBody, manager: Page, signer: Page) -> None:
    """An event had been left out: the second edition has it, and says so."""
    an_event(
        body.programme, "Harvest day", area=body.area, happened=code("2019-09-18"),
        reported_on=date(2019, 9, 20),
    )  # fmt: skip
    go(manager, FIRST, "correct/")
    manager.get_by_label("What is wrong with what was published?").fill("An event was left out")
    press(manager, "Begin the correction")
    made(body, FIRST)
    give(manager, body, FIRST)
    sign_and_publish(signer, FIRST)
    stages = Report.objects.order_by("edition").values_list("stage", flat=True)
    assert list(stages) == ["superseded", "published"]
    go(signer, FIRST, "read/")
    expect(signer.locator("body")).to_contain_text("An event was left out")


def _second_quarter(body: ReportingBody, manager: Page) -> None:
    assert draft_due(on=date(2020, 1, 1)) == 1
    made(body, SECOND)
    go(manager, SECOND, "write/what-changed/")
    rows = changed_rows(manager, "Milestones that changed")
    assert [_told(row) for row in rows] == CHANGED
    printed = manager.locator(".as-printed")
    expect(printed).to_contain_text("edition 2")
    expect(printed).to_contain_text("An event was left out")
    go(manager, SECOND, "write/direction/")
    expect(manager.locator(".as-printed")).to_contain_text("24 October 2019")


def _told(row: list[str]) -> list[str]:
    """Reference, change, day before, day now, why."""
    milestone, _, kind, before, now, why, *_ = row
    return [milestone.split()[0], kind, before, now, "" if why == "not recorded" else why]
