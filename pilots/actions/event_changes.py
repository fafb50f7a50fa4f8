"""The one way in which events change, and the news of it for whatever is counted from them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Q
from django.dispatch import Signal

from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.versions import changing
from partnership.programmes.models import Programme
from pilots.models import Attachment, Event, EventFile
from pilots.photographs import preview_of


@dataclass(frozen=True)
class Counted:
    """Where an event is counted: its programme, area (None: the whole), kind and month."""

    programme: int
    area: int | None
    kind: int
    month: date


# Sent in the transaction of the change, with `counted`: a set of what is to be counted anew.
events_touched = Signal()


def counted_in(event: Event) -> Counted:
    """Where an event is counted; one without a day is in the month of its report."""
    belongs_on = event.happened.day or event.reported_on  # the column is only read anew
    return Counted(event.programme_id, event.area_id, event.kind_id, belongs_on.replace(day=1))


def touched(event: Event, *, before: Counted | None = None) -> None:
    """Say that an event was made or changed; `before` is where it was counted until then.

    Call it in the transaction of the change, once everything of it is written.
    """
    places = {counted_in(event), *([before] if before else [])}
    events_touched.send(sender=Event, counted=places)


@contextmanager
def event_change(event: Event, *, seen: int, by: User, why: str = "") -> Iterator[Event]:
    """Change an event, or what belongs to it, with its history; see `versions.changing`.

    Counts, activities and partners have no history of their own: `why` says
    what changed. Raises ChangedMeanwhileError where `seen` is not the newest.
    """
    with transaction.atomic():
        with changing(event, seen=seen, by=by, why=why) as now:
            before, area = counted_in(now), now.area_id
            yield now
        if event.area_id != area:
            take_files_along(event)
            leave_resources_behind(event, by=by)
        touched(event, before=before)


def take_files_along(event: Event) -> None:
    """Let those read an event's files who read the event, where it went to another area."""
    paths = event.files.values_list("attachment__path", flat=True)
    theirs = [each for path in paths for each in (path, preview_of(path))]
    Attachment.objects.filter(path__in=theirs).update(area=event.area_id)


def leave_resources_behind(event: Event, *, by: User) -> None:
    """Name no learning that is not read where the event went; its history says what it was."""
    read_there = Q(version__resource__area=None) | Q(version__resource__area=event.area_id)
    left = list(event.resources.exclude(read_there).select_related("version__resource"))
    if not left:
        return
    event.resources.filter(pk__in=[each.pk for each in left]).delete()
    names = ", ".join(str(each) for each in left)
    why = f"Learning resources used: removed {names}, which the area that it left has not shared"
    record_by(event, by=by, why=why)
    event.save()


def take_files_after(programme: Programme) -> None:
    """Let files follow the events that came to another area past `event_change`."""
    files = EventFile.objects.filter(event__programme=programme).select_related("event")
    moved = files.exclude(attachment__area=F("event__area")).exclude(
        attachment__area__isnull=True, event__area__isnull=True
    )
    for event in {file.event for file in moved}:
        take_files_along(event)
