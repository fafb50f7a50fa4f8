"""A version is checked, published, never changed; the next begins as its copy."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from evaluation.actions import survey_questions, survey_scales, survey_sections, survey_translations
from evaluation.actions import surveys as do
from evaluation.actions.survey_details import (
    CodeDetails,
    CodePartDetails,
    ConditionDetails,
    ItemDetails,
    MappingDetails,
    QuestionDetails,
    ScaleDetails,
    SectionDetails,
    WordsDetails,
)
from evaluation.models import Question, Survey, SurveyVersion
from evaluation.rules.questionnaire import Questionnaire
from evaluation.selectors import surveys as ask
from evaluation.selectors.questionnaire import questionnaire
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from tests.integration.evaluation.surveys.conftest import (
    WHERE,
    at,
    done,
    page,
    send,
    the_survey,
    words_of,
)
from tests.integration.evaluation.surveys.test_builder import seen

pytestmark = pytest.mark.django_db


def asked(version: SurveyVersion) -> Questionnaire:
    return questionnaire(SurveyVersion.objects.select_related("survey").get(pk=version.pk))


def next_version(version: SurveyVersion, by: User) -> SurveyVersion:
    return do.start_version(survey=version.survey, by=by)


def the(version: SurveyVersion, code: str) -> Question:
    return version.questions.get(code=code)


def test_what_hinders_publication_is_listed_and_publishing_is_refused(
    evaluator: Client, empty: SurveyVersion
) -> None:
    done(send(evaluator, at(empty, "new-page/"), title="Empty page"))

    told = page(evaluator, at(empty, "publish/"))
    assert "It can’t be published yet" in told
    assert "It asks nothing yet" in told
    answer = send(evaluator, at(empty, "publish/"), seen_version=empty.version + 1)
    assert "It can’t be published yet" in words_of(answer)
    assert not the_survey().versions.get().is_published


def test_a_draft_is_published_by_name_and_day(
    evaluator: Client, designer: User, partners: SurveyVersion
) -> None:
    path = at(partners, "publish/")

    done(send(evaluator, path, seen_version=seen(evaluator, path)))

    partners.refresh_from_db()
    assert (partners.is_published, partners.published_by) == (True, designer)
    assert "It never changes" in page(evaluator, at(partners))


def test_what_is_published_is_what_was_looked_at(
    evaluator: Client, designer: User, partners: SurveyVersion
) -> None:
    mark = seen(evaluator, at(partners, "publish/"))
    details = SectionDetails("One more")
    survey_sections.add_section(version=partners, details=details, by=designer)

    answer = send(evaluator, at(partners, "publish/"), seen_version=mark)

    assert "Somebody changed the draft after you opened this page" in words_of(answer)
    assert "The page “One more” has no question" in words_of(answer)
    partners.refresh_from_db()
    assert not partners.is_published


def changes(version: SurveyVersion, by: User) -> dict[str, Callable[[], Any]]:
    """Every action that changes a version."""
    section, question = version.sections.all()[0], version.questions.all()[0]
    said = QuestionDetails.of(question)
    scale = version.scales.get()
    text = version.texts.get()
    return {
        "words": lambda: survey_sections.change_words(
            version=version, seen=0, details=WordsDetails("a", "b", "c"), by=by
        ),
        "new page": lambda: survey_sections.add_section(
            version=version, details=SectionDetails("New"), by=by
        ),
        "page": lambda: survey_sections.change_section(
            section=section, seen=0, details=SectionDetails("New"), by=by
        ),
        "page moved": lambda: survey_sections.move_section(section=section, step=1, by=by),
        "page removed": lambda: survey_sections.remove_section(section=section, by=by),
        "new question": lambda: survey_questions.add_question(
            version=version, kind="text", details=said, by=by
        ),
        "question": lambda: survey_questions.change_question(
            question=question, seen=said.mark, details=said, by=by
        ),
        "question moved": lambda: survey_questions.move_question(question=question, step=1, by=by),
        "question removed": lambda: survey_questions.remove_question(question=question, by=by),
        "condition": lambda: survey_questions.set_condition(
            question=question, seen=0, details=ConditionDetails(), by=by
        ),
        "new scale": lambda: survey_scales.add_scale(
            version=version, details=ScaleDetails("New", "sum"), by=by
        ),
        "entered scale": lambda: survey_scales.enter_scale(
            version=version, section=section.pk, details=ScaleDetails("New", "ucla-3"),
            items=["a", "b", "c"], answers=["a", "b", "c"], by=by,
        ),
        "scale": lambda: survey_scales.change_scale(
            scale=scale, seen=0, details=ScaleDetails("New", "sum"), by=by
        ),
        "scale removed": lambda: survey_scales.remove_scale(scale=scale, by=by),
        "new language": lambda: survey_translations.add_language(
            version=version, language="pl", name="Polski", by=by
        ),
        "texts": lambda: survey_translations.set_texts(
            text=text, seen=0, given={"title": "?"}, by=by
        ),
        "language removed": lambda: survey_translations.remove_language(text=text, by=by),
        "mapping": lambda: do.map_questions(
            version=version, seen=0, details=MappingDetails(), by=by
        ),
        "publication": lambda: do.publish_version(version=version, seen=version.version, by=by),
        "deletion": lambda: do.delete_draft(version=version, by=by),
    }  # fmt: skip


@pytest.fixture
def whole(partners: SurveyVersion, designer: User) -> SurveyVersion:
    """A published version with a scale and a translation."""
    item = the(partners, "confident-refer")
    survey_scales.add_scale(
        version=partners,
        details=ScaleDetails("Confidence", "mean", items=(ItemDetails(item.pk),)),
        by=designer,
    )
    survey_translations.add_language(version=partners, language="gd", name="Gàidhlig", by=designer)
    partners.refresh_from_db()
    do.publish_version(version=partners, seen=partners.version, by=designer)
    return partners


def test_a_published_version_never_changes(whole: SurveyVersion, designer: User) -> None:
    before, texts = asked(whole), whole.texts.get().texts

    for name, change in changes(whole, designer).items():
        with pytest.raises(RefusedError, match="was published, so it never changes"):
            change()
        assert asked(whole) == before, name

    assert whole.texts.get().texts == texts
    assert SurveyVersion.objects.get().version == whole.version


def test_the_same_action_changes_a_draft(partners: SurveyVersion, designer: User) -> None:
    """The control of the test above."""
    survey_scales.add_scale(version=partners, details=ScaleDetails("S", "sum"), by=designer)
    survey_translations.add_language(version=partners, language="gd", name="Gàidhlig", by=designer)
    before = asked(partners)

    changes(partners, designer)["page removed"]()

    assert asked(partners) != before


@pytest.mark.parametrize(
    "path",
    ["words/", "new-page/", "publish/", "delete/", "mapping/", "new-scale/", "new-language/"],
)
def test_pages_that_change_a_published_version_lead_back_with_a_word(
    evaluator: Client, published: SurveyVersion, path: str
) -> None:
    answer = evaluator.get(at(published, path))

    assert answer["Location"] == at(published)
    assert "Version 1 was published, so it never changes" in page(evaluator, at(published))


def test_a_published_versions_page_offers_no_change(
    evaluator: Client, published: SurveyVersion
) -> None:
    told = page(evaluator, at(published))

    assert "Add a question" not in told
    assert "Start the next version" in told
    answer = evaluator.post(
        at(published), {"what": "section", "key": published.sections.all()[0].pk, "step": "down"}
    )
    assert answer.status_code == 302
    assert "Not moved" in page(evaluator, at(published))


def test_the_next_version_asks_the_same_and_maps_each_question(
    evaluator: Client, published: SurveyVersion
) -> None:
    answer = done(send(evaluator, f"{WHERE}surveys/partners/new-version/"))

    draft = the_survey().versions.get(number=2)
    assert answer["Location"] == at(draft)
    again, before = asked(draft), asked(published)
    assert [(i.text, i.options, i.asked) for i in again.items] == [
        (i.text, i.options, i.asked) for i in before.items
    ]
    assert (again.introduction, again.thanks) == (before.introduction, before.thanks)
    assert ask.same_as(draft) == {
        new.pk: old.pk for new, old in zip(again.items, before.items, strict=True)
    }
    grid = the(draft, "working-together")
    assert all(row.same_as and row.same_as.code == row.code for row in grid.grid_rows.all())
    decided = the(draft, "referred-how-many")
    assert decided.shown_if == the(draft, "referred")  # its own, not the old version's
    assert "it asks exactly the same" in page(evaluator, at(draft, "changes/"))


def test_there_is_one_draft_at_a_time(evaluator: Client, published: SurveyVersion) -> None:
    for _ in range(2):
        done(send(evaluator, f"{WHERE}surveys/partners/new-version/"))

    assert the_survey().versions.count() == 2


def test_what_differs_is_shown(evaluator: Client, designer: User, published: SurveyVersion) -> None:
    draft = next_version(published, designer)
    reworded = the(draft, "confident-refer")
    said = QuestionDetails.of(reworded)
    survey_questions.change_question(
        question=reworded, seen=said.mark, by=designer,
        details=QuestionDetails(**{**vars(said), "text": "How sure are you?"}),
    )  # fmt: skip
    survey_questions.remove_question(question=the(draft, "hindered"), by=designer)
    section = draft.sections.all()[0]
    details = QuestionDetails(section=section.pk, text="How long?")
    survey_questions.add_question(version=draft, kind="text", details=details, by=designer)

    told = page(evaluator, at(draft, "changes/"))
    assert "How sure are you?" in told
    assert "Left out" in told
    assert "New" in told
    assert "6 questions are as before" in told
    warned = page(evaluator, at(draft, "publish/"))
    assert "reads otherwise than the question that it stands for" in warned


def test_questions_are_parted_and_joined(
    evaluator: Client, designer: User, published: SurveyVersion
) -> None:
    draft = next_version(published, designer)
    one, other = the(draft, "helped"), the(draft, "hindered")
    path = at(draft, "mapping/")
    old = {old.code: old.pk for old in published.questions.all()}
    kept = {f"same_{q.pk}": q.same_as_id or 0 for q in draft.questions.all()}
    mark = seen(evaluator, path)

    parted = kept | {f"same_{one.pk}": 0, f"same_{other.pk}": old["helped"]}
    done(send(evaluator, path, **parted, seen_version=mark))

    assert the(draft, "helped").same_as is None
    assert the(draft, "hindered").same_as_id == old["helped"]
    assert "Means something new" in page(evaluator, at(draft))
    twice = parted | {f"same_{one.pk}": old["helped"]}
    answer = send(evaluator, path, **twice, seen_version=seen(evaluator, path))
    assert "Another question means the same as this one" in words_of(answer)
    late = send(evaluator, path, **kept, seen_version=mark)
    assert "Somebody changed this while you were writing" in words_of(late)


def test_only_questions_of_one_kind_are_joined(designer: User, published: SurveyVersion) -> None:
    draft = next_version(published, designer)
    pair = (the(draft, "helped").pk, the(published, "referred").pk)

    with pytest.raises(RefusedError, match="different kinds"):
        do.map_questions(
            version=draft,
            seen=ask.mapping_details(draft).mark,
            details=MappingDetails((pair,)),
            by=designer,
        )


def test_a_draft_is_deleted_and_the_survey_with_its_only_version(
    evaluator: Client, designer: User, published: SurveyVersion
) -> None:
    draft = next_version(published, designer)

    answer = done(evaluator.post(at(draft, "delete/")))
    assert answer["Location"] == f"{WHERE}surveys/partners/"
    assert the_survey().versions.get() == published

    fresh = do.create_survey(
        programme=published.survey.programme, title="New", purpose="other", by=designer
    )
    path = at(fresh.versions.get(), "delete/")
    assert "the survey itself" in page(evaluator, path)
    assert done(evaluator.post(path))["Location"] == f"{WHERE}surveys/"
    assert Survey.objects.get() == published.survey


def test_a_retired_survey_gets_no_new_version_until_it_is_used_again(
    evaluator: Client, published: SurveyVersion
) -> None:
    path = f"{WHERE}surveys/partners/retire/"
    done(send(evaluator, path, seen_version=seen(evaluator, path)))

    assert "No new wave of it can be planned" in page(evaluator, f"{WHERE}surveys/partners/")
    refused = send(evaluator, f"{WHERE}surveys/partners/new-version/")
    assert "use it again first" in words_of(refused)
    done(send(evaluator, path, seen_version=seen(evaluator, path)))
    done(send(evaluator, f"{WHERE}surveys/partners/new-version/"))


def test_the_title_stays_once_respondents_read_it(
    evaluator: Client, designer: User, partners: SurveyVersion
) -> None:
    path = f"{WHERE}surveys/partners/edit/"
    typed = {"title": "Our partners", "purpose": "users", "about": "Why"}
    done(send(evaluator, path, seen_version=seen(evaluator, path), **typed))
    assert asked(partners).title == "Our partners"

    partners.refresh_from_db()
    do.publish_version(version=partners, seen=partners.version, by=designer)
    assert 'name="title"' not in page(evaluator, path)
    done(send(evaluator, path, seen_version=seen(evaluator, path), **typed | {"title": "Other"}))
    assert asked(partners).title == "Our partners"
    survey = Survey.objects.get()
    with pytest.raises(RefusedError, match="Respondents read this title"):
        do.change_survey(
            survey=survey, seen=survey.version, title="Other", about="", purpose="users",
            by=designer,
        )  # fmt: skip


def test_the_code_is_worded_until_it_is_asked(
    evaluator: Client, designer: User, empty: SurveyVersion
) -> None:
    path = f"{WHERE}surveys/partners/code/"
    typed = {"text_1": "First letters of your street", "kind_1": "letters", "length_1": "3"}
    mark = seen(evaluator, path)
    done(send(evaluator, path, **typed, text_3="Day of birth", kind_3="digits", seen_version=mark))

    assert [(part.position, part.length, part.kind) for part in asked(empty).code] == [
        (1, 3, "letters"),
        (2, 2, "digits"),
    ]
    late = send(evaluator, path, **typed, seen_version=mark)
    assert "Somebody changed this while you were writing" in words_of(late)
    wrong = send(evaluator, path, text_1="Your name", length_1="9", seen_version=mark)
    assert "Select a valid choice" in words_of(wrong)


def test_the_code_stays_once_a_version_with_it_is_published(
    evaluator: Client, designer: User, published: SurveyVersion
) -> None:
    path = f"{WHERE}surveys/partners/code/"
    before = ask.code_details(published.survey)

    assert "Another one would match" in page(evaluator, path).replace("another", "Another")
    with pytest.raises(RefusedError, match="would match nobody’s answers"):
        do.set_code(
            survey=published.survey,
            seen=before.mark,
            details=CodeDetails((CodePartDetails("Else?", "letters", 2),)),
            by=designer,
        )
    assert ask.code_details(published.survey) == before
