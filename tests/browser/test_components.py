"""Each component, in a browser: rules of accessibility, sizes, keyboard, no script."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.support.browsing import be_whole

pytestmark = pytest.mark.usefixtures("for_developers")

SIZES = {"smallest": 320, "phone": 375, "tablet": 768, "desktop": 1280}
ADDRESSES = ["/components/", "/components/?sent"]


@pytest.fixture
def at(live_server: LiveServer, page: Page) -> Callable[..., Page]:
    """Open an address at a width."""

    def open_at(path: str = "/components/", width: int = 1280) -> Page:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(live_server.url + path)
        return page

    return open_at


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("path", ADDRESSES)
def test_components_break_no_rule_of_accessibility(
    at: Callable[..., Page], axe_violations: Callable[[Page], list[str]], path: str, width: int
) -> None:
    assert axe_violations(at(path, width)) == []


@pytest.mark.parametrize("width", SIZES.values(), ids=SIZES.keys())
def test_components_fit_the_window(
    at: Callable[..., Page], scrolls_sideways: Callable[[Page], bool], width: int
) -> None:
    page = at(width=width)

    assert not scrolls_sideways(page)
    assert page.locator(".table-region").first.evaluate("e => e.clientWidth") <= width


def test_the_browser_has_nothing_to_complain_of(
    at: Callable[..., Page], complaints: list[str]
) -> None:
    at("/components/?sent").wait_for_load_state("networkidle")

    assert complaints == []


def test_type_is_set_in_the_font_that_we_serve(at: Callable[..., Page]) -> None:
    page = at()
    be_whole(page)
    loaded = page.evaluate(
        """[...document.fonts]
            .filter(f => f.status === "loaded" && f.family.replaceAll('"', "") === "Roboto")
            .map(f => f.weight + " " + f.style)"""
    )

    assert sorted(loaded) == ["400 italic", "400 normal", "700 normal"]


def test_the_page_does_not_move_while_it_loads(at: Callable[..., Page]) -> None:
    page = at("/components/")
    page.wait_for_load_state("networkidle")

    moved = page.evaluate(
        """() => {
            const seen = new PerformanceObserver(() => {});
            seen.observe({ type: "layout-shift", buffered: true });
            return seen.takeRecords().reduce((total, entry) => total + entry.value, 0);
        }"""
    )

    assert moved < 0.05


def test_the_keyboard_reaches_the_skip_link_first_and_then_the_menu(
    at: Callable[..., Page],
) -> None:
    page = at()

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to main content")
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Partnership programme manager")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Overview")


def test_the_skip_link_leads_past_the_menu(at: Callable[..., Page]) -> None:
    page = at()

    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_have_count(1)


def test_a_wide_table_can_be_scrolled_with_the_keyboard(at: Callable[..., Page]) -> None:
    region = at(width=375).get_by_role("region", name="Milestones by area")

    region.focus()
    region.press("ArrowRight")

    expect(region).to_be_focused()
    expect(region).not_to_have_js_property("scrollLeft", 0)


def test_the_menu_opens_and_closes_on_a_phone_by_keyboard(at: Callable[..., Page]) -> None:
    page = at(width=375)
    section = page.locator(".menu__panel").get_by_role("link", name="Reports")
    expect(section).to_be_hidden()

    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Menu")
    page.keyboard.press("Enter")
    expect(section).to_be_visible()

    page.keyboard.press("Escape")
    expect(section).to_be_hidden()
    expect(page.locator(":focus")).to_have_text("Menu")


@pytest.mark.parametrize("width", [375, 1280])
def test_the_menu_works_without_scripts(
    browser: Browser, live_server: LiveServer, width: int
) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 740}
    )
    page = context.new_page()
    page.goto(live_server.url + "/components/")
    if width < 768:
        page.get_by_text("Menu", exact=True).click()

    links = page.get_by_role("navigation", name="Main").get_by_role("link")

    expect(links.first).to_be_visible()
    assert links.all_inner_texts()[:3] == ["Overview", "Milestones", "Events"]
    context.close()


def test_the_error_summary_takes_the_focus_and_leads_to_the_field(
    at: Callable[..., Page],
) -> None:
    page = at("/components/?sent", width=375)
    expect(page.locator("#error-summary")).to_be_focused()
    expect(page).to_have_title(
        "Error: Components – Example programme – Partnership programme manager"
    )

    page.get_by_role("link", name="Choose a kind of event").click()

    expect(page.get_by_label("Workshop")).to_be_focused()
    expect(page.get_by_text("Kind of event", exact=True)).to_be_in_viewport()


def test_the_characters_that_are_left_are_counted(at: Callable[..., Page]) -> None:
    page = at()
    left = page.locator(".ds_input__message")
    expect(left).to_have_text("You can enter up to 200 characters")

    page.get_by_label("How did it go?").fill("Well")

    expect(left).to_have_text("You have 196 characters remaining")


def test_colours_forced_by_the_reader_leave_every_status_its_border(
    at: Callable[..., Page],
) -> None:
    page = at()
    page.emulate_media(forced_colors="active")

    borders = page.locator(".status").evaluate_all(
        "all => all.map(e => getComputedStyle(e).borderTopWidth)"
    )

    assert borders
    assert set(borders) == {"1px"}
