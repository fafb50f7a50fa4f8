"""The evaluation report of a service test shows an output of a milestone, typed once."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from milestones.addresses import delivery_address
from milestones.models import Delivery, Output
from partnership.people.models import Role
from tests.support.builders import START, a_person
from tests.support.plans import a_milestone, a_plan, write_down
from tests.support.posting import errors, opened, send
from tests.support.service_tests import a_service_test

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivery(db: None) -> Delivery:
    programme = a_plan(areas=2)
    milestone = a_milestone(programme, "M4", due_month=11)
    Output.objects.create(milestone=milestone, number=1, text="Evaluation reports")
    write_down(programme)
    return Delivery.objects.get(area__slug="area-0")


@pytest.fixture
def client(delivery: Delivery) -> Iterator[Client]:
    client = Client()
    client.force_login(a_person(Role.AREA_MANAGER, delivery.area))
    return client


def page(delivery: Delivery) -> str:
    return delivery_address("delivery-output", delivery, 1)


def a_report(delivery: Delivery, title: str, **fields: str) -> None:
    a_service_test(delivery.area, title, reported_on=START, report_title=f"On {title}", **fields)


def test_a_report_is_chosen_and_not_typed_again(client: Client, delivery: Delivery) -> None:
    link = "https://example.org/tea"
    a_report(delivery, "tea", report_link=link)
    send(client, page(delivery), report="tea")
    evidence = delivery.outputs_delivered.get()
    assert (evidence.evidence, evidence.link) == ("On tea", link)


def test_a_report_that_is_a_file_is_found_on_its_tests_page(
    client: Client, delivery: Delivery
) -> None:
    a_report(delivery, "tea")
    send(client, page(delivery), report="tea", words="The whole report")
    evidence = delivery.outputs_delivered.get()
    path = reverse("service-test", args=[delivery.programme.slug, "tea"])
    assert (evidence.evidence, evidence.link) == ("The whole report", settings.SITE_URL + path)


def test_reports_of_elsewhere_are_no_choice(client: Client, delivery: Delivery) -> None:
    assert "report" not in opened(client, page(delivery))
    a_service_test(delivery.area, "No report yet", reported_on=START)
    other = Delivery.objects.get(area__slug="area-1")
    a_report(other, "elsewhere")
    assert "report" not in client.get(page(delivery)).context["form"].fields
    a_report(delivery, "tea")
    assert "report" in errors(send(client, page(delivery), report="elsewhere"))
    assert not delivery.outputs_delivered.exists()
