"""Changing a record that others may be changing: the newest version or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import models, transaction

from partnership.people.history import record_by
from partnership.people.models.user import User

Record = TypeVar("Record", bound=models.Model)


class ChangedMeanwhileError(Exception):
    """Somebody changed the record after the form was opened; `now` is how it stands."""

    def __init__(self, now: Any) -> None:
        super().__init__(f"{now} was changed meanwhile.")
        self.now = now


@contextmanager
def changing(record: Record, *, seen: int, by: User | None, why: str = "") -> Iterator[Record]:
    """Lock the record, yield it as it stands, save what the block changes, with its history.

    `seen` is the version that the person had before them. Raises
    ChangedMeanwhileError, and changes nothing, if it is no longer the newest.
    One transaction; the record given is brought up to date.
    """
    manager: Any = type(record)._default_manager
    with transaction.atomic():
        now = manager.select_for_update().get(pk=record.pk)
        if now.version != seen:
            raise ChangedMeanwhileError(now)
        yield now
        now.version += 1
        record_by(now, by=by, why=why)
        now.save()
    record.refresh_from_db()
