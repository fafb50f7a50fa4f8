"""An event with a public form that is open, and who is asked about it."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.utils import timezone

from partnership.programmes.models import Programme
from pilots.actions.feedback import Asking, ask_people
from pilots.models import Event, FeedbackForm
from tests.support.builders import a_person, an_area, an_event
from tests.support.fixtures import programme, queries_of, signed_in

__all__ = ["programme", "queries_of", "signed_in"]


@pytest.fixture(autouse=True)
def _no_floods_before() -> None:
    caches["floods"].clear()


@pytest.fixture
def event(programme: Programme) -> Event:
    event = an_event(programme, "Fun Day", area=an_area(programme), happened="2019-09-21")
    event.refresh_from_db()  # its date as a date
    return event


@pytest.fixture
def form(event: Event) -> FeedbackForm:
    """Open for two weeks from today."""
    today = timezone.localdate()
    asking = Asking(today, today + timedelta(days=14))
    return ask_people(event=event, asking=asking, by=a_person())
