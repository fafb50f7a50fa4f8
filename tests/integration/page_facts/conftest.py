"""Every page of the reference programme as its manager reads it, fetched once."""

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
    """The words of every page that can be reached from the overview, by its address."""
    with django_db_blocker.unblock(), transaction.atomic():
        programme = load(REFERENCE).programme
        client = Client()
        client.force_login(a_person(Role.PROGRAMME_MANAGER, programme))
        yield crawl(client, reverse("overview", args=[programme.slug]))
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
        words[address] = " ".join(page.text_content().split())
        links = (urlsplit(urljoin(address, link)).path for link in page.xpath("//main//a/@href"))
        navigation = page.xpath("//nav//a/@href")
        waiting += [link for link in [*links, *navigation] if link.startswith(start)]
    return words
