"""The pages of a sheet of events, used as a person does, without JavaScript."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from partnership.people.models import Role, User
from partnership.programmes.models import Programme
from pilots.actions import event_batch_jobs as jobs
from pilots.models import Area, Event, EventBatch
from tests.integration.event_batches.conftest import Brings, a_row, sheet_of, taking
from tests.support.builders import a_person
from tests.support.fixtures import QueriesOf

State = EventBatch.State
ClientOf = Callable[[User], Client]


@pytest.fixture
def client(manager: User, client_of: ClientOf) -> Client:
    return client_of(manager)


def page(client: Client, batch: EventBatch, **asked: Any) -> str:
    address = reverse("event-batch", args=[batch.programme.slug, batch.pk])
    return client.get(address, asked).content.decode()


def send(client: Client, programme: Programme, **given: Any) -> Any:
    data = {"area": "*", "pasted": "", "once_key": str(uuid4())} | given
    return client.post(reverse("event-batch-new", args=[programme.slug]), data)


def test_a_pasted_sheet_is_checked_mended_stored_and_taken_back(
    client: Client, programme: Programme, area: Area, done_at_once: Any
) -> None:
    pasted = sheet_of(a_row(), a_row("Second", Attendance="many"))
    with done_at_once():
        answer = send(client, programme, pasted=pasted)
    batch = EventBatch.objects.get()
    seen = client.get(answer["Location"]).content.decode()
    assert "Line 3: Second" in seen
    assert "“many” is not a number of people" in seen
    assert 'name="cell-3-attendance" value="many"' in seen

    with done_at_once():
        client.post(answer["Location"], {"cell-3-attendance": "about 12"})
    seen = client.get(answer["Location"]).content.decode()
    assert "Store 2 events" in seen

    with done_at_once():
        client.post(reverse("event-batch-store", args=[programme.slug, batch.pk]))
    assert "Take these events back" in page(client, batch)
    assert Event.objects.count() == 2

    undo = reverse("event-batch-undo", args=[programme.slug, batch.pk])
    answer = client.post(undo, follow=True)
    assert "2 events taken back" in answer.content.decode()
    assert not Event.objects.exists()


def test_the_same_form_sent_twice_brings_one_sheet(
    client: Client, programme: Programme, area: Area
) -> None:
    key = str(uuid4())
    answers = [send(client, programme, pasted=sheet_of(a_row()), once_key=key) for _ in range(2)]

    assert EventBatch.objects.count() == 1
    assert len({answer["Location"] for answer in answers}) == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Choose a file, or paste rows with their headings"),
        ({"pasted": "a,b\nc,d"}, "The first line names no column"),
        ({"file": SimpleUploadedFile("x.xlsx", b"a,b")}, "content is something else"),
        ({"file": SimpleUploadedFile("x.csv", b"a"), "pasted": "a"}, "not both"),
    ],
)
def test_what_can_not_be_read_is_said_at_its_field(
    client: Client, programme: Programme, area: Area, given: dict[str, Any], words: str
) -> None:
    answer = send(client, programme, **given)

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not EventBatch.objects.exists()


def test_an_area_manager_brings_for_their_area_alone(
    programme: Programme, area: Area, client_of: ClientOf, done_at_once: Any
) -> None:
    own = client_of(a_person(Role.AREA_MANAGER, area))
    refused = send(own, programme, pasted=sheet_of(a_row()), area="*")
    assert refused.status_code == 200

    with done_at_once():
        send(own, programme, pasted=sheet_of(a_row()), area=str(area.pk))
    assert EventBatch.objects.get().area == area


def test_a_member_may_not_bring_sheets(
    programme: Programme, area: Area, signed_in: Callable[[Role], Client]
) -> None:
    answer = signed_in(Role.STEERING_MEMBER).get(reverse("event-batch-new", args=[programme.slug]))

    assert answer.status_code == 403


def test_a_large_sheet_goes_to_a_worker_and_its_page_looks_again_by_itself(
    client: Client, brings: Brings, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(jobs, "AT_ONCE", 1)
    monkeypatch.setattr(jobs, "send", taking(sent))

    batch = brings(a_row(), a_row("Second"))

    assert sent == [(jobs.RUN, batch.pk)]
    seen = page(client, batch)
    assert '<meta http-equiv="refresh" content="3">' in seen
    assert "2 rows wait to be checked" in seen
    jobs.run(batch.pk)
    seen = page(client, batch)
    assert 'http-equiv="refresh"' not in seen
    assert "Store 2 events" in seen


def test_a_failed_sheet_says_so_and_is_checked_again(
    client: Client, brings: Brings, done_at_once: Any
) -> None:
    batch = brings(a_row())
    EventBatch.objects.update(state=State.FAILED, problem="It broke.")
    assert "It broke." in page(client, batch)

    with done_at_once():
        client.post(reverse("event-batch", args=[batch.programme.slug, batch.pk]), {"check": "1"})

    batch.refresh_from_db()
    assert (batch.state, batch.problem) == (State.READY, "")


def test_all_faulty_rows_are_left_out_at_once(
    client: Client, brings: Brings, done_at_once: Any
) -> None:
    batch = brings(a_row(), *(a_row(f"Bad {n}", Kind="?") for n in range(30)))
    seen = page(client, batch)
    assert "Leave all 30 out" in seen
    assert len(re.findall("<fieldset", seen)) == 20

    with done_at_once():
        client.post(
            reverse("event-batch", args=[batch.programme.slug, batch.pk]), {"leave-all": "1"}
        )

    assert "Store 1 event" in page(client, batch)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2, 4 to 5", "Store 1 event"),
        ("line 3", "Store 3 events"),
        ("the last", "“the last” names no line"),
        ("", "“” names no line"),
        ("1 to 999999", "more lines than a sheet has"),
        ("77", "no such line"),
    ],
)
def test_lines_are_left_out_as_they_are_named(
    client: Client, brings: Brings, done_at_once: Any, typed: str, words: str
) -> None:
    batch = brings(*(a_row(f"E{n}") for n in range(4)))
    address = reverse("event-batch", args=[batch.programme.slug, batch.pk])

    with done_at_once():
        client.post(address, {"lines": typed, "leave-lines": "1"})

    assert words in page(client, batch)


def test_a_sheet_that_is_thrown_away_leaves_nothing(client: Client, brings: Brings) -> None:
    batch = brings(a_row())

    client.post(reverse("event-batch-discard", args=[batch.programme.slug, batch.pk]))

    batch.refresh_from_db()
    assert batch.state == State.DISCARDED
    assert not batch.rows.exists()


def test_whatever_is_sent_for_rows_is_answered(client: Client, brings: Brings) -> None:
    batch = brings(a_row("Bad", Kind="?"))
    address = reverse("event-batch", args=[batch.programme.slug, batch.pk])
    odd = {"cell-2-kind": "\0" * 9, "cell-99-name": "x", "cell-x": "1", "leave-²": "1",
           "cell-2-area_id": "7", "take-": "", "cell-2-name": "x" * 50_000}  # fmt: skip

    assert client.post(address, odd).status_code == 302
    cells = batch.rows.get().cells
    assert "area_id" not in cells
    assert len(cells["name"]) == 201


def test_fifty_rows_cost_as_many_queries_as_one(
    client: Client, brings: Brings, queries_of: QueriesOf
) -> None:
    few = brings(a_row(), a_row("Bad", Kind="?"))
    many = brings(
        *(a_row(f"E{n}") for n in range(50)), *(a_row(f"B{n}", Kind="?") for n in range(50))
    )

    addresses = [reverse("event-batch", args=[b.programme.slug, b.pk]) for b in (few, many)]
    assert queries_of(client, addresses[0]) == queries_of(client, addresses[1])
