"""Each figure of the web page leads to its records, for those who may see them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import groupby
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve

from partnership.people.models import Role
from partnership.programmes.models import Programme
from partnership.reports import making
from partnership.reports.document import Cell
from partnership.reports.sections import compose
from pilots.models import ReportingBody
from tests.integration.report_contents.conftest import AREA, NATIONAL, Q4
from tests.support.builders import a_person

pytestmark = pytest.mark.django_db
LINK = re.compile(rf'href="{settings.SITE_URL}(/[^"]*)"')
Freeze = Callable[[str, date], making.Frozen]


@pytest.fixture(scope="module")
def links(frozen: Freeze) -> Callable[[str], list[str]]:
    """Every address that a report's web page leads to, each once, without its fragment."""

    def of(body: str) -> list[str]:
        page = making.render_html(frozen(body, Q4)).decode()
        return sorted({unescape(each).split("#")[0] for each in LINK.findall(page)})

    return of


def client_of(role: Role, *places: object) -> Client:
    client = Client()
    client.force_login(a_person(role, *places))  # type: ignore[arg-type]
    return client


def kinds(found: list[str]) -> Iterator[str]:
    """One address of each page."""
    by_name = sorted(found, key=lambda each: resolve(urlsplit(each).path).url_name or "")
    for _, same in groupby(by_name, key=lambda each: resolve(urlsplit(each).path).url_name):
        yield next(same)


def statuses(client: Client, addresses: list[str]) -> dict[str, int]:
    return {each: client.get(each).status_code for each in addresses}


@pytest.mark.parametrize("body", [AREA, NATIONAL])
def test_every_link_leads_a_reader_to_the_records_as_at_the_cut_off(
    loaded: Programme, links: Callable[[str], list[str]], body: str
) -> None:
    found = links(body)

    answers = statuses(client_of(Role.VIEWER, loaded), found)

    assert {each: status for each, status in answers.items() if status != 200} == {}
    assert all("as_at=2019-12-31" in each for each in found)
    names = {resolve(urlsplit(each).path).url_name for each in found}
    assert names >= {"milestone", "milestones", "events", "risk", "outcome", "group", "indicator"}


def test_a_board_officer_is_led_nowhere(
    loaded: Programme, links: Callable[[str], list[str]]
) -> None:
    officer = client_of(Role.IJB_OFFICER, ReportingBody.objects.get(programme=loaded, slug=AREA))

    answers = statuses(officer, list(kinds(links(AREA))))

    assert set(answers.values()) <= {403, 404}


def test_an_outsider_learns_nothing(loaded: Programme, links: Callable[[str], list[str]]) -> None:
    answers = statuses(client_of(Role.VIEWER), list(kinds(links(AREA))))

    assert set(answers.values()) == {404}


def test_another_areas_manager_is_not_shown_this_areas_records(
    loaded: Programme, links: Callable[[str], list[str]]
) -> None:
    other = loaded.areas.exclude(reporting_bodies__slug=AREA).first()
    manager = client_of(Role.AREA_MANAGER, other)
    events = loaded.events.filter(area__reporting_bodies__slug=AREA)
    theirs = [each for each in links(AREA) if f"/events/{events.first().slug}/" in each]  # type: ignore[union-attr]

    assert set(statuses(manager, theirs).values()) == {404}


def test_a_counted_figure_is_the_number_of_records_that_it_leads_to(
    loaded: Programme, frozen: Freeze
) -> None:
    viewer = client_of(Role.VIEWER, loaded)
    figures = {each.label: each.value for each in compose(frozen(AREA, Q4)).key_figures()}

    assert _records(viewer, figures["Events held"]) == figures["Events held"].value
    for label in ("Milestones complete", "Milestones red"):
        told = viewer.get(figures[label].link).context["deliveries"]
        assert told == figures[label].value, label


def _records(client: Client, figure: Cell) -> int:
    """How many events a list that a figure leads to says that it has."""
    page = client.get(figure.link).content.decode()
    (said,) = re.findall(r"([\d,]+) events? ", page)[:1] or ["0"]
    return int(said.replace(",", ""))


def test_paper_has_no_links_into_the_product(frozen: Freeze) -> None:
    from django.template.loader import render_to_string

    document = compose(frozen(AREA, Q4))

    printed = render_to_string("reports/document/print.html", {"document": document})

    assert any(cell.link for table in document.tables() for row in table.rows for cell in row)
    assert LINK.findall(printed) == []


def test_a_correction_says_of_which_day_its_figures_of_events_are(
    loaded: Programme, frozen: Freeze
) -> None:
    """Words, links and the page that they lead to name the same day."""
    snapshot, known = frozen(AREA, Q4).snapshot, date(2020, 2, 3)
    about = replace(snapshot.particulars, counted_by=known)
    corrected = making.freeze(replace(snapshot, particulars=about))
    first, page = (
        making.render_html(each).decode() for each in (making.freeze(snapshot), corrected)
    )

    figures = {each.label: each.value for each in compose(corrected).key_figures()}
    answer = client_of(Role.VIEWER, loaded).get(figures["Events held"].link)

    assert "behind them as at the cut-off, for those who may see it" in first
    assert "as at the cut-off, and figures of events as they were known on 3 February 2020" in page
    assert "latest first, as reported by 3 February 2020" in answer.content.decode()
