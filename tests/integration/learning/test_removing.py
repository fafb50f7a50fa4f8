"""Files of a version removed for good: the version stays, and its history says what was there."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role, User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from pilots.actions import learning as do
from pilots.models import Attachment, LearningResource, LearningResourceFile
from pilots.selectors.learning import files_alike
from tests.support.builders import a_person, an_area
from tests.support.learning import as_person, at
from tests.support.posting import errors, opened, send
from tests.support.uploads import an_upload

pytestmark = pytest.mark.django_db
WHY = "It showed people who did not agree"


@pytest.fixture
def resource(programme: Programme, manager: User) -> LearningResource:
    """Two versions, of which both have the plan, and the first has a poster."""
    uploads = [an_upload("Plan.pdf"), an_upload("Poster.txt", b"Come all")]
    made = do.add_resource(
        programme=programme, area=an_area(programme), title="Desk", made_by="",
        said=do.VersionSaid(uploads=uploads), by=manager,
    )  # fmt: skip
    plan = LearningResourceFile.objects.get(attachment__name="Plan.pdf")
    said = do.VersionSaid(changed="Shorter", kept=[plan])
    do.add_version(resource=made, seen=made.version, said=said, by=manager)
    return made


def names() -> list[tuple[int, str]]:
    """Which version has which file."""
    found = LearningResourceFile.objects.order_by("version__number", "pk")
    return [(each.version.number, str(each)) for each in found]


def removal(resource: LearningResource, name: str) -> str:
    file = LearningResourceFile.objects.get(version__number=1, attachment__name=name)
    return at(resource.programme, "learning-file-remove", resource.slug, file.pk)


def test_a_file_goes_from_every_version_that_has_it_and_the_history_says_so(
    client: Client, resource: LearningResource, django_capture_on_commit_callbacks: Any
) -> None:
    file = LearningResourceFile.objects.get(version__number=1, attachment__name="Plan.pdf")
    stored = [
        Path(default_storage.path(each.attachment.path)) for each in [file, *files_alike(file)]
    ]
    assert [each.exists() for each in stored] == [True, True]

    with django_capture_on_commit_callbacks(execute=True):
        answer = send(client, removal(resource, "Plan.pdf"), why=WHY)

    assert names() == [(1, "Poster.txt")]
    assert [each.exists() for each in stored] == [False, False]
    page = client.get(answer["Location"]).content.decode()
    assert f"Removed “Plan.pdf” from versions 1 and 2: {WHY}" in page
    assert resource.versions.count() == 2
    gone = reverse("attachment", args=[resource.programme.slug, file.attachment_id])
    assert client.get(gone).status_code == 404


def test_it_can_go_from_one_version_alone(client: Client, resource: LearningResource) -> None:
    send(client, removal(resource, "Plan.pdf"), why=WHY, everywhere="")

    assert names() == [(1, "Poster.txt"), (2, "Plan.pdf")]


def test_one_that_no_other_version_has_asks_nothing_of_others(
    client: Client, resource: LearningResource
) -> None:
    assert "everywhere" not in opened(client, removal(resource, "Poster.txt"))


def test_why_must_be_said(client: Client, resource: LearningResource, manager: User) -> None:
    answer = send(client, removal(resource, "Plan.pdf"))

    assert errors(answer) == {"why": ["Fill in “Why”"]}
    with pytest.raises(RefusedError, match="Say why"):
        do.remove_files(resource=resource, files=[], seen=2, why="", by=manager)
    assert Attachment.objects.count() == 3


def test_who_was_overtaken_removes_nothing(
    client: Client, resource: LearningResource, manager: User
) -> None:
    address = removal(resource, "Plan.pdf")
    data = opened(client, address) | {"why": WHY}
    resource.refresh_from_db()
    said = do.VersionSaid(changed="Longer")
    do.add_version(resource=resource, seen=resource.version, said=said, by=manager)

    assert client.post(address, data).status_code == 200
    assert Attachment.objects.count() == 3


def test_a_file_of_another_resource_or_area_is_not_found(
    client: Client, programme: Programme, resource: LearningResource, manager: User
) -> None:
    said = do.VersionSaid(uploads=[an_upload("Other.pdf")])
    do.add_resource(programme=programme, area=None, title="Talk", made_by="", said=said, by=manager)
    other = LearningResourceFile.objects.get(attachment__name="Other.pdf")
    elsewhere = as_person(a_person(Role.AREA_MANAGER, an_area(programme, "Other")))

    wrong = at(programme, "learning-file-remove", resource.slug, other.pk)
    assert client.get(wrong).status_code == 404
    assert elsewhere.get(removal(resource, "Plan.pdf")).status_code == 404
