"""A published version as it is asked, in each language; kept in memory, as it never changes.

The public form reads it at every page and every answer, from many phones at once: it costs a
process its queries once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from evaluation.models import Question, ScoredScale, SurveyVersion, VersionText
from evaluation.rules.questionnaire import Given, Item, Questionnaire, translated
from evaluation.rules.scales import Kind
from evaluation.rules.tallying import Scale
from evaluation.selectors.questionnaire import questionnaire
from partnership.people.models import Sector
from pilots.feedback_words import is_english
from pilots.models import Area

ENGLISH = "English"
MOST_KEPT = 64


@dataclass(frozen=True)
class Spoken:
    """A version in one language; `texts` are its translated words, empty in the first."""

    language: str
    name: str
    questionnaire: Questionnaire
    texts: Mapping[str, str]


@dataclass(frozen=True)
class AskedVersion:
    """A version in all its languages, the first wording first.

    `areas` and `sectors` say what a choice of the questions that ask for them stands for; `scales`
    what is scored.
    """

    spoken: tuple[Spoken, ...]
    areas: Mapping[int, int]
    sectors: Mapping[int, str]
    scales: tuple[Scale, ...] = ()

    @property
    def first(self) -> Questionnaire:
        """The questionnaire in its first wording, which is what answers are read against."""
        return self.spoken[0].questionnaire

    def spoken_in(self, language: str) -> Spoken:
        """The version in a language; in its first wording where it has no such."""
        return next((each for each in self.spoken if each.language == language), self.spoken[0])

    def area_of(self, answers: Mapping[str, tuple[Given, ...]]) -> int | None:
        """The key of the area that was chosen, if one is asked for."""
        value = self._chosen(Question.Role.AREA, answers)
        return self.areas.get(value) if value is not None else None

    def sector_of(self, answers: Mapping[str, tuple[Given, ...]]) -> str:
        """The sector that was chosen, if one is asked for."""
        value = self._chosen(Question.Role.SECTOR, answers)
        return self.sectors.get(value, "") if value is not None else ""

    def _chosen(self, role: str, answers: Mapping[str, tuple[Given, ...]]) -> int | None:
        asking = (item for item in self.first.items if item.role == role)
        given = (each.value for item in asking for each in answers.get(item.code, ()))
        return next(given, None)


def asked_version(version: SurveyVersion) -> AskedVersion:
    """The version as it is asked; no query once a process has it. Its survey must be at hand."""
    return _load(version.pk, version.published_at, version.version, version.survey.version)


def forget_versions() -> None:
    """Read every version anew."""
    _load.cache_clear()


@lru_cache(maxsize=MOST_KEPT)
def _load(pk: int, *_stamp: object) -> AskedVersion:
    version = SurveyVersion.objects.select_related("survey").get(pk=pk)
    first = questionnaire(version)
    translations = list(version.texts.order_by("language_name"))
    others = [
        Spoken(
            each.language,
            each.language_name,
            translated(first, each.texts, language=each.language),
            each.texts,
        )
        for each in translations
        if each.language != first.language
    ]
    own = _first_wording(first, translations)
    asks = {item.role: item for item in reversed(first.items) if item.role}
    return AskedVersion(
        spoken=(own, *others),
        areas=_areas(version, asks.get(Question.Role.AREA)),
        sectors=_sectors(asks.get(Question.Role.SECTOR)),
        scales=tuple(_scale(each) for each in version.scales.order_by("code")),
    )


def _scale(scale: ScoredScale) -> Scale:
    return Scale(
        scale.pk,
        scale.code,
        Kind(scale.method),
        scale.missing_allowed,
        scale.name,
        scale.licence,
        scale.more_is_better,
    )


def _first_wording(first: Questionnaire, translations: Sequence[VersionText]) -> Spoken:
    """As it was written; the form’s own words with it, where they were given in its language."""
    own = next((each for each in translations if each.language == first.language), None)
    if own is None or is_english(first.language):
        name = ENGLISH if is_english(first.language) else first.language
        return Spoken(first.language, name, first, {})
    return Spoken(first.language, own.language_name, first, own.texts)


def _areas(version: SurveyVersion, item: Item | None) -> dict[int, int]:
    """What each choice stands for: the area whose slug it names."""
    if item is None:
        return {}
    areas = Area.objects.filter(programme=version.survey.programme_id)
    keys = {slug: pk for pk, slug in areas.values_list("pk", "slug")}
    return {each.value: keys[each.stands_for] for each in item.options if each.stands_for in keys}


def _sectors(item: Item | None) -> dict[int, str]:
    """What each choice stands for: the sector whose code it names."""
    options = item.options if item else ()
    return {each.value: each.stands_for for each in options if each.stands_for in Sector.values}
