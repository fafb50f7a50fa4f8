"""A browser for the tests: Debian's Chromium, at the sizes of a phone and of a desk."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker, Settings

from tests.support.browsing import PATIENCE, be_whole

# Playwright keeps an event loop running, in which Django would refuse its database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

expect.set_options(timeout=PATIENCE)  # its own five seconds are few on a busy machine

PHONE = {"width": 375, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


@pytest.fixture(scope="session", autouse=True)
def nobody_left(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """End what the site still asked the database for an open page when the last test was over."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


@pytest.fixture(scope="session")
def base_url() -> None:
    """Replace pytest-base-url's, of which pytest warns; live_server has the address."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's Chromium, which reaches nothing but this machine."""
    return browser_type_launch_args | {
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": [
            "--no-sandbox",
            "--disable-background-networking",
            "--no-first-run",
            "--disable-gpu",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Browse as a person in Scotland does, without movement that a test would wait for."""
    return browser_context_args | {
        "locale": "en-GB",
        "timezone_id": "Europe/London",
        "reduced_motion": "reduce",
    }


@pytest.fixture(scope="session")
def browser(browser: Browser) -> Browser:
    """Let a page take its time: the first one reads in the site and starts the browser's parts."""
    browser.on("context", lambda each: each.set_default_navigation_timeout(2 * PATIENCE))
    return browser


@pytest.fixture
def as_phone(page: Page) -> Page:
    """A page the size of a phone."""
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return page


@pytest.fixture
def as_desktop(page: Page) -> Page:
    """A page the size of a desk's screen."""
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    return page


@pytest.fixture
def axe_violations() -> Callable[[Page], list[str]]:
    """Return a function that lists what breaks an accessibility rule on a page, and where."""

    def violations(page: Page) -> list[str]:
        be_whole(page)
        return [
            f"{rule['id']}: {rule['help']} ({rule['impact']}) at "
            + ", ".join(str(node["target"][0]) for node in rule["nodes"])
            for rule in Axe().run(page).response["violations"]
        ]

    return violations


@pytest.fixture
def scrolls_sideways() -> Callable[[Page], bool]:
    """Return a function that says whether a page is wider than its window."""

    def wider(page: Page) -> bool:
        be_whole(page)
        return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))

    return wider


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complained of on this page: script errors, refused styles, lost files."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda said: heard.append(said.text) if said.type == "error" else None)
    return heard


@pytest.fixture
def for_developers(settings: Settings) -> None:
    """Show the components page without a sign-in."""
    settings.DEBUG = True
