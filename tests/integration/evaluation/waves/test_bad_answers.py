"""What is sent by hand, too late, too often or too long: said, and nothing half stored."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from evaluation import models as of
from evaluation.actions.answers import store_response
from evaluation.actions.invitations import lately_used, make_invitations, mix, newly_used
from evaluation.rules.questionnaire import Given
from partnership.programmes.models import Programme
from tests.support.answering import ALL, Respondent, a_form, an_open_wave, post
from tests.support.builders import a_person

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> \u202eabc =cmd|calc {{ 7*7 }}"


def nothing_stored() -> bool:
    return not of.Response.objects.exists() and not of.Answer.objects.exists()


# -- Open and closed ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({"opens_on": 1}, "not open yet"),
        ({"opens_on": -9, "closes_on": -1}, "form is closed"),
        ({"closed": True}, "form is closed"),
    ],
)
def test_outside_its_days_the_form_says_so_and_stores_nothing(
    wave: of.Wave, days: dict[str, Any], words: str
) -> None:
    today = timezone.localdate()
    given: dict[str, Any] = {name: today + timedelta(at) for name, at in days.items()}
    if given.pop("closed", None):
        given["closed_at"] = timezone.now()
    of.Wave.objects.update(**given)

    seen, sent = Client().get(f"/answer/{wave.code}/"), post(wave)

    assert (seen.status_code, sent.status_code) == (200, 409)
    assert words in seen.content.decode()
    assert "was not stored" in sent.content.decode()
    assert nothing_stored()


def test_closed_while_somebody_was_answering_it_says_so(person: Respondent) -> None:
    person.start()
    of.Wave.objects.update(closed_at=timezone.now())
    person.press(q__confident="3")
    assert person.answer.status_code == 409
    assert "was not stored" in person.text


# -- Made by hand -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("q.confident", "9", "Choose one of the answers that are offered"),
        ("q.confident", "3; DROP", "Choose one of the answers that are offered"),
        ("q.trust.health", "7", "Choose one of the answers that are offered"),
        ("q.used", ["1", "4"], "Choose either"),
        ("q.visits", "51", "Enter a number from 0 to 50"),
        ("q.visits", "-1", "Enter a number from 0 to 50"),
        ("q.visits", "9" * 40, "Enter a whole number"),
        ("m.since", "13", "Enter a year"),
        ("q.since", "", "Enter a year"),
        ("q.words", "x" * 100_000, "it has 100,000"),
        ("q.confident", "", "Answer this question"),
        ("agrees", "", "Tick the box if you agree"),
    ],
)
def test_what_no_form_offers_is_said_and_nothing_is_stored(
    wave: of.Wave, name: str, value: Any, words: str
) -> None:
    page = post(wave, **{name: value})
    assert page.status_code == 400
    assert words in page.content.decode()
    assert nothing_stored()


def test_questions_that_the_version_does_not_have_are_passed_over(wave: of.Wave) -> None:
    assert post(wave, **{"q.salary": "1", "code.9": "xx"}).status_code == 302
    assert of.Response.objects.get().answers.count() == 8


@pytest.mark.parametrize("words", ["x" * 3_000_000])
def test_more_than_can_be_read_is_refused_with_the_limit(wave: of.Wave, words: str) -> None:
    page = post(wave, **{"q.words": words})
    assert page.status_code == 400
    assert "at most 4,000 characters" in page.content.decode()
    assert nothing_stored()


def test_more_fields_than_any_form_has_are_refused(wave: of.Wave) -> None:
    assert post(wave, **{"q.used": ["1"] * 2000}).status_code == 400
    assert nothing_stored()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("nul\0here", "nulhere"),
        ("a\r\nb", "a\nb"),
        ("\u202eright to left\u200b", "\u202eright to left\u200b"),
        ("👩\u200d👧", "👩\u200d👧"),
    ],
)
def test_odd_characters_break_nothing(wave: of.Wave, typed: str, kept: str) -> None:
    assert post(wave, **{"q.words": typed}).status_code == 302
    assert of.Answer.objects.get(question__code="words").text == kept


def test_hostile_words_are_never_live(wave: of.Wave) -> None:
    page = post(wave, **{"q.words": HOSTILE, "q.confident": ""}).content.decode()
    assert escape(HOSTILE) in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_without_its_key_a_form_comes_back_with_one(wave: of.Wave) -> None:
    page = post(wave, key="").content.decode()
    assert "press the button again" in page
    assert nothing_stored()


def test_what_fills_in_everything_is_stopped_and_a_person_gets_a_second_try(
    wave: of.Wave,
) -> None:
    page = post(wave, website="https://spam.example", **{"q.words": "Kept"})
    assert page.status_code == 400
    assert "Kept" in page.content.decode()
    assert "spam.example" not in page.content.decode()
    assert nothing_stored()


@pytest.mark.parametrize("step", ["0", "99", "-1", "x", ""])
@pytest.mark.parametrize("go", ["next", "back", "show", "else"])
def test_any_page_can_be_asked_for_and_none_fails(wave: of.Wave, step: str, go: str) -> None:
    assert post(wave, step=step, go=go).status_code == 200
    assert nothing_stored()


def test_a_form_without_any_answer_is_none(wave: of.Wave) -> None:
    of.Question.objects.update(is_required=False)
    empty = dict.fromkeys([name for name in ALL if name.startswith(("q.", "m."))], "")
    page = post(wave, **empty)
    assert page.status_code == 400
    assert "Answer at least one question" in page.content.decode()
    assert nothing_stored()


# -- Once ------------------------------------------------------------------------------------


def test_sent_twice_it_is_stored_once(wave: of.Wave) -> None:
    key = str(uuid4())
    codes = [post(wave, key=key).status_code for _ in range(3)]
    assert codes == [302] * 3
    assert of.Response.objects.get().answers.count() == 8


def test_other_answers_with_a_used_key_are_not_lost_silently(wave: of.Wave) -> None:
    """Two people on one phone: the second came back to the page of the first."""
    key = str(uuid4())
    post(wave, key=key)
    other = {"q.confident": "2"}

    page = post(wave, key=key, **other)
    assert page.status_code == 409
    assert "was sent before, with other answers" in page.content.decode()
    assert of.Response.objects.count() == 1

    assert post(wave, key=key, go="own", **other).status_code == 302
    assert of.Response.objects.count() == 2


def test_a_key_of_another_wave_stores_nothing_there(wave: of.Wave, programme: Programme) -> None:
    other = an_open_wave(wave.version_asked, "Other")
    key = str(uuid4())
    post(wave, key=key)
    assert post(other, key=key).status_code == 409
    assert of.Response.objects.get().wave == wave


def test_the_same_code_twice_in_a_wave_keeps_both(wave: of.Wave) -> None:
    """Two people may have the same: neither is set aside, and neither is matched."""
    assert [post(wave).status_code for _ in range(2)] == [302, 302]
    assert of.Response.objects.filter(set_aside_why="").count() == 2


# -- Invitations ---------------------------------------------------------------------------


@pytest.fixture
def invited(programme: Programme) -> tuple[of.Wave, list[str]]:
    wave = an_open_wave(a_form(programme), by_invitation=True)
    return wave, make_invitations(wave=wave, number=2, by=a_person())


Invited = tuple[of.Wave, list[str]]


def test_an_invitation_lets_one_person_answer_once(invited: Invited) -> None:
    wave, (key, _) = invited
    typed = key.upper().replace("-", " ")
    first = str(uuid4())

    codes = [post(wave, key=first, invitation=typed).status_code for _ in range(2)]
    reused = post(wave, invitation=key)

    assert codes == [302, 302]  # the same form again is still the same
    assert reused.status_code == 400
    assert "mistyped, or it was used already" in reused.content.decode()
    assert of.Response.objects.count() == 1
    assert of.Invitation.objects.filter(is_used=True).count() == 1


@pytest.mark.parametrize("typed", ["", "aaaa-bbbb-cccc", "' OR 1=1", "x" * 5000])
def test_a_guessed_key_opens_nothing_in_the_same_words(invited: Invited, typed: str) -> None:
    wave, _ = invited
    page = post(wave, invitation=typed)
    assert page.status_code == 400
    assert "mistyped, or it was used already" in page.content.decode()
    assert nothing_stored()


def test_a_wrong_key_is_said_before_anything_is_answered(invited: Invited) -> None:
    wave, (key, _) = invited
    person = Respondent(wave)
    person.start(invitation="aaaa-bbbb-cccc")
    assert person.answer.status_code == 400
    person.start(invitation=key)
    assert person.heading == "You"


def test_an_invitation_of_another_wave_is_none(invited: Invited, programme: Programme) -> None:
    wave, _ = invited
    other = an_open_wave(wave.version_asked, "Other", by_invitation=True)
    (foreign,) = make_invitations(wave=other, number=1, by=a_person())
    assert post(wave, invitation=foreign).status_code == 400


def test_an_invitation_is_not_lost_with_answers_that_fail(
    invited: Invited, monkeypatch: pytest.MonkeyPatch
) -> None:
    wave, (key, _) = invited

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("the database went away")

    monkeypatch.setattr("evaluation.actions.answers._answer", broken)
    said = {"confident": (Given(value=3),)}
    with pytest.raises(RuntimeError):
        store_response(wave=wave, key=UUID(int=1), answers=said, invitation=key)
    assert not of.Invitation.objects.filter(is_used=True).exists()
    assert nothing_stored()


def test_used_invitations_are_written_anew_together(invited: Invited) -> None:
    wave, keys = invited
    for key in keys:
        post(wave, invitation=key)
    assert newly_used() == lately_used() == [wave.pk]
    assert mix(newly_used()) == 2


# -- Floods -----------------------------------------------------------------------------------


def test_sixty_people_of_one_library_all_get_through(wave: of.Wave) -> None:
    assert {post(wave).status_code for _ in range(60)} == {302}


def test_a_flood_is_asked_to_wait_and_keeps_what_it_typed(wave: of.Wave, settings: Any) -> None:
    settings.FEEDBACK_ANSWERS_PER_ADDRESS = 2
    *through, late = [post(wave, **{"q.words": f"Number {n}"}) for n in range(3)]

    assert [each.status_code for each in through] == [302] * 2
    assert (late.status_code, late["Retry-After"]) == (429, "600")
    assert "wait ten minutes" in late.content.decode()
    assert "Number 2" in late.content.decode()
    assert of.Response.objects.count() == 2


def test_whoever_tries_many_keys_is_asked_to_wait(invited: Invited, settings: Any) -> None:
    settings.FEEDBACK_ANSWERS_PER_ADDRESS = 2
    wave, _ = invited
    codes = [
        post(wave, step="0", go="next", invitation=f"aaaa-bbbb-ccc{n}").status_code
        for n in range(3)
    ]
    assert codes == [400, 400, 429]


@pytest.mark.parametrize("case", ["open", "closed", "nowhere", "wrong", "done"])
def test_every_answer_carries_the_sites_headers_and_no_cookie(wave: of.Wave, case: str) -> None:
    if case == "closed":
        of.Wave.objects.update(closed_at=timezone.now())
    ways: dict[str, Callable[[], Any]] = {
        "wrong": lambda: post(wave, **{"q.confident": ""}),
        "done": lambda: post(wave),
        "nowhere": lambda: Client().get("/answer/nosuchcode/"),
    }
    answer = ways.get(case, lambda: Client().get(f"/answer/{wave.code}/"))()

    assert "unsafe-inline" not in answer["Content-Security-Policy"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert "Set-Cookie" not in answer
    assert "style=" not in answer.content.decode()
