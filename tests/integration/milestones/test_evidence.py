"""What shows that an output is there: in words, by link, file or event; corrected and removed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from milestones.actions.evidence import Shown, put_evidence, show_output
from milestones.addresses import delivery_address
from milestones.models import Delivery, Output, OutputDelivered
from milestones.selectors.deliveries import delivery_history, events_to_show
from partnership.people.models import Role
from partnership.people.refusals import RefusedError
from partnership.web.uploads import MEGABYTE
from pilots.models import Attachment
from tests.support.builders import a_person, an_event
from tests.support.plans import a_milestone, a_plan, write_down
from tests.support.posting import errors, opened, send
from tests.support.uploads import PDF, SVG, an_upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    """A storage of each test's own."""
    default = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    return tmp_path


def stored(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


@pytest.fixture
def delivery(db: None) -> Delivery:
    """With two outputs, in Area 0 of two areas."""
    programme = a_plan(areas=2)
    milestone = a_milestone(programme, "M1", due_month=12)
    for number, text in ((1, "A portfolio"), (2, "A report")):
        Output.objects.create(milestone=milestone, number=number, text=text)
    write_down(programme)
    return Delivery.objects.get(area__slug="area-0")


@pytest.fixture
def client(delivery: Delivery) -> Iterator[Client]:
    client = Client()
    client.force_login(a_person(Role.AREA_MANAGER, delivery.area))
    return client


def output(delivery: Delivery, number: int = 1) -> Output:
    return delivery.milestone.outputs.get(number=number)


def page(delivery: Delivery, name: str = "delivery-output", number: int = 1) -> str:
    return delivery_address(name, delivery, number)


def show(delivery: Delivery, **ways: Any) -> OutputDelivered:
    shown = Shown(output(delivery), **ways)
    return show_output(delivery=delivery, seen=delivery.version, shown=shown, by=None)


def test_an_update_ticks_outputs_with_a_file_and_with_words(
    client: Client, delivery: Delivery, folder: Path
) -> None:
    send(
        client,
        delivery_address("delivery-update", delivery),
        output_1="on",
        output_1_file=an_upload("portfolio.pdf"),
        output_2_words="On the shared drive",
    )

    first, second = delivery.outputs_delivered.order_by("output__number")
    assert first.attachment
    assert (first.evidence, first.attachment.area) == ("portfolio.pdf", delivery.area)
    assert second.evidence == "On the shared drive"
    assert delivery.updates.count() == 1
    assert stored(folder) == 1


def test_a_tick_alone_shows_nothing(client: Client, delivery: Delivery) -> None:
    found = errors(send(client, delivery_address("delivery-update", delivery), output_1="on"))

    assert set(found) == {"output_1_words"}
    assert not delivery.updates.exists()


def test_a_forbidden_file_is_told_at_its_field_and_not_kept(
    client: Client, delivery: Delivery, folder: Path
) -> None:
    address = delivery_address("delivery-update", delivery)
    found = errors(send(client, address, output_1="on", output_1_file=an_upload("a.jpg", SVG)))

    assert "content is something else" in found["output_1_file"][0]
    assert stored(folder) == 0


@pytest.mark.parametrize("name", ["delivery-update", "delivery-output"])
def test_a_file_that_is_too_large_is_told_at_its_field_and_not_kept(
    client: Client, delivery: Delivery, folder: Path, settings: Settings, name: str
) -> None:
    settings.UPLOAD_MEGABYTES = 1
    field = "output_1_file" if name == "delivery-update" else "file"
    address = page(delivery) if field == "file" else delivery_address(name, delivery)
    large = an_upload("a.txt", b"a" * (MEGABYTE + 1))

    found = errors(send(client, address, note="x", **{field: large}))

    assert "larger than 1 MB" in found[field][0]
    assert stored(folder) == 0
    assert not delivery.updates.exists()


def test_a_file_goes_where_the_update_is_refused(
    client: Client, delivery: Delivery, folder: Path
) -> None:
    """The day lies ahead: that is seen once the form's own checks are past."""
    typed = {"stage": "complete", "done_on": "2999-01-01", "output_1_file": an_upload()}

    assert "done_on" in errors(send(client, delivery_address("delivery-update", delivery), **typed))
    assert stored(folder) == 0


def test_a_file_goes_where_somebody_was_quicker(
    client: Client, delivery: Delivery, folder: Path
) -> None:
    address = delivery_address("delivery-update", delivery)
    form = opened(client, address)
    show(delivery, words="Elsewhere")

    answer = client.post(address, form | {"note": "x", "output_1_file": an_upload()})

    assert b"Somebody changed this" in answer.content
    assert stored(folder) == 0
    assert not Attachment.objects.exists()


def test_it_is_corrected_and_the_former_file_goes(
    client: Client, delivery: Delivery, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    show(delivery, upload=an_upload("old.pdf"))

    with django_capture_on_commit_callbacks(execute=True):
        send(client, page(delivery), words="The new one", file=an_upload("new.pdf"))

    evidence = delivery.outputs_delivered.get()
    assert evidence.attachment
    assert (evidence.evidence, evidence.attachment.name) == ("The new one", "new.pdf")
    assert stored(folder) == Attachment.objects.count() == 1


def test_the_file_stays_where_nobody_says_otherwise(client: Client, delivery: Delivery) -> None:
    show(delivery, upload=an_upload("old.pdf"))

    send(client, page(delivery), words="In the drawer")
    kept = delivery.outputs_delivered.get()
    assert kept.attachment
    send(client, page(delivery), words="In the drawer", drops_file="on")

    assert delivery.outputs_delivered.get().attachment is None


def test_it_is_removed_with_a_reason_and_the_history_keeps_it(
    client: Client, delivery: Delivery, folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    show(delivery, upload=an_upload("old.pdf"))

    with django_capture_on_commit_callbacks(execute=True):
        send(client, page(delivery, "delivery-output-remove"), why="The wrong file")

    assert not delivery.outputs_delivered.exists()
    assert stored(folder) == 0
    lines = [(line.sentence, line.why) for line in delivery_history(delivery)]
    assert ("removed the evidence of “A portfolio”", "The wrong file") in lines
    assert ("recorded the evidence of “A portfolio”", "") in lines


def test_what_is_gone_already_is_said(client: Client, delivery: Delivery) -> None:
    answer = send(client, page(delivery, "delivery-output-remove"), why="The wrong file")

    assert "Nothing shows this output" in str(errors(answer))


def test_an_event_or_a_link_shows_it_by_its_own_name(delivery: Delivery) -> None:
    event = an_event(delivery.programme, "Open day", area=delivery.area)

    assert show(delivery, event=event).evidence == "Open day"
    assert show(delivery, link="https://example.org/a").evidence == "https://example.org/a"


def test_only_events_of_the_place_are_offered_and_taken(delivery: Delivery) -> None:
    programme, other = delivery.programme, delivery.programme.areas.get(slug="area-1")
    here = an_event(programme, "Here", area=delivery.area)
    whole = an_event(programme, "Everywhere")
    there = an_event(programme, "There", area=other)
    an_event(programme, "Planned", area=delivery.area, status="planned")

    offered = events_to_show(delivery, on=date(2026, 1, 1))

    assert set(offered) == {here, whole}
    with pytest.raises(RefusedError, match="belongs elsewhere"):
        show(delivery, event=there)


def test_an_output_of_another_milestone_is_refused(delivery: Delivery) -> None:
    other = a_milestone(delivery.programme, "M2", due_month=14)
    foreign = Output.objects.create(milestone=other, number=1, text="Else")

    with pytest.raises(RefusedError, match="another milestone"):
        put_evidence(delivery, Shown(foreign, words="x"), reported_on=date(2020, 1, 1), by=None)


def test_nothing_shows_nothing(client: Client, delivery: Delivery) -> None:
    assert "words, a link, a file" in str(errors(send(client, page(delivery))))


def test_an_output_that_is_not_there_is_not_found(client: Client, delivery: Delivery) -> None:
    for number in ("9", "one", "01"):
        address = reverse("delivery-output", args=[delivery.programme.slug, "M1", number, "area-0"])
        assert client.get(address).status_code == 404


def test_the_second_of_two_sees_what_the_first_wrote(client: Client, delivery: Delivery) -> None:
    form = opened(client, page(delivery))
    show(delivery, words="In the drawer")

    answer = client.post(page(delivery), form | {"words": "On the shelf"}).content.decode()

    assert "In the drawer" in answer
    assert "On the shelf" in answer
    assert delivery.outputs_delivered.get().evidence == "In the drawer"


def test_the_file_is_given_out_from_the_page(client: Client, delivery: Delivery) -> None:
    evidence = show(delivery, upload=an_upload("old.pdf"))
    assert evidence.attachment
    address = reverse("attachment", args=[delivery.programme.slug, evidence.attachment.pk])

    assert address in client.get(page(delivery)).content.decode()
    assert client.get(address).content == PDF
