"""Sends a page's form as a browser would: what stands in it, but for what a person typed."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.test import Client


def opened(client: Client, address: str) -> dict[str, Any]:
    """What a browser would send of the page's form, before anything is typed."""
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return standing(response.context["form"])


def standing(form: BaseForm) -> dict[str, Any]:
    """What a form holds, as its fields are sent."""
    values = {bound.html_name: bound.value() for bound in form}
    return {name: value for name, value in values.items() if value is not None}


def send(client: Client, address: str, **typed: Any) -> HttpResponse:
    """Open a page, type, and send its form; the answer, not followed."""
    return client.post(address, opened(client, address) | typed)


def errors(response: Any) -> dict[str, list[str]]:
    """What a form that came back says is wrong, by field."""
    assert response.status_code == 200, response.status_code
    return {name: list(said) for name, said in response.context["form"].errors.items()}
