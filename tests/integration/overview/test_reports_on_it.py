"""Where the reports stand, on the first page of a programme: for those who may know."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from partnership.people.models import Role
from partnership.people.permissions import Held
from partnership.programmes.access import Entry
from partnership.programmes.periods import Period
from partnership.reports.models import Report, ReportText
from partnership.reports.overview import overview
from partnership.reports.selectors.newest import needing
from tests.support.builders import a_body, a_person, an_area
from tests.support.plans import a_plan

pytestmark = pytest.mark.django_db
MOMENT = "2019-11-14T09:00Z"
TODAY = date(2019, 11, 14)
QUARTER = Period.ending(date(2019, 9, 30))
IN_REVIEW = {"stage": "in-review", "submitted_at": MOMENT}
PUBLISHED = {
    "stage": "published", "approved_at": MOMENT, "published_at": MOMENT, "fingerprint": "f" * 64,
}  # fmt: skip


@pytest.fixture(autouse=True)
def now(programme) -> Any:
    a_plan(programme)
    with time_machine.travel(MOMENT, tick=False) as clock:
        yield clock


@pytest.fixture
def manager(signed_in) -> Any:
    return signed_in(Role.PROGRAMME_MANAGER)


@pytest.fixture
def body(programme) -> Any:
    return a_body(programme, "North IJB")


def a_report(
    body: Any, period: Period = QUARTER, papers: date | None = None, **fields: Any
) -> Report:
    meeting = papers and body.meetings.create(meeting_on=date(2020, 2, 1), papers_due_on=papers)
    given = {"period_first": period.first, "period_last": period.last, "meeting": meeting}
    return Report.objects.create(body=body, **(given | fields))


def words(client: Any, programme: Any, **query: str) -> str:
    return " ".join(
        client.get(reverse("overview", args=[programme.slug]), query).content.decode().split()
    )


def seen(programme: Any, role: Role = Role.PROGRAMME_MANAGER) -> dict[str, Any]:
    look = overview(Entry(programme, (Held(role),)), as_at=TODAY)
    return {line.name: line for line in look.bodies}


def test_a_body_stands_with_its_newest_report(programme, body, manager) -> None:
    a_body(programme, "South IJB")
    a_report(body, Period.ending(date(2019, 6, 30)), **PUBLISHED)
    a_report(body, papers=date(2019, 11, 20), **IN_REVIEW)
    page = words(manager, programme)
    assert "●●●○○</span> in review" in page
    assert "6 days to the paper deadline" in page
    assert "April to June 2019" not in page
    assert 'South IJB: <span class="muted">no report yet' in page


def test_a_reader_sees_the_newest_that_is_published(programme, body, viewer) -> None:
    a_report(body, Period.ending(date(2019, 6, 30)), **PUBLISHED)
    a_report(body)
    page = words(viewer, programme)
    assert "April to June 2019</a>" in page
    assert "●●●●●" in page
    assert "July to September 2019</a>" not in page
    assert "Nothing is late" in page


def test_what_is_begun_is_a_dot_further(programme, body) -> None:
    report = a_report(body)
    assert seen(programme)["North IJB"].progress.dots == "●○○○○"
    ReportText.objects.create(report=report, section="summary", text="All is well.")
    assert seen(programme)["North IJB"].progress.dots == "●●○○○"


@pytest.mark.parametrize(
    ("papers", "fields", "needs"),
    [
        (None, {}, False),
        (date(2019, 11, 29), {}, False),
        (date(2019, 11, 28), {}, True),
        (date(2019, 11, 1), {}, True),
        (None, IN_REVIEW, True),
        (None, {"state": "failed", "failure": "Because."}, True),
        (date(2019, 11, 20), PUBLISHED, False),
    ],
)
def test_what_is_soon_due_waits_for_them_or_failed_needs_them(
    programme, body, papers, fields, needs
) -> None:
    a_report(body, papers=papers, **fields)
    assert bool(needing(seen(programme).values(), on=TODAY)) is needs


def test_it_stands_under_needs_you_the_first_deadline_first(programme, body, manager) -> None:
    a_report(body, papers=date(2019, 11, 20))
    a_report(a_body(programme, "South IJB"), papers=date(2019, 11, 11))
    late = a_body(programme, "West IJB")
    a_report(late, state="failed", failure="Because.")
    page = words(manager, programme)
    needs = page[page.index("Needs you") : page.index('id="milestones"')]
    names = [name for name in ("South IJB", "North IJB", "West IJB") if name in needs]
    assert sorted(names, key=needs.index) == ["South IJB", "North IJB", "West IJB"]
    for said in ("3 days past the paper deadline", "its files could not be made", ">Failed<"):
        assert said in needs


def test_of_many_three_are_shown_and_the_rest_is_led_to(programme, manager) -> None:
    for number in range(5):
        a_report(a_body(programme, f"Board {number}"), papers=date(2019, 11, 20))
    assert "All 5 reports that wait" in words(manager, programme)


def test_looking_back_nothing_of_today_is_needed(programme, body, manager) -> None:
    a_report(body, papers=date(2019, 11, 20))
    assert "to-do__note" not in words(manager, programme, as_at="2019-10-24")


def test_an_area_manager_sees_the_drafts_of_the_own_area(programme, client) -> None:
    own, other = (an_area(programme, name) for name in ("Own", "Other"))
    for area in (own, other):
        a_report(a_body(programme, f"{area.name} board", area=area), papers=date(2019, 11, 20))
    client.force_login(a_person(Role.AREA_MANAGER, own))
    page = words(client, programme)
    assert "Own board" in page
    assert "Other board" not in page


def test_the_first_page_takes_as_many_queries_for_many_bodies(
    programme, body, manager, queries_of
) -> None:
    address = reverse("overview", args=[programme.slug])
    a_report(body, papers=date(2019, 11, 20))
    few = queries_of(manager, address)
    for number in range(32):
        a_report(a_body(programme, f"Board {number}"), papers=date(2019, 11, 20))
    assert queries_of(manager, address) == few <= 8
