"""The first pages say how many changes of the plan wait for the person's answer."""

import pytest
from django.urls import reverse

from milestones.actions import answers
from partnership.people.models import Role
from tests.support.builders import a_person
from tests.support.drafting import Drafting
from tests.support.plans import a_milestone, a_plan

pytestmark = pytest.mark.django_db
WAITS = "for an answer"


@pytest.fixture
def drafting(programme):
    a_plan(programme)
    for number in (1, 2):
        a_milestone(programme, f"M{number}", due_month=number * 3)
    drafting = Drafting(programme)
    drafting.change("M1", due_month=4)
    drafting.change("M2", title="Another title")
    return drafting


def told(client, user, name: str, *args, **query) -> str:
    client.force_login(user)
    page = " ".join(client.get(reverse(name, args=args), query).content.decode().split())
    found = [line for line in page.split("<li>") if WAITS in line]
    return found[0].split("</li>")[0] if found else ""


def test_the_overview_says_how_many_wait_and_leads_there(drafting, client):
    slug = drafting.programme.slug
    assert told(client, drafting.manager, "overview", slug) == ""
    drafting.publish()
    line = told(client, drafting.manager, "overview", slug)
    assert "4 plan changes wait for an answer" in line
    assert f'href="/programmes/{slug}/plan/#waiting"' in line
    assert told(client, drafting.manager, "overview", slug, as_at="2019-09-30") == ""


def test_an_area_manager_is_told_of_the_own_area_alone(drafting, client):
    drafting.publish()
    programme = drafting.programme
    area = programme.areas.first()
    manager = a_person(Role.AREA_MANAGER, area)
    assert "2 plan changes wait" in told(client, manager, "overview", programme.slug)
    line = told(client, manager, "area", programme.slug, area.slug)
    assert "2 plan changes wait" in line
    assert f'href="/programmes/{programme.slug}/plan/answers/{area.slug}/"' in line
    given = {"programme": programme, "area": area, "seen": 2, "by": manager}
    answers.accept(**given, key=drafting.key("M1"))
    assert "1 plan change waits" in told(client, manager, "area", programme.slug, area.slug)
    answers.decline(**given, key=drafting.key("M2"), reason="No")
    assert told(client, manager, "area", programme.slug, area.slug) == ""
    assert "2 plan changes wait" in told(client, drafting.manager, "overview", programme.slug)


def test_who_may_not_answer_is_not_asked_to(drafting, client):
    drafting.publish()
    viewer = a_person(Role.VIEWER, drafting.programme)
    area = drafting.programme.areas.first()
    assert told(client, viewer, "overview", drafting.programme.slug) == ""
    assert told(client, viewer, "area", drafting.programme.slug, area.slug) == ""


def test_saying_so_takes_no_query(drafting, client, queries_of):
    client.force_login(drafting.manager)
    address = reverse("overview", args=[drafting.programme.slug])
    before = queries_of(client, address)
    drafting.publish()
    assert queries_of(client, address) == before
