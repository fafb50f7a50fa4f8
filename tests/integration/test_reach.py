"""Nothing of one area is ever shown to people of another: every page, file and choice.

Area B's records hold a word in every text. Everybody whose role is of area A, its
group or its reporting body opens everything that they may, and tries B's addresses.
"""

import io
import re
import zipfile
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from partnership.people.models import Role
from partnership.people.permissions import Held
from partnership.programmes.access import Entry
from partnership.programmes.reach import EVERYTHING
from tests.support.belonging import mark, models_without
from tests.support.matrix import Row, rows
from tests.support.pdf import text_by_page
from tests.support.quick_papers import papers_unprinted
from tests.support.two_areas import World, a_world, fill

pytestmark = pytest.mark.django_db

MARK = "Quicklime"
OF_AN_AREA = (Role.AREA_MANAGER, Role.CHAIR, Role.STEERING_MEMBER, Role.IJB_OFFICER)
NEVER_THE_SAME = (
    r'name="csrfmiddlewaretoken" value="\w+"',
    r'nonce="[^"]*"',
    r'name="[\w-]*once_key" value="[\w-]*"',
    r"X-CSRFToken[^}]*",
    r"<dcterms:(?:created|modified)\b[^>]*>[^<]*",  # when a spreadsheet was written
)


@dataclass
class Looked:
    """The world, people of area A in it, and all they saw before B had a record."""

    world: World
    clients: dict[Role, Client]
    before: dict[tuple[Role, str], str]


@pytest.fixture(scope="module")
def looked(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Looked]:
    with papers_unprinted(), django_db_blocker.unblock(), transaction.atomic():
        world = a_world(with_b=False)
        clients = {role: Client() for role in OF_AN_AREA}
        for role, client in clients.items():
            client.force_login(world.people[role])
        before = {
            (role, path): text
            for role, client in clients.items()
            for path, text in seen(client, world)
        }
        mark(fill(world.b), MARK)
        yield Looked(world, clients, before)
        transaction.set_rollback(True)


def seen(
    client: Client, world: World, only: Container[str] | None = None
) -> Iterator[tuple[str, str]]:
    """Every page and file of area A and of the whole programme that somebody may open.

    `only` names those to open, if not all.
    """
    yield reverse("my-work"), got(client, reverse("my-work")).words
    for row in rows():
        if only is not None and row.name not in only:
            continue
        for method, where, _ in row.cells():
            if method == "GET" and where != "other":
                path = row.path(world.a if where == "own" else world.whole)
                answer = got(client, path)
                if answer.status == 200:
                    yield path, answer.words


@dataclass(frozen=True)
class Answer:
    """What came back; `words` without what is new in every answer."""

    status: int
    words: str


def got(client: Client, path: str, **asked: str) -> Answer:
    """The answer; whatever looking changed is undone."""
    with transaction.atomic():
        answer: Any = client.get(path, asked)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return Answer(answer.status_code, words(content))


def words(content: bytes) -> str:
    """All words of a page or a file."""
    if content.startswith(b"%PDF") and b"%%EOF" in content:
        return "\n".join(text_by_page(content))
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            text = "\n".join(words(parts.read(name)) for name in parts.namelist())
    else:
        text = content.decode(errors="replace")
    for pattern in NEVER_THE_SAME:
        text = re.sub(pattern, "", text)
    return text


def leaks(looked: Looked, only: Container[str] | None = None) -> set[str]:
    """Pages of A and of the whole programme that show B's records, or that these changed."""
    b = looked.world.b
    found = set()
    for role, client in looked.clients.items():
        for path, text in seen(client, looked.world, only):
            if MARK in text or f"{b.word}-" in text or text != looked.before.get((role, path)):
                found.add(path)
    return found


def test_every_kind_of_record_of_an_area_is_tried(looked: Looked) -> None:
    assert models_without(looked.world.b.area) == []


def test_people_of_an_area_open_much(looked: Looked) -> None:
    opened = [path for role, path in looked.before if role is Role.AREA_MANAGER]

    assert len(opened) > 20


def test_nothing_of_another_area_shows_or_counts_anywhere(looked: Looked) -> None:
    assert leaks(looked) == set()


@pytest.mark.parametrize("role", OF_AN_AREA)
def test_addresses_of_another_area_are_not_found(looked: Looked, role: Role) -> None:
    client, world = looked.clients[role], looked.world
    for row in rows():
        for method, where, _ in row.cells():
            if method == "GET" and where == "other":
                _assert_nothing_told(client, row, world)


def _assert_nothing_told(client: Client, row: Row, world: World) -> None:
    """Another area's record answers as one that is not there does."""
    answer = got(client, row.path(world.b))

    assert answer.status in (403, 404), row.name
    assert MARK not in answer.words, row.name
    assert got(client, row.path_of_nothing(world.b)) == answer, row.name


FILTERS = {"area": "area", "organisation": "org", "body": "body", "group": "group", "by": "group"}


@pytest.mark.parametrize("name", FILTERS)
def test_asking_a_list_for_another_area_is_asking_for_nothing_known(
    looked: Looked, name: str
) -> None:
    """What is asked for is repeated in forms; but for that, the answers are alike."""
    b, client = looked.world.b, looked.clients[Role.AREA_MANAGER]
    value = (b.area if name == "area" else b.records[FILTERS[name]]).slug
    for path in {row.path(looked.world.a) for row in rows() if not row.of_what}:
        theirs, unknown = (got(client, path, **{name: each}) for each in (value, "nothing-known"))
        assert MARK not in theirs.words, path
        assert _repeated(theirs.words, value) == _repeated(unknown.words, "nothing-known"), path


def _repeated(text: str, asked: str) -> str:
    """The words without what was asked for."""
    return text.replace(asked, "…")


LISTS = (
    "overview",
    "milestones",
    "risks",
    "events",
    "events-file",
    "learning",
    "learning-file",
    "groups",
    "organisations",
    "actions",
    "actions-file",
    "decisions",
    "decisions-file",
    "about",
    "reports",
)


def test_who_saw_everything_would_be_found_out(
    looked: Looked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Entry, "reach", EVERYTHING)
    monkeypatch.setattr(Held, "covers", lambda *_: True)

    found = leaks(looked, only=LISTS)

    slug = looked.world.programme.slug
    for name in LISTS:
        assert reverse(name, args=[slug]) in found, name
