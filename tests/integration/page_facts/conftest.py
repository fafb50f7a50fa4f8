"""Every page of the reference programme as a viewer reads it, fetched once."""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import lxml.html
import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django.plugin import DjangoDbBlocker

from partnership.people.models import Role
from partnership.workbook.illustrative import REFERENCE
from partnership.workbook.loading import load
from tests.support.builders import a_person


@pytest.fixture(scope="package")
def pages(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, str]]:
    """The words of every page that can be reached from the overview, by its address.

    Forms repeat what stands there; only who holds events of a kind is said to managers alone.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        programme = load(REFERENCE).programme
        viewer, manager = Client(), Client()
        viewer.force_login(a_person(Role.VIEWER, programme))
        manager.force_login(a_person(Role.PROGRAMME_MANAGER, programme))
        kinds = reverse("event-kinds", args=[programme.slug])
        found = crawl(viewer, reverse("overview", args=[programme.slug]))
        yield found | {kinds: words_of(manager.get(kinds).content)}
        transaction.set_rollback(True)


def crawl(client: Client, start: str) -> dict[str, str]:
    """Every page below `start` that its links lead to, without queries in the address."""
    words: dict[str, str] = {}
    waiting = [start]
    while waiting:
        address = waiting.pop()
        if address in words:
            continue
        response = client.get(address)
        if response.status_code != 200 or "text/html" not in response["Content-Type"]:
            continue
        page = lxml.html.fromstring(response.content)
        words[address] = words_of(response.content)
        links = (urlsplit(urljoin(address, link)).path for link in page.xpath("//main//a/@href"))
        navigation = page.xpath("//nav//a/@href")
        waiting += [link for link in [*links, *navigation] if link.startswith(start)]
    return words


def words_of(content: bytes) -> str:
    return " ".join(lxml.html.fromstring(content).text_content().split())
