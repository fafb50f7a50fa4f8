"""Paper forms of feedback typed in, with the mouse in the other hand."""

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from partnership.people.models import Role
from pilots.models import Event, FeedbackAnswer
from tests.support.browsing import be_whole
from tests.support.builders import a_person, a_programme, an_area, an_event

pytestmark = pytest.mark.django_db(transaction=True)
TOP_OF = "(button) => button.getBoundingClientRect().top"


@pytest.fixture
def event(transactional_db: None) -> Event:
    programme = a_programme()
    return an_event(programme, "Fun Day", area=an_area(programme), happened="2019-09-21")


@pytest.fixture
def piles(live_server: Any, as_phone: Page, event: Event) -> Page:
    """The page on which piles are counted, opened by a manager."""
    client = Client()
    client.force_login(a_person(Role.PROGRAMME_MANAGER, event.programme))
    session = client.cookies["session"].value
    as_phone.context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    as_phone.goto(f"{live_server.url}/programmes/co-creating/events/fun-day/feedback/papers/")
    return as_phone


def test_a_lone_pile_is_saved_by_one_press(piles: Page) -> None:
    """Its sum is shown as the box is left, which the press itself does: nothing may move then."""
    be_whole(piles)
    save = piles.get_by_role("button", name="Save these forms")
    piles.get_by_label("Very satisfied").press_sequentially("9")
    save.scroll_into_view_if_needed()
    top = save.evaluate(TOP_OF)

    save.hover()
    piles.mouse.down()
    expect(piles.get_by_text("These piles: 9 forms.")).to_be_visible()
    assert save.evaluate(TOP_OF) == top
    piles.mouse.up()

    expect(piles.get_by_text("9 paper forms are saved and counted")).to_be_visible()
    assert FeedbackAnswer.objects.count() == 9
