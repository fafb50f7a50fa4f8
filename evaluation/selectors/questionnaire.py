"""A version of a survey in the shape in which it is asked; six queries, whatever its length."""

from collections import defaultdict
from typing import Any

from evaluation.models import Choice, GridRow, Question, SurveyVersion
from evaluation.rules.conditions import Asked, Test
from evaluation.rules.questionnaire import CodePart, Item, Option, Page, Questionnaire, Row


def questionnaire(version: SurveyVersion) -> Questionnaire:
    """All that a version asks, in its first wording."""
    questions = list(
        version.questions.select_related("scale", "shown_if").order_by(
            "section__position", "position"
        )
    )
    options, rows = _options(version), _rows(version)
    items: dict[int, list[Item]] = defaultdict(list)
    for question in questions:
        items[question.section_id].append(
            _item(question, tuple(options[question.pk]), tuple(rows[question.pk]))
        )
    return Questionnaire(
        title=version.survey.title,
        introduction=version.introduction,
        thanks=version.thanks,
        language=version.survey.language,
        pages=tuple(
            Page(section.title, tuple(items[section.pk]), section.introduction)
            for section in version.sections.order_by("position", "pk")
        ),
        scales=dict(version.scales.values_list("code", "method")),
        code=tuple(
            CodePart(each.position, each.text, each.kind, each.length, each.example)
            for each in version.survey.code_questions.order_by("position")
        ),
    )


def _options(version: SurveyVersion) -> Any:
    found: dict[int, list[Option]] = defaultdict(list)
    for each in Choice.objects.filter(question__version=version).order_by("position"):
        found[each.question_id].append(
            Option(each.value, each.text, each.is_missing, each.is_alone, each.stands_for)
        )
    return found


def _rows(version: SurveyVersion) -> Any:
    found: dict[int, list[Row]] = defaultdict(list)
    for each in GridRow.objects.filter(question__version=version).order_by("position"):
        found[each.question_id].append(Row(each.pk, each.code, each.text))
    return found


def _item(question: Question, options: tuple[Option, ...], rows: tuple[Row, ...]) -> Item:
    asked = Asked(
        code=question.code,
        is_required=question.is_required,
        shown_if=question.shown_if.code if question.shown_if else "",
        test=Test(question.shown_test),
        values=frozenset(question.shown_values),
    )
    return Item(
        pk=question.pk,
        asked=asked,
        kind=question.kind,
        text=question.text,
        role=question.role,
        help=question.help,
        better=question.better,
        unit=question.unit,
        lowest=question.lowest,
        highest=question.highest,
        options=options,
        rows=rows,
        scale=question.scale.code if question.scale else "",
        scale_item=question.scale_item or 0,
        is_reversed=question.is_reversed,
    )
