"""Surveys: made, begun anew as a next version, published, retired; drafts deleted.

What a draft asks is changed in survey_sections, survey_questions, survey_scales and
survey_translations; a published version is never changed.
"""

from django.db import transaction
from django.utils import timezone

from evaluation.actions.survey_copies import copy_version, fill_from
from evaluation.actions.survey_details import CodeDetails, MappingDetails, refuse_overtaken
from evaluation.actions.survey_drafts import carry_texts, draft_change, locked
from evaluation.models import CodeQuestion, Question, Survey, SurveyVersion
from evaluation.rules.survey_checks import findings
from evaluation.rules.survey_templates import TEMPLATES, Template
from evaluation.selectors import surveys as ask
from evaluation.selectors.questionnaire import questionnaire
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError, changing
from partnership.programmes.models import Programme
from partnership.slugs import fresh_slug

FIXED = (
    "A version was published with this code: another one would match nobody’s answers. Make a new"
    " survey to ask for another code."
)


@transaction.atomic
def create_survey(
    *,
    programme: Programme,
    title: str,
    purpose: str,
    by: User | None,
    about: str = "",
    language: str = "en",
    template: str = "",
) -> Survey:
    """A survey with the draft of its first version: empty, or as a template of ours words it."""
    survey = Survey(
        programme=programme,
        slug=fresh_slug(title, programme.surveys.all(), otherwise="survey"),
        title=title,
        purpose=purpose,
        about=about,
        language=language,
    )
    record_by(survey, by=by)
    survey.save()
    version = _begin(survey, 1, TEMPLATES.get(template), by)
    if template:
        fill_from(version, TEMPLATES[template])
    return survey


def _begin(
    survey: Survey, number: int, like: SurveyVersion | Template | None, by: User | None
) -> SurveyVersion:
    """A draft with the words around the questions of what it begins like."""
    version = SurveyVersion(survey=survey, number=number)
    if like is not None:
        version.introduction, version.thanks = like.introduction, like.thanks
    record_by(version, by=by)
    version.save()
    return version


def change_survey(
    *, survey: Survey, seen: int, about: str, purpose: str, by: User, title: str = ""
) -> None:
    """Say something else of a survey; its title stands once respondents read it.

    Raises RefusedError, ChangedMeanwhileError.
    """
    with changing(survey, seen=seen, by=by) as now:
        now.about, now.purpose = about, purpose
        if title and title != now.title:
            if now.versions.filter(published_at__isnull=False).exists():
                raise RefusedError("Respondents read this title: it stays.", "title")
            _retitle(now, title)


def _retitle(survey: Survey, title: str) -> None:
    """Another title, with translations of the old one taken out."""
    for version in survey.versions.all():
        before = questionnaire(version)
        version.survey.title = title
        survey.title = title
        carry_texts(version, before, questionnaire(version))


def retire_survey(*, survey: Survey, seen: int, is_retired: bool, by: User) -> None:
    """Use a survey no longer, or again; its waves and results stay. ChangedMeanwhileError."""
    with changing(survey, seen=seen, by=by) as now:
        now.is_retired = is_retired


@transaction.atomic
def set_code(*, survey: Survey, seen: int, details: CodeDetails, by: User) -> None:
    """Ask for the parts of a self-made code, in their order.

    Raises RefusedError once a version with a code is published; ChangedMeanwhileError.
    """
    Survey.objects.select_for_update().get(pk=survey.pk)
    if ask.is_code_fixed(survey):
        raise RefusedError(FIXED)
    refuse_overtaken(ask.code_details(survey), seen=seen)
    drafts = list(survey.versions.filter(published_at__isnull=True).select_related("survey"))
    before = [questionnaire(draft) for draft in drafts]
    survey.code_questions.all().delete()
    CodeQuestion.objects.bulk_create(
        CodeQuestion(survey=survey, position=position, **vars(part))
        for position, part in enumerate(details.parts, start=1)
    )
    for draft, was in zip(drafts, before, strict=True):
        carry_texts(draft, was, questionnaire(draft))
    survey.version += 1
    record_by(survey, by=by, why="Questions of the self-made code")
    survey.save()


@transaction.atomic
def start_version(*, survey: Survey, by: User) -> SurveyVersion:
    """The draft of the next version: a copy of the newest, its questions mapped to the old.

    The draft that there is already is given back. Raises RefusedError for a retired survey.
    """
    now = Survey.objects.select_for_update().get(pk=survey.pk)
    if now.is_retired:
        raise RefusedError("This survey is no longer used: use it again first.")
    newest = now.versions.order_by("-number").first()
    if newest is not None and not newest.is_published:
        return newest
    version = _begin(now, newest.number + 1 if newest else 1, newest, by)
    if newest is not None:
        copy_version(newest, version)
    return version


@transaction.atomic
def publish_version(*, version: SurveyVersion, seen: int, by: User | None) -> None:
    """Let a version be asked; from now on it never changes.

    `seen` is the draft that was looked over. Raises RefusedError, with what hinders it;
    ChangedMeanwhileError.
    """
    now = locked(version)
    if now.version != seen:
        raise ChangedMeanwhileError(now)
    if now.survey.is_retired:
        raise RefusedError("This survey is no longer used: use it again first.")
    hindering = [each for each in findings(ask.checked(now)) if each.hinders]
    if hindering:
        more = f" {len(hindering) - 1} more to mend." if len(hindering) > 1 else ""
        raise RefusedError(f"It can’t be published yet. {hindering[0].words}{more}")
    _drop_strange_texts(now)
    now.published_at, now.published_by = timezone.now(), by
    now.version += 1
    record_by(now, by=by)
    now.save()
    version.refresh_from_db()


def _drop_strange_texts(version: SurveyVersion) -> None:
    """No translation of what is not asked goes with a version."""
    keys = ask.to_translate(questionnaire(version))
    for each in version.texts.all():
        each.texts = {key: said for key, said in each.texts.items() if key in keys}
        each.save(update_fields=["texts"])


@transaction.atomic
def delete_draft(*, version: SurveyVersion, by: User) -> bool:
    """Delete a draft; whether the survey went with it, as nothing else of it was there.

    Raises RefusedError for a published version.
    """
    now = locked(version)
    survey = now.survey
    record_by(now, by=by)
    now.delete()
    if survey.versions.exists():
        return False
    record_by(survey, by=by)
    survey.delete()
    return True


def map_questions(*, version: SurveyVersion, seen: int, details: MappingDetails, by: User) -> None:
    """Say which questions mean the same as those of the version before, and which do not.

    Raises RefusedError where one is meant twice or can't be compared; ChangedMeanwhileError.
    """
    with draft_change(version, by=by, why="What means the same as before") as now:
        refuse_overtaken(ask.mapping_details(now), seen=seen)
        earlier = {each.pk: each for each in ask.questions_before(now)}
        wanted, taken = dict(details.pairs), set[int]()
        for question in now.questions.all():
            old = earlier.get(wanted.get(question.pk, 0))
            if old is not None:
                _refuse_pair(question, old, taken)
                taken.add(old.pk)
            if question.same_as_id != (old.pk if old else None):
                _map(question, old)


def _refuse_pair(question: Question, old: Question, taken: set[int]) -> None:
    at = f"same_{question.pk}"
    if old.pk in taken:
        raise RefusedError("Another question means the same as this one: choose one of them.", at)
    if old.kind != question.kind:
        kinds = f"{question.get_kind_display().lower()}; {old.get_kind_display().lower()}"
        raise RefusedError(f"They are of different kinds and can’t be compared: {kinds}.", at)


def _map(question: Question, old: Question | None) -> None:
    """Let a question mean the same as an earlier one, row by row of alike codes."""
    question.same_as = old
    question.save(update_fields=["same_as"])
    rows = {row.code: row for row in old.grid_rows.all()} if old else {}
    for row in question.grid_rows.all():
        row.same_as = rows.get(row.code)
        row.save(update_fields=["same_as"])
