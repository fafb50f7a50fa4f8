"""A person's browser without a browser, and what stands on a page."""

from django.test import Client

from partnership.people.models import User


def client_of(user: User) -> Client:
    """A client in which that person has signed in."""
    client = Client()
    client.force_login(user)
    return client


def read(client: Client, address: str, **query: str) -> str:
    """The text of a page that answers 200, on one line."""
    response = client.get(address, query)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def read_file(client: Client, address: str, **query: str) -> list[str]:
    """The lines of a file that is sent as it comes, its heads left out."""
    sent = client.get(address, query)
    return b"".join(sent.streaming_content).decode().splitlines()[1:]
