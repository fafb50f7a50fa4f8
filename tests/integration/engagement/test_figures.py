"""Every figure of the engagement page leads to its events, and they come to the figure."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import RequestFactory
from django.urls import resolve, reverse
from pytest_django.plugin import DjangoDbBlocker

from partnership.dates import NOT_RECORDED
from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from partnership.workbook.illustrative import REFERENCE
from partnership.workbook.loading import load
from pilots import paging
from pilots.actions.tallies import recount_all
from pilots.presenters.engagement_parts import Cell, Column
from pilots.views.events import EventsView
from tests.support.builders import a_person
from tests.support.illustrative import TODAY, load_on
from tests.support.reading import client_of

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(TODAY)]
NOT_COUNTS = ("Share", "95% interval", "Base", "Result", "Month")
OF_EVENTS = ("Events", "Events so far", "Counted at events")


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Programme]]:
    """The reference and the illustrative programme, undone after the module's last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        programmes = [load(REFERENCE).programme, load_on(TODAY)]
        for programme in programmes:
            recount_all(programme)
        yield programmes
        transaction.set_rollback(True)


@pytest.fixture
def listed(monkeypatch: pytest.MonkeyPatch, loaded: Any) -> Callable[[User, str], Any]:
    """What a list says, asked once for each address, never cut into pages and not drawn."""
    monkeypatch.setattr(paging, "ROWS_A_PAGE", 1000)
    known: dict[str, Any] = {}

    def ask(person: User, address: str) -> Any:
        if address not in known:
            request = RequestFactory().get(address)
            request.user = person
            view = EventsView()
            view.setup(request, **resolve(request.path).kwargs)
            known[address] = view.get_context_data()
            assert not known[address]["form"].errors, address
        return known[address]

    return ask


def rows_behind(said: Any) -> int:
    return len(said["table"].lines)


def total_behind(said: Any, url: str) -> str:
    """What the list's events come to of the figure that it was opened from."""
    if said["asked"]:
        return str(said["asked"].total)
    (type,) = re.findall(r"counted=(\w+)", url)
    totals = {each.value: tally.figure for each, tally in said["table"].totals}
    return str(totals[type])


def check(column: Column, cell: Cell, said: Any) -> None:
    """The list of a figure against it."""
    value = cell.in_file[0]
    if column.head in OF_EVENTS:
        assert rows_behind(said) == value
    elif cell.words == NOT_RECORDED:
        assert rows_behind(said) == cell.in_file[2]
    elif column.head in ("Organisations", "Times at an event"):
        noun = column.head.split()[0].lower().removesuffix("s")
        assert re.search(rf"\b{value} {noun}s?\b", said["asked"].total)
    else:
        assert total_behind(said, cell.url) == cell.words


def figures(page: Any) -> Iterator[tuple[str, str, Column, Cell]]:
    for table in page["tables"].values():
        for row, cells in (*table.lines, *table.foot_lines):
            yield from ((table.key, row.label, column, cell) for column, cell in cells)


CHOICES = [
    (0, {"period": "all"}),
    (0, {"period": "q2019-12-31", "as_at": "2019-10-24"}),
    (1, {"period": "all"}),
    (1, {"period": "q2026-09-30", "as_at": "2026-09-20"}),
]


@pytest.mark.parametrize(("which", "asked"), CHOICES)
def test_every_figure_leads_to_events_that_come_to_it(
    loaded: list[Programme], listed: Any, which: int, asked: dict[str, str]
) -> None:
    programme = loaded[which]
    person = a_person(Role.VIEWER, programme)
    address = reverse("engagement", args=[programme.slug])
    page = client_of(person).get(address, asked).context

    found = 0
    for table, label, column, cell in figures(page):
        where = (table, label, column.head, cell)
        is_figure = re.search(r"\d|not recorded", cell.words) and cell.words != "0"
        assert bool(cell.url) == bool(is_figure and column.head not in NOT_COUNTS), where
        if cell.url and label != "Without a known day":
            check(column, cell, listed(person, cell.url))
            found += 1
        if cell.rest_url:
            assert rows_behind(listed(person, cell.rest_url)) == cell.in_file[2], where
    assert found >= 8
    assert rows_behind(listed(person, page["all_url"])) == page["told"].in_all.events


def test_events_without_a_known_day_come_to_their_figure(
    loaded: list[Programme], listed: Any
) -> None:
    person = a_person(Role.VIEWER, loaded[0])
    address = reverse("engagement", args=[loaded[0].slug])
    page = client_of(person).get(address, {"period": "all"}).context
    cells = [cell for _, label, _, cell in figures(page) if label == "Without a known day"]

    assert rows_behind(listed(person, page["undated_url"])) == cells[0].in_file[0] == 1
    assert total_behind(listed(person, cells[2].url), cells[2].url) == cells[2].words


def test_each_areas_figures_are_those_of_its_own_people(loaded: list[Programme]) -> None:
    """What an area's manager sees of the own area is what everybody sees of it."""
    programme = loaded[1]
    viewer = client_of(a_person(Role.VIEWER, programme))
    address = reverse("engagement", args=[programme.slug])
    for area in programme.areas.all():
        manager = client_of(a_person(Role.AREA_MANAGER, area))
        asked = {"period": "all", "area": area.slug}
        own, seen = (list(figures(each.get(address, asked).context)) for each in (manager, viewer))
        assert own == seen
        assert own
