"""Photographs and documents of events: added, shown to those allowed, described, removed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role, User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from pilots.actions import event_files as do
from pilots.actions.event_changes import event_change
from pilots.models import Attachment, Event, EventFile
from pilots.photographs import photograph
from tests.support.builders import a_group, a_person, an_area, an_event
from tests.support.event_files import at, picture, stored
from tests.support.learning import a_photograph, as_person
from tests.support.learning import post as send
from tests.support.pictures import a_picture, opened
from tests.support.posting import opened as form_of
from tests.support.uploads import an_upload

pytestmark = pytest.mark.django_db
QueriesOf = Callable[[Client, str], int]


def test_several_photographs_come_at_once_with_one_consent(client: Client, event: Event) -> None:
    files = [an_upload(f"IMG_{n}.JPG", a_picture((2400, 1200))) for n in range(2)]
    answer = send(
        client, at(event, "event-photos-add"), uploads=files, caption="Planting bulbs",
        consent="guardians", consent_on="2019-10-01", consent_held_by="Librarian",
        may_be_printed="on",
    )  # fmt: skip

    assert answer["Location"] == at(event, "event")
    photos = list(EventFile.objects.all())
    assert [each.kind for each in photos] == ["photo", "photo"]
    assert {each.caption for each in photos} == {"Planting bulbs"}
    assert photos[0].consent == EventFile.Consent.GUARDIANS
    assert photos[0].consent_on == date(2019, 10, 1)
    assert photos[0].may_be_printed
    assert [each.attachment.name for each in photos] == ["IMG_0.jpg", "IMG_1.jpg"]
    page = client.get(at(event, "event")).content.decode()
    assert page.count('alt="Planting bulbs"') == 2
    assert "parents or guardians of children, agreed, said on 1 October 2019" in page
    assert "forms kept by: Librarian. May be printed" in page
    assert "Photographs: added 2" in page


def test_what_is_shown_is_a_plain_jpeg_and_nothing_else(client: Client, event: Event) -> None:
    file = a_photograph(event)
    for size in ("whole", "preview"):
        answer = client.get(picture(file, size))
        assert answer.status_code == 200
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["Content-Disposition"] == "inline"
        assert answer["X-Content-Type-Options"] == "nosniff"
        policy = answer["Content-Security-Policy"].split("; ")
        assert {"default-src 'none'", "sandbox"} <= set(policy)
        assert answer["Cache-Control"] == "private, no-cache"
        assert opened(answer.content).format == "JPEG"
        assert b"SecretCam" not in answer.content


def test_a_browser_that_has_the_picture_is_told_so(client: Client, event: Event) -> None:
    file = a_photograph(event)
    etag = client.get(picture(file))["ETag"]

    again = client.get(picture(file), headers={"If-None-Match": etag})

    assert (again.status_code, again.content) == (304, b"")
    assert again["Cache-Control"] == "private, no-cache"


def test_the_preview_is_the_small_one_and_the_whole_stands_in_for_it(
    client: Client, event: Event
) -> None:
    made = photograph("a.jpg", a_picture((1600, 800)))
    (file,) = do.add_photographs(event=event, photographs=[made], said=do.Said(), by=a_person())
    assert opened(client.get(picture(file)).content).size == (400, 200)
    assert opened(client.get(picture(file, "whole")).content).size == (1600, 800)

    Attachment.objects.filter(path__endswith="-preview").delete()

    assert opened(client.get(picture(file)).content).size == (1600, 800)
    assert client.get(picture(file, "huge")).status_code == 404


def test_a_photograph_without_a_caption_says_so_to_who_cannot_see_it(
    client: Client, event: Event
) -> None:
    a_photograph(event, "")

    assert 'alt="Photograph without a caption"' in client.get(at(event, "event")).content.decode()


@pytest.mark.parametrize("name", ["event", "event-picture", "attachment"])
def test_people_of_another_area_and_officers_see_none_of_it(
    programme: Programme, event: Event, name: str
) -> None:
    file = a_photograph(event)
    other = an_area(programme, "Other")
    stranger = as_person(a_person(Role.AREA_MANAGER, other))
    officer = as_person(a_person(Role.IJB_OFFICER, programme))
    own = as_person(a_person(Role.STEERING_MEMBER, a_group(programme, area=event.area)))
    address = {
        "event": at(event, "event"),
        "event-picture": picture(file),
        "attachment": reverse("attachment", args=[programme.slug, file.attachment_id]),
    }[name]

    assert [each.get(address).status_code for each in (own, stranger, officer)] == [200, 404, 403]
    assert Client().get(address).status_code == 302


def test_the_files_go_with_an_event_that_moves_to_another_area(
    programme: Programme, event: Event, manager: User
) -> None:
    file, there = a_photograph(event), an_area(programme, "There")
    do.add_documents(event=event, uploads=[an_upload()], said=do.Said(), by=manager)
    event.refresh_from_db()
    with event_change(event, seen=event.version, by=manager) as now:
        now.area = there

    assert set(Attachment.objects.values_list("area", flat=True)) == {there.pk}
    assert Attachment.objects.count() == 3
    client = as_person(a_person(Role.AREA_MANAGER, there))
    assert client.get(picture(file)).status_code == 200


def test_who_reads_the_event_reads_its_files_however_it_came_to_its_area(
    programme: Programme, event: Event
) -> None:
    file, there = a_photograph(event), an_area(programme, "There")
    here = as_person(a_person(Role.AREA_MANAGER, event.area))
    Event.objects.update(area=there)
    address = reverse("attachment", args=[programme.slug, file.attachment_id])

    assert here.get(address).status_code == 404
    assert as_person(a_person(Role.AREA_MANAGER, there)).get(address).status_code == 200


def test_a_preview_is_no_file_of_its_own(
    client: Client, programme: Programme, event: Event
) -> None:
    a_photograph(event)
    small = Attachment.objects.get(path__endswith="-preview")

    address = reverse("attachment", args=[programme.slug, small.pk])
    assert client.get(address).status_code == 404


def test_nothing_is_printed_without_a_consent_whoever_asks(event: Event) -> None:
    with pytest.raises(RefusedError, match="Only a photograph with a consent"):
        a_photograph(event, may_be_printed=True)


def test_documents_are_only_downloaded(client: Client, event: Event) -> None:
    answer = send(
        client,
        at(event, "event-documents-add"),
        uploads=[an_upload("Poster.pdf")],
        caption="Poster",
    )

    assert answer.status_code == 302
    file = EventFile.objects.get()
    assert file.kind == "document"
    page = client.get(at(event, "event")).content.decode()
    assert "Poster.pdf</a>" in page
    assert "Documents: added Poster.pdf" in page
    assert client.get(picture(file, "whole")).status_code == 404
    there = client.get(reverse("attachment", args=[event.programme.slug, file.attachment_id]))
    assert there["Content-Disposition"].startswith("attachment")


def test_a_document_says_who_agreed_and_who_keeps_the_forms(client: Client, event: Event) -> None:
    agreed = {"consent": "given", "consent_on": "2019-10-01", "consent_held_by": "Librarian"}
    address = at(event, "event-documents-add")
    send(client, address, uploads=[an_upload("Story.pdf")], **agreed)

    file = EventFile.objects.get()
    assert (file.consent, file.consent_held_by) == ("given", "Librarian")
    assert file.consent_on == date(2019, 10, 1)
    assert "Everybody who can be recognised agreed" in client.get(at(event, "event")).text


def test_the_same_form_sent_twice_adds_once(client: Client, event: Event, folder: Path) -> None:
    address = at(event, "event-photos-add")
    data = form_of(client, address) | {"uploads": an_upload("a.jpg", a_picture())}
    data = {name: value for name, value in data.items() if value != []}
    for _ in range(2):
        data["uploads"].seek(0)
        assert client.post(address, data)["Location"] == at(event, "event")

    assert EventFile.objects.count() == 1
    assert len(stored(folder)) == 2


def test_a_failure_leaves_no_file_behind(
    event: Event, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(EventFile, "save", fails)
    with pytest.raises(ZeroDivisionError):
        a_photograph(event)

    assert stored(folder) == []
    assert not Attachment.objects.exists()


def test_describing_it_anew_is_told_in_the_history(client: Client, event: Event) -> None:
    file = a_photograph(event)
    answer = send(
        client, at(event, "event-file", file.pk), caption="Digging", consent="nobody",
        may_be_printed="on",
    )  # fmt: skip

    assert answer.status_code == 302
    file.refresh_from_db()
    assert (file.caption, file.consent, file.may_be_printed) == ("Digging", "nobody", True)
    page = client.get(at(event, "event")).content.decode()
    assert "consent from “Not recorded” to “Nobody can be recognised”" in page


def test_who_describes_what_somebody_else_changed_meanwhile_sees_both(
    client: Client, event: Event, manager: User
) -> None:
    file = a_photograph(event)
    address = at(event, "event-file", file.pk)
    data = form_of(client, address) | {"caption": "Mine"}
    event.refresh_from_db()
    do.change_file(event=event, file=file, seen=event.version, said=do.Said("Theirs"), by=manager)

    answer: Any = client.post(address, data)

    assert answer.status_code == 200
    assert [(each.now, each.yours) for each in answer.context["conflict"]] == [("Theirs", "Mine")]
    assert EventFile.objects.get().caption == "Theirs"


def test_removed_it_is_gone_with_its_preview(
    client: Client,
    event: Event,
    folder: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    file = a_photograph(event)
    assert len(stored(folder)) == 2
    with django_capture_on_commit_callbacks(execute=True):
        answer = send(client, at(event, "event-file-remove", file.pk), reason="OLD")

    assert answer.status_code == 302
    assert stored(folder) == []
    assert not EventFile.objects.exists()
    assert not Attachment.objects.exists()
    page = client.get(at(event, "event")).content.decode()
    assert "Photographs: removed “Planting”, as it is not needed any more" in page
    assert client.get(picture(file)).status_code == 404


def test_where_a_consent_is_taken_back_nothing_of_the_photograph_is_left(
    client: Client,
    event: Event,
    folder: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    file = a_photograph(event, "Ann at the door", consent="given")
    address = at(event, "event-file-remove", file.pk)
    assert f'href="{address}"' in client.get(at(event, "event-file", file.pk)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        send(client, address, reason="CONSENT")

    assert stored(folder) == []
    for size in ("preview", "whole"):
        assert client.get(picture(file, size)).status_code == 404
    page = client.get(at(event, "event")).content.decode()
    assert "Photographs: removed one, as a consent was taken back" in page
    assert "Ann at the door" not in page


def test_where_a_consent_is_taken_back_a_document_goes_as_well(
    client: Client, event: Event, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    typed = {"caption": "Ann tells", "consent": "given"}
    address = at(event, "event-documents-add")
    send(client, address, uploads=[an_upload("Story.pdf")], **typed)
    file = EventFile.objects.get()
    address = at(event, "event-file-remove", file.pk)

    assert (
        f'Was a consent taken back? <a href="{address}"'
        in client.get(at(event, "event-file", file.pk)).text
    )
    with django_capture_on_commit_callbacks(execute=True):
        send(client, address, reason="CONSENT")

    assert stored(folder) == []
    page = client.get(at(event, "event")).text
    assert "Documents: removed one, as a consent was taken back" in page
    assert "Ann tells" not in page


def test_a_file_is_not_removed_without_saying_why(client: Client, event: Event) -> None:
    file = a_photograph(event)
    answer = send(client, at(event, "event-file-remove", file.pk))

    assert "Choose an answer for “Why is it removed?”" in str(answer.context["form"].errors)
    assert EventFile.objects.exists()


def test_a_file_of_another_event_is_not_found_at_this_one(
    client: Client, programme: Programme, event: Event
) -> None:
    file = a_photograph(an_event(programme, "Other", area=event.area))

    for name in ("event-file", "event-file-remove"):
        assert client.get(at(event, name, file.pk)).status_code == 404
    assert client.get(at(event, "event-picture", file.pk, "whole")).status_code == 404


def test_members_add_to_their_own_events_alone(programme: Programme, event: Event) -> None:
    member = a_person(Role.STEERING_MEMBER, a_group(programme, area=event.area))
    Event.objects.update(status="planned")
    client, address = as_person(member), at(event, "event-photos-add")
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403

    Event.objects.update(logged_by=member)

    assert client.get(address).status_code == 200


def test_many_photographs_cost_the_page_no_more_queries(
    viewer: Client, event: Event, queries_of: QueriesOf
) -> None:
    a_photograph(event)
    for_one = queries_of(viewer, at(event, "event"))
    for _ in range(9):
        a_photograph(event)

    assert queries_of(viewer, at(event, "event")) == for_one
