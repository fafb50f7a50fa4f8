"""Saying something of a delivery: locked meanwhile, the newest or nothing, kept in its history."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from milestones.models import Delivery, DeliveryUpdate
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.versions import ChangedMeanwhileError


@dataclass
class Telling:
    """A locked delivery; put into `words` what is told of it, and into `why` the reason."""

    delivery: Delivery
    words: str = ""
    why: str = ""

    @property
    def next_number(self) -> int:
        """The number of the next update."""
        numbers = DeliveryUpdate.objects.filter(delivery=self.delivery).order_by("-number")
        return (numbers.values_list("number", flat=True).first() or 0) + 1


@contextmanager
def telling(delivery: Delivery, *, seen: int, by: User | None) -> Iterator[Telling]:
    """Lock a delivery, and write down in its history what the block tells of it.

    Raises ChangedMeanwhileError, and changes nothing, if `seen` is no longer its newest
    version. One transaction; the delivery given is brought up to date. What is told
    shows in none of the delivery's own fields: its words are kept as the reason of the
    history's row (see selectors.histories).
    """
    with transaction.atomic():
        now = Delivery.objects.select_for_update().get(pk=delivery.pk)
        if now.version != seen:
            raise ChangedMeanwhileError(now)
        told = Telling(now)
        yield told
        now.version = seen + 1
        record_by(now, by=by, why="\n".join(filter(None, (told.words, told.why))))
        now.save()
    delivery.refresh_from_db(fields=["version"])
