"""Faults A6, A7 for the public's form: what a survey says stays words, and so does what is sent.

Beside each stands what happens where the protection is taken away.
"""

from collections.abc import Iterator

import pytest
from django.template import engines
from django.test import Client
from django.urls import reverse

from evaluation import models as of
from evaluation.rules import questionnaire as rules
from evaluation.selectors.asked import forget_versions
from partnership.people.models import Role
from partnership.programmes.models import Programme
from tests.support.answering import ALL, Respondent, post
from tests.support.belonging import write_in_all
from tests.support.builders import a_person
from tests.support.quick_papers import papers_unprinted

pytestmark = pytest.mark.django_db
RAW = "<i x>"
HOSTILE = f"=1+1 {RAW}\"'{{{{7}}}}"
WORDED = (
    of.Survey, of.SurveyVersion, of.Section, of.Question, of.Choice, of.GridRow, of.CodeQuestion,
    of.PrivacyNotice, of.Wave,
)  # fmt: skip


@pytest.fixture
def hostile(wave: of.Wave) -> of.Wave:
    """A wave of which each word, also in a further language, tries to be more than words."""
    form = ("begin", "next", "send", "thanks", "code_why", "only_if", "delete_how")
    said = {f"form.{name}": HOSTILE for name in form} | {"title": HOSTILE}
    wave.version_asked.texts.create(language="gd", language_name=HOSTILE[:60], texts=said)
    assert write_in_all(WORDED, HOSTILE) > 40
    of.PrivacyNotice.objects.update(texts={"gd": {"information": HOSTILE, "consent": HOSTILE}})
    wave.refresh_from_db()
    wave.asks_code = True
    wave.save()
    forget_versions()
    return wave


def pages(wave: of.Wave, evaluator: Client) -> Iterator[tuple[str, str]]:
    """Each page of the form in both languages, the papers, and where papers are typed in."""
    for language in ("en", "gd"):
        person = Respondent(wave)
        person.read(person.client.get(f"{person.address}?language={language}"))
        yield f"first, {language}", person.answer.content.decode()
    sent = {f"step {step}": post(wave, step=str(step), go="next") for step in range(5)}
    sent |= {"wrong": post(wave, **{"q.confident": "", "q.words": HOSTILE})}
    sent |= {"done": post(wave), "deletion": Client().get(f"/answer/{wave.code}/delete/")}
    sent |= {
        name: evaluator.get(reverse(name, args=[wave.programme.slug, wave.slug]))
        for name in ("wave", "wave-entry", "wave-poster", "wave-paper", "wave-results")
    }
    for name, answer in sent.items():
        assert answer.status_code < 500, name
        yield name, answer.content.decode()


@pytest.fixture
def evaluator(programme: Programme) -> Client:
    client = Client()
    client.force_login(a_person(Role.EVALUATOR, programme))
    return client


def test_what_a_survey_says_is_never_markup(hostile: of.Wave, evaluator: Client) -> None:
    with papers_unprinted():
        told = dict(pages(hostile, evaluator))

    assert {name for name, page in told.items() if RAW in page} == set()
    assert sum("&lt;i x&gt;" in page for page in told.values()) > 10
    assert "{{7}}" in told["first, en"]


def test_control_without_escaping_it_would_be(
    hostile: of.Wave, evaluator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines["django"].engine, "autoescape", False)
    with papers_unprinted():
        told = dict(pages(hostile, evaluator))

    assert sum(RAW in page for page in told.values()) > 10


@pytest.mark.parametrize(
    "words", ["line\n" * 100_000, "x" * 100_000, "\u202e\u200b" * 50_000, "\x00" * 2_000_000]
)
def test_text_without_end_is_refused_with_its_limit_or_taken_as_nothing(
    wave: of.Wave, words: str
) -> None:
    answer = post(wave, **{"q.words": words})

    if words.strip("\x00"):
        assert answer.status_code == 400
        assert "4,000" in answer.content.decode()
        assert not of.Response.objects.exists()
    else:
        assert not of.Answer.objects.filter(question__code="words").exists()


def test_control_without_the_limit_it_would_be_stored(
    wave: of.Wave, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "LONGEST", 10**7)

    assert post(wave, **ALL | {"q.words": "x" * 100_000}).status_code == 302
    assert len(of.Answer.objects.get(question__code="words").text) == 100_000
