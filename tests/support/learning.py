"""The portfolio of learning and the files of events, for tests."""

from typing import Any

from django.test import Client
from django.urls import reverse
from model_bakery import baker

from partnership.people.models import User
from partnership.programmes.models import Programme
from pilots.actions.event_files import Said, add_documents, add_photographs
from pilots.actions.learning_methods import method_called
from pilots.models import (
    Area,
    Event,
    EventFile,
    EventResource,
    LearningResource,
    LearningResourceFile,
    LearningResourceVersion,
)
from pilots.photographs import photograph
from tests.support.builders import PAPER_DAY, a_person
from tests.support.pictures import a_picture
from tests.support.posting import opened
from tests.support.uploads import an_upload


def a_resource(
    programme: Programme, title: str = "Health desk", area: Area | None = None, **fields: Any
) -> LearningResource:
    """A resource without a version."""
    slug = title.lower().replace(" ", "-")
    given = {"slug": slug, "reported_on": PAPER_DAY, "made_by": "A post"} | fields
    resource: LearningResource = baker.make(
        LearningResource, programme=programme, area=area, title=title, **given
    )
    return resource


def a_version(resource: LearningResource, number: int = 1, **fields: Any) -> Any:
    """A version of a resource, said on the day of the paper."""
    given = {"reported_on": PAPER_DAY, "audience": "Library staff"} | fields
    return baker.make(LearningResourceVersion, resource=resource, number=number, **given)


def as_person(user: User) -> Client:
    """A browser in which that person is signed in."""
    client = Client()
    client.force_login(user)
    return client


def at(programme: Programme, name: str, *more: object) -> str:
    """An address of the portfolio."""
    return reverse(name, args=[programme.slug, *more])


def listed(client: Client, programme: Programme, query: str = "") -> list[str]:
    """The titles in the list that the query asks for."""
    page: Any = client.get(at(programme, "learning") + query)
    assert page.status_code == 200
    return [version.resource.title for version, _ in page.context["lines"]]


def post(client: Client, address: str, **typed: Any) -> Any:
    """Open a form, type, and send it; a field of files that holds none is left out."""
    data = {**opened(client, address), **typed}
    return client.post(address, {name: value for name, value in data.items() if value != []})


def a_photograph(event: Event, caption: str = "Planting", **said: Any) -> EventFile:
    """A photograph of an event, with its preview."""
    made = photograph("garden.jpg", a_picture())
    added = add_photographs(
        event=event, photographs=[made], said=Said(caption=caption, **said), by=a_person()
    )
    return added[0]


def learned(place: Any) -> None:
    """A photograph, a document, a resource, and its use, beside one that all share."""
    event, programme, by = place.records["event"], place.programme, a_person()
    photo = a_photograph(event, consent="given", consent_held_by="Librarian")
    upload = an_upload("poster.txt", f"Come to {place.word}".encode())
    add_documents(event=event, uploads=[upload], said=Said("Poster"), by=by)
    resource = a_resource(programme, "Desk", place.area, slug=f"{place.word}-desk")
    version = a_version(
        resource, materials="Chairs", guidance="Slowly", outcomes="Can ask", format="Talk",
        link="https://example.org/desk", changed="All of it",
    )  # fmt: skip
    version.methods.add(method_called(programme, "Workshop"))
    stored = baker.make(
        "pilots.Attachment", programme=programme, area=place.area, name="Slides.pdf",
        path=f"attachments/{place.word}-slides", media_type="application/pdf", size=1,
        sha256="0" * 64,
    )  # fmt: skip
    slides = baker.make(LearningResourceFile, version=version, attachment=stored, title="Slides")
    shared = LearningResourceVersion.objects.filter(resource__in=programme.learning_resources.all())
    for each in {version, *shared.filter(resource__area=None)}:
        baker.make(EventResource, event=event, version=each, note="It went well")
    event.refresh_from_db()
    place.records |= {"photo": photo, "learning": resource, "slides": slides}
