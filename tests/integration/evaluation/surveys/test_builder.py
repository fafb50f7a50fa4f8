"""A questionnaire is drafted page by page, question by question, and put in order."""

from typing import Any

import pytest
from django.test import Client

from evaluation.models import Question, Section, SurveyVersion
from partnership.people.models import Role
from partnership.programmes.models import Programme
from pilots.models import Area
from tests.integration.evaluation.surveys.conftest import (
    WHERE,
    at,
    done,
    page,
    send,
    the_survey,
    words_of,
)
from tests.support.builders import a_person, an_area

pytestmark = pytest.mark.django_db
AGREE = {
    f"choice_{n}_{part}": value
    for n, text in enumerate(("Disagree", "Neither", "Agree"), start=1)
    for part, value in (("value", n), ("text", text))
}


def add(client: Client, version: SurveyVersion, kind: str, text: str, **typed: Any) -> Any:
    section = typed.pop("section", None) or version.sections.first()
    after = typed.pop("after", "")
    path = at(version, f"pages/{section.pk}/new-question/?kind={kind}&after={after}")
    return send(client, path, text=text, section=section.pk, **typed)


def codes(version: SurveyVersion) -> list[str]:
    found = version.questions.order_by("section__position", "position")
    return list(found.values_list("code", flat=True))


@pytest.fixture
def one_page(empty: SurveyVersion, evaluator: Client) -> SurveyVersion:
    done(send(evaluator, at(empty, "new-page/"), title="About you", introduction="In short."))
    return empty


def test_a_survey_begins_from_nothing(evaluator: Client, programme: Programme) -> None:
    typed = {"title": "Staff", "purpose": "other", "template": "", "language": "en"}

    answer = done(send(evaluator, f"{WHERE}new-survey/", **typed))

    assert answer["Location"] == f"{WHERE}surveys/staff/versions/1/"
    assert "It asks nothing yet" in page(evaluator, answer["Location"])


@pytest.mark.parametrize("template", ["partners", "event", "consultation"])
def test_a_survey_begins_from_a_template_that_can_be_published(
    evaluator: Client, designer: Any, template: str
) -> None:
    typed = {"title": "Staff", "purpose": "other", "template": template, "language": "en"}
    answer = done(send(evaluator, f"{WHERE}new-survey/", **typed))

    version = the_survey().versions.get()
    assert version.questions.count() >= 5
    assert "It can’t be published yet" not in page(evaluator, f"{answer['Location']}publish/")
    area = version.questions.filter(role="area").first()
    if area:
        assert [(c.text, c.stands_for) for c in area.choices.all()] == [
            ("Here", "here"),
            ("There", "there"),
        ]


def test_a_title_is_needed(evaluator: Client, programme: Programme) -> None:
    answer = send(evaluator, f"{WHERE}new-survey/", purpose="other", language="English!")

    assert "Fill in “Title”" in words_of(answer)
    assert "Write the code of a language" in words_of(answer)
    assert not programme.surveys.exists()


def test_without_surveys_the_list_says_how_to_begin(
    evaluator: Client, programme: Programme
) -> None:
    assert "No survey has been made yet" in page(evaluator, f"{WHERE}surveys/")

    reader = Client()
    reader.force_login(a_person(Role.VIEWER, programme))
    assert "ask the programme’s evaluator" in page(reader, f"{WHERE}surveys/")


def test_a_question_of_each_kind_is_added(evaluator: Client, one_page: SurveyVersion) -> None:
    done(add(evaluator, one_page, "scale", "I feel confident", better="more", **AGREE))
    done(add(evaluator, one_page, "single", "Which of these?", **AGREE))
    done(add(evaluator, one_page, "multiple", "Which of those?", choice_3_alone="on", **AGREE))
    done(
        add(evaluator, one_page, "grid", "How far?", row_1_text="Here", row_3_text="There", **AGREE)
    )
    done(add(evaluator, one_page, "number", "How many?", lowest=1, highest=9, unit="people"))
    done(add(evaluator, one_page, "date", "Since when?"))
    done(add(evaluator, one_page, "text", "Anything else?", is_required="on"))

    assert codes(one_page) == [
        "i-feel-confident", "which-of-these", "which-of-those", "how-far", "how-many",
        "since-when", "anything-else",
    ]  # fmt: skip
    grid = one_page.questions.get(kind="grid")
    assert [(row.code, row.position) for row in grid.grid_rows.all()] == [("here", 1), ("there", 2)]
    told = page(evaluator, at(one_page))
    assert "A number from 1 to 9 people" in told
    assert "excludes the others" in told
    assert "Must be answered" in told


def test_the_kind_is_chosen_first(evaluator: Client, one_page: SurveyVersion) -> None:
    section = one_page.sections.get()
    told = page(evaluator, at(one_page, f"pages/{section.pk}/new-question/"))

    assert "A month or year" in told
    assert "Agreement, five points" in told
    with_set = at(one_page, f"pages/{section.pk}/new-question/?kind=scale&set=agreement")
    assert 'value="Strongly agree"' in page(evaluator, with_set)


def test_an_answer_set_can_be_put_in_order_before_it_is_saved(
    evaluator: Client, one_page: SurveyVersion
) -> None:
    answer = add(evaluator, one_page, "scale", "Well?", arrange="choice:2:up", **AGREE)

    told = words_of(answer)
    assert answer.status_code == 200
    assert told.index('value="Neither"') < told.index('value="Disagree"')
    assert "Error" not in told
    assert not one_page.questions.exists()


@pytest.mark.parametrize(
    "arrange", ["choice:more", "row:more", "choice:99:up", "choice:1:up", "x", "choice:x:down"]
)
def test_strange_ways_of_putting_in_order_change_nothing(
    evaluator: Client, one_page: SurveyVersion, arrange: str
) -> None:
    answer = add(evaluator, one_page, "scale", "Well?", arrange=arrange, **AGREE)

    assert answer.status_code == 200
    assert 'value="Disagree"' in words_of(answer)


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("scale", {"text": ""}, "Fill in “Question”"),
        ("scale", {"choice_2_value": 1}, "Two answers have the value 1"),
        ("scale", {"choice_2_value": ""}, "Give answer 2 a value"),
        ("scale", {"choice_2_value": "many"}, "Enter a whole number"),
        ("scale", {"text": "x" * 3000}, "2,000 characters or fewer"),
        ("number", {"lowest": 9, "highest": 1}, "Give 9 or more"),
        ("number", {"lowest": 10**12}, "or less for"),
        ("text", {"code": "a code"}, "letters, digits, hyphens"),
        ("text", {"section": 10**8}, "Select a valid choice"),
        ("scale", {"better": "sideways"}, "Select a valid choice"),
    ],
)
def test_what_can_not_be_asked_is_refused(
    evaluator: Client, one_page: SurveyVersion, kind: str, typed: dict[str, Any], words: str
) -> None:
    section = one_page.sections.get()
    path = at(one_page, f"pages/{section.pk}/new-question/?kind={kind}")
    given = {"text": "Well?", "section": section.pk, **(AGREE if kind == "scale" else {})}

    answer = send(evaluator, path, **(given | typed))

    assert words in words_of(answer)
    assert not one_page.questions.exists()


def test_a_code_is_given_once(evaluator: Client, one_page: SurveyVersion) -> None:
    done(add(evaluator, one_page, "text", "Well?"))
    done(add(evaluator, one_page, "text", "Well?"))
    answer = add(evaluator, one_page, "text", "Well?", code="WELL")

    assert "is called “WELL” already" in words_of(answer)
    assert codes(one_page) == ["well", "well-2"]


def test_only_one_question_asks_for_the_area_and_it_offers_the_areas(
    evaluator: Client, one_page: SurveyVersion
) -> None:
    done(add(evaluator, one_page, "single", "Where?", role="area", choice_1_text="Nowhere"))
    answer = add(evaluator, one_page, "single", "Where else?", role="area")

    assert "asks for the area already" in words_of(answer)
    asked = one_page.questions.get()
    assert [each.text for each in asked.choices.all()] == ["Here", "There"]


def test_an_area_keeps_its_value_when_others_come(
    evaluator: Client, one_page: SurveyVersion, programme: Programme
) -> None:
    done(add(evaluator, one_page, "single", "Where?", role="area"))
    an_area(programme, "Between", position=0)
    Area.objects.filter(slug="there").update(position=2)
    asked = one_page.questions.get()
    path = at(one_page, f"questions/{asked.pk}/")

    typed = {"text": "Where?", "role": "area", "section": asked.section_id, "code": "where"}
    done(send(evaluator, path, seen_version=seen(evaluator, path), **typed))

    found = [(c.text, c.value) for c in asked.choices.all()]
    assert sorted(found) == [("Between", 3), ("Here", 1), ("There", 2)]


def test_a_question_is_added_right_where_it_belongs(
    evaluator: Client, one_page: SurveyVersion
) -> None:
    for text in ("First", "Third"):
        done(add(evaluator, one_page, "text", text))
    first = one_page.questions.get(code="first")

    answer = done(add(evaluator, one_page, "text", "Second", after=first.pk))

    assert codes(one_page) == ["first", "second", "third"]
    assert answer["Location"].endswith(f"#question-{one_page.questions.get(code='second').pk}")


def test_questions_and_pages_move_with_plain_buttons(
    evaluator: Client, one_page: SurveyVersion
) -> None:
    for text in ("First", "Second"):
        done(add(evaluator, one_page, "text", text))
    done(send(evaluator, at(one_page, "new-page/"), title="The end"))
    first, second = one_page.questions.order_by("position")

    done(evaluator.post(at(one_page), {"what": "question", "key": second.pk, "step": "up"}))
    assert codes(one_page) == ["second", "first"]

    done(evaluator.post(at(one_page), {"what": "question", "key": first.pk, "step": "down"}))
    first.refresh_from_db()
    assert first.section.title == "The end"  # over the edge of its page to the next

    end = Section.objects.get(title="The end")
    done(evaluator.post(at(one_page), {"what": "section", "key": end.pk, "step": "up"}))
    assert codes(one_page) == ["first", "second"]
    for step in ("up", "sideways"):  # nothing before the first, no such way
        done(evaluator.post(at(one_page), {"what": "section", "key": end.pk, "step": step}))
    assert codes(one_page) == ["first", "second"]
    done(evaluator.post(at(one_page), {"what": "question", "key": 10**8, "step": "up"}))
    assert "Somebody removed it meanwhile" in page(evaluator, at(one_page))


def test_a_question_is_changed_and_moved_to_another_page(
    evaluator: Client, one_page: SurveyVersion
) -> None:
    done(add(evaluator, one_page, "scale", "Well?", **AGREE))
    done(send(evaluator, at(one_page, "new-page/"), title="The end"))
    question, end = one_page.questions.get(), Section.objects.get(title="The end")
    path = at(one_page, f"questions/{question.pk}/")
    typed = {"seen_version": seen(evaluator, path), "section": end.pk, "code": "well", **AGREE}

    done(send(evaluator, path, text="How well?", choice_4_value=9, choice_4_text="–",
              choice_4_missing="on", **typed))  # fmt: skip

    question.refresh_from_db()
    assert (question.text, question.section.title) == ("How well?", "The end")
    assert [(c.value, c.is_missing) for c in question.choices.all()] == [
        (1, False), (2, False), (3, False), (9, True),
    ]  # fmt: skip


def test_two_people_change_two_questions_and_neither_is_stopped(
    evaluator: Client, one_page: SurveyVersion
) -> None:
    for text in ("First", "Second"):
        done(add(evaluator, one_page, "text", text))
    paths = [at(one_page, f"questions/{each.pk}/") for each in one_page.questions.all()]
    marks = [seen(evaluator, path) for path in paths]

    section = one_page.sections.get().pk
    for path, mark in zip(paths, marks, strict=True):
        done(send(evaluator, path, text="Changed", section=section, seen_version=mark))

    assert set(one_page.questions.values_list("text", flat=True)) == {"Changed"}


def test_two_people_change_one_question_and_the_slower_is_told(
    evaluator: Client, one_page: SurveyVersion
) -> None:
    done(add(evaluator, one_page, "scale", "Well?", **AGREE))
    question = one_page.questions.get()
    path = at(one_page, f"questions/{question.pk}/")
    typed = {"seen_version": seen(evaluator, path), "section": question.section_id, "code": "well"}
    done(send(evaluator, path, text="How well?", **AGREE, **typed))

    mine = {**AGREE, "choice_3_text": "Fully agree"}
    answer = send(evaluator, path, text="Quite well?", **mine, **typed)

    told = words_of(answer)
    assert "Somebody changed this while you were writing" in told
    assert "How well?" in told
    assert "3 = Fully agree" in told
    question.refresh_from_db()
    assert question.text == "How well?"
    again = {**typed, "seen_version": seen_in(told)}
    done(send(evaluator, path, text="Quite well?", **mine, **again))
    question.refresh_from_db()
    assert question.text == "Quite well?"


def test_a_question_is_removed_after_asking(evaluator: Client, one_page: SurveyVersion) -> None:
    done(add(evaluator, one_page, "text", "Well?"))
    path = at(one_page, f"questions/{one_page.questions.get().pk}/remove/")

    assert "This can’t be undone" in page(evaluator, path)
    done(evaluator.post(path))

    assert not one_page.questions.exists()
    assert evaluator.get(path).status_code == 404


def test_a_page_goes_with_its_questions(evaluator: Client, one_page: SurveyVersion) -> None:
    done(add(evaluator, one_page, "text", "Well?"))
    path = at(one_page, f"pages/{one_page.sections.get().pk}/remove/")

    assert "the question “Well?”" in page(evaluator, path)
    done(evaluator.post(path))

    assert not Question.objects.exists()


def test_a_page_and_the_words_around_the_questions_are_changed(
    evaluator: Client, one_page: SurveyVersion
) -> None:
    section = at(one_page, f"pages/{one_page.sections.get().pk}/")
    done(send(evaluator, section, title="You", seen_version=seen(evaluator, section)))
    words = at(one_page, "words/")
    mark = seen(evaluator, words)
    done(send(evaluator, words, introduction="Hello", thanks="Thanks!", seen_version=mark))
    late = send(evaluator, words, introduction="Good day", seen_version=mark)

    told = page(evaluator, at(one_page))
    assert "Page 1: You" in told
    assert "Hello" in told
    assert "Thanks!" in told
    assert "Somebody changed this while you were writing" in words_of(late)


def test_who_did_what_is_told_beneath(evaluator: Client, one_page: SurveyVersion) -> None:
    done(add(evaluator, one_page, "text", "Well?"))

    assert "Question “Well?” added" in page(evaluator, at(one_page))


def seen(client: Client, path: str) -> str:
    """What a form says that its sender had before them."""
    return seen_in(page(client, path))


def seen_in(told: str) -> str:
    return told.split('name="seen_version" value="')[1].split('"')[0]
