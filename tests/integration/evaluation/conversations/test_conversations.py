"""Conversations: recorded, read by whom they were meant for, their text kept for a time."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from evaluation.actions.conversations import LONGEST_TEXT, delete_texts_due
from evaluation.models import Coding, Conversation, Excerpt, Outcome
from partnership.people.models import Role

pytestmark = pytest.mark.django_db
WHERE = "/programmes/co-creating/"
SAID = {
    "title": "Library staff, spring",
    "kind": "focus-group",
    "when": "March 2019",
    "people": "6",
    "consent": "spoken",
    "readers": "evaluators",
    "delete_on": "2031-06-30",
    "text": "We were unsure.\n\nNow we refer people.",
}
As = Callable[[Role], Client]
Read = Callable[..., str]


def test_a_conversation_is_recorded_with_its_consent_and_its_day(send: Any, read: Read) -> None:
    assert send("new-conversation/", **SAID).status_code == 302

    told = read("conversations/library-staff-spring/")
    assert "Spoken consent, noted" in told
    assert "it is deleted on 30 June 2031" in told
    assert "Now we refer people." in told


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"delete_on": ""}, "Say on which day its text is deleted"),
        ({"delete_on": "2019-01-01"}, "Give a day that is still to come"),
        ({"text": "x" * (LONGEST_TEXT + 1)}, "Shorten “Text” to 100,000 characters"),
        ({"readers": "area", "consent": ""}, "Without a recorded consent evaluators alone"),
        ({"people": "0"}, "Enter 1 or more for"),
        ({"kind": "gossip"}, "Select a valid choice"),
        ({"title": ""}, "Fill in “Title”"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_recorded(
    send: Any, area: object, typed: dict[str, str], words: str
) -> None:
    answer = send("new-conversation/", **SAID | typed)

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not Conversation.objects.exists()


def test_what_was_published_already_may_stay_for_good(send: Any, area: object) -> None:
    answer = send("new-conversation/", **SAID | {"delete_on": "", "consent": "public"})

    assert answer.status_code == 302


def test_the_text_is_read_by_evaluators_alone_until_people_agreed_to_more(
    talk: Conversation, as_role: As, read: Read
) -> None:
    manager = as_role(Role.AREA_MANAGER)
    assert manager.get(f"{WHERE}conversations/talk/").status_code == 404
    assert "No conversation is open to you" in read("conversations/", manager)

    Conversation.objects.update(readers="area")

    told = read("conversations/talk/", manager)
    assert "I was shy at first." in told
    assert "Take an excerpt" not in told
    assert manager.get(f"{WHERE}conversations/talk/edit/").status_code == 403
    assert "Two users" in read("conversations/", as_role(Role.VIEWER))


def test_those_who_read_an_open_text_see_excerpts_only_once_they_are_released(
    talk: Conversation, excerpt: Excerpt, as_role: As, read: Read
) -> None:
    Conversation.objects.update(readers="area", text="")
    manager = as_role(Role.AREA_MANAGER)

    assert "They asked me in." not in read("conversations/talk/", manager)

    release(excerpt)
    assert "They asked me in." in read("conversations/talk/", manager)


def release(excerpt: Excerpt) -> None:
    today = timezone.localdate()
    Excerpt.objects.filter(pk=excerpt.pk).update(
        released_on=today, checked_on=today, released_text=excerpt.text, quotable="yes"
    )


def test_a_text_goes_on_its_day_and_what_was_coded_stays(
    talk: Conversation, excerpt: Excerpt, outcome: Outcome, read: Read
) -> None:
    Coding.objects.create(
        excerpt=excerpt, outcome=outcome, stance="supports", coded_on=date(2019, 10, 1)
    )
    other = Excerpt.objects.create(conversation=talk, text="It is warm there.", quotable="yes")
    release(other)
    talk.delete_on = timezone.localdate()
    talk.save()

    assert delete_texts_due(timezone.localdate() - timedelta(1)) == 0
    assert delete_texts_due(timezone.localdate()) == 1
    assert delete_texts_due(timezone.localdate()) == 0

    talk.refresh_from_db()
    assert (talk.text, talk.deleted_at is None) == ("", False)
    assert set(talk.excerpts.values_list("text", "released_text")) == {
        ("", ""),
        ("", "It is warm there."),
    }
    told = read("conversations/talk/")
    assert "Its text was deleted on its day" in told
    assert "Words that were deleted" in told
    assert "1 excerpt: 1 supports it" in read("outcomes/logic/O1/")
    assert not any("shy" in str(row) for row in Conversation.history.values())


def test_a_text_that_is_deleted_is_not_typed_again(talk: Conversation, send: Any) -> None:
    assert (
        send("conversations/talk/delete-text/", why="Taken back", seen_version=1).status_code == 302
    )

    answer = send("conversations/talk/text/", text="Again", seen_version=2)

    assert "is not held again" in answer.content.decode()
    assert Conversation.objects.get().text == ""


def test_two_who_type_at_once_both_learn_of_it(talk: Conversation, send: Any) -> None:
    send("conversations/talk/text/", text="The first", seen_version=1)

    answer = send("conversations/talk/text/", text="The second", seen_version=1)

    told = answer.content.decode()
    assert "Somebody changed this while you were writing" in told
    assert "The second" in told
    assert Conversation.objects.get().text == "The first"


def test_a_conversation_does_not_move_once_words_of_it_were_released(
    talk: Conversation, excerpt: Excerpt, send: Any
) -> None:
    release(excerpt)

    answer = send("conversations/talk/edit/", **SAID, area="", seen_version=1)

    assert "it can’t move" in answer.content.decode()


def test_the_page_costs_the_same_for_many_excerpts(
    talk: Conversation, excerpt: Excerpt, outcome: Outcome, evaluator: Client, queries_of: Any
) -> None:
    def code(each: Excerpt) -> None:
        Coding.objects.create(
            excerpt=each, outcome=outcome, stance="mixed", coded_on=date(2019, 10, 1)
        )

    code(excerpt)
    one = queries_of(evaluator, f"{WHERE}conversations/talk/")
    for number in range(12):
        code(Excerpt.objects.create(conversation=talk, text=f"Number {number}"))
    assert queries_of(evaluator, f"{WHERE}conversations/talk/") == one <= 15
    for what in ("", "code/", "release/"):
        address = f"{WHERE}conversations/talk/excerpts/{excerpt.pk}/{what}"
        assert queries_of(evaluator, address) <= 15, what


def test_lists_cost_the_same_for_many(
    talk: Conversation, programme: Any, evaluator: Client, queries_of: Any
) -> None:
    one = queries_of(evaluator, f"{WHERE}conversations/")
    for number in range(12):
        Conversation.objects.create(
            programme=programme, slug=f"t{number}", title=f"T{number}", kind="letter",
            reported_on="2019-10-01",
        )  # fmt: skip
    assert queries_of(evaluator, f"{WHERE}conversations/") == one <= 8
