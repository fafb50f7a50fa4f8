"""Versions of surveys in the shape in which they are asked; six queries, whatever their number."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from evaluation.models import (
    Choice,
    CodeQuestion,
    GridRow,
    Question,
    ScoredScale,
    Section,
    SurveyVersion,
)
from evaluation.rules.conditions import Asked, Test
from evaluation.rules.questionnaire import CodePart, Item, Option, Page, Questionnaire, Row

Found = dict[int, list[Any]]  # records by the key of what they belong to


def questionnaire(version: SurveyVersion) -> Questionnaire:
    """All that a version asks, in its first wording."""
    return questionnaires([version])[version.pk]


def questionnaires(versions: Sequence[SurveyVersion]) -> dict[int, Questionnaire]:
    """All that each of some versions asks, by their keys; their surveys must be at hand."""
    keys = [version.pk for version in versions]
    items, pages = _items(keys), _pages(keys)
    scales = _by("version_id", ScoredScale.objects.filter(version__in=keys))
    surveys = {version.survey_id for version in versions}
    code = _by("survey_id", CodeQuestion.objects.filter(survey__in=surveys).order_by("position"))
    return {
        version.pk: Questionnaire(
            title=version.survey.title,
            introduction=version.introduction,
            thanks=version.thanks,
            language=version.survey.language,
            pages=tuple(_page(section, items) for section in pages[version.pk]),
            scales={scale.code: scale.method for scale in scales[version.pk]},
            code=tuple(_code_part(each) for each in code[version.survey_id]),
        )
        for version in versions
    }


def _by(key: str, records: Any) -> Found:
    found: Found = defaultdict(list)
    for each in records:
        found[getattr(each, key)].append(each)
    return found


def _pages(versions: list[int]) -> Found:
    found = Section.objects.filter(version__in=versions)
    return _by("version_id", found.order_by("position", "pk"))


def _page(section: Section, items: Found) -> Page:
    return Page(section.title, tuple(items[section.pk]), section.introduction, section.pk)


def _code_part(part: CodeQuestion) -> CodePart:
    return CodePart(part.position, part.text, part.kind, part.length, part.example)


def _items(versions: list[int]) -> Found:
    """The questions of each page, in their order."""
    questions = Question.objects.filter(version__in=versions).select_related("scale", "shown_if")
    of = {"question__version__in": versions}
    options = _by("question_id", Choice.objects.filter(**of).order_by("position"))
    rows = _by("question_id", GridRow.objects.filter(**of).order_by("position"))
    found: Found = defaultdict(list)
    for question in questions.order_by("section__position", "position"):
        offered = tuple(
            Option(each.value, each.text, each.is_missing, each.is_alone, each.stands_for)
            for each in options[question.pk]
        )
        down = tuple(Row(each.pk, each.code, each.text) for each in rows[question.pk])
        found[question.section_id].append(_item(question, offered, down))
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
