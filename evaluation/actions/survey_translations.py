"""A draft's words in further languages: begun, given part by part, taken out."""

from collections.abc import Mapping

from django.db import transaction

from evaluation.actions.survey_details import TextsDetails, refuse_overtaken
from evaluation.actions.survey_drafts import draft_change, locked
from evaluation.models import SurveyVersion, VersionText
from evaluation.rules.translations import Texts, filled
from evaluation.selectors.questionnaire import questionnaire
from evaluation.selectors.surveys import to_translate
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from pilots.feedback_words import is_english

MOST = 30


def add_language(*, version: SurveyVersion, language: str, name: str, by: User) -> VersionText:
    """Begin a translation; RefusedError where there is one, or it is the first wording’s.

    In a first wording that is not English, the words of the form itself can be given.
    """
    with draft_change(version, by=by, why=f"Language {name} added") as now:
        there = [each.language.casefold() for each in now.texts.all()]
        first = now.survey.language
        is_first = language.casefold() == first.casefold()
        if language.casefold() in there or (is_first and is_english(first)):
            raise RefusedError(f"It is asked in “{language}” already.", "language")
        if len(there) >= MOST:
            raise RefusedError(f"A questionnaire has {MOST} languages at most.")
        code = first if is_first else language
        return VersionText.objects.create(version=now, language=code, language_name=name)


@transaction.atomic
def set_texts(*, text: VersionText, seen: int, given: Mapping[str, str], by: User) -> int:
    """Give translated texts by their keys; how many more were filled in of the same words.

    Raises RefusedError, ChangedMeanwhileError where one of them is no longer what was seen.
    """
    version = locked(text.version)
    now = version.texts.filter(pk=text.pk).first()
    if now is None:
        raise RefusedError("Somebody took this language out. Nothing of yours was saved.")
    refuse_overtaken(part_of(now.texts, list(given)), seen=seen, **named(now.texts, list(given)))
    original = to_translate(questionnaire(version), now.language)
    kept = {key: said for key, said in {**now.texts, **given}.items() if said and key in original}
    now.texts = _spread(kept, original, given)
    now.save(update_fields=["texts"])
    version.version += 1
    record_by(version, by=by, why=f"{now.language_name}: words given")
    version.save()
    return len(now.texts) - len(kept)


def _spread(kept: Texts, original: Texts, given: Texts) -> dict[str, str]:
    """The texts with the same words filled in elsewhere; what was left empty here stays so."""
    spread = filled(kept, original)
    return {key: said for key, said in spread.items() if kept.get(key) or key not in given}


def part_of(texts: Texts, keys: list[str]) -> TextsDetails:
    """The texts of some keys, as a form over them was opened."""
    return TextsDetails(tuple((key, texts.get(key, "")) for key in keys))


def named(texts: Texts, keys: list[str]) -> dict[str, str]:
    """The same by the names of the form’s fields, which are numbered."""
    return {f"text_{number}": texts.get(key, "") for number, key in enumerate(keys)}


def remove_language(*, text: VersionText, by: User) -> None:
    """Take a language out of the draft with all its words."""
    why = f"Language {text.language_name} taken out"
    with draft_change(text.version, by=by, why=why) as now:
        now.texts.filter(pk=text.pk).delete()
