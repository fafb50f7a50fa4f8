"""What a draft begins with: a copy of the version before, or a template of ours."""

from evaluation.actions.survey_details import ChoiceDetails
from evaluation.actions.survey_questions import given_choices
from evaluation.models import (
    Choice,
    CodeQuestion,
    GridRow,
    Question,
    ScoredScale,
    Section,
    SurveyVersion,
)
from evaluation.rules.survey_templates import Asks, Template

OF_A_QUESTION = (
    "position", "code", "kind", "role", "text", "help", "is_required", "better", "lowest",
    "highest", "unit", "scale_item", "is_reversed", "shown_test", "shown_values",
)  # fmt: skip
OF_A_TEMPLATE = (
    "code", "kind", "text", "help", "role", "better", "is_required", "lowest", "highest", "unit",
)  # fmt: skip


def copy_version(old: SurveyVersion, new: SurveyVersion) -> None:
    """Ask in `new` what `old` asks; each question and row means the same as its original."""
    sections = {
        each.pk: Section.objects.create(
            version=new, position=each.position, title=each.title, introduction=each.introduction
        )
        for each in old.sections.all()
    }
    scales = {each.pk: _copy_scale(each, new) for each in old.scales.all()}
    copies: dict[int, Question] = {}
    for question in old.questions.prefetch_related("choices", "grid_rows", "outcomes"):
        copies[question.pk] = _copy_question(question, sections, scales)
    for question in old.questions.exclude(shown_if=None):
        copy = copies[question.pk]
        copy.shown_if = copies.get(question.shown_if_id or 0)
        copy.save(update_fields=["shown_if"])
    for text in old.texts.all():
        new.texts.create(language=text.language, language_name=text.language_name, texts=text.texts)


def _copy_scale(old: ScoredScale, version: SurveyVersion) -> ScoredScale:
    copy = ScoredScale.objects.create(
        version=version,
        code=old.code,
        name=old.name,
        method=old.method,
        licence=old.licence,
        missing_allowed=old.missing_allowed,
        more_is_better=old.more_is_better,
    )
    copy.outcomes.set(old.outcomes.all())
    return copy


def _copy_question(
    old: Question, sections: dict[int, Section], scales: dict[int, ScoredScale]
) -> Question:
    section = sections[old.section_id]
    copy = Question.objects.create(
        version=section.version,
        section=section,
        scale=scales.get(old.scale_id or 0),
        same_as=old,
        **{name: getattr(old, name) for name in OF_A_QUESTION},
    )
    copy.outcomes.set(old.outcomes.all())
    Choice.objects.bulk_create(
        Choice(question=copy, position=each.position, **vars(ChoiceDetails.of(each)))
        for each in old.choices.all()
    )
    GridRow.objects.bulk_create(
        GridRow(question=copy, position=row.position, code=row.code, text=row.text, same_as=row)
        for row in old.grid_rows.all()
    )
    return copy


def fill_from(version: SurveyVersion, template: Template) -> None:
    """Ask what a template asks, and for its self-made code."""
    made: dict[str, Question] = {}
    for number, page in enumerate(template.pages, start=1):
        section = Section.objects.create(
            version=version, position=number, title=page.title, introduction=page.introduction
        )
        for place, asks in enumerate(page.questions, start=1):
            made[asks.code] = _ask(asks, section, place, made)
    CodeQuestion.objects.bulk_create(
        CodeQuestion(survey=version.survey, **vars(part)) for part in template.code
    )


def _ask(asks: Asks, section: Section, place: int, made: dict[str, Question]) -> Question:
    on, values = asks.shown_if or ("", ())
    question = Question.objects.create(
        version=section.version,
        section=section,
        position=place,
        shown_if=made.get(on),
        shown_test=Question.Test.ONE_OF if on else Question.Test.ALWAYS,
        shown_values=list(values),
        **{name: getattr(asks, name) for name in OF_A_TEMPLATE},
    )
    _offer(question, asks)
    return question


def _offer(question: Question, asks: Asks) -> None:
    """The choices and rows of a question of a template."""
    offered = [
        ChoiceDetails(each.value, each.text, each.is_missing, each.is_alone)
        for each in asks.options
    ]
    programme = question.version.survey.programme
    Choice.objects.bulk_create(
        Choice(question=question, position=position, **vars(each))
        for position, each in enumerate(given_choices(question, offered, programme), start=1)
    )
    GridRow.objects.bulk_create(
        GridRow(question=question, position=position, code=code, text=text)
        for position, (code, text) in enumerate(asks.rows, start=1)
    )
