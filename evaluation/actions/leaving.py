"""Single responses that leave before their day: as the respondent wishes, or typed wrong.

A respondent’s code is all that says whose a response is. Where two gave the same one, both go:
to keep either could be to keep the answers of the one who asked.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from evaluation.actions.matches import match_waves
from evaluation.actions.survey_words import forget_words
from evaluation.actions.tallies import lock, untally
from evaluation.models import Deletion, Response, Wave
from evaluation.secrets import hashes_of_code


def delete_by_code(*, wave: Wave, code_parts: Sequence[str]) -> int:
    """Delete the wave's responses with this whole code, and correct what they were counted in.

    `code_parts` as `rules.codes.plain` makes them; parts that are empty find nothing. How many
    there were, which is for nobody to be told.
    """
    if not code_parts or not all(code_parts):
        return 0
    hashes = hashes_of_code(wave.version_asked.survey_id, code_parts)
    with transaction.atomic():
        after = hold(wave)
        there = Response.objects.filter(wave=wave, code_parts=hashes)
        found = list(there.select_for_update(of=("self",)).order_by("pk"))
        if found:
            _delete(wave, after, found, Deletion.Reason.RESPONDENT)
    return len(found)


def take_back_paper(*, wave: Wave, key: UUID) -> bool:
    """Delete a paper form that was typed wrong, as if it had not been; whether it was there."""
    with transaction.atomic():
        after = hold(wave)
        there = Response.objects.filter(wave=wave, pk=key, channel=Response.Channel.PAPER)
        found = list(there.select_for_update(of=("self",)))
        if found:
            _delete(wave, after, found, Deletion.Reason.MISTYPED)
    return bool(found)


def hold(wave: Wave) -> Wave | None:
    """Hold its tallies, then those of the after wave that it is matched in, which is returned.

    Before any response: whoever matches holds the after wave, and then refers to responses.
    """
    held = lock(wave)
    if held.before_id:
        return held
    after = Wave.objects.filter(before=wave).first()
    return after and lock(after)


def _delete(
    wave: Wave, after: Wave | None, found: Sequence[Response], why: Deletion.Reason
) -> None:
    """Take them out of the tallies, and of the pairs that they were matched in."""
    untally(*found)
    forget_words(found)
    Response.objects.filter(pk__in=[each.pk for each in found]).delete()
    Deletion.objects.create(
        wave=wave,
        reason=why,
        responses=len(found),
        on=timezone.localdate(),
    )
    if after is not None:
        match_waves(after)
