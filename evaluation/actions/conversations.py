"""Interviews, focus groups and letters: recorded, their text typed, kept for a time, deleted."""

from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from evaluation.models import Conversation, Excerpt, Measure
from partnership.dates import PartialDate, day_words
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from partnership.programmes.models import Programme
from partnership.slugs import fresh_slug
from pilots.models import Area, ServiceTest

LONGEST_TEXT = 100_000  # characters: an interview of two hours has about 90,000
ON_ITS_DAY = "Its text was deleted on its day"


@dataclass(frozen=True)
class ConversationDetails:
    """What is said of a conversation; fields are named as its own."""

    title: str
    kind: str
    when: PartialDate
    area: Area | None
    sector: str
    who: str
    people: int | None
    consent: str
    consent_note: str
    readers: str
    delete_on: date | None
    service_test: ServiceTest | None = None
    measure: Measure | None = None

    def put_on(self, conversation: Conversation) -> None:
        for each in fields(self):
            setattr(conversation, each.name, getattr(self, each.name))

    def check(self) -> None:
        """Raise RefusedError where its parts contradict one another."""
        if not self.delete_on and self.consent != Conversation.Consent.PUBLIC:
            raise RefusedError(
                "Say on which day its text is deleted: only what is published already may stay"
                " for good.",
                "delete_on",
            )
        if self.readers == Conversation.Readers.AREA and not self.consent:
            raise RefusedError(
                "Without a recorded consent evaluators alone read it: record the consent first.",
                "readers",
            )
        if self.service_test and self.area != self.service_test.area:
            raise RefusedError(
                f"The test is in {self.service_test.area}: choose that place, or another test.",
                "service_test",
            )


@transaction.atomic
def add_conversation(
    *, programme: Programme, details: ConversationDetails, text: str, by: User
) -> Conversation:
    """Record a conversation, with its text where there is one yet; RefusedError."""
    Programme.objects.select_for_update().get(pk=programme.pk)  # one slug at a time
    details.check()
    _refuse_past(details.delete_on)
    conversation = Conversation(
        programme=programme,
        slug=fresh_slug(details.title, programme.conversations, otherwise="conversation"),
        text=_text(text),
        reported_on=timezone.localdate(),
    )
    details.put_on(conversation)
    record_by(conversation, by=by)
    conversation.save()
    return conversation


def change_conversation(
    *, conversation: Conversation, seen: int, details: ConversationDetails, by: User
) -> None:
    """Say something else of it; RefusedError, ChangedMeanwhileError.

    It stays in its area once words of it were released: they went to that area’s readers.
    """
    details.check()
    with changing(conversation, seen=seen, by=by) as now:
        if details.delete_on != now.delete_on:
            _refuse_past(details.delete_on)
        if details.area != now.area and _was_released(now):
            raise RefusedError(
                "Words of it were released where it is: it can’t move. Withdraw them first.",
                "area",
            )
        details.put_on(now)


def write_text(*, conversation: Conversation, seen: int, text: str, by: User) -> None:
    """Put a text in the place of the one there; excerpts keep the words they were taken with."""
    with changing(conversation, seen=seen, by=by, why="Its text was typed") as now:
        if now.deleted_at:
            raise RefusedError(
                f"Its text was deleted on {day_words(timezone.localdate(now.deleted_at))} and is"
                " not held again. Record a new conversation if people agreed anew."
            )
        now.text = _text(text)


def delete_text(*, conversation: Conversation, seen: int, why: str, by: User) -> None:
    """Delete its text before its day, and the words of excerpts that are not released."""
    with changing(conversation, seen=seen, by=by, why=f"Its text was deleted: {why}") as now:
        if now.deleted_at:
            raise RefusedError("Its text is deleted already.")
        _forget(now)


def delete_texts_due(today: date) -> int:
    """Delete every text whose day has come, released words excepted; how many there were.

    Words from a survey go when the raw answers of their wave do. It may run at any time and any
    number of times. Each goes in a transaction of its own: one that fails keeps no other from
    going.
    """
    due = Conversation.objects.filter(_is_due(today), deleted_at__isnull=True)
    return sum(_delete_due(key, today) for key in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _delete_due(key: int, today: date) -> bool:
    rows = Conversation.objects.select_for_update(of=("self",))
    found = rows.filter(_is_due(today), pk=key, deleted_at__isnull=True)
    conversation = found.first()
    if conversation is None:  # somebody was quicker, or gave it another day
        return False
    _forget(conversation)
    conversation.version += 1
    record_by(conversation, by=None, why=ON_ITS_DAY)
    conversation.save()
    return True


def _is_due(today: date) -> Q:
    return Q(delete_on__lte=today) | Q(wave__deleted_at__isnull=False)


def _forget(conversation: Conversation) -> None:
    """Empty the text and every excerpt’s; what was coded still counts, released words stay."""
    conversation.text = ""
    conversation.deleted_at = timezone.now()
    conversation.excerpts.update(text="")


def _was_released(conversation: Conversation) -> bool:
    there = Excerpt.objects.filter(conversation=conversation, released_on__isnull=False)
    return there.filter(withdrawn_on__isnull=True).exists()


def _refuse_past(day: date | None) -> None:
    if day and day <= timezone.localdate():
        raise RefusedError("Give a day that is still to come.", "delete_on")


def _text(text: str) -> str:
    """The text as it is stored. Raises RefusedError where nobody could work with it."""
    if len(text) > LONGEST_TEXT:
        raise RefusedError(
            f"{len(text):,} characters are too long for one conversation: {LONGEST_TEXT:,} are the"
            " most. Record it in two parts.",
            "text",
        )
    return text.strip()
