"""What tests of the pages of people share: who looks, where, and what a browser would send."""

from typing import Any

from django.test import Client
from django.urls import reverse

from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.actions.roles import Where
from tests.support.builders import a_person


def as_(role: Role, *places: Where) -> Client:
    client = Client()
    client.force_login(a_person(role, *places))
    return client


def at(name: str, programme: Programme, *arguments: object, **query: str) -> str:
    return reverse(name, args=[programme.slug, *arguments], query=query or None)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def fresh_form(client: Client, address: str) -> dict[str, Any]:
    """What a browser would send back of a page's form, untouched."""
    form = client.get(address).context["form"]
    return {name: form[name].value() or "" for name in form.fields}
