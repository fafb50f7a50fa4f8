"""What the pages of surveys ask for: the list, one survey, one version with all its parts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from evaluation.actions.survey_details import CodeDetails, CodePartDetails, MappingDetails
from evaluation.answer_words import ENGLISH, PREFIX
from evaluation.models import Question, ScoredScale, Section, Survey, SurveyVersion, VersionText
from evaluation.rules.questionnaire import Questionnaire, texts_of
from evaluation.rules.survey_changes import Difference, difference, is_reworded
from evaluation.rules.survey_checks import Checked, Scale
from evaluation.selectors.questionnaire import questionnaires
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.feedback_words import is_english
from pilots.models import Area


def surveys(programme: Programme, *, reach: Reach) -> QuerySet[Survey]:
    """All of a programme: those in use first, with their newest version and waves in reach."""
    published = Q(versions__published_at__isnull=False)
    return (
        programme.surveys.annotate(
            newest=Max("versions__number", filter=published),
            draft=Max("versions__number", filter=~published),
            waves_of_it=Count(
                "versions__waves", filter=reach.q("versions__waves__area"), distinct=True
            ),
        )
        .order_by("is_retired", "title", "pk")
    )  # fmt: skip


def find_survey(programme: Programme, slug: str, *, reach: Reach) -> Survey:
    """One survey with its versions, newest first, and their waves in reach; two queries.

    Raises Survey.DoesNotExist.
    """
    versions = SurveyVersion.objects.annotate(
        questions_of_it=Count("questions", distinct=True),
        waves_of_it=Count("waves", filter=reach.q("waves__area"), distinct=True),
    ).select_related("published_by")
    return programme.surveys.prefetch_related(
        Prefetch("versions", versions.order_by("-number"))
    ).get(slug=slug)


def find_version(programme: Programme, slug: str, number: int) -> SurveyVersion:
    """One version with its survey; raises SurveyVersion.DoesNotExist. One query."""
    return SurveyVersion.objects.select_related("survey", "published_by").get(
        survey__programme=programme, survey__slug=slug, number=number
    )


def sections(version: SurveyVersion) -> list[tuple[int, str]]:
    """Its pages as forms offer them."""
    found = version.sections.order_by("position", "pk").values_list("pk", "title")
    return [(pk, f"{at}. {title}") for at, (pk, title) in enumerate(found, start=1)]


def find_section(version: SurveyVersion, key: int) -> Section:
    """A page of a version; raises Section.DoesNotExist."""
    return version.sections.select_related("version").get(pk=key)


def find_question(version: SurveyVersion, key: int) -> Question:
    """A question of a version; raises Question.DoesNotExist."""
    return version.questions.select_related("section", "version", "shown_if").get(pk=key)


def find_scale(version: SurveyVersion, key: int) -> ScoredScale:
    """A scale of a version; raises ScoredScale.DoesNotExist."""
    return version.scales.select_related("version").get(pk=key)


def scales(version: SurveyVersion) -> list[ScoredScale]:
    """Its scored scales with their items and outcomes."""
    items = Question.objects.order_by("scale_item", "pk")
    return list(
        version.scales.order_by("name", "pk").prefetch_related(Prefetch("items", items), "outcomes")
    )


def may_be_items(version: SurveyVersion) -> list[Question]:
    """The questions that can make a score, in the order in which they are asked."""
    found = version.questions.filter(kind=Question.Kind.SCALE)
    return list(found.select_related("scale").order_by("section__position", "position", "pk"))


def questions_of(version: SurveyVersion) -> list[Question]:
    """The questions of a version, in their order."""
    return list(version.questions.order_by("section__position", "position", "pk"))


def same_as(version: SurveyVersion) -> dict[int, int]:
    """Which questions mean the same as earlier ones, by keys."""
    return dict(mapping_details(version).pairs)


def outcomes_of(version: SurveyVersion) -> dict[int, list[str]]:
    """The references of the outcomes that each question shows."""
    found = defaultdict(list)
    pairs = Question.outcomes.through.objects.filter(question__version=version)
    for question, reference in pairs.order_by("outcome__position").values_list(
        "question", "outcome__reference"
    ):
        found[question].append(reference)
    return found


def questions_before(version: SurveyVersion) -> list[Question]:
    """The questions of the version before, in their order; none of a first version."""
    found = Question.objects.filter(
        version__survey_id=version.survey_id, version__number=version.number - 1
    )
    return list(found.order_by("section__position", "position", "pk"))


def mapping_details(version: SurveyVersion) -> MappingDetails:
    """Which questions mean the same as earlier ones."""
    pairs = version.questions.filter(same_as__isnull=False).order_by("pk")
    return MappingDetails(tuple((pk, to) for pk, to in pairs.values_list("pk", "same_as") if to))


def texts(version: SurveyVersion) -> list[VersionText]:
    """Its translations, by the names of their languages."""
    return list(version.texts.order_by("language_name", "pk"))


def to_translate(asked: Questionnaire, language: str = "") -> dict[str, str]:
    """All that a translation gives, by its keys: what is asked, and the form’s own words.

    In the language of the first wording only the latter, where that is not English.
    """
    own = {f"{PREFIX}{name}": words for name, words in ENGLISH.items()}
    return own if language == asked.language else texts_of(asked) | own


def lacking(asked: Questionnaire, text: VersionText) -> list[str]:
    """The keys of what a translation does not give yet, in the order of reading."""
    wanted = to_translate(asked, text.language)
    return [key for key in wanted if not text.texts.get(key, "").strip()]


def own_words_lacking(asked: Questionnaire, texts: Sequence[VersionText]) -> int:
    """How many of the form’s own words respondents read in English, by the first wording."""
    if is_english(asked.language):
        return 0
    own = next((each for each in texts if each.language == asked.language), None)
    return len(lacking(asked, own)) if own else len(ENGLISH)


def code_details(survey: Survey) -> CodeDetails:
    """The parts of the self-made code as they stand."""
    return CodeDetails(
        tuple(
            CodePartDetails(each.text, each.kind, each.length, each.example)
            for each in survey.code_questions.order_by("position")
        )
    )


def is_code_fixed(survey: Survey) -> bool:
    """Whether a version with a code was published: from then on the code stays."""
    published = survey.versions.filter(published_at__isnull=False)
    return survey.code_questions.exists() and published.exists()


@dataclass
class Compared:
    """A version beside an earlier one of the same survey."""

    version: SurveyVersion
    earlier: SurveyVersion | None

    @cached_property
    def _asked(self) -> dict[int, Questionnaire]:
        return questionnaires([self.version, *([self.earlier] if self.earlier else [])])

    @property
    def asked(self) -> Questionnaire:
        return self._asked[self.version.pk]

    @property
    def asked_before(self) -> Questionnaire | None:
        return self._asked[self.earlier.pk] if self.earlier else None

    @cached_property
    def same_as(self) -> dict[int, int]:
        """This version’s questions to those of the earlier one, by keys, over versions between."""
        if self.earlier is None:
            return {}
        between = Question.objects.filter(
            version__survey_id=self.version.survey_id,
            version__number__gt=self.earlier.number,
            version__number__lte=self.version.number,
        )
        steps = dict(between.values_list("pk", "same_as"))
        found = {}
        for item in self.asked.items:
            at: int | None = item.pk
            while at in steps:
                at = steps[at]
            if at is not None:
                found[item.pk] = at
        return found

    @cached_property
    def difference(self) -> Difference | None:
        """What differs; None of a version that follows no other."""
        if self.asked_before is None:
            return None
        return difference(self.asked_before, self.asked, self.same_as)

    @property
    def reworded(self) -> list[str]:
        """The codes of questions that read otherwise than those that they stand for."""
        before = {item.pk: item for item in self.asked_before.items} if self.asked_before else {}
        return [
            item.code
            for item in self.asked.items
            if (old := before.get(self.same_as.get(item.pk, 0))) and is_reworded(old, item)
        ]


def compared(version: SurveyVersion, *, earlier: int | None = None) -> Compared:
    """A version beside the one before, or beside the one of a number."""
    number = earlier if earlier is not None else version.number - 1
    found = SurveyVersion.objects.select_related("survey").filter(
        survey_id=version.survey_id, number=number
    )
    return Compared(version, found.first())


def checked(version: SurveyVersion, beside: Compared | None = None) -> Checked:
    """A version as it is checked before it is published."""
    beside = beside or compared(version)
    asked, others = beside.asked, texts(version)
    return Checked(
        asked=asked,
        scales=[
            Scale(each.code, each.name, each.method, each.licence, each.missing_allowed)
            for each in version.scales.order_by("name", "pk")
        ],
        lacking={
            each.language_name: len(lacking(asked, each))
            for each in others
            if each.language != asked.language
        },
        own_words=own_words_lacking(asked, others),
        reworded=beside.reworded,
        areas=_areas_asked(version, asked),
    )


def _areas_asked(version: SurveyVersion, asked: Questionnaire) -> dict[str, str]:
    """The programme’s areas, where a question asks for the area."""
    if not any(item.role == Question.Role.AREA for item in asked.items):
        return {}
    areas = Area.objects.filter(programme=version.survey.programme_id)
    return dict(areas.order_by("position", "name").values_list("slug", "name"))
