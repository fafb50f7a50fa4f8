"""Every page of the site in a browser, at the sizes of a phone and of a desk.

The reference programme has little in it and the illustrative one much: both
are looked at. A page must break no rule of accessibility, fit its window, give
the browser nothing to complain of, and let the keyboard past its head. It is
opened on a desk, and its window then drawn to a phone's width. On SQLite
each test holds the write lock meanwhile: reading a page must not need it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from evaluation.models import Wave
from partnership.people.models import Role, User
from partnership.people.permissions import ALLOWED, Permission
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.reports import making, tasks
from partnership.reports.models import Report
from partnership.workbook.illustrative import REFERENCE, load_illustrative
from partnership.workbook.loading import load
from pilots.models import ReportingBody
from tests.support.browsing import be_whole
from tests.support.builders import a_person
from tests.support.processes import free_port
from tests.support.quick_reports import render_pdf
from tests.support.site_map import IN_PROGRAMME, PROGRAMME, REPORT, Address

pytestmark = pytest.mark.django_db

DESKTOP, PHONE = ViewportSize(width=1280, height=800), ViewportSize(width=375, height=800)
ILLUSTRATIVE = "reading-rooms"
ARGUMENTS = {  # of the illustrative programme; its report's period depends on today
    "area": ("north",),
    "milestone": ("M3",),
    "milestone-trend": ("M3",),
    "milestone-areas": ("M3",),
    "delivery-owner": ("M3", "north"),
    "plan-answers": ("north",),
    "event": ("north-open-day",),
    **dict.fromkeys(
        (
            "event-feedback",
            "event-feedback-ask",
            "event-feedback-papers",
            "event-feedback-one-paper",
        ),
        ("north-open-day",),
    ),
    "event-change": ("north-open-day",),
    **dict.fromkeys(("event-photos-add", "event-documents-add"), ("north-open-day",)),
    **dict.fromkeys(("event-hold", "event-cancel"), ("coast-learning-2",)),
    "event-reopen": ("hills-drop-in-1",),
    "event-confirm": ("coast-drop-in-2",),
    "event-about": ("north-open-day",),
    **dict.fromkeys(("event-kind-edit", "event-kind-remove"), ("open-day",)),
    "event-detail": ("north-open-day", "activities"),
    "event-question-themes": ("coast-market-stall", "1"),
    "group": ("north",),
    "group-edit": ("north",),
    "seat-rule-new": ("national",),
    "seat-new": ("national",),
    "counted-seat-new": ("north",),
    "seat": ("national", "north-libraries"),
    "seat-edit": ("national", "north-libraries"),
    "seat-end": ("national", "north-libraries"),
    "area-people": ("north",),
    "group-people": ("north",),
    "group-people-invite": ("north",),
    "champion": ("health-director",),
    "action-new": ("north",),
    "decision-new": ("north",),
    **{
        f"reporting-body{of}": ("ijb-north",)
        for of in ("", "-edit", "-words", "-template", "-meeting-new")
    },
    "paper": ("ijb-north", "progress-month-8"),
    **dict.fromkeys(("directions", "direction-new", "body-public-link"), ("ijb-north",)),
    **dict.fromkeys(
        ("organisation", "organisation-edit", "organisation-role-new"),
        ("illustrative-befrienders",),
    ),
    **dict.fromkeys(("meetings-generate", "meeting-new", "agenda-template"), ("north",)),
}
OF_MEETINGS = f"/programmes/{ILLUSTRATIVE}/groups/north/meetings/"
MEETING_PAGES = (
    "2/",  # approved, with a declaration and a correction
    "2/minutes/correct/",
    "5/",  # held, its minutes a draft
    "5/attendance/",
    "5/declarations/",
    "5/minutes/",
    "5/minutes/approve/",
    "6/",  # planned, with its agenda
    "6/agenda/",
    "6/edit/",
    "6/held/",
    "6/cancel/",
)
OF_MILESTONES = f"/programmes/{ILLUSTRATIVE}/milestones/"
UPDATE_PAGES = (
    "M5/update/north/",
    "M5/agreed-date/coast/",
    "M5/not-needed/coast/",
    "M5/judge/hills/",
    "M5/output/2/hills/",
)
OF_TESTS = f"/programmes/{ILLUSTRATIVE}/service-tests/"
TEST_PAGES = (
    "question-card/",  # finished, with its cycles and its report
    "question-card/edit/",
    "question-card/cycles/1/",
    "question-card/resume/",
    "quiet-hour/finish/",
    "quiet-hour/stop/",
    "quiet-hour/new-cycle/",
    "carers-afternoon/",  # without a cycle
)
OF_THE_PROGRAMME = f"/programmes/{ILLUSTRATIVE}/"
EVENT_PAGES = (
    "events/coast-fun-day/",  # confirmed, with a corrected figure, activities and partners
    "events/workshop-4/",  # by sector, with boards
    "events/coast-market-stall/",  # questions with themed answers
    "events/hills-drop-in-1/",  # cancelled
    "events/coast-learning-2/",  # planned
    "events/north-open-evening/feedback/",  # enough answers for percentages
    "events/coast-reading-group-2/feedback/",  # too few
    "events/north-open-evening/details/counts/",
    "events/north-open-day/details/partners/",
    "events/north-learning-1/details/sectors/",
    "events/north-learning-1/details/resources/",
    "events/coast-fun-day/correct/",
    "learning/listening/",
    "learning/listening/versions/1/",
    "learning/listening/new-version/",
    "learning/listening/edit/",
    "learning/in-distress/share/",
    "settings/learning-methods/role-play/",
    "settings/learning-methods/role-play/remove/",
)
SURVEY = "surveys/partners-before-and-after/"
EVALUATION_PAGES = (  # {before}, {after}: its two waves
    SURVEY,
    f"{SURVEY}edit/",
    f"{SURVEY}code/",
    f"{SURVEY}retire/",
    f"{SURVEY}new-version/",
    f"{SURVEY}versions/1/",
    f"{SURVEY}versions/1/preview/",
    "waves/{after}/",
    "waves/{after}/edit/",
    "waves/{after}/paper/",  # it takes no more answers
    "results/{before}/",
    "results/{after}/",
    "results/{after}/matches/",
    "conversations/library-staff/",
    "conversations/library-staff/edit/",
    "conversations/library-staff/text/",
    "conversations/library-staff/take/",
)
REFUSALS_HEARD = """
    window.refused = [];
    document.addEventListener("securitypolicyviolation", event =>
        window.refused.push(`${event.violatedDirective}: ${event.blockedURI}`));
"""
AXE = Axe().axe_script
RULES_BROKEN = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"
SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"
TAKES_FOCUS = "[autofocus], form.entry"  # a lone form, and one for typing a pile of papers in
FOCUSED = "document.activeElement.textContent.trim()"


@dataclass(frozen=True)
class Site:
    """A running site with both programmes, and the sessions of people in them."""

    server: LiveServer
    manager: str
    officer: str
    evaluator: str
    waves: dict[str, str]  # the illustrative programme's, by their stage: their names in addresses
    report: tuple[str, str]  # the illustrative programme's: body, last day


@pytest.fixture(scope="module")
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """Unlike `live_server`, it keeps its records from test to test."""
    with django_db_blocker.unblock():
        programmes = [load(REFERENCE).programme, load_illustrative(today=_today()).programme]
        slug = (
            ReportingBody.objects.filter(programme=programmes[1], area__isnull=False).first().slug
        )
        last = Period.holding(_today()).previous.last
        _make_report(programmes[0], REPORT[0], date.fromisoformat(REPORT[1]))
        _make_report(programmes[1], slug, last)
        server = LiveServer(f"127.0.0.1:{free_port()}")
        yield Site(
            server,
            manager=_session(a_person(Role.PROGRAMME_MANAGER, *programmes)),
            officer=_session(a_person(Role.IJB_OFFICER, *programmes)),
            evaluator=_session(a_person(Role.EVALUATOR, *programmes)),
            waves=dict(Wave.objects.filter(programme=programmes[1]).values_list("stage", "slug")),
            report=(slug, last.isoformat()),
        )
        server.stop()
        call_command("flush", verbosity=0, interactive=False)


def _today() -> date:
    return timezone.localdate()


def _make_report(programme: Programme, slug: str, last: date) -> None:
    """Make a report as a worker would, but for its PDF, which no browser shows."""
    body = ReportingBody.objects.get(programme=programme, slug=slug)
    first = Period.ending(last).first
    report = Report.objects.create(body=body, period_first=first, period_last=last)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "render_pdf", render_pdf)
        tasks.make(report.pk)
    report.refresh_from_db()
    assert report.state == Report.State.READY, report.failure


def _session(user: User) -> str:
    client = Client()
    client.force_login(user)
    return client.cookies["session"].value


@pytest.fixture(scope="module")
def window(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[BrowserContext]:
    """A browser's window, used by all tests."""
    context = browser.new_context(**browser_context_args)
    context.add_init_script(REFUSALS_HEARD)
    context.add_init_script(AXE)
    yield context
    context.close()


@pytest.fixture(scope="module")
def tab(window: BrowserContext) -> Page:
    """Its only tab: to start a process for each page would cost more than the page."""
    return window.new_page()


@pytest.fixture
def heard(tab: Page) -> Iterator[tuple[Page, list[str]]]:
    """The tab, and what the browser complains of while a test has it."""
    complaints: list[str] = []
    listening = {
        "pageerror": lambda error: complaints.append(str(error)),
        "console": lambda said: complaints.append(said.text) if said.type == "error" else None,
    }
    tab.set_viewport_size(DESKTOP)
    for event, listener in listening.items():
        tab.on(event, listener)  # type: ignore[call-overload]
    yield tab, complaints
    for event, listener in listening.items():
        tab.remove_listener(event, listener)


def _faults(page: Page, complaints: list[str]) -> list[str]:
    """Everything that is wrong with the page that is open, at either size."""
    be_whole(page)
    faults = [] if page.title().strip(" –") else ["it has no title"]
    if page.locator("h1").count() != 1:
        faults.append(f"it has {page.locator('h1').count()} h1")
    if not page.locator(TAKES_FOCUS).count():
        page.keyboard.press("Tab")
        if not page.evaluate(FOCUSED).startswith("Skip to "):
            faults.append(f"Tab reaches “{page.evaluate(FOCUSED)[:40]}” first")
    faults += _faults_at_this_size(page, "on a desk")
    page.set_viewport_size(PHONE)
    faults += _faults_at_this_size(page, "on a phone")
    return [*complaints, *page.evaluate("window.refused"), *faults]


def _faults_at_this_size(page: Page, where: str) -> list[str]:
    sideways = [f"it scrolls sideways {where}"] if page.evaluate(SIDEWAYS) else []
    return sideways + [
        f"{rule['id']}: {rule['help']} at {rule['nodes'][0]['target'][0]} {where}"
        for rule in page.evaluate(RULES_BROKEN)
    ]


def _open(window: BrowserContext, page: Page, site: Site, session: str, path: str) -> int:
    """Open an address as somebody, or (no session) as nobody; the answer's status."""
    window.clear_cookies()
    if session:
        window.add_cookies([{"name": "session", "value": session, "url": site.server.url}])
    answer = page.goto(site.server.url + path)
    assert answer is not None
    return answer.status


PAGES = [address for address in IN_PROGRAMME if address.is_page]


# A form is the same in both programmes; what is read differs with what they hold.
READ = [each for each in PAGES if each.needs in (Permission.READ, Permission.READ_REPORTS)]
WALK = [(PROGRAMME, each) for each in READ] + [(ILLUSTRATIVE, each) for each in PAGES]


@pytest.mark.parametrize(
    ("programme", "address"), WALK, ids=[f"{where}-{each.name}" for where, each in WALK]
)
def test_a_page_serves_everybody(
    site: Site,
    window: BrowserContext,
    heard: tuple[Page, list[str]],
    programme: str,
    address: Address,
) -> None:
    if programme == ILLUSTRATIVE:
        address = _in_illustrative(address, site)
    page, complaints = heard
    may = ALLOWED[Role.PROGRAMME_MANAGER]
    session = site.manager if address.needs in may else site.evaluator

    assert _open(window, page, site, session, address.path(programme)) == 200
    assert _faults(page, complaints) == []


def _in_illustrative(address: Address, site: Site) -> Address:
    """The same page of the illustrative programme."""
    if address.arguments[:2] == REPORT:
        return replace(address, arguments=(*site.report, *address.arguments[2:]))
    return replace(address, arguments=ARGUMENTS.get(address.name, address.arguments))


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("nobody", "/sign-in/", 200),
        ("manager", "/", 200),
        ("manager", "/programmes/no-such-programme/", 404),
        ("manager", f"/programmes/{PROGRAMME}/?as_at=yesterday", 400),
        ("officer", f"/programmes/{PROGRAMME}/", 403),
        ("manager", f"/programmes/{PROGRAMME}/?as_at=2019-10-24", 200),
        ("manager", f"/programmes/{PROGRAMME}/outcomes/?as_at=2019-01-01", 200),
        ("manager", "/work/", 200),
        ("officer", "/work/", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/new-group/", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/groups/national/rules/two-per-area/edit/", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/groups/national/rules/two-per-area/remove/", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/groups/national/new-seat/?rule=two-per-area", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/about/new-champion/", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/about/champions/health-director/edit/", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/about/champions/health-director/end/", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/actions/?state=all", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/actions/north/complex-needs-test/", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/actions/north/complex-needs-test/update/", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/actions/north/complex-needs-test/close/", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/actions/north/survey-tablets/", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/actions/north/survey-tablets/reopen/", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/risks/?level=none&state=open", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/risks/?as_at=2019-02-31", 400),
        ("manager", f"/programmes/{ILLUSTRATIVE}/risks/I2/", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/risks/I2/close/", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/decisions/coast-m3-moved/", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/decisions/coast-m3-moved/edit/", 200),
        *(("manager", f"{OF_TESTS}{page}", 200) for page in TEST_PAGES),
        *(("manager", f"{OF_THE_PROGRAMME}{page}", 200) for page in EVENT_PAGES),
        *(("evaluator", f"{OF_THE_PROGRAMME}{page}", 200) for page in EVALUATION_PAGES),
        ("manager", f"{OF_THE_PROGRAMME}results/{{after}}/", 200),
        *(("manager", f"{OF_MEETINGS}{page}", 200) for page in MEETING_PAGES),
        *(("manager", f"{OF_MILESTONES}{page}", 200) for page in UPDATE_PAGES),
        ("manager", f"/programmes/{ILLUSTRATIVE}/groups/north/people/", 200),
        ("manager", f"/programmes/{ILLUSTRATIVE}/organisations/illustrative-befrienders/", 200),
        ("manager", "/account/", 200),
        ("manager", "/roles/", 200),
    ],
)
def test_pages_at_the_edges_serve_everybody(
    site: Site,
    window: BrowserContext,
    heard: tuple[Page, list[str]],
    who: str,
    path: str,
    status: int,
) -> None:
    page, complaints = heard

    session = getattr(site, who, "")
    assert _open(window, page, site, session, path.format(**site.waves)) == status
    complaints[:] = [words for words in complaints if f"status of {status}" not in words]
    assert _faults(page, complaints) == []
