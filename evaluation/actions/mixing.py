"""Answers written anew in an order that means nothing, so that none is told by its place.

A database keeps rows in the order in which they came, and remembers which transaction wrote
them. Beside anything else that it has a moment of, both would tell when somebody answered.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import models, transaction

from evaluation.actions.tallies import lock
from evaluation.models import Answer, Response, Wave

DAYS = 2  # before today, of which answers are mixed: one more, should a night be left out
AT_A_TIME = 500


def mix_answers(*, on: date) -> int:
    """Write what came on the last days before `on` anew, each wave’s at once; how many responses.

    The order is that of their keys, which are random.
    """
    lately = {"received_on__gte": on - timedelta(DAYS), "received_on__lt": on}
    keys = Response.objects.filter(**lately).order_by().values_list("wave", flat=True).distinct()
    return sum(_mix(wave, lately) for wave in Wave.objects.filter(pk__in=keys).order_by("pk"))


@transaction.atomic
def _mix(wave: Wave, lately: dict[str, date]) -> int:
    """One wave’s, locked as whoever counts, matches or deletes its answers does."""
    for each in (wave, *Wave.objects.filter(before=wave)):
        lock(each)
    there = Response.objects.filter(wave=wave, **lately).select_for_update()
    keys: list[UUID] = list(there.order_by("pk").values_list("pk", flat=True))
    for at in range(0, len(keys), AT_A_TIME):
        some = keys[at : at + AT_A_TIME]
        _write_anew(Response.objects.filter(pk__in=some).order_by("pk"))
        _write_anew(Answer.objects.filter(response__in=some).order_by("pk"))
    return len(keys)


def _write_anew(rows: Any) -> None:
    """Take rows out and put them in again as they are, in their order.

    What points at them stays: that it points somewhere is asked when the transaction ends. To
    update them where they stand would leave many on the page of the disk that they came to.
    """
    kept: Sequence[models.Model] = list(rows)
    rows.order_by()._raw_delete(rows.db)
    rows.model._base_manager.bulk_create(kept)
