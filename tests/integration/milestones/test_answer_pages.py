"""The page of an area's answers: what it can't read, it says; what was declined is there."""

import re

import pytest
from django.test import Client

from milestones.forms.plan_answers import OPEN_AGAIN
from partnership.people.models import Role
from tests.support.builders import a_person
from tests.support.drafting import Drafting
from tests.support.people_pages import at
from tests.support.plans import a_milestone, a_plan

pytestmark = pytest.mark.django_db
TOO_LARGE = "9" * 20


@pytest.fixture
def drafting():
    programme = a_plan(areas=2)
    for number in (1, 2):
        a_milestone(programme, f"M{number}", due_month=number * 3)
    drafting = Drafting(programme)
    drafting.change("M1", due_month=4)
    drafting.change("M2", title="Another title")
    drafting.publish()
    return drafting


@pytest.fixture
def client(drafting) -> Client:
    """The manager of the first area."""
    client = Client()
    client.force_login(a_person(Role.AREA_MANAGER, drafting.programme.areas.first()))
    return client


def words(page) -> str:
    """What a page says, without its tags."""
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", "", page.content.decode()).split())


def answered(client, drafting, **said) -> str:
    address = at("plan-answers", drafting.programme, drafting.programme.areas.first().slug)
    return words(client.post(address, {"seen": "2", **said}, follow=True))


@pytest.mark.parametrize("key", [TOO_LARGE, f"-{TOO_LARGE}", "abc"])
@pytest.mark.parametrize("verb", ["accept", "decline", "accept-after-all"])
def test_a_key_that_is_none_is_refused_in_words(client, drafting, verb, key):
    assert OPEN_AGAIN in answered(client, drafting, answer=verb, key=key, reason="No")
    assert OPEN_AGAIN in answered(client, drafting, answer=verb, key="1", seen=key, reason="No")


def test_what_was_declined_is_shown_with_its_reason_and_accepted_after_all(client, drafting):
    key = drafting.key("M1")
    page = answered(client, drafting, answer="decline", key=key, reason="Our hall is booked")
    assert "Declined, and kept as it was" in page
    assert "Declined: Our hall is booked" in page
    assert "Accept after all M1" in page
    page = answered(client, drafting, answer="accept-after-all", key=key)
    assert "M1 is accepted. The agreed date moves" in page
    assert "Declined, and kept as it was" not in page
    assert "Our hall is booked" in page, "what was said first stays on record"


def test_who_may_only_read_is_offered_no_second_thought(client, drafting):
    answered(client, drafting, answer="decline", key=drafting.key("M1"), reason="No")
    reader = Client()
    reader.force_login(a_person(Role.VIEWER, drafting.programme))
    address = at("plan-answers", drafting.programme, drafting.programme.areas.first().slug)
    page = words(reader.get(address))
    assert "Declined, and kept as it was" in page
    assert "Accept after all" not in page
