"""What a survey was answered in words can be coded, and goes when the raw answers go."""

from typing import Any

import pytest

from evaluation.actions.survey_words import AS_ASKED, forget_words
from evaluation.models import Conversation, Excerpt, Response, Wave
from partnership.programmes.models import Programme
from pilots.models import Area
from tests.support.evaluation_records import a_response, a_survey, a_wave

pytestmark = pytest.mark.django_db
TAKE = "new-conversation/survey/"


@pytest.fixture
def wave(programme: Programme, area: Area) -> Wave:
    return a_wave(a_survey(programme), "Partners", area=area, delete_on="2031-01-01")


def key_of(wave: Wave) -> str:
    return f"{wave.pk}-{wave.version_asked.questions.get(kind='text').pk}"


def test_each_answer_becomes_a_paragraph_that_goes_with_the_raw_answers(
    wave: Wave, send: Any, read: Any
) -> None:
    a_response(wave, words="It  was\nwarm.")
    a_response(wave, words="It cost too much.")
    a_response(wave, words="Nonsense", set_aside_why="A test")
    assert "Partners: Anything else?" in read(TAKE)

    assert send(TAKE, answers=key_of(wave)).status_code == 302

    talk = Conversation.objects.get()
    assert set(talk.text.split("\n\n")) == {"It was warm.", "It cost too much."}
    assert (talk.kind, talk.wave, talk.area, str(talk.delete_on)) == (
        "survey", wave, wave.area, "2031-01-01",
    )  # fmt: skip
    again = send(TAKE, answers=key_of(wave)).content.decode()
    assert "These words were taken already" in again


@pytest.mark.parametrize(
    ("typed", "words"),
    [({}, "Choose a question."), ({"answers": "1-1"}, "Select a valid choice")],
)
def test_what_is_wrong_is_said(wave: Wave, send: Any, typed: dict[str, str], words: str) -> None:
    assert words in send(TAKE, **typed).content.decode()


def test_without_words_there_is_nothing_to_take(wave: Wave, send: Any, read: Any) -> None:
    told = send(TAKE, answers=key_of(wave)).content.decode()
    assert "Nobody answered this in words." in told

    Wave.objects.update(deleted_at="2020-01-01T09:00Z")
    assert "There are no words to take." in read(TAKE)


def test_a_respondent_who_asks_takes_their_words_out_of_the_text_and_its_excerpts(
    wave: Wave, send: Any
) -> None:
    mine = a_response(wave, words="It was warm. I came back.")
    a_response(wave, words="It cost too much.")
    send(TAKE, answers=key_of(wave))
    talk = Conversation.objects.get()
    taken = Excerpt.objects.create(
        conversation=talk, text="I came back.", quotable="yes", checked_on="2019-10-02",
        released_on="2019-10-02", released_text="I came back.",
    )  # fmt: skip
    other = Excerpt.objects.create(conversation=talk, text="It cost too much.")

    forget_words([Response.objects.get(pk=mine.pk)])

    talk.refresh_from_db()
    taken.refresh_from_db()
    other.refresh_from_db()
    assert talk.text == "It cost too much."
    assert (taken.text, taken.released_text, taken.released_on) == ("", "", None)
    assert other.text == "It cost too much."
    assert not taken.history.exclude(released_text="").exists()
    assert taken.history.first().history_change_reason == AS_ASKED
