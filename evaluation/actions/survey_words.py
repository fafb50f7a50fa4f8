"""Words from a survey: what was answered in words becomes a text to take excerpts from.

It is a copy of raw answers, so it goes when they do: on their day, and a respondent’s own
words at once when they ask for it.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from evaluation.actions.conversations import LONGEST_TEXT
from evaluation.models import Answer, Conversation, Excerpt, Question, Response, Wave
from evaluation.rules.passages import paragraphs
from partnership.dates import PartialDate
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from partnership.slugs import fresh_slug

AS_ASKED = "Whoever wrote it asked for its deletion"
LONGEST_TITLE = 200


@transaction.atomic
def take_words(*, wave: Wave, question: Question, by: User) -> Conversation:
    """Record the answers in words to one question of a wave, a paragraph each; RefusedError.

    They stand in the order of their random keys, which says nothing of who answered when.
    """
    programme = Programme.objects.select_for_update().get(pk=wave.programme_id)
    Wave.objects.select_for_update().get(pk=wave.pk)
    if wave.deleted_at or wave.delete_on <= timezone.localdate():
        raise RefusedError("Its raw answers are deleted: there are no words left to take.")
    title = f"{wave.name}: {question.text}"[:LONGEST_TITLE]
    if Conversation.objects.filter(wave=wave, title=title).exists():
        raise RefusedError("These words were taken already: open that conversation.")
    text = "\n\n".join(_answers(wave, question))
    if not text:
        raise RefusedError("Nobody answered this in words.")
    if len(text) > LONGEST_TEXT:
        raise RefusedError(
            f"These answers have {len(text):,} characters, and {LONGEST_TEXT:,} are the most:"
            " download them under the wave’s results, and record them in parts."
        )
    conversation = Conversation(
        programme=programme,
        area=wave.area,
        wave=wave,
        slug=fresh_slug(title, programme.conversations, otherwise="words"),
        title=title,
        kind=Conversation.Kind.SURVEY,
        when=PartialDate.on(min(wave.closes_on, timezone.localdate())),
        consent=Conversation.Consent.WRITTEN,
        consent_note=f"As answered: {wave.notice}",
        text=text,
        delete_on=wave.delete_on,
        reported_on=timezone.localdate(),
    )
    record_by(conversation, by=by, why="Taken from a survey")
    conversation.save()
    return conversation


def _answers(wave: Wave, question: Question) -> Iterable[str]:
    rows = Answer.objects.filter(
        response__wave=wave, response__set_aside_why="", question=question
    ).exclude(text="")
    return [_line(each) for each in rows.order_by("pk").values_list("text", flat=True)]


def _line(text: str) -> str:
    return " ".join(text.split())


def forget_words(responses: Iterable[Response]) -> None:
    """Take what these respondents wrote out of every text that was made of it, and its excerpts.

    Call it before their answers are deleted, in the same transaction. Released words of theirs
    are withdrawn; what was published keeps them, and its writers are told.
    """
    found = Answer.objects.filter(response__in=[each.pk for each in responses]).exclude(text="")
    for answer in found.select_related("response").order_by("pk"):
        texts = Conversation.objects.select_for_update().filter(wave=answer.response.wave_id)
        for conversation in texts:
            _forget(conversation, _line(answer.text))


def _forget(conversation: Conversation, words: str) -> None:
    kept = [each.text for each in paragraphs(conversation.text)]
    if words in kept:
        kept.remove(words)
        conversation.text = "\n\n".join(kept)
        conversation.version += 1
        record_by(conversation, by=None, why=AS_ASKED)
        conversation.save()
    for excerpt in conversation.excerpts.exclude(text=""):
        if excerpt.text in words:
            _empty(excerpt)


def _empty(excerpt: Excerpt) -> None:
    """Its words go, those that were released too; what was coded still counts."""
    excerpt.text = excerpt.released_text = ""
    excerpt.released_on = excerpt.withdrawn_on = None
    excerpt.withdrawn_why = ""
    excerpt.quotable = Excerpt.Quotable.NO
    excerpt.version += 1
    record_by(excerpt, by=None, why=AS_ASKED)
    excerpt.save()
    excerpt.history.exclude(released_text="").update(released_text="")
