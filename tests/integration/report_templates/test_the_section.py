"""The pages of the section “Reports” lead to each other, and administrators keep its settings."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role
from tests.support.builders import a_person, an_organisation

READS = ("reports", "report-archive", "report-check")
KNOWS = ("reporting-bodies", "report-templates")
Signing = Callable[[Role], Client]


def ways(client: Client, name: str) -> list[str]:
    """The pages to which a page leads beside itself, by their names."""
    page = client.get(reverse(name, args=["co-creating"]))
    assert page.status_code == 200
    assert [each.is_here for each in page.context["views"]].count(True) == 1
    assert 'aria-label="Pages about reports"' in page.content.decode()
    return [each.url.rstrip("/").rpartition("/")[2] for each in page.context["views"]]


@pytest.mark.parametrize("name", READS + KNOWS)
def test_each_page_leads_to_all_that_its_reader_may_open(as_: Signing, name: str) -> None:
    client = as_(Role.VIEWER)
    found = ways(client, name)
    assert found == ["reports", "archive", "reporting-bodies", "report-templates", "check-a-file"]


@pytest.mark.parametrize("name", READS)
def test_an_officer_is_led_to_no_page_that_is_shut(client: Client, body: Any, name: str) -> None:
    client.force_login(a_person(Role.IJB_OFFICER, body))
    assert ways(client, name) == ["reports", "archive", "check-a-file"]


@pytest.mark.parametrize("name", KNOWS)
def test_an_administrator_keeps_templates_and_bodies_and_reads_no_report(
    client: Client, body: Any, name: str
) -> None:
    client.force_login(a_person(Role.ADMIN))
    assert ways(client, name) == ["reporting-bodies", "report-templates"]
    assert body.name in client.get(reverse(name, args=["co-creating"])).content.decode()
    assert client.get(reverse("reports", args=["co-creating"])).status_code == 403


def test_an_administrator_comes_there_from_the_settings(client: Client, body: Any) -> None:
    client.force_login(a_person(Role.ADMIN))
    address = reverse("programme-settings", args=["co-creating"])
    assert address in client.get(reverse("people", args=["co-creating"])).content.decode()
    settings = client.get(address).content.decode()
    for name in KNOWS:
        assert f'href="{reverse(name, args=["co-creating"])}"' in settings


def test_an_administrator_chooses_among_all_organisations(client: Client, body: Any) -> None:
    council = an_organisation("North Ayrshire Council", sector="council")
    client.force_login(a_person(Role.ADMIN))
    page = client.get(reverse("reporting-body-edit", args=["co-creating", body.slug]))
    assert council in page.context["form"].fields["council"].queryset
