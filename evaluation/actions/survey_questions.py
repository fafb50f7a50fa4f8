"""Questions of a draft: added, changed, moved, removed, and shown on a condition."""

from collections import Counter
from collections.abc import Sequence
from itertools import count

from django.utils.text import slugify

from evaluation.actions.survey_details import (
    ChoiceDetails,
    ConditionDetails,
    QuestionDetails,
    RowDetails,
    refuse_overtaken,
)
from evaluation.actions.survey_drafts import draft_change, renumber, short
from evaluation.models import Choice, GridRow, Outcome, Question, Section, SurveyVersion
from evaluation.rules.survey_checks import CHOSEN
from partnership.people.models import Sector, User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme

MOST = 200
MOST_CHOICES, MOST_ROWS = 40, 30
LONGEST_CODE = 40


def add_question(
    *,
    version: SurveyVersion,
    kind: str,
    details: QuestionDetails,
    by: User,
    after: int | None = None,
) -> Question:
    """Add a question to its page: after the one of the key `after`, or after all others.

    Raises RefusedError for what can't be asked so.
    """
    with draft_change(version, by=by, why=f"Question {short(details.text)} added") as now:
        return new_question(now, kind, details, after=after)


def new_question(
    draft: SurveyVersion, kind: str, details: QuestionDetails, *, after: int | None = None
) -> Question:
    """Add a question to a draft that is being changed already."""
    if draft.questions.count() >= MOST:
        raise RefusedError(f"A questionnaire has {MOST} questions at most.")
    question = Question(version=draft, kind=kind, position=0)
    _put_on(question, details, draft)
    _place(question, after)
    return question


def change_question(*, question: Question, seen: int, details: QuestionDetails, by: User) -> None:
    """Say something else of a question. RefusedError, ChangedMeanwhileError."""
    why = f"Question {short(details.text)} changed"
    with draft_change(question.version, by=by, why=why) as version:
        now = found(question)
        refuse_overtaken(QuestionDetails.of(now), seen=seen)
        before = now.section_id
        _put_on(now, details, version)
        if now.section_id != before:
            _place(now, None)


def move_question(*, question: Question, step: int, by: User) -> None:
    """Move a question one place up (-1) or down (1), over the edge of its page to the next one.

    Raises RefusedError where it would come before what it waits for.
    """
    with draft_change(question.version, by=by, why=f"Question {short(question.text)} moved") as now:
        pages = list(now.sections.order_by("position", "pk"))
        asked = {page.pk: list(page.questions.order_by("position", "pk")) for page in pages}
        it = found(question)
        at, here = [page.pk for page in pages].index(it.section_id), asked[it.section_id]
        place = here.index(it)
        if 0 <= place + step < len(here):
            here.insert(place + step, here.pop(place))
        elif 0 <= at + step < len(pages):
            here.remove(it)
            there = asked[pages[at + step].pk]
            there.insert(0 if step > 0 else len(there), it)
            it.section = pages[at + step]
            it.save(update_fields=["section"])
            renumber(there)
        renumber(here)


def remove_question(*, question: Question, by: User) -> None:
    """Remove a question; RefusedError where others wait for it."""
    why = f"Question {short(question.text)} removed"
    with draft_change(question.version, by=by, why=why):
        now = found(question)
        section = now.section
        now.delete()
        renumber(section.questions.order_by("position", "pk"))


def set_condition(*, question: Question, seen: int, details: ConditionDetails, by: User) -> None:
    """Show a question after some answers only, or always.

    Raises RefusedError for a circle, a question that comes later or an answer that is not
    offered; ChangedMeanwhileError.
    """
    why = f"When {short(question.text)} is shown"
    with draft_change(question.version, by=by, why=why, field="values") as version:
        now = found(question)
        refuse_overtaken(ConditionDetails.of(now), seen=seen)
        on = version.questions.filter(pk=details.on).first() if details.on else None
        if details.on and on is None:
            raise RefusedError("Choose a question of this questionnaire.", "on")
        if on and on.pk == now.pk:
            raise RefusedError("A question can’t wait for itself: choose an earlier one.", "on")
        now.shown_if, now.shown_test = on, details.test if on else ""
        now.shown_values = list(details.values) if on else []
        now.save()


def found(question: Question) -> Question:
    """The question as it stands; RefusedError where it is gone."""
    now = Question.objects.filter(pk=question.pk).first()
    if now is None:
        raise RefusedError("Somebody removed this question. Nothing of yours was saved.")
    return now


def _put_on(question: Question, details: QuestionDetails, version: SurveyVersion) -> None:
    """Write what is said of a question; its choices and rows with it."""
    for name in details.plain:
        setattr(question, name, getattr(details, name))
    question.section = _section(version, details.section)
    question.code = _code(question, details, version)
    _refuse_role(question, version)
    question.save()
    programme = version.survey.programme
    question.outcomes.set(
        Outcome.objects.filter(pk__in=details.outcomes, framework__programme=programme)
    )
    _put_choices(question, given_choices(question, details.choices, programme))
    if question.kind == Question.Kind.GRID:
        _put_rows(question, details.rows)


def _section(version: SurveyVersion, key: int) -> Section:
    section = version.sections.filter(pk=key).first()
    if section is None:
        raise RefusedError("Choose a page that the questionnaire still has.", "section")
    return section


def _code(question: Question, details: QuestionDetails, version: SurveyVersion) -> str:
    others = version.questions.exclude(pk=question.pk).values_list("code", flat=True)
    taken = {each.casefold() for each in others}
    if details.code:
        if details.code.casefold() in taken:
            raise RefusedError(f"Another question is called “{details.code}” already.", "code")
        return details.code
    return fresh_code(details.text, taken, "question")


def fresh_code(text: str, taken: set[str], otherwise: str) -> str:
    """A code from the first words of a text that is not among those taken."""
    base = slugify(text)[:LONGEST_CODE].strip("-_") or otherwise
    number, code = 1, base
    while code.casefold() in taken:
        number += 1
        code = f"{base}-{number}"
    return code


def _refuse_role(question: Question, version: SurveyVersion) -> None:
    if not question.role:
        return
    if question.kind != Question.Kind.SINGLE:
        raise RefusedError("Only a question with one answer of several can ask for that.", "role")
    once = question.role != Question.Role.CHARACTERISTIC
    others = version.questions.exclude(pk=question.pk).filter(role=question.role)
    if once and others.exists():
        words = f"Question {short(others[0].text)} asks for the {question.role} already."
        raise RefusedError(words, "role")


def given_choices(
    question: Question, typed: Sequence[ChoiceDetails], programme: Programme
) -> tuple[ChoiceDetails, ...]:
    """The choices of a question: the areas or sectors where it asks for them, else as typed.

    An area or a sector keeps the value that it has, so that versions can be compared.
    """
    if question.role == Question.Role.AREA:
        areas = programme.areas.order_by("position", "name")
        offered = [(str(name), slug) for name, slug in areas.values_list("name", "slug")]
    elif question.role == Question.Role.SECTOR:
        offered = [(str(sector.label), sector.value) for sector in Sector if sector]
    else:
        return tuple(typed)
    known = {each.stands_for: each.value for each in question.choices.all()} if question.pk else {}
    fresh = count(max(known.values(), default=0) + 1)
    return tuple(
        ChoiceDetails(known[of] if of in known else next(fresh), text, stands_for=of)
        for text, of in offered
    )


def _put_choices(question: Question, choices: Sequence[ChoiceDetails]) -> None:
    if choices and question.kind not in CHOSEN:
        raise RefusedError("A question of this kind has no answers to choose.")
    if len(choices) > MOST_CHOICES:
        raise RefusedError(f"Offer {MOST_CHOICES} answers at most.")
    for value, times in Counter(each.value for each in choices).items():
        if times > 1:
            raise RefusedError(f"Two answers have the value {value}: give each its own.")
    if [ChoiceDetails.of(each) for each in question.choices.all()] == list(choices):
        return
    question.choices.all().delete()
    Choice.objects.bulk_create(
        Choice(question=question, position=position, **vars(each))
        for position, each in enumerate(choices, start=1)
    )


def _put_rows(question: Question, rows: Sequence[RowDetails]) -> None:
    if len(rows) > MOST_ROWS:
        raise RefusedError(f"A grid has {MOST_ROWS} rows at most.")
    there = {row.pk: row for row in question.grid_rows.all()}
    question.grid_rows.exclude(pk__in=[each.key for each in rows if each.key]).delete()
    taken = {row.code.casefold() for row in there.values()}
    for position, each in enumerate(rows, start=1):
        row = there.get(each.key or 0) or GridRow(
            question=question, code=fresh_code(each.text, taken, "row")
        )
        taken.add(row.code.casefold())
        row.text, row.position = each.text, position
        row.save()


def _place(question: Question, after: int | None) -> None:
    """Its place on its page: after the question of a key, or after all."""
    others = list(question.section.questions.exclude(pk=question.pk).order_by("position", "pk"))
    keys = [each.pk for each in others]
    at = keys.index(after) + 1 if after in keys else len(others)
    renumber([*others[:at], question, *others[at:]])
