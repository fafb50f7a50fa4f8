"""Raw answers, codes and matches deleted on their day; what was counted of them stays.

In two steps, so that it may be killed at any moment and started again. First, in one transaction,
everything is counted for the last time and the wave is marked: from then on nobody reads or counts
raw answers of it. Then they go, some hundred at a time, each time together with the line of the
log that says so.
"""

from datetime import date

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from evaluation.actions.matches import match_waves, waves_to_match
from evaluation.actions.publishing import publish
from evaluation.actions.tallies import lock, tally_wave
from evaluation.models import Answer, Deletion, Match, Response, Wave

AT_A_TIME = 500
RETENTION = Deletion.Reason.RETENTION


def delete_due(today: date) -> int:
    """Delete what is due by a day; how many responses went. Done again, it does nothing more."""
    for wave in _due(today):
        close_books(wave, on=today)
    gone = 0
    for wave in _marked():
        while number := _delete_some(wave, on=today):
            gone += number
    return gone


def _due(today: date) -> list[Wave]:
    """Waves whose day has come; those after before those before, which they are matched with."""
    waves = Wave.objects.filter(deleted_at__isnull=True, delete_on__lte=today)
    return list(waves.select_related("version_asked__survey").order_by("-closes_on", "pk"))


def _marked() -> list[Wave]:
    """Waves whose raw answers are to go, and of which some are there."""
    left = Response.objects.filter(wave__deleted_at__isnull=False).order_by()
    return list(Wave.objects.filter(pk__in=left.values("wave")).order_by("pk"))


def close_books(wave: Wave, *, on: date) -> None:
    """Count, match and show a wave for the last time, and mark it; all or nothing."""
    with transaction.atomic():
        lock(wave)
        tally_wave(wave)
        for after in waves_to_match([wave]):
            if after.deleted_at is None:
                tally_wave(after)
                match_waves(after)
                Match.objects.filter(wave=after, state=Match.State.PROPOSED).delete()  # undecided
                publish(after, on=on)
        publish(wave, on=on)
        Wave.objects.filter(pk=wave.pk).update(deleted_at=timezone.now())


def _delete_some(wave: Wave, *, on: date) -> int:
    """Delete some responses of a marked wave with all that hangs on them, and log it."""
    with transaction.atomic():
        lock(wave)
        keys = list(Response.objects.filter(wave=wave).values_list("pk", flat=True)[:AT_A_TIME])
        if not keys:
            return 0
        Match.objects.filter(Q(before__in=keys) | Q(after__in=keys)).delete()
        Answer.objects.filter(response__in=keys).delete()
        Response.objects.filter(pk__in=keys).delete()
        _log(wave, len(keys), on)
    return len(keys)


def _log(wave: Wave, number: int, on: date) -> None:
    """One line a wave and day, added to."""
    line = Deletion.objects.filter(wave=wave, reason=RETENTION, on=on)
    if not line.update(responses=F("responses") + number):
        Deletion.objects.create(wave=wave, reason=RETENTION, on=on, responses=number)
