"""Scored scales of a draft: from questions that are there, or entered item by item."""

from collections.abc import Sequence

from evaluation.actions.survey_details import (
    ChoiceDetails,
    ItemDetails,
    QuestionDetails,
    ScaleDetails,
    refuse_overtaken,
)
from evaluation.actions.survey_drafts import draft_change, short
from evaluation.actions.survey_questions import fresh_code, new_question
from evaluation.models import Outcome, Question, ScoredScale, SurveyVersion
from evaluation.rules.survey_checks import LICENSED
from partnership.people.models import User
from partnership.people.refusals import RefusedError

MOST = 20


def add_scale(*, version: SurveyVersion, details: ScaleDetails, by: User) -> ScoredScale:
    """Let questions make a score. Raises RefusedError for questions that can't be its items."""
    with draft_change(version, by=by, why=f"Scale {short(details.name)} added") as now:
        return _new_scale(now, details)


def _new_scale(draft: SurveyVersion, details: ScaleDetails) -> ScoredScale:
    taken = {each.casefold() for each in draft.scales.values_list("code", flat=True)}
    if len(taken) >= MOST:
        raise RefusedError(f"A questionnaire has {MOST} scales at most.")
    scale = ScoredScale(version=draft, code=fresh_code(details.name, taken, "scale"))
    _put_on(scale, details, draft)
    return scale


def enter_scale(
    *,
    version: SurveyVersion,
    section: int,
    details: ScaleDetails,
    items: Sequence[str],
    answers: Sequence[str],
    by: User,
) -> ScoredScale:
    """A licensed scale with the items and answers that its licence gives, typed in.

    Raises RefusedError where there are not as many as its scoring needs.
    """
    choices = _points(details.method, items, answers)
    with draft_change(version, by=by, why=f"Scale {short(details.name)} entered") as now:
        made = []
        for number, text in enumerate(items, start=1):
            code = _item_code(now, details.method, number)
            said = QuestionDetails(section=section, text=text, code=code, choices=choices)
            made.append(new_question(now, Question.Kind.SCALE, said))
        return _new_scale(now, _with(details, tuple(ItemDetails(each.pk) for each in made)))


def _points(method: str, items: Sequence[str], answers: Sequence[str]) -> tuple[ChoiceDetails, ...]:
    """The answers with their values; RefusedError where there are too few or too many."""
    of = LICENSED[method]
    if len(items) != of.items:
        raise RefusedError(f"Enter {of.items} items, one a line: there are {len(items)}.", "typed")
    points = of.high - of.low + 1
    if len(answers) != points:
        words = f"Enter {points} answers, one a line: there are {len(answers)}."
        raise RefusedError(words, "answers")
    return tuple(ChoiceDetails(of.low + at, text) for at, text in enumerate(answers))


def _with(details: ScaleDetails, items: tuple[ItemDetails, ...]) -> ScaleDetails:
    said = {name: getattr(details, name) for name in details.plain}
    return ScaleDetails(**said, outcomes=details.outcomes, items=items)


def _item_code(version: SurveyVersion, method: str, number: int) -> str:
    taken = {each.casefold() for each in version.questions.values_list("code", flat=True)}
    return fresh_code(f"{method}-{number}", taken, "item")


def change_scale(*, scale: ScoredScale, seen: int, details: ScaleDetails, by: User) -> None:
    """Say something else of a scale. RefusedError, ChangedMeanwhileError."""
    with draft_change(scale.version, by=by, why=f"Scale {short(details.name)} changed") as version:
        now = _found(scale)
        refuse_overtaken(ScaleDetails.of(now), seen=seen)
        _put_on(now, details, version)


def remove_scale(*, scale: ScoredScale, by: User) -> None:
    """Score nothing from its questions any more; they stay."""
    with draft_change(scale.version, by=by, why=f"Scale {short(scale.name)} removed"):
        now = _found(scale)
        now.items.update(scale=None, scale_item=None, is_reversed=False)
        now.delete()


def _found(scale: ScoredScale) -> ScoredScale:
    now = ScoredScale.objects.filter(pk=scale.pk).first()
    if now is None:
        raise RefusedError("Somebody removed this scale. Nothing of yours was saved.")
    return now


def _put_on(scale: ScoredScale, details: ScaleDetails, version: SurveyVersion) -> None:
    for name in details.plain:
        setattr(scale, name, getattr(details, name))
    scale.save()
    programme = version.survey.programme
    scale.outcomes.set(
        Outcome.objects.filter(pk__in=details.outcomes, framework__programme=programme)
    )
    _put_items(scale, details.items, version)


def _put_items(scale: ScoredScale, items: Sequence[ItemDetails], version: SurveyVersion) -> None:
    free = version.questions.filter(kind=Question.Kind.SCALE)
    asked = {each.pk: each for each in free.select_related("scale")}
    scale.items.update(scale=None, scale_item=None, is_reversed=False)
    for number, item in enumerate(items, start=1):
        question = asked.get(item.question)
        if question is None:
            raise RefusedError("Only questions with points on a scale make a score.")
        if question.scale_id not in (None, scale.pk):
            raise RefusedError(f"{short(question.text)} is part of “{question.scale}” already.")
        question.scale, question.scale_item = scale, number
        question.is_reversed = item.is_reversed and scale.method not in LICENSED
        question.save(update_fields=["scale", "scale_item", "is_reversed"])
