"""Risks that bear on milestones which a later version of the plan drops or renames."""

import pytest
from django.test import Client

from milestones.models import RiskMilestone
from partnership.programmes.models import Programme
from tests.support.drafting import Drafting
from tests.support.people_pages import at
from tests.support.plans import a_milestone, a_plan
from tests.support.posting import opened, send
from tests.support.reading import client_of
from tests.support.risks import a_risk

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafting(programme: Programme) -> Drafting:
    a_plan(programme)
    for number in (1, 2, 3):
        a_milestone(programme, f"M{number}", due_month=number * 3)
    risk = a_risk(programme)
    for milestone in programme.milestones.filter(reference__in=["M1", "M2"]):
        RiskMilestone.objects.create(risk=risk, milestone=milestone)
    drafting = Drafting(programme)
    drafting.change("M1", reference="M1a")
    drafting.drop("M2")
    drafting.publish()
    return drafting


@pytest.fixture
def desk(drafting: Drafting) -> Client:
    return client_of(drafting.manager)


def offered(client: Client, address: str) -> list[str]:
    field = client.get(address).context["form"].fields["on_milestones"]
    return list(field.queryset.values_list("reference", flat=True))


@pytest.mark.parametrize("as_at", ["", "2020-01-01"])
def test_what_it_bears_on_can_be_opened_on_any_day(drafting, desk, as_at):
    day = {"as_at": as_at} if as_at else {}
    page = desk.get(at("risk", drafting.programme, "R1", **day))
    bears_on = [each.reference for each in page.context["milestones"]]
    assert bears_on == ["M1a", "M2"]
    for reference in bears_on:
        address = at("milestone", drafting.programme, reference, **day)
        assert desk.get(address, follow=True).status_code == 200, address
    assert desk.get(at("risks", drafting.programme, **day)).status_code == 200


def test_a_dropped_milestone_stays_where_it_is_named_and_is_offered_nowhere_else(drafting, desk):
    assert offered(desk, at("risk-new", drafting.programme)) == ["M1a", "M3"]
    edit = at("risk-edit", drafting.programme, "R1")
    assert offered(desk, edit) == ["M1a", "M3", "M2"]

    assert opened(desk, edit)["on_milestones"] == ["M1a", "M2"]
    assert send(desk, edit, title="Worse").status_code == 302
    risk = drafting.programme.risks.get()
    assert {each.reference for each in risk.milestones.all()} == {"M1a", "M2"}
