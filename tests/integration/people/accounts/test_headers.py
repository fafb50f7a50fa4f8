"""Every answer carries the headers that keep browsers safe, whatever its status (fault A13).

Walks every address of the matrix and of accounts, as somebody and as nobody, over HTTP and
HTTPS; then static files and each kind of error. Beside it, each protection switched off.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from partnership.people.models import Role
from partnership.urls import handler400, handler403, handler404, handler500  # noqa: F401
from partnership.urls import urlpatterns as site
from tests.support.account_map import ENTRANCE, OWN
from tests.support.https import HOST, serve_over_https
from tests.support.matrix import Row, rows
from tests.support.signing_in import sign_in
from tests.support.two_areas import World, a_world

pytestmark = pytest.mark.django_db
YEAR = 31_536_000  # seconds
NONE, OWN_HOST = "'none'", "'self'"
MUST_SAY = ("default-src", "frame-ancestors", "base-uri", "form-action")  # no other stands in
AT_MOST = {
    "default-src": {NONE},
    "frame-ancestors": {NONE},
    "base-uri": {NONE},
    "form-action": {OWN_HOST},
    "connect-src": {OWN_HOST},
    "font-src": {OWN_HOST, "data:"},  # a report that is read brings its own
    "img-src": {OWN_HOST, "data:"},
    "script-src": {OWN_HOST},
    "style-src": {OWN_HOST},
}
BY_NAME = re.compile(r"'(nonce|sha256)-[^']+'")  # one script or style, and no other
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def with_nonce(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.csp_nonce)  # type: ignore[attr-defined]


def break_down(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("something broke")


urlpatterns = [path("broken/", break_down), path("nonce/", with_nonce), *site]


# -- What is wanted of an answer -------------------------------------------------------
def faults(answer: HttpResponse, *, secure: bool = False) -> list[str]:
    """What is missing or too weak, in words."""
    wrong = [name for name, value in EVERYWHERE.items() if answer.get(name) != value]
    wrong += faults_of_policy(answer.get("Content-Security-Policy", ""))
    return wrong + (faults_over_https(answer) if secure else [])


def faults_of_policy(text: str) -> list[str]:
    policy = {name: set(rest) for name, *rest in (part.split() for part in text.split(";") if part)}
    wrong = [f"{name} is not said" for name in MUST_SAY if name not in policy]
    for name, allowed in AT_MOST.items():
        sources = policy.get(name, policy.get("default-src", {"*"}))
        wider = {each for each in sources if not BY_NAME.fullmatch(each)} - allowed - {NONE}
        wrong += [f"{name} allows {wider}"] if wider else []
    return wrong


def faults_over_https(answer: HttpResponse) -> list[str]:
    hsts = re.match(
        r"max-age=(\d+); includeSubDomains", answer.get("Strict-Transport-Security", "")
    )
    wrong = [] if hsts and int(hsts[1]) >= YEAR else ["Strict-Transport-Security"]
    return wrong + [
        f"the cookie {name}"
        for name, cookie in answer.cookies.items()
        if not (
            name.startswith("__Host-")
            and all(cookie[flag] for flag in ("secure", "httponly", "samesite"))
            and (cookie["path"], cookie["domain"]) == ("/", "")
        )
    ]


def ask(client: Client, method: str, where: str, secure: bool) -> HttpResponse:
    """The answer, read to its end; whatever it changed is undone."""
    extra: dict[str, Any] = {"secure": True, "headers": {"Host": HOST}} if secure else {}
    with transaction.atomic():
        answer = getattr(client, method)(where, **extra)
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    return answer


@pytest.fixture(params=[False, True], ids=["http", "https"])
def secure(request: pytest.FixtureRequest, settings: Settings) -> bool:
    settings.ACCOUNT_RATE_LIMITS = False
    if request.param:
        serve_over_https(settings)
    return bool(request.param)


@pytest.fixture
def over_https(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    serve_over_https(settings)


def a_client(**options: Any) -> Client:
    return Client(raise_request_exception=False, **options)


# -- Every address ---------------------------------------------------------------------------
@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world(with_b=False)
        transaction.set_rollback(True)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.name)
def test_every_address_of_a_programme(world: World, row: Row, over_https: None) -> None:
    """Over HTTPS, which asks for all that HTTP does, and more."""
    where = row.path(world.a)
    for user in (world.people[Role.PROGRAMME_MANAGER], world.people[Role.IJB_OFFICER], None):
        client = a_client()
        if user:
            client.force_login(user)
        for method in ("get", "post"):
            assert faults(ask(client, method, where, True), secure=True) == []


@pytest.mark.parametrize("address", [*ENTRANCE, *OWN], ids=lambda each: each.name)
def test_every_address_of_an_account(person: Any, address: Any, secure: bool) -> None:
    owner = a_client()
    owner.force_login(person)
    for client in (a_client(), owner):
        for method in ("get", "post"):
            answer = ask(client, method, address.path(), secure)
            assert faults(answer, secure=secure) == []
            assert "no-store" in answer.get("Cache-Control", "") or not address.path().startswith(
                reverse("account")
            )


@pytest.mark.parametrize(
    ("where", "status"),
    [
        ("/", 302),
        ("/static/css/site.css", 200),
        ("/static/mfa/js/webauthn.js", 200),
        ("/static/no-such.css", 404),
        ("/no-such-page/", 404),
        ("/programmes/no-such-programme/", 302),
    ],
)
def test_files_and_pages_for_nobody(
    where: str, status: int, secure: bool, settings: Settings
) -> None:
    settings.WHITENOISE_USE_FINDERS = True  # nothing is collected for a test
    answer = ask(a_client(), "get", where, secure)

    assert answer.status_code == status
    assert faults(answer, secure=secure) == []


def test_each_kind_of_error(person: Any, settings: Settings, secure: bool, world: World) -> None:
    settings.ROOT_URLCONF = __name__
    client = a_client()
    client.force_login(world.people[Role.PROGRAMME_MANAGER])
    overview = reverse("overview", args=[world.programme.slug])
    strict = a_client(enforce_csrf_checks=True)

    answers = {
        400: ask(client, "get", f"{overview}?as_at=yesterday", secure),
        403: ask(strict, "post", reverse("sign-in"), secure),
        404: ask(client, "get", "/programmes/no-such-programme/", secure),
        405: ask(client, "get", reverse("sessions-end"), secure),
        500: ask(client, "get", "/broken/", secure),
    }

    assert {status: answer.status_code for status, answer in answers.items()} == {
        status: status for status in answers
    }
    assert {status: faults(answer, secure=secure) for status, answer in answers.items()} == {
        status: [] for status in answers
    }


def test_the_answer_to_too_many_tries(person: Any) -> None:
    client = a_client()
    for _ in range(31):
        answer = sign_in(client, password="not it")

    assert answer.status_code == 429
    assert faults(answer) == []


def test_a_nonce_is_another_in_every_answer(person: Any, settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    client = Client()
    client.force_login(person)

    first, second = (ask(client, "get", "/nonce/", False) for _ in range(2))

    assert first.content != second.content
    for answer in (first, second):
        assert f"'nonce-{answer.content.decode()}'" in answer["Content-Security-Policy"]
        assert faults(answer) == []


def test_over_https_a_visitor_by_http_is_led_there(settings: Settings) -> None:
    serve_over_https(settings)

    answer = Client().get("/sign-in/", headers={"Host": HOST})

    assert answer["Location"] == f"https://{HOST}/sign-in/"


# -- Each protection switched off -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("middleware", "missing"),
    [
        ("django.middleware.security.SecurityMiddleware", "X-Content-Type-Options"),
        ("django.middleware.clickjacking.XFrameOptionsMiddleware", "X-Frame-Options"),
        ("csp.middleware.CSPMiddleware", "default-src is not said"),
    ],
)
def test_control_without_its_middleware_a_header_is_missed(
    settings: Settings, middleware: str, missing: str
) -> None:
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if each != middleware]

    assert missing in faults(Client().get(reverse("sign-in")))


@pytest.mark.parametrize("source", ["'unsafe-inline'", "'unsafe-eval'", "https:", "*"])
def test_control_a_wider_policy_is_seen(settings: Settings, source: str) -> None:
    given = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    wider = {**given, "script-src": [*given["script-src"], source]}
    settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": wider}

    assert any("script-src" in each for each in faults(Client().get(reverse("sign-in"))))


@pytest.mark.parametrize(
    ("name", "value", "missing"),
    [
        ("SECURE_HSTS_SECONDS", YEAR - 1, "Strict-Transport-Security"),
        ("SECURE_HSTS_INCLUDE_SUBDOMAINS", False, "Strict-Transport-Security"),
        ("CSRF_COOKIE_NAME", "csrf", "the cookie csrf"),
        ("CSRF_COOKIE_SECURE", False, "the cookie __Host-csrf"),
        ("CSRF_COOKIE_HTTPONLY", False, "the cookie __Host-csrf"),
    ],
)
def test_control_over_https_a_weaker_setting_is_seen(
    settings: Settings, name: str, value: object, missing: str
) -> None:
    serve_over_https(settings)
    setattr(settings, name, value)

    answer = ask(Client(), "get", reverse("sign-in"), secure=True)

    assert missing in faults(answer, secure=True)
