"""A first wording that is not English: the words of the form itself are given in it, too."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from evaluation.actions import surveys as do
from evaluation.answer_words import ENGLISH
from evaluation.models import SurveyVersion, VersionText
from evaluation.presenters.papers import paper_of
from evaluation.printing.papers import asking
from evaluation.selectors.asked import asked_version, forget_versions
from partnership.people.models import User
from tests.integration.evaluation.surveys.conftest import at, done, page, send, words_of
from tests.integration.evaluation.surveys.test_languages import translate
from tests.support.evaluation_records import a_wave

pytestmark = pytest.mark.django_db
NAMES = list(ENGLISH)


@pytest.fixture
def polish(partners: SurveyVersion, evaluator: Client) -> SurveyVersion:
    """The draft of a survey that was written in Polish."""
    caches["floods"].clear()
    partners.survey.language = "pl"
    partners.survey.save()
    return partners


@pytest.fixture
def own(polish: SurveyVersion, evaluator: Client) -> VersionText:
    done(send(evaluator, at(polish, "new-language/"), language="pl", name="Polski"))
    return polish.texts.get()


def give(evaluator: Client, text: VersionText, **given: str) -> None:
    part = len(list(text.version.sections.all())) + 2
    typed = {f"text_{NAMES.index(name)}": said for name, said in given.items()}
    done(translate(evaluator, text, part, **typed))


def test_what_would_be_in_english_is_said_before_it_is_published(
    evaluator: Client, polish: SurveyVersion
) -> None:
    said = f"{len(ENGLISH)} texts of the form itself, such as its buttons"
    assert said in page(evaluator, at(polish))
    assert f"{said}, would be shown in English" in page(evaluator, at(polish, "publish/"))


def test_its_language_can_be_added_for_the_forms_own_words_alone(
    evaluator: Client, own: VersionText
) -> None:
    assert own.language == "pl"
    assert "texts of the form itself" not in page(evaluator, at(own.version))
    assert "texts of the form itself" in page(evaluator, at(own.version, "publish/"))
    told = page(evaluator, at(own.version, f"languages/{own.pk}/"))

    assert f"{len(ENGLISH)} texts of {len(ENGLISH)}" in told
    assert "Respondents would read English there" in told
    assert "Words of the form itself" in told
    assert "Self-made code" not in told


def test_a_first_wording_in_english_has_them_already(
    evaluator: Client, partners: SurveyVersion
) -> None:
    again = send(evaluator, at(partners, "new-language/"), language="en", name="English")
    assert "It is asked in “en” already" in words_of(again)
    assert "of the form itself, such as" not in page(evaluator, at(partners, "publish/"))


def test_it_is_added_once(evaluator: Client, own: VersionText) -> None:
    again = send(evaluator, at(own.version, "new-language/"), language="pl", name="Polski")
    assert "It is asked in “pl” already" in words_of(again)


def test_respondents_read_them_and_what_lacks_is_marked_as_english(
    evaluator: Client, designer: User, own: VersionText
) -> None:
    give(evaluator, own, begin="Zaczynam", or_online="Także przez telefon:")
    version = own.version
    version.refresh_from_db()
    do.publish_version(version=version, seen=version.version, by=designer)
    forget_versions()
    today = timezone.localdate()
    wave = a_wave(
        version, "Autumn", opens_on=today, closes_on=today, delete_on=today + timedelta(9)
    )

    form = Client().get(f"/answer/{wave.code}/").content.decode()

    assert "Zaczynam" in form
    assert ">Start<" not in form
    assert '<span lang="en-GB" dir="ltr">Before you start</span>' in form
    assert [each.name for each in asked_version(version).spoken] == ["Polski"]
    assert paper_of(wave, "pl").words.said("or_online") == "Także przez telefon:"


def test_a_condition_on_paper_is_in_its_language(
    evaluator: Client, designer: User, own: VersionText
) -> None:
    version = own.version
    decider = version.questions.get(code="referred")
    version.questions.filter(section__position=decider.section.position + 1).update(
        shown_if=decider, shown_test="one-of", shown_values=[1, 2]
    )
    give(evaluator, own, only_if="Tylko jeśli {answers} w pytaniu {number}.", **{"or": "lub"})
    forget_versions()
    wave = a_wave(version, "Autumn")
    paper = paper_of(wave, "pl")

    told = {str(each.only_if) for _, those in asking(paper.said, paper.words) for each in those}

    first, second = [each.text for each in decider.choices.order_by("position")][:2]
    number = 1 + [each.code for each in paper.said.items].index("referred")
    assert f"Tylko jeśli “{first}” lub “{second}” w pytaniu {number}." in told
