"""The engagement page as its readers get it."""

from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from partnership.programmes.models import Programme


def page_of(client: Client, programme: Programme, **asked: str) -> str:
    response = client.get(reverse("engagement", args=[programme.slug]), asked)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def text_of(client: Client, programme: Programme, **asked: str) -> str:
    """The page without its mark-up."""
    return " ".join(strip_tags(page_of(client, programme, **asked)).split())
