"""A section in a browser: saved while it is typed, kept while the site can't be reached."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Dialog, Page, Route, expect

from partnership.people.models import Role, User
from partnership.reports.actions.writing import write_text
from partnership.reports.models import Cover, ImplicationAnswer, Report, ReportText
from partnership.reports.templates import layout_of
from tests.support.browsing import await_until, be_whole, follow
from tests.support.builders import a_body, a_person, a_programme, an_area
from tests.support.choosing import choose
from tests.support.drafting_reports import a_draft

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(transactional_db: None) -> Report:
    programme = a_programme()
    return a_draft(a_body(programme, area=an_area(programme), template="ijb"))


@pytest.fixture
def manager(draft: Report) -> User:
    return a_person(Role.PROGRAMME_MANAGER, draft.body.programme)


@pytest.fixture
def writer(live_server: Any, page: Page, manager: User) -> Iterator[Page]:
    """A page in which a writer is signed in."""
    client = Client()
    client.force_login(manager)
    session = client.cookies["session"].value
    page.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    yield page
    page.goto("about:blank")


@pytest.fixture
def at(live_server: Any, draft: Report) -> Callable[[str], str]:
    """The address of a section."""
    report = f"/programmes/{draft.body.programme.slug}/reports/{draft.body.slug}"
    return lambda key: f"{live_server.url}{report}/{draft.period_last}/write/{key}/"


def kept(page: Page) -> Any:
    return page.locator("[data-kept]")


def keeps_nothing(page: Page) -> None:
    """What was kept is dropped by the page that is open, once its script runs."""
    be_whole(page)
    await_until(page, lambda: not page.evaluate("localStorage.length"), "nothing is kept")


def refuse(route: Route) -> None:
    """Let pages through, and nothing that is sent."""
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


def test_what_is_typed_is_saved_and_a_site_that_is_gone_loses_nothing(
    writer: Page,
    at: Callable[[str], str],
    axe_violations: Callable[[Page], list[str]],
    complaints: list[str],
) -> None:
    writer.goto(at("conclusion"))
    writer.get_by_label("Text of “Conclusion”").press_sequentially("All is well.")
    expect(kept(writer)).to_contain_text("Saved at")
    expect(writer.locator("[data-state]")).to_have_text("Written")
    assert ReportText.objects.get().text == "All is well."
    assert axe_violations(writer) == []
    assert complaints == []

    writer.route(at("conclusion"), refuse)
    writer.get_by_label("Text of “Conclusion”").press_sequentially(" Later.")
    expect(kept(writer)).to_contain_text("It is kept in this browser.")
    writer.goto("about:blank")
    writer.unroute(at("conclusion"))

    writer.goto(f"{at('conclusion')}?use=last")
    expect(kept(writer)).to_contain_text("A text of yours that was not saved yet")
    writer.get_by_label("Text of “Conclusion”").press_sequentially("Another.")

    writer.goto(at("conclusion"))
    expect(writer.get_by_label("Text of “Conclusion”")).to_have_value("All is well. Later.")
    expect(kept(writer)).to_contain_text("Saved at")
    assert ReportText.objects.get().text == "All is well. Later."


def test_of_two_writers_the_second_is_told_at_once_and_sees_both(
    writer: Page, at: Callable[[str], str], draft: Report
) -> None:
    writer.goto(at("conclusion"))
    other = a_person(Role.AREA_MANAGER, draft.body.area)
    write_text(
        report=draft, layout=layout_of(draft.template), section="conclusion", seen=0,
        text="Theirs.", by=other,
    )  # fmt: skip

    writer.get_by_label("Text of “Conclusion”").press_sequentially("Mine.")
    expect(kept(writer)).to_contain_text("Somebody else wrote here meanwhile")
    follow(writer.get_by_role("button", name="Save", exact=True))
    expect(writer.get_by_text("Somebody else wrote here while you did")).to_be_visible()
    assert ReportText.objects.get().text == "Theirs."

    writer.get_by_label("Text of “Conclusion”").fill("Theirs. Mine.")
    writer.get_by_role("button", name="Save", exact=True).click()
    expect(writer.get_by_text("“Conclusion” is saved.")).to_be_visible()
    assert ReportText.objects.get().text == "Theirs. Mine."
    keeps_nothing(writer)


def test_answers_are_saved_and_what_one_lacks_is_said(
    writer: Page, at: Callable[[str], str]
) -> None:
    writer.goto(at("implications"))
    writer.locator("#row-legal").get_by_text("None").click()
    expect(kept(writer)).to_contain_text("Saved at")
    writer.locator("#row-risk").get_by_text("Not required").click()
    follow(writer.get_by_role("button", name="Save and go on to"))
    expect(writer.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert list(ImplicationAnswer.objects.values_list("row", flat=True)) == ["legal"]

    writer.get_by_label("In words, or the reason for Risk").fill("It is a pilot.")
    writer.get_by_role("button", name="Save and go on to").click()
    writer.wait_for_url("**/write/involving-people/")
    assert ImplicationAnswer.objects.count() == 2


def test_signing_out_asks_about_what_is_not_saved_and_leaves_nothing(
    writer: Page, at: Callable[[str], str]
) -> None:
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    writer.on("dialog", agree)
    writer.goto(at("conclusion"))
    writer.route(at("conclusion"), refuse)
    writer.get_by_label("Text of “Conclusion”").press_sequentially("Unsaved.")
    writer.get_by_role("button", name="Sign out").click()
    writer.wait_for_url("**/sign-in/**")

    assert asked == ["1 of your texts in a report was not sent yet. Sign out and lose it?"]
    keeps_nothing(writer)


def test_the_cover_is_saved_while_it_is_typed_and_says_so_once_sent(
    writer: Page,
    at: Callable[[str], str],
    axe_violations: Callable[[Page], list[str]],
    complaints: list[str],
) -> None:
    cover = at("").removesuffix("write//") + "cover/"
    writer.goto(cover)
    choose(writer.get_by_label("For noting").first)
    asked = writer.get_by_label("Recommendations")
    asked.press_sequentially("note the progress")
    expect(kept(writer)).to_contain_text("Saved at")
    assert Cover.objects.get().recommendations == "note the progress"
    assert axe_violations(writer) == []

    writer.route(cover, refuse)
    asked.press_sequentially(" so far")
    expect(kept(writer)).to_contain_text("It is kept in this browser.")
    writer.goto("about:blank")
    writer.unroute(cover)
    writer.goto(cover)
    expect(writer.get_by_label("Recommendations")).to_have_value("note the progress so far")
    writer.get_by_role("button", name="Save the cover").click()
    expect(writer.get_by_text("The cover is saved.")).to_be_visible()
    assert Cover.objects.get().recommendations == "note the progress so far"
    keeps_nothing(writer)


def test_pressing_save_is_answered_though_all_was_saved_before(
    writer: Page, at: Callable[[str], str]
) -> None:
    writer.goto(at("conclusion"))
    writer.get_by_label("Text of “Conclusion”").press_sequentially("All is well.")
    expect(kept(writer)).to_contain_text("Saved at")
    writer.get_by_role("button", name="Save", exact=True).click()
    expect(writer.get_by_text("“Conclusion” is saved.")).to_be_visible()


def test_a_site_that_is_gone_is_not_left_for_though_it_refused_something_before(
    writer: Page, at: Callable[[str], str]
) -> None:
    writer.goto(at("implications"))
    writer.locator("#row-risk").get_by_text("Not required").click()
    expect(kept(writer)).to_contain_text("Write the reason")
    writer.route(at("implications"), refuse)
    writer.get_by_label("In words, or the reason for Risk").fill("It is a pilot.")
    writer.get_by_role("button", name="Save", exact=True).click()
    expect(kept(writer)).to_contain_text("Not saved: the site does not answer")
    expect(kept(writer)).to_contain_text("It is kept in this browser.")
    expect(writer.get_by_label("In words, or the reason for Risk")).to_have_value("It is a pilot.")
