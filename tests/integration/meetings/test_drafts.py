"""Drafts that come late: kept while the minutes are saved, or with the same text."""

from typing import Any

import pytest
from django.test import Client

from partnership.people.models import User
from pilots.actions import minutes
from pilots.models import Group, Meeting, MinutesDraft
from tests.support.meetings import address


@pytest.fixture
def saved(held: Meeting, chair: User) -> Meeting:
    minutes.write_minutes(meeting=held, text="One.\n\nTwo.", seen=1, by=chair)
    return held


def keep(client: Client, group: Group, text: str, seen: int) -> Any:
    sent = {"minutes": text, "seen_version": seen}
    return client.post(address("minutes-draft", group, 1), sent)


def test_a_draft_that_comes_after_the_same_text_was_saved_is_not_kept(
    chairs: Client, group: Group, saved: Meeting
) -> None:
    answer = keep(chairs, group, "One.\r\n\r\nTwo.\r\n", seen=1)
    button = chairs.post(
        address("minutes-edit", group, 1),
        {"minutes": "One.\n\nTwo.", "seen_version": 1, "keep": "yes"},
        follow=True,
    )

    assert answer.json() == {"words": "These are the minutes as saved"}
    assert "These are the minutes as saved." in button.content.decode()
    assert not MinutesDraft.objects.exists()


def test_another_text_is_kept_though_it_comes_late(
    chairs: Client, group: Group, saved: Meeting
) -> None:
    keep(chairs, group, "One.\n\nThree.", seen=1)

    assert MinutesDraft.objects.get().text == "One.\n\nThree."


def test_a_draft_that_is_there_follows_what_is_typed(
    chairs: Client, group: Group, saved: Meeting
) -> None:
    keep(chairs, group, "One.\n\nThree.", seen=1)

    keep(chairs, group, "One.\n\nTwo.", seen=1)

    assert MinutesDraft.objects.get().text == "One.\n\nTwo."


def test_a_page_with_a_refused_text_says_that_it_is_not_kept(
    chairs: Client, group: Group, held: Meeting
) -> None:
    where = address("minutes-edit", group, 1)

    assert "data-unkept" not in chairs.get(where).content.decode()
    page = chairs.post(where, {"minutes": "x" * 100_001, "seen_version": 1})

    assert "data-unkept" in page.content.decode()


@pytest.mark.parametrize("number", ["0", "-1", "2147483648", "99999999999999999999"])
def test_a_version_that_is_nobodys_is_refused(
    chairs: Client, group: Group, held: Meeting, number: str
) -> None:
    edit = address("minutes-edit", group, 1)
    sent = {"minutes": "One.", "seen_version": "1", "keep": "yes"}

    assert keep(chairs, group, "One.", seen=int(number)).status_code == 400
    assert chairs.post(edit, sent | {"begun_from": number}).status_code == 200
    assert chairs.post(edit, sent | {"seen_version": number}).status_code == 200
    assert not MinutesDraft.objects.exists()
