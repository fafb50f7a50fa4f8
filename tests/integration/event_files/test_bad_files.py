"""What is refused as a photograph or a document, and what is said then."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from pilots import attachment_rules
from pilots.models import Event, EventFile
from tests.support.event_files import at, picture, said, stored
from tests.support.learning import a_photograph
from tests.support.learning import post as send
from tests.support.pictures import a_picture
from tests.support.uploads import HTML, SVG, a_bomb, an_upload

pytestmark = pytest.mark.django_db
QueriesOf = Callable[[Client, str], int]


@pytest.mark.parametrize(
    ("upload", "words"),
    [
        (("a.jpg", SVG), "“a.jpg”: The file’s name ends in .jpg, but its content is something"),
        (("a.jpg", HTML), "content is something else"),
        (("a.heic", b"x"), "Most Compatible"),
        (("a.svg", SVG), "no photograph"),
    ],
)
def test_a_bad_photograph_is_named_and_nothing_is_stored(
    client: Client, event: Event, folder: Path, upload: tuple[str, bytes], words: str
) -> None:
    files = [an_upload("good.jpg", a_picture()), an_upload(*upload)]
    told = said(send(client, at(event, "event-photos-add"), uploads=files))

    assert words in told
    assert "Nothing was added yet" in told
    assert "good.jpg" not in told
    assert stored(folder) == []
    assert not EventFile.objects.exists()


def test_fifty_megabytes_are_cut_off_and_refused(
    client: Client, event: Event, folder: Path
) -> None:
    files = [an_upload("large.jpg", a_picture() + b"\0" * 50_000_000)]
    told = said(send(client, at(event, "event-photos-add"), uploads=files))

    assert "“large.jpg”: The photograph is larger than 10 MB" in told
    assert stored(folder) == []


def test_more_than_ten_at_once_are_asked_to_come_in_parts(client: Client, event: Event) -> None:
    files = [an_upload(f"{n}.jpg", a_picture()) for n in range(11)]

    assert "Choose 10 files at most" in said(
        send(client, at(event, "event-photos-add"), uploads=files)
    )


def test_far_too_many_at_once_are_told_how_many_there_may_be(client: Client, event: Event) -> None:
    files = [an_upload(f"{n}.jpg", b"x") for n in range(21)]
    answer = client.post(at(event, "event-photos-add"), {"uploads": files})

    assert answer.status_code == 400
    assert "More than 20 files were sent at once. Send fewer" in answer.content.decode()


def test_no_photograph_chosen_is_said(client: Client, event: Event) -> None:
    assert "Fill in “Photographs”" in said(send(client, at(event, "event-photos-add")))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"may_be_printed": "on"}, "may_be_printed"),
        ({"consent_on": "2019-10-01"}, "consent"),
        ({"consent_held_by": "Librarian"}, "consent"),
        ({"consent": "given", "consent_on": "2199-01-01"}, "consent_on"),
        ({"consent": "yes"}, "consent"),
    ],
)
def test_what_cannot_be_said_of_a_photograph_is_refused_at_its_field(
    client: Client, event: Event, typed: dict[str, str], field: str
) -> None:
    files = [an_upload("a.jpg", a_picture())]
    answer = send(client, at(event, "event-photos-add"), uploads=files, **typed)

    assert list(answer.context["form"].errors) == [field]
    assert not EventFile.objects.exists()


@pytest.mark.parametrize("upload", [("a.html", HTML), ("a.pdf", SVG), ("a.xlsx", a_bomb())])
def test_a_bad_document_is_refused(
    client: Client, event: Event, folder: Path, upload: tuple[str, bytes]
) -> None:
    address = at(event, "event-documents-add")

    assert f"“{upload[0]}”" in said(send(client, address, uploads=[an_upload(*upload)]))
    assert stored(folder) == []


def test_where_nobody_looked_inside_a_drawing_would_be_taken_for_a_paper(
    client: Client, event: Event, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: it is the look at its content that refuses, not its name or its size."""
    monkeypatch.setitem(attachment_rules.CHECKS, "pdf", lambda *_: None)

    send(client, at(event, "event-documents-add"), uploads=[an_upload("a.pdf", SVG)])

    assert len(stored(folder)) == 1


def test_a_damaged_picture_is_not_given_out(client: Client, event: Event) -> None:
    file = a_photograph(event)
    Path(default_storage.path(file.attachment.path)).write_bytes(b"\xff\xd8\xff<script>")

    answer = client.get(picture(file, "whole"))

    assert answer.status_code == 409
    assert answer["Content-Type"].startswith("text/html")
    assert "<script>\xff" not in answer.content.decode()
