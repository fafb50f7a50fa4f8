"""The one way in which a version changes: while it is a draft, whole, and with its history."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from evaluation.models import SurveyVersion
from evaluation.rules.conditions import faults
from evaluation.rules.questionnaire import Questionnaire
from evaluation.rules.survey_checks import fault_words, named, waits_for_gone
from evaluation.rules.translations import carried
from evaluation.selectors.questionnaire import questionnaire
from evaluation.selectors.surveys import to_translate
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError

NEVER_CHANGES = (
    "Version {number} was published, so it never changes. Start the next version, and change that."
)


@contextmanager
def draft_change(
    version: SurveyVersion, *, by: User | None, why: str, field: str | None = None
) -> Iterator[SurveyVersion]:
    """Lock a draft, let the block change it, see that it can still be asked, write its history.

    Translations go along with their words. Raises RefusedError, at `field`, where the version is
    published, or where a question would wait for one that comes later or for an answer that is
    not offered.
    """
    with transaction.atomic():
        now = locked(version)
        before = questionnaire(now)
        yield now
        after = questionnaire(now)
        _refuse_new_faults(before, after, field)
        carry_texts(now, before, after)
        now.version += 1
        record_by(now, by=by, why=why)
        now.save()


def locked(version: SurveyVersion) -> SurveyVersion:
    """The draft as it stands, locked; RefusedError where it is published or gone."""
    now = (
        SurveyVersion.objects.select_for_update(of=("self",))
        .select_related("survey__programme")
        .filter(pk=version.pk)
        .first()
    )
    if now is None:
        raise RefusedError("Somebody deleted this draft. Start a new one to change the survey.")
    if now.is_published:
        raise RefusedError(NEVER_CHANGES.format(number=now.number))
    return now


def carry_texts(version: SurveyVersion, before: Questionnaire, after: Questionnaire) -> None:
    """Let translations go along with the words that they are of."""
    was, is_now = to_translate(before), to_translate(after)
    if was == is_now:
        return
    for each in version.texts.all():
        each.texts = carried(each.texts, before=was, after=is_now)
        each.save(update_fields=["texts"])


def _refuse_new_faults(before: Questionnaire, after: Questionnaire, field: str | None) -> None:
    known = set(_faults(before).values())
    for code, words in _faults(after).items():
        if words not in known:
            of = before if code in before.by_code else after
            mend = "" if field else " Change when it is shown first."
            raise RefusedError(f"{named(of.by_code[code], of)}: {words}{mend}", field)


def _faults(asked: Questionnaire) -> dict[str, str]:
    """What is wrong with conditions, by the code of the question that has one."""
    gone = {
        item.code: "It waits for an answer that is not offered."
        for item in asked.items
        if waits_for_gone(item, asked)
    }
    return gone | {fault.code: fault_words(fault, asked) for fault in faults(asked.asked)}


def renumber(records: Iterable[Any]) -> None:
    """Give records their places from 1 on, in the order given."""
    for position, each in enumerate(records, start=1):
        if each.position != position:
            each.position = position
            each.save(update_fields=["position"])


def short(text: str) -> str:
    """A text as the history names it: “I feel confident”."""
    return f"“{text if len(text) <= 80 else text[:79].rstrip() + '…'}”"
