"""Faults A6, A7, A16 for all pages: whatever is written stays words, whatever is sent is answered.

A walker over all models writes the same hostile words into each text; a manager then opens every
address of the permission matrix, and an evaluator what managers may not. A new model or page is
tried without a line here.
"""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.template import engines
from django.test import Client
from openpyxl import load_workbook
from pytest_django.plugin import DjangoDbBlocker

from partnership.people.models import Role
from partnership.reports import making
from partnership.web import spreadsheet
from tests.support.belonging import write_in_all
from tests.support.matrix import rows
from tests.support.quick_papers import papers_unprinted
from tests.support.records import record_count
from tests.support.report_records import QUARTER
from tests.support.two_areas import World, a_world

pytestmark = pytest.mark.django_db
HOSTILE = "=<i x>\"'\r\n{{7}}"
RAW = "<i x>"
Browsers = dict[Role, Client]
PRODUCT = ("partnership", "pilots", "milestones", "evaluation")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with papers_unprinted(), django_db_blocker.unblock(), transaction.atomic():
        made = a_world()
        assert write_in_all(_models(), HOSTILE) > 800
        yield made
        transaction.set_rollback(True)


def _models() -> list[Any]:
    """Every model of the product, but for the rows of histories and what is frozen."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.partition(".")[0] in PRODUCT and not hasattr(model, "history_id")
    ]


def signed_in(world: World) -> Browsers:
    """Browsers of somebody who manages the programme, and of its evaluator."""
    found = {}
    for role in (Role.PROGRAMME_MANAGER, Role.EVALUATOR):
        found[role], person = Client(), world.people[role]
        person.refresh_from_db()
        found[role].force_login(person)
    return found


@pytest.fixture
def browsers(world: World) -> Browsers:
    return signed_in(world)


def opened(browsers: Browsers, world: World) -> Iterator[tuple[str, Role, Any, bytes]]:
    """Every page and file of area A, of the whole programme, and of the programme itself.

    By the first who may.
    """
    for row in rows():
        for method, where, _ in row.cells():
            if method != "GET" or where == "other":
                continue
            path = row.path(world.a if where == "own" else world.whole)
            role, answer, body = _opened(browsers, path)
            assert answer.status_code < 500, path
            yield path, role, answer, body


def _opened(browsers: Browsers, path: str) -> tuple[Role, Any, bytes]:
    managers, evaluators = browsers.items()
    found = _open(*managers, path)
    return found if found[1].status_code != 403 else _open(*evaluators, path)


def _open(role: Role, client: Client, path: str) -> tuple[Role, Any, bytes]:
    with transaction.atomic():
        answer: Any = client.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return role, answer, body


def faults(browsers: Browsers, world: World) -> tuple[set[str], set[str]]:
    """The addresses whose answer took words for markup or a formula, and all that were opened."""
    found, seen = set(), set()
    for path, _, answer, body in opened(browsers, world):
        if answer.status_code == 200:
            seen.add(path)
            if _is_taken(answer["Content-Type"].partition(";")[0], body):
                found.add(path)
    return found, seen


def _is_taken(kind: str, body: bytes) -> bool:
    """Whether something that was written became more than words."""
    if kind == "text/csv":
        table = csv.reader(io.StringIO(body.decode("utf-8-sig")))
        return any(cell.startswith("=") for row in table for cell in row)
    if kind.endswith("spreadsheetml.sheet"):
        sheets = load_workbook(io.BytesIO(body)).worksheets
        cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
        return any(cell.data_type == "f" for cell in cells)
    if kind == "text/calendar":
        return any(line.startswith(b"{{7}}") for line in body.splitlines())
    is_page = kind in ("text/html", "image/svg+xml", "application/pdf")  # as it would be printed
    return is_page and RAW.encode() in body


def test_no_page_and_no_file_takes_words_for_its_own(browsers: Browsers, world: World) -> None:
    found, seen = faults(browsers, world)

    assert len(seen) > 200
    assert found == set()


def test_without_escaping_most_pages_would(
    browsers: Browsers, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines["django"].engine, "autoescape", False)
    monkeypatch.setattr(spreadsheet, "guarded", str)

    found, seen = faults(browsers, world)

    assert len(found) > len(seen) / 2
    assert any(path.endswith(".csv") for path in found)


def test_a_report_of_them_holds_words_alone(world: World) -> None:
    last = QUARTER.last
    frozen = making.freeze(making.collect(world.a.body, QUARTER, as_at=last))
    page = making.render_html(frozen).decode()

    assert page.count("=&lt;i x&gt;") > 20
    assert RAW not in page


# -- Whatever is sent to any form ------------------------------------------------------

NOBODY_TYPES = ("\x00", "9" * 400, "\u202e\u200b2019-02-30")
ANSWERS = (200, 302, 400, 409)  # 400: no key types it; 409: a page that has gone out of date
Forms = list[tuple[str, Role, list[str]]]


@pytest.fixture(scope="module")
def forms(world: World, django_db_blocker: DjangoDbBlocker) -> Forms:
    """Every form once, of area A or of the programme: its address, who may send it, its fields."""
    with django_db_blocker.unblock():
        return list(_forms(signed_in(world), world))


def _forms(browsers: Browsers, world: World) -> Iterator[tuple[str, Role, list[str]]]:
    known = set()
    for path, role, answer, _ in opened(browsers, world):
        form = (answer.context or {}).get("form") if answer.status_code == 200 else None
        name = (answer.resolver_match.view_name, type(form))
        if form is not None and getattr(form, "method", "post") == "post" and name not in known:
            known.add(name)
            yield path, role, list(form.fields)


def sent(client: Client, path: str, data: dict[str, str]) -> int:
    """How it was answered; what it did is undone."""
    with transaction.atomic():
        code = client.post(path, data).status_code
        transaction.set_rollback(True)
    return code


def test_every_form_answers_whatever_is_typed(browsers: Browsers, forms: Forms) -> None:
    for path, role, names in forms:
        for value in NOBODY_TYPES:
            assert sent(browsers[role], path, dict.fromkeys(names, value)) in ANSWERS, path

    assert len(forms) > 100


def test_two_megabytes_are_refused_by_every_form_of_events_learning_and_evaluation(
    browsers: Browsers, forms: Forms
) -> None:
    many = "a " * 10**6
    tried = [
        (path, role, names)
        for path, role, names in forms
        if any(part in path for part in PARTS) and not set(TEXTS).isdisjoint(names)
    ]
    for path, role, names in tried:
        before = record_count()
        (name, *_) = [each for each in TEXTS if each in names]
        assert sent(browsers[role], path, {name: many}) in (200, 400), path
        assert record_count() == before

    assert len(tried) > 30


PARTS = (
    "/events/", "/learning/", "/settings/", "new-learning-resource", "/log-an-event/", "/surveys/",
    "/waves/", "/stories/", "/conversations/", "/themes/", "new-privacy-notice", "new-story",
)  # fmt: skip
TEXTS = (
    "information", "summary", "text",
    "went", "guidance", "why", "note", "caption", "purpose", "name", "title",
)  # fmt: skip
