"""Scales: items chosen or entered, licences asked for, nothing licensed shipped."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from evaluation.models import Question, ScoredScale, SurveyVersion
from evaluation.rules import survey_templates
from evaluation.selectors.questionnaire import questionnaire
from tests.integration.evaluation.surveys.conftest import at, done, page, send, words_of
from tests.integration.evaluation.surveys.test_builder import AGREE, add, seen

pytestmark = pytest.mark.django_db
ITEMS = "\n".join(f"Item {number}" for number in range(1, 8))
POINTS = "\n".join(f"Point {number}" for number in range(1, 6))


def entering(version: SurveyVersion, **typed: Any) -> dict[str, Any]:
    return {
        "name": "Wellbeing",
        "licence": "Ref 12/34",
        "section": version.sections.all()[0].pk,
        "typed": ITEMS,
        "answers": POINTS,
        "more_is_better": "yes",
        **typed,
    }


@pytest.fixture
def confident(empty: SurveyVersion, evaluator: Client) -> SurveyVersion:
    """Three questions on one scale."""
    done(send(evaluator, at(empty, "new-page/"), title="You"))
    for text in ("One", "Two", "Three"):
        done(add(evaluator, empty, "scale", text, **AGREE))
    return empty


def test_a_licensed_scale_is_entered_as_its_licence_words_it(
    evaluator: Client, partners: SurveyVersion
) -> None:
    path = at(partners, "new-scale/?method=swemwbs")
    assert "none come with this service" in page(evaluator, path)

    done(send(evaluator, path, **entering(partners)))

    asked = questionnaire(partners)
    items = asked.of_scale("wellbeing")
    assert [item.text for item in items] == [f"Item {number}" for number in range(1, 8)]
    assert [option.value for option in items[0].options] == [1, 2, 3, 4, 5]
    told = page(evaluator, at(partners))
    assert "Licence: Ref 12/34" in told
    assert "7 items" in told
    assert "It can’t be published" not in page(evaluator, at(partners, "publish/"))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"typed": "Only one"}, "Enter 7 items, one a line: there are 1."),
        ({"answers": "a\nb"}, "Enter 5 answers, one a line: there are 2."),
        ({"answers": POINTS + "x" * 300}, "200 characters or fewer"),
        ({"name": ""}, "Fill in “Name of the scale”"),
    ],
)
def test_a_scale_that_could_not_be_scored_is_refused_whole(
    evaluator: Client, partners: SurveyVersion, typed: dict[str, str], words: str
) -> None:
    before = partners.questions.count()

    answer = send(
        evaluator, at(partners, "new-scale/?method=swemwbs"), **entering(partners, **typed)
    )

    assert words in words_of(answer)
    assert partners.questions.count() == before
    assert not ScoredScale.objects.exists()


def test_a_licensed_scale_without_its_reference_is_drafted_and_not_published(
    evaluator: Client, partners: SurveyVersion
) -> None:
    done(
        send(evaluator, at(partners, "new-scale/?method=swemwbs"), **entering(partners, licence=""))
    )

    assert "has no licence reference" in page(evaluator, at(partners, "publish/"))


def test_items_are_chosen_among_the_questions_in_their_order(
    evaluator: Client, confident: SurveyVersion
) -> None:
    one, two, three = confident.questions.order_by("position")
    places = {f"place_{three.pk}": 1, f"place_{one.pk}": 2, f"back_{one.pk}": "on"}
    typed = {"name": "Confidence", "missing_allowed": 1, "more_is_better": "yes"}

    done(send(evaluator, at(confident, "new-scale/?method=mean"), **places, **typed))

    items = questionnaire(confident).of_scale("confidence")
    assert [(item.pk, item.is_reversed) for item in items] == [(three.pk, False), (one.pk, True)]
    path = at(confident, f"scales/{confident.scales.get().pk}/")
    changed = {f"place_{two.pk}": 1, "more_is_better": "no", "missing_allowed": 0}
    mark = seen(evaluator, path)
    done(send(evaluator, path, name="Confidence", seen_version=mark, **changed))
    assert [item.pk for item in questionnaire(confident).of_scale("confidence")] == [two.pk]
    late = send(evaluator, path, name="Sureness", seen_version=mark, **changed)
    assert "Somebody changed this while you were writing" in words_of(late)


def test_two_questions_have_no_one_place(evaluator: Client, confident: SurveyVersion) -> None:
    places = {f"place_{each.pk}": 1 for each in confident.questions.all()}
    answer = send(
        evaluator, at(confident, "new-scale/?method=sum"), name="S", missing_allowed=0,
        more_is_better="yes", **places,
    )  # fmt: skip

    assert "Two questions have the place 1" in words_of(answer)


def test_a_scale_is_removed_and_its_questions_stay(
    evaluator: Client, confident: SurveyVersion
) -> None:
    places = {f"place_{each.pk}": n for n, each in enumerate(confident.questions.all(), start=1)}
    done(send(evaluator, at(confident, "new-scale/?method=sum"), name="S", missing_allowed=0,
              more_is_better="yes", **places))  # fmt: skip

    done(evaluator.post(at(confident, f"scales/{confident.scales.get().pk}/remove/")))

    assert set(confident.questions.values_list("scale", "scale_item")) == {(None, None)}


def test_without_questions_on_a_scale_the_page_says_what_to_add(
    evaluator: Client, empty: SurveyVersion
) -> None:
    assert "No question can be an item" in page(evaluator, at(empty, "new-scale/?method=sum"))
    assert "How is it scored?" in page(evaluator, at(empty, "new-scale/"))


def test_no_licensed_wording_is_shipped() -> None:
    """Phrases by which the items of the three licensed scales would be known."""
    known = (
        "feeling optimistic", "feeling useful", "feeling relaxed", "dealing with problems",
        "lack companionship", "feel left out", "sense of emptiness", "rely on when",
    )  # fmt: skip
    root = Path(settings.BASE_DIR)
    shipped = [
        Path(survey_templates.__file__),
        *(root / "templates" / "evaluation").rglob("*.html"),
    ]
    shipped += (root / "evaluation").rglob("*.py")

    text = " ".join(path.read_text().casefold() for path in shipped)

    assert [phrase for phrase in known if phrase in text] == []
    assert Question.Kind.SCALE in text  # it was read
