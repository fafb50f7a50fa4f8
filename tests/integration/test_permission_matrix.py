"""Every role at every address, reading and sending: what the table of the matrix says."""

import re
import time
from collections.abc import Iterator
from http.cookies import SimpleCookie

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse
from pytest_django.plugin import DjangoDbBlocker

from partnership.people.models import Role, User
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from tests.support.matrix import INSIDE, ROLES, Row, names_in_resolver, rows, rows_outside
from tests.support.quick_papers import papers_unprinted
from tests.support.two_areas import Place, World, a_world

pytestmark = pytest.mark.django_db
OUTSIDE_ROLES = (Role.VIEWER, Role.PROGRAMME_MANAGER, Role.ADMIN)
CODES = {200: "2", 302: "r", 400: "b", 403: "3", 404: "4", 405: "5"}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once, undone after the module's last test."""
    with papers_unprinted(), django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(world: World) -> dict[Role, Client]:
    """Somebody of each role, signed in."""
    return {role: signed_in(world.people[role]) for role in ROLES}


def signed_in(user: User) -> Client:
    """As if they had given their password just now, which allauth asks for at some pages."""
    client = Client()
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
    session.save()
    return client


def answered(client: Client, method: str, path: str) -> HttpResponse:
    """The answer to an empty form or a look; whatever it changed is undone, signing out too."""
    signed = SimpleCookie(client.cookies)
    with transaction.atomic():
        answer = getattr(client, method.lower())(path)
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    client.cookies = signed
    return answer


def code(client: Client, method: str, path: str) -> str:
    status = answered(client, method, path).status_code
    return CODES.get(status, f"[{status}]")


def places(world: World) -> dict[str, Place]:
    return {"own": world.a, "whole": world.whole, "other": world.b}


def found(world: World, clients: dict[Role, Client], row: Row) -> dict[tuple[str, str], str]:
    """What each role gets at an address, as the table says it."""
    return {
        (method, where): "".join(
            code(clients[role], method, row.path(places(world)[where])) for role in ROLES
        )
        for method, where, _ in row.cells()
    }


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_each_role_gets_what_the_table_says(
    world: World, clients: dict[Role, Client], row: Row
) -> None:
    assert found(world, clients, row) == {
        (method, where): codes for method, where, codes in row.cells()
    }


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_strangers_are_led_to_sign_in_or_told_nothing(
    world: World, clients: dict[Role, Client], row: Row, method: str
) -> None:
    """Nobody, somebody of another programme, and our own people in the other programme."""
    here, there = row.path(world.a), row.path(world.other)

    nobody = answered(Client(), method, here)
    assert nobody.status_code == 302
    assert nobody["Location"].startswith(reverse("sign-in"))
    stranger = answered(signed_in(world.outsider), method, here)
    assert stranger.status_code == 404
    assert world.programme.name not in stranger.content.decode()
    for role in (Role.PROGRAMME_MANAGER, Role.AREA_MANAGER, Role.VIEWER):
        assert code(clients[role], method, there) == "4"
    assert code(clients[Role.ADMIN], method, there) == row.expected[method, "own"][0]


@pytest.mark.parametrize("row", rows_outside(), ids=lambda row: row.name)
def test_outside_programmes_each_gets_what_the_table_says(
    world: World, clients: dict[Role, Client], row: Row
) -> None:
    people = [Client(), *(clients[role] for role in OUTSIDE_ROLES)]
    path = row.path_outside(world.a)

    got = {
        (method, where): "".join(code(client, method, path) for client in people)
        for method, where, _ in row.cells()
    }

    assert got == row.expected


# -- The table has every address, and would tell a mistake --------------------


def unlisted(lines: list[Row], lines_outside: list[Row]) -> set[str]:
    """The addresses that the site answers and no table has, and the other way round."""
    inside = {name for where, name in names_in_resolver() if where.startswith(INSIDE)}
    outside = {name for where, name in names_in_resolver() if not where.startswith(INSIDE)}
    return (inside ^ {row.name for row in lines}) | (outside ^ {row.name for row in lines_outside})


def test_every_address_of_the_site_is_in_the_tables() -> None:
    assert unlisted(rows(), rows_outside()) == set()
    lines = [(row.name, row.of_what) for row in (*rows(), *rows_outside())]
    assert len(lines) == len(set(lines))


def test_an_address_without_a_line_is_found_out() -> None:
    without = [row for row in rows() if row.name != "risks"]

    assert unlisted(without, rows_outside()) - unlisted(rows(), rows_outside()) == {"risks"}


@pytest.mark.parametrize(
    ("name", "lower"),
    [
        ("overview", Permission.READ_REPORTS),
        ("event", Permission.READ_REPORTS),
        ("meeting-agenda-pdf", Permission.READ_REPORTS),
        ("reports", Permission.READ),
        ("people", Permission.READ),
        ("people-role-end", Permission.READ),
        ("area-people", Permission.READ),
        ("organisation-merge", Permission.READ),
        ("programme-settings", Permission.READ),
        ("meeting-edit", Permission.READ),
        ("decision-edit", Permission.READ),
    ],
)
def test_a_view_that_asks_for_less_is_found_out(
    world: World,
    clients: dict[Role, Client],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    lower: Permission,
) -> None:
    row = next(row for row in rows() if row.name == name)
    view = resolve(row.path(world.a)).func.view_class  # type: ignore[attr-defined]
    monkeypatch.setattr(view, "permission", lower)

    assert found(world, clients, row) != {
        (method, where): codes for method, where, codes in row.cells()
    }


def test_a_view_that_forgets_the_place_is_found_out(
    world: World, clients: dict[Role, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Entry, "require", lambda *_: None)
    missed = {row.name for row in rows() if "group" in row.of_what and _holds(world, clients, row)}

    assert not missed & {"group-edit", "seat-end", "action-new", "meeting-cancel", "minutes-edit"}


def _holds(world: World, clients: dict[Role, Client], row: Row) -> bool:
    """Whether a chair still gets what the table says of the whole programme's group."""
    got = code(clients[Role.CHAIR], "GET", row.path(world.whole))
    return got == row.expected["GET", "whole"][ROLES.index(Role.CHAIR)]


# -- Who is not signed in -----------------------------------------------------

PUBLIC = {
    "robots",
    "sign-in",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
    "account_confirm_email",
}
LINKED = re.compile(r'(?:href|action|src)="(/[^"#]*)')
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.\w+")


def test_a_spider_that_is_not_signed_in_finds_only_the_way_in(world: World) -> None:
    """From every address of the site, and on by every link that an answer shows."""
    allowed = {row.path_outside(world.a) for row in rows_outside() if row.name in PUBLIC}
    names = {user.display_name for place in (world.a, world.b) for user in place.people.values()}
    names |= {world.programme.name, world.a.group.name, world.a.body.name}
    spider, open_pages = Client(), dict[str, str]()
    ahead = {row.path(world.a) for row in rows()}
    ahead |= {row.path_outside(world.a) for row in rows_outside()}
    seen: set[str] = set()
    while ahead:
        path = ahead.pop()
        seen.add(path)
        answer = answered(spider, "GET", path)
        if answer.status_code == 200:
            open_pages[path.split("?")[0]] = text = answer.content.decode()
            ahead |= {link for link in LINKED.findall(text) if _is_page(link)} - seen

    assert set(open_pages) == allowed
    for path, text in open_pages.items():
        assert ADDRESS.findall(text) == [], path
        assert [name for name in names if name in text] == [], path


def _is_page(link: str) -> bool:
    return not link.startswith(("/static/", "//"))


def test_search_engines_are_asked_to_stay_away() -> None:
    answer = Client().get("/robots.txt")

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/plain")
    assert answer.content.decode().splitlines() == ["User-agent: *", "Disallow: /"]


def test_there_is_no_admin_site() -> None:
    assert {name for _, name in names_in_resolver() if name.startswith("admin:")} == set()
    assert Client().get("/admin/").status_code == 404
