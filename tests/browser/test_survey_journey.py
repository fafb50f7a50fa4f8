"""A questionnaire drafted by the keyboard, looked at as respondents see it, and published."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from evaluation.models import SurveyVersion
from partnership.people.models import Role
from partnership.programmes.models import Programme
from tests.support.builders import a_person, a_programme
from tests.support.choosing import choose

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def programme(transactional_db: None) -> Programme:
    return a_programme()


@pytest.fixture
def desk(live_server: Any, as_desktop: Page, programme: Programme) -> Iterator[Page]:
    """A page in which the evaluator is signed in."""
    client = Client()
    client.force_login(a_person(Role.EVALUATOR, programme))
    session = client.cookies["session"].value
    as_desktop.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    as_desktop.goto(f"{live_server.url}/programmes/{programme.slug}/new-survey/")
    yield as_desktop
    as_desktop.goto("about:blank")


def press(page: Page, role: Any, name: str) -> None:
    """Reach a link or button by its name, and press it as the keyboard does."""
    spoken = re.sub(r"([:,])", r"\\s*\1", name)  # what is hidden from sight may stand apart
    found = page.get_by_role(role, name=re.compile(f"^{spoken}$"))
    found.focus()
    expect(found).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def add(page: Page, text: str, kind: str, begin: str) -> None:
    press(page, "link", f"{begin}, {kind.lower()}")
    page.get_by_label("Question", exact=True).fill(text)


def test_a_questionnaire_is_built_by_the_keyboard_and_previewed_live(
    desk: Page, axe_violations: Callable[[Page], list[str]]
) -> None:
    desk.get_by_label("Title").fill("Open day")
    choose(desk.get_by_label("Feedback on an event", exact=True))
    press(desk, "button", "Begin the draft")
    press(desk, "link", "Add the first page")
    desk.get_by_label("Heading of the page").fill("How it was")
    press(desk, "button", "Add the page")

    press(desk, "link", "Add a question to page 1")
    add(desk, "Did you come by bus?", "One of several", "Yes or no")
    press(desk, "button", "Save, and add one after it")
    add(desk, "How was the bus?", "Points on a scale", "Satisfaction, five points")
    press(desk, "button", "Down: answer 1")  # put in order without leaving the form
    expect(desk.get_by_label("Answer 2", exact=True)).to_have_value("Very dissatisfied")
    press(desk, "button", "Up: answer 2")
    desk.get_by_label("Question", exact=True).press("Control+a")
    desk.keyboard.type("How was the bus?")
    press(desk, "button", "Add the question")
    faults = axe_violations(desk)

    press(desk, "link", "When it is shown: question 2")
    desk.get_by_label("Which earlier question decides it?").select_option(index=1)
    press(desk, "button", "Go on")
    choose(desk.get_by_label("if the answer is one of"))
    choose(desk.get_by_label("Yes", exact=True))
    press(desk, "button", "Save")
    expect(desk.get_by_text("Shown only if question 1")).to_be_visible()

    press(desk, "link", "Preview")
    faults += axe_violations(desk)
    waiting = desk.get_by_text("How was the bus?")
    expect(waiting).to_be_hidden()
    choose(desk.get_by_label("Yes", exact=True))
    expect(waiting).to_be_visible()
    choose(desk.get_by_label("No", exact=True))
    expect(waiting).to_be_hidden()

    press(desk, "link", "Back to the questionnaire")
    press(desk, "link", "Check and publish")
    press(desk, "button", "Publish it")
    expect(desk.get_by_text("It never changes.")).to_be_visible()
    assert faults == []
    assert SurveyVersion.objects.get().is_published
