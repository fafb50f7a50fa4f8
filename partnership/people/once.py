"""A creating form sent twice creates once: the second leads where the first led."""

from collections.abc import Callable
from uuid import UUID

from django.db import IntegrityError, transaction

from partnership.people.models.once import SentForm
from partnership.people.models.user import User


def once(key: UUID, *, by: User, act: Callable[[], str]) -> tuple[str, bool]:
    """Do `act`, which returns where to lead; (where, whether this was the first time).

    The form's key and what it creates are stored together or not at all: of ten
    equal forms sent at once, one acts and nine are led to what it made.
    """
    try:
        with transaction.atomic():
            row = SentForm.objects.create(key=key, user=by)
            row.led_to = act()
            row.save(update_fields=["led_to"])
    except IntegrityError:
        first = SentForm.objects.filter(key=key, user=by).first()
        if first is None:
            raise
        return first.led_to, False
    return row.led_to, True


def led_to(key: str, *, by: User) -> str:
    """Where a form of that key led its sender; empty where it was not acted on yet."""
    try:
        wanted = UUID(key)
    except ValueError:
        return ""
    return (
        SentForm.objects.filter(key=wanted, user=by).values_list("led_to", flat=True).first() or ""
    )
