"""How a browser test waits on a machine of any speed: for what it needs, and never for a time."""

from collections.abc import Callable
from time import monotonic

from playwright.sync_api import Locator, Page, expect

PATIENCE = 30_000  # ms, in which whatever is waited for has happened on any machine


def follow(control: Locator) -> None:
    """Press what leads to another page, and wait until that page and its scripts are there.

    Before that, a press or a key can be lost: it reaches the page that is left, or one whose
    scripts do not listen yet.
    """
    with control.page.expect_navigation():
        control.click()


def be_whole(page: Page) -> None:
    """Wait until the page that has come has its styles and scripts too, and its own type.

    Its words are seen before: nothing listens then, and what is measured still moves.
    """
    page.wait_for_load_state()
    page.evaluate("() => (document.body.offsetHeight, document.fonts.ready.then(() => null))")


def type_in(field: Locator, words: str) -> None:
    """Type by the keyboard alone into the field that has the focus, or is about to have it."""
    expect(field).to_be_focused()
    field.page.keyboard.type(words)
    expect(field).to_have_value(words)


def await_until(page: Page, met: Callable[[], object], what: str) -> None:
    """Wait for what no page shows; the browser goes on meanwhile."""
    deadline = monotonic() + PATIENCE / 1000
    while not met():
        assert monotonic() < deadline, f"{what}: not within {PATIENCE // 1000} seconds"
        page.wait_for_timeout(50)
