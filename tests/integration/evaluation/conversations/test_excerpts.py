"""Excerpts: taken as they stand, coded with a stance, released when a person has judged them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from evaluation.models import Coding, Conversation, Excerpt, Outcome, Theme
from partnership.people.models import Role
from tests.support.builders import a_person

pytestmark = pytest.mark.django_db
WHERE = "/programmes/co-creating/"
TAKE = "conversations/talk/take/"
As = Callable[[Role], Client]
Read = Callable[..., str]


def address(excerpt: Excerpt, what: str = "") -> str:
    return f"conversations/talk/excerpts/{excerpt.pk}/{what}"


def release(send: Any, excerpt: Excerpt, **typed: Any) -> Any:
    said = {
        "released_text": "They asked me in.",
        "said_by": "A user, Here",
        "quotable": "yes",
        "checked": "on",
        "seen_version": Excerpt.objects.get(pk=excerpt.pk).version,
    }
    return send(address(excerpt, "release/"), **said | typed)


def test_sentences_are_ticked_and_coded_at_once(
    talk: Conversation, outcome: Outcome, theme: Theme, send: Any
) -> None:
    answer = send(
        TAKE, passages=["1.2", "1.3"], is_quotation="on", themes=[theme.pk],
        **{f"outcome_{outcome.pk}": "supports"},
    )  # fmt: skip

    assert answer.status_code == 302
    excerpt = Excerpt.objects.get()
    assert (excerpt.text, excerpt.position) == ("They asked me in. Now I go weekly.", 1)
    assert set(Coding.objects.values_list("theme", "outcome", "stance")) == {
        (theme.pk, None, ""),
        (None, outcome.pk, "supports"),
    }


def test_every_sentence_can_be_ticked_without_a_script(talk: Conversation, read: Read) -> None:
    told = read(TAKE)

    assert 'name="passages" value="1.2"' in told
    assert 'name="passages" value="3"' in told
    assert "<script>" not in told


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"words": "It costs  too much", "is_quotation": "on"}, ""),
        ({"words": "They never asked me", "is_quotation": "on"}, "don’t stand in the text"),
        ({"words": "They never asked me"}, ""),
        ({}, "Tick what is taken, or type the words."),
        ({"words": "Now I go weekly.", "passages": "1"}, "one of the two"),
        ({"passages": "9"}, "The text was changed meanwhile"),
        ({"words": "x" * 2001}, "2,000 characters"),
    ],
)
def test_a_quotation_stands_in_the_text(
    talk: Conversation, send: Any, typed: dict[str, str], words: str
) -> None:
    answer = send(TAKE, **typed)

    assert words in answer.content.decode()
    assert Excerpt.objects.exists() == (not words)


def test_a_form_that_is_sent_twice_takes_once(talk: Conversation, evaluator: Client) -> None:
    typed = {"passages": "1", "once_key": "8d2e0f6e-58a8-4c4e-9b4e-3d7a3a2f0b11"}
    first, second = (evaluator.post(f"{WHERE}{TAKE}", typed) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Excerpt.objects.count() == 1


def test_codes_are_changed_and_the_history_says_which(
    excerpt: Excerpt, outcome: Outcome, theme: Theme, send: Any, read: Read
) -> None:
    Coding.objects.create(excerpt=excerpt, theme=theme, coded_on="2019-10-01")
    kept = Coding.objects.create(
        excerpt=excerpt, outcome=outcome, stance="supports", coded_on="2019-10-01"
    )

    field = f"outcome_{outcome.pk}"
    answer = send(address(excerpt, "code/"), seen_version=1, **{field: "supports"})
    assert answer.status_code == 302
    assert [each.pk for each in Coding.objects.all()] == [kept.pk]
    assert "Codes: Trust taken off" in read(address(excerpt))

    send(address(excerpt, "code/"), seen_version=2, **{field: "contradicts"})
    assert Coding.objects.get().stance == "contradicts"
    assert "O1: contradicts" in read(address(excerpt))


def test_an_outcome_with_evidence_on_one_side_only_says_so(
    excerpt: Excerpt, outcome: Outcome, send: Any, read: Read
) -> None:
    send(address(excerpt, "code/"), seen_version=1, **{f"outcome_{outcome.pk}": "supports"})

    assert "1 excerpt: 1 supports it." in read("outcomes/logic/O1/")
    assert "Evidence for it only" in read("outcomes/coverage/")

    other = Excerpt.objects.create(conversation=excerpt.conversation, text="It costs too much")
    send(address(other, "code/"), seen_version=1, **{f"outcome_{outcome.pk}": "contradicts"})
    assert "2 excerpts: 1 supports it, 1 contradicts it." in read("outcomes/logic/O1/")
    assert "Evidence for it only" not in read("outcomes/coverage/")


def test_nothing_is_read_by_others_until_it_is_released(
    excerpt: Excerpt, outcome: Outcome, send: Any, read: Read, as_role: As
) -> None:
    Coding.objects.create(
        excerpt=excerpt, outcome=outcome, stance="supports", coded_on="2019-10-01"
    )
    member = as_role(Role.AREA_MANAGER)
    assert "They asked me in" not in read("what-people-said/", member)

    assert release(send, excerpt).status_code == 302

    for page in ("what-people-said/", "outcomes/logic/O1/"):
        told = read(page, member)
        assert "They asked me in." in told
        assert "A user, Here" in told
    assert member.get(f"{WHERE}{address(excerpt)}").status_code == 403


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"checked": ""}, "Read the words for names"),
        ({"released_text": "Morag helped me."}, "“Morag” may name somebody"),
        ({"said_by": "Mrs Reid"}, "“Mrs Reid” may name somebody"),
        ({"released_text": "Shona Pitcairn helped"}, "somebody who is known here"),
        ({"released_text": ""}, "Fill in “The words that others read”"),
        ({"quotable": "perhaps"}, "Select a valid choice"),
    ],
)
def test_a_likely_name_is_listed_and_nothing_is_released(
    excerpt: Excerpt, programme: Any, send: Any, typed: dict[str, str], words: str
) -> None:
    person = a_person(Role.VIEWER, programme)
    person.display_name = "Shona Pitcairn"
    person.save()

    answer = release(send, excerpt, **typed)

    assert words in answer.content.decode()
    assert Excerpt.objects.get().released_on is None


def test_a_person_decides_what_is_no_name(excerpt: Excerpt, send: Any, read: Read) -> None:
    text = "Bookbug helped me."
    assert "“Bookbug” may name" in release(send, excerpt, released_text=text).content.decode()

    answer = release(send, excerpt, released_text=text, cleared=["Bookbug", "Morag"])

    assert answer.status_code == 302
    assert Excerpt.objects.get().released_text == text
    assert "1 that looked like names judged to be none" in read(address(excerpt))


@pytest.mark.parametrize(("chosen", "stored"), [("no", "no"), ("not-asked", "")])
def test_what_may_not_be_quoted_is_never_released(
    excerpt: Excerpt, send: Any, chosen: str, stored: str
) -> None:
    assert release(send, excerpt, quotable=chosen, checked="").status_code == 302

    now = Excerpt.objects.get()
    assert (now.quotable, now.released_on, now.released_text) == (stored, None, "")


def test_without_consent_nothing_is_released(excerpt: Excerpt, send: Any) -> None:
    Conversation.objects.update(consent="")

    assert "consent to this conversation is not recorded" in release(send, excerpt).content.decode()
    assert Excerpt.objects.get().released_on is None


def test_the_database_refuses_what_was_not_checked(excerpt: Excerpt) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Excerpt.objects.update(released_on=timezone.localdate(), released_text="x")


def test_withdrawn_words_are_out_of_sight_on_every_day(
    excerpt: Excerpt, send: Any, read: Read, as_role: As
) -> None:
    release(send, excerpt)
    version = Excerpt.objects.get().version
    assert (
        "Fill in “Why”"
        in send(address(excerpt, "withdraw/"), seen_version=version, why=" ").content.decode()
    )

    send(address(excerpt, "withdraw/"), seen_version=version, why="It names somebody")

    today = timezone.localdate().isoformat()
    assert "They asked me in" not in read(f"what-people-said/?as_at={today}", as_role(Role.VIEWER))
    assert "It names somebody" in read(address(excerpt))


def test_a_released_excerpt_is_not_removed(excerpt: Excerpt, send: Any) -> None:
    release(send, excerpt)
    version = Excerpt.objects.get().version

    told = send(address(excerpt, "remove/"), seen_version=version).content.decode()
    assert "It was released: withdraw it instead" in told

    other = Excerpt.objects.create(conversation=excerpt.conversation, text="Other")
    assert send(address(other, "remove/"), seen_version=1).status_code == 302
    assert list(Excerpt.objects.all()) == [excerpt]


def test_two_who_code_at_once_both_learn_of_it(excerpt: Excerpt, theme: Theme, send: Any) -> None:
    send(address(excerpt, "code/"), seen_version=1, themes=[theme.pk])

    answer = send(address(excerpt, "code/"), seen_version=1)

    assert "Somebody changed this while you were writing" in answer.content.decode()
    assert Coding.objects.count() == 1


def test_quotations_are_narrowed_and_taken_away_without_formulas(
    excerpt: Excerpt, theme: Theme, outcome: Outcome, send: Any, read: Read, evaluator: Client
) -> None:
    release(send, excerpt, released_text="=2+3", cleared=[])
    Coding.objects.create(excerpt=excerpt, theme=theme, coded_on="2019-10-01")

    assert "1 quotation" in read(f"what-people-said/?theme={theme.slug}").lower()
    told = read(f"what-people-said/?outcome={outcome.pk}")
    assert "Nothing that was released fits these choices" in told
    answer: Any = evaluator.get(f"{WHERE}what-people-said.csv")
    assert "'=2+3" in b"".join(answer.streaming_content).decode()


def test_the_list_of_quotations_costs_the_same_for_many(
    talk: Conversation, theme: Theme, evaluator: Client, queries_of: Any
) -> None:
    def said(text: str) -> None:
        today = timezone.localdate()
        each = Excerpt.objects.create(
            conversation=talk, text=text, quotable="yes", released_text=text,
            released_on=today, checked_on=today,
        )  # fmt: skip
        Coding.objects.create(excerpt=each, theme=theme, coded_on=today)

    said("First")
    one = queries_of(evaluator, f"{WHERE}what-people-said/")
    for number in range(12):
        said(f"Number {number}")
    assert queries_of(evaluator, f"{WHERE}what-people-said/") == one <= 8
