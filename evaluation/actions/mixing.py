"""Answers written anew in an order that means nothing, so that none is told by its place.

A database keeps rows in the order in which they came, and remembers which transaction wrote
them. Beside anything else that it has a moment of, both would tell when somebody answered.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from evaluation.actions.tallies import lock
from evaluation.models import Answer, Response, Wave

DAYS = 2  # before today, of which answers are mixed: one more, should a night be left out


def mix_answers(*, on: date) -> int:
    """Write what came on the last days before `on` anew, each wave’s at once; how many responses.

    The order is that of their keys, which are random.
    """
    lately = {"received_on__gte": on - timedelta(DAYS), "received_on__lt": on}
    keys = Response.objects.filter(**lately).order_by().values_list("wave", flat=True).distinct()
    return sum(_mix(wave, lately) for wave in Wave.objects.filter(pk__in=keys).order_by("pk"))


@transaction.atomic
def _mix(wave: Wave, lately: dict[str, date]) -> int:
    lock(wave)
    there = Response.objects.filter(wave=wave, **lately)
    keys = list(there.order_by("pk").values_list("pk", flat=True))
    for key in keys:
        Response.objects.filter(pk=key).update(is_tallied=F("is_tallied"))
        Answer.objects.filter(response=key).update(text=F("text"))
    return len(keys)
