"""The public's form: nobody signs in, nobody is known, an answer counts once (A3, A6, A7, A10)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from lxml import html

from partnership.dates import day_words
from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.actions import tallies
from pilots.forms.feedback import LONGEST_COMMENT, AnswerForm
from pilots.models import (
    Event,
    FeedbackAnswer,
    FeedbackForm,
    FeedbackTally,
)
from tests.support.builders import a_person
from tests.support.feedback import GAELIC, gaelic

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> \u202eabc =cmd|calc {{ 7*7 }}"


def address(form: FeedbackForm) -> str:
    return reverse("feedback-form", args=[form.code])


def send(form: FeedbackForm, client: Client | None = None, **typed: Any) -> Any:
    """One answer, as a phone sends it that has no cookie; forged requests are not looked for."""
    given = {"key": uuid4(), "satisfaction": 5, "language": "en"} | typed
    return (client or Client(enforce_csrf_checks=True)).post(address(form), given)


def words_of(page: str, language: str) -> tuple[set[str], set[str]]:
    """What stands on a page in its own language, and what is marked as of another."""
    found: tuple[set[str], set[str]] = (set(), set())
    for text in html.fromstring(page).xpath(
        "//body//text()[normalize-space()][not(parent::textarea)]"
    ):
        spoken = text.getparent().xpath("ancestor-or-self::*[@lang][1]/@lang")[-1]
        found[spoken != language].add(" ".join(text.split()))
    return found


# -- Answering -----------------------------------------------------------------------


def test_anybody_answers_and_is_thanked_without_a_cookie(form: FeedbackForm) -> None:
    client = Client(enforce_csrf_checks=True)
    page = client.get(address(form))
    key = page.content.decode().split('name="key" value="')[1].split('"')[0]

    sent = client.post(address(form), {"key": key, "satisfaction": 4, "comment": "Warm"})
    thanks = client.get(sent["Location"])

    assert sent.status_code == 302
    assert "Thank you" in thanks.content.decode()
    answer = FeedbackAnswer.objects.get()
    assert (answer.satisfaction, answer.comment, answer.channel) == (4, "Warm", "public")
    assert answer.by is None
    assert not client.cookies


def test_an_answer_costs_few_queries(
    form: FeedbackForm, django_assert_max_num_queries: Any
) -> None:
    send(form)
    tallies.recount_all(form.event.programme)
    with django_assert_max_num_queries(6):  # form, answer, tally, month; BEGIN, COMMIT
        send(form)
    with django_assert_max_num_queries(2):  # form, words
        Client().get(address(form))


def test_the_form_and_its_answers_are_kept_by_no_cache(form: FeedbackForm) -> None:
    assert "no-store" in Client().get(address(form))["Cache-Control"]


def test_each_opening_of_the_form_has_a_key_of_its_own(form: FeedbackForm) -> None:
    pages = {Client().get(address(form)).content for _ in range(3)}
    assert len(pages) == 3


@pytest.mark.parametrize("typed", ["", "6", "0", "five", "5; DROP"])
def test_what_is_no_answer_is_said_and_nothing_is_stored(form: FeedbackForm, typed: str) -> None:
    answer = send(form, satisfaction=typed)

    assert answer.status_code == 400
    assert "Choose one of the five answers" in answer.content.decode()
    assert not FeedbackAnswer.objects.exists()


def test_a_comment_alone_is_an_answer_and_changes_no_tally(form: FeedbackForm) -> None:
    assert send(form, satisfaction="", comment="It was cold").status_code == 302
    assert FeedbackAnswer.objects.get().satisfaction is None
    assert not FeedbackTally.objects.exists()


def test_a_comment_that_is_not_asked_for_is_not_taken(form: FeedbackForm) -> None:
    FeedbackForm.objects.update(asks_comment=False)
    send(form, comment="Slipped in")
    assert FeedbackAnswer.objects.get().comment == ""


@pytest.mark.parametrize("length", [LONGEST_COMMENT + 1, 2_000_000, 3_000_000])
def test_a_comment_that_is_too_long_is_refused_with_the_limit(
    form: FeedbackForm, length: int
) -> None:
    answer = send(form, comment="x" * length)
    page = answer.content.decode()

    assert answer.status_code == 400
    assert "Shorten your comment to 2,000 characters" in page
    assert length > 2_500_000 or f"({length:,} / 2,000)" in page
    assert not FeedbackAnswer.objects.exists()


def test_without_its_limit_a_comment_of_any_length_would_be_kept(
    form: FeedbackForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: it is the limit that refuses, not the way in which so much is sent."""
    monkeypatch.setattr(AnswerForm.base_fields["comment"], "validators", [])

    assert send(form, comment="x" * 2_000_000).status_code == 302
    assert len(FeedbackAnswer.objects.get().comment) == 2_000_000


def test_a_line_end_is_one_character_as_the_browser_counts_it(form: FeedbackForm) -> None:
    typed = "ab\r\n" * (LONGEST_COMMENT // 3) + "ab"

    assert send(form, comment=typed).status_code == 302
    assert FeedbackAnswer.objects.get().comment == typed.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("comment", "kept"),
    [
        ("nul\0here", "nulhere"),
        ("\u202eright to left\u200b", "\u202eright to left\u200b"),
        ("👩\u200d👩\u200d👧 emoji", "👩\u200d👩\u200d👧 emoji"),
        ("مرحبا", "مرحبا"),
    ],
)
def test_odd_characters_break_nothing(form: FeedbackForm, comment: str, kept: str) -> None:
    assert send(form, comment=comment).status_code == 302
    assert FeedbackAnswer.objects.get().comment == kept


@pytest.mark.parametrize("comment", ["\u200b\u200d", " \n ", "\0", "\u2066\u2069\ufeff"])
def test_what_nobody_can_see_is_no_answer(form: FeedbackForm, comment: str) -> None:
    assert send(form, satisfaction="", comment=comment).status_code == 400
    assert not FeedbackAnswer.objects.exists()


def test_a_hostile_comment_is_never_live(form: FeedbackForm, programme: Programme) -> None:
    back = send(form, satisfaction="9", comment=HOSTILE).content.decode()
    send(form, comment=HOSTILE)
    client = Client()
    client.force_login(a_person(Role.EVALUATOR, programme))
    listed = client.get(
        reverse("event-feedback-answers", args=[programme.slug, form.event.slug])
    ).content.decode()

    for page in (back, listed):
        assert escape(HOSTILE) in page
        assert "<script>alert" not in page
        assert "<img src=x" not in page


# -- Once ------------------------------------------------------------------------------


def test_sent_twice_it_is_stored_and_counted_once(form: FeedbackForm) -> None:
    key = uuid4()
    answers = [send(form, key=key) for _ in range(2)]

    assert [each.status_code for each in answers] == [302, 302]
    assert FeedbackAnswer.objects.count() == 1
    assert FeedbackTally.objects.get(satisfaction=5).answers == 1


def test_without_a_key_the_form_comes_back_with_a_new_one(form: FeedbackForm) -> None:
    page = send(form, key="").content.decode()

    assert "press the button again" in page
    assert 'name="key" value=""' not in page


# -- Open and closed -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("opens", "closes", "shut", "words"),
    [(1, 5, False, "not open yet"), (-5, -1, False, "is closed"), (-1, 5, True, "is closed")],
)
def test_outside_its_days_the_form_says_so_and_stores_nothing(
    form: FeedbackForm, opens: int, closes: int, shut: bool, words: str
) -> None:
    today = timezone.localdate()
    FeedbackForm.objects.update(
        opens_on=today + timedelta(days=opens),
        closes_on=today + timedelta(days=closes),
        closed_at=timezone.now() if shut else None,
    )
    seen, sent = Client().get(address(form)), send(form)

    assert (seen.status_code, sent.status_code) == (200, 409)
    assert words in seen.content.decode()
    assert "was not stored" in sent.content.decode()
    assert not FeedbackAnswer.objects.exists()


def test_a_cancelled_events_form_is_closed(form: FeedbackForm) -> None:
    Event.objects.update(status="cancelled")
    assert send(form).status_code == 409


@pytest.mark.parametrize("name", ["feedback-form", "feedback-thanks"])
def test_a_wrong_code_is_not_found_in_plain_words(db: None, name: str) -> None:
    answer = Client().get(reverse(name, args=["nosuchcode"]))

    assert answer.status_code == 404
    assert "compare each letter" in answer.content.decode()


def test_a_code_typed_in_capitals_is_found(form: FeedbackForm) -> None:
    assert Client().get(f"/feedback/{form.code.upper()}/").status_code == 200


# -- Floods --------------------------------------------------------------------------------


def test_sixty_people_of_one_library_all_get_through(form: FeedbackForm) -> None:
    assert [send(form).status_code for _ in range(60)] == [302] * 60


def test_a_flood_is_asked_to_wait_and_keeps_what_it_typed(
    form: FeedbackForm, settings: Any
) -> None:
    settings.FEEDBACK_ANSWERS_PER_ADDRESS = 3
    *through, late = [send(form, comment=f"Number {n}") for n in range(4)]

    assert [each.status_code for each in through] == [302] * 3
    assert late.status_code == 429
    assert late["Retry-After"] == "600"
    page = late.content.decode()
    assert "wait ten minutes" in page
    assert "Number 3" in page
    assert FeedbackAnswer.objects.count() == 3


def test_another_connection_is_not_held_off_with_it(form: FeedbackForm, settings: Any) -> None:
    settings.FEEDBACK_ANSWERS_PER_ADDRESS = 1
    given = {"satisfaction": 5, "language": "en"}
    codes = [
        Client(REMOTE_ADDR=ip).post(address(form), given | {"key": uuid4()}).status_code
        for ip in ("192.0.2.1", "192.0.2.1", "192.0.2.2")
    ]
    assert codes == [302, 429, 302]


def test_a_form_takes_only_so_many_from_all_connections_together(
    form: FeedbackForm, settings: Any
) -> None:
    settings.FEEDBACK_ANSWERS_PER_FORM = 2
    clients = [Client(REMOTE_ADDR=f"192.0.2.{n}") for n in (1, 2, 3)]

    assert [send(form, client).status_code for client in clients] == [302, 302, 429]
    assert FeedbackAnswer.objects.count() == 2


def test_a_flood_from_one_connection_does_not_shut_the_form_for_others(
    form: FeedbackForm, settings: Any
) -> None:
    settings.FEEDBACK_ANSWERS_PER_ADDRESS, settings.FEEDBACK_ANSWERS_PER_FORM = 1, 2
    flooding = Client(REMOTE_ADDR="192.0.2.1")
    codes = [send(form, flooding).status_code for _ in range(5)]

    assert codes == [302, 429, 429, 429, 429]
    assert send(form, Client(REMOTE_ADDR="192.0.2.2")).status_code == 302


def test_what_fills_in_everything_is_stopped_and_a_person_gets_a_second_try(
    form: FeedbackForm,
) -> None:
    stopped = send(form, website="https://spam.example", comment="Kept")

    assert stopped.status_code == 400
    page = stopped.content.decode()
    assert "press the button again" in page
    assert "Kept" in page
    assert "spam.example" not in page
    assert not FeedbackAnswer.objects.exists()


def test_nothing_of_where_an_answer_came_from_is_stored(form: FeedbackForm) -> None:
    Client(REMOTE_ADDR="192.0.2.77", HTTP_USER_AGENT="Odd/1").post(
        address(form), {"key": uuid4(), "satisfaction": 5}
    )
    kept = str(FeedbackAnswer.objects.values().get())
    assert "192.0.2.77" not in kept
    assert "Odd/1" not in kept


# -- Words, names, headers --------------------------------------------------------------


def test_the_form_speaks_the_languages_of_its_programme(
    form: FeedbackForm, programme: Programme
) -> None:
    gaelic(programme)
    english, other = (
        Client().get(address(form) + query).content.decode() for query in ("", "?language=gd")
    )

    assert '<html lang="en-GB"' in english
    assert 'href="?language=gd" lang="gd"' in english
    assert '<html lang="gd"' in other
    assert GAELIC["question"] in other


STATES: dict[str, dict[str, Any]] = {
    "asked": {},
    "nothing answered": {"satisfaction": ""},
    "too long": {"comment": "x" * (LONGEST_COMMENT + 1)},
    "cut short": {"key": ""},
}


@pytest.mark.parametrize("state", [*STATES, "flood", "not yet", "closed", "thanks"])
def test_every_word_is_in_the_language_of_the_form(
    form: FeedbackForm, programme: Programme, settings: Any, state: str
) -> None:
    gaelic(programme)
    opens_on = ""
    if state == "flood":
        settings.FEEDBACK_ANSWERS_PER_ADDRESS = 0
    if state in ("not yet", "closed"):
        off = timedelta(days=3 if state == "not yet" else -30)
        FeedbackForm.objects.update(opens_on=form.opens_on + off, closes_on=form.opens_on + off)
    if state in ("asked", "thanks"):
        tail = "thanks/" if state == "thanks" else ""
        page = Client().get(f"{address(form)}{tail}?language=gd").content.decode()
    else:
        opens_on = day_words(FeedbackForm.objects.get().opens_on)
        page = send(form, language="gd", **STATES.get(state, {})).content.decode()

    ours, marked = words_of(page, "gd")
    assert ours - {f"({LONGEST_COMMENT + 1:,} / 2,000)"} <= set(GAELIC.values())
    assert marked <= {"Fun Day, 21 September 2019", "English", "Leave this empty", opens_on}


def test_an_answer_keeps_the_language_it_was_given_in(
    form: FeedbackForm, programme: Programme
) -> None:
    gaelic(programme)
    assert send(form, language="gd")["Location"].endswith("?language=gd")
    send(form, language="xx-made-up")
    assert list(FeedbackAnswer.objects.values_list("language", flat=True)) == ["gd", "en"]


def test_the_public_pages_name_nobody(form: FeedbackForm) -> None:
    person = a_person(Role.PROGRAMME_MANAGER, form.event.programme)
    Event.objects.update(logged_by=person, opened_by="The provost")
    pages = [Client().get(address(form) + tail).content.decode() for tail in ("", "thanks/")]

    for page in pages:
        assert "@" not in page
        assert "provost" not in page
        assert person.display_name not in page
        assert form.event.programme.slug not in page


@pytest.mark.parametrize("case", ["open", "closed", "nowhere", "wrong"])
def test_every_answer_carries_the_sites_headers(form: FeedbackForm, case: str) -> None:
    if case == "closed":
        FeedbackForm.objects.update(closed_at=timezone.now())
    where = "/feedback/nosuchcode/" if case == "nowhere" else address(form)
    answer: Any = send(form, satisfaction="") if case == "wrong" else Client().get(where)

    policy = answer["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in answer
    assert "<script" not in answer.content.decode()
    assert "style=" not in answer.content.decode()
