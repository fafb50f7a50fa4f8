"""The kinds of event that a programme holds: added, changed, retired, removed."""

from dataclasses import dataclass, fields

from django.db import transaction

from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError, changing
from partnership.programmes.models import Programme
from partnership.slugs import fresh_slug
from pilots.models import EventKind

MOST = 50


@dataclass(frozen=True)
class KindDetails:
    """What is said of a kind; fields are named as the kind's own."""

    name: str
    description: str
    held_by: str
    asks_attendance: bool
    asks_footfall: bool
    asks_sectors: bool
    asks_activities: bool
    asks_consultation: bool
    asks_resources: bool
    is_retired: bool = False

    def put_on(self, kind: EventKind) -> None:
        for field in fields(self):
            setattr(kind, field.name, getattr(self, field.name))


@transaction.atomic
def add_kind(*, programme: Programme, details: KindDetails, by: User) -> EventKind:
    """Add a kind after the others; RefusedError where there is one of that name."""
    _lock(programme)
    others = list(programme.event_kinds.all())
    if len(others) >= MOST:
        raise RefusedError(f"There are {MOST} kinds already: remove one that is not used first.")
    _refuse_name(details.name, others)
    kind = EventKind(
        programme=programme,
        slug=fresh_slug(details.name, programme.event_kinds, otherwise="kind"),
        position=max((each.position for each in others), default=0) + 1,
    )
    details.put_on(kind)
    record_by(kind, by=by)
    kind.save()
    return kind


@transaction.atomic
def change_kind(*, kind: EventKind, seen: int, details: KindDetails, by: User) -> None:
    """Rename a kind, retire it, or change what it asks; RefusedError, ChangedMeanwhileError."""
    _lock(kind.programme)
    _refuse_name(details.name, list(kind.programme.event_kinds.exclude(pk=kind.pk)))
    with changing(kind, seen=seen, by=by) as now:
        details.put_on(now)


@transaction.atomic
def move_kind(*, kind: EventKind, up: bool, by: User) -> None:
    """Let a kind change places with the one before or after it; nothing at either end."""
    _lock(kind.programme)
    order = list(kind.programme.event_kinds.select_for_update())
    here = next((at for at, each in enumerate(order) if each.pk == kind.pk), None)
    there = -1 if here is None else here + (-1 if up else 1)
    if here is None or not 0 <= there < len(order):
        return
    order[here], order[there] = order[there], order[here]
    for position, each in enumerate(order, start=1):
        if each.position != position:
            with changing(each, seen=each.version, by=by) as now:
                now.position = position


@transaction.atomic
def remove_kind(*, kind: EventKind, seen: int, by: User) -> None:
    """Remove a kind that no event is of and no target counts; RefusedError where one is."""
    _lock(kind.programme)
    now = EventKind.objects.select_for_update().filter(pk=kind.pk).first()
    if now is None:
        return
    if now.version != seen:
        raise ChangedMeanwhileError(now)
    if uses(now):
        raise RefusedError(
            f"“{now.name}” is in use, so it stays. Retire it instead: events of it stay, and no"
            " new one is logged."
        )
    record_by(now, by=by)
    now.delete()


def uses(kind: EventKind) -> bool:
    """Whether any record but sums names the kind."""
    relations = [each for each in kind._meta.related_objects if each.name != "month_tallies"]
    return any(
        each.related_model._base_manager.filter(**{each.field.name: kind}).exists()
        for each in relations
    )


def _refuse_name(name: str, others: list[EventKind]) -> None:
    if any(each.name.casefold() == name.casefold() for each in others):
        raise RefusedError(f"There is a kind “{name}” already: give it another name.", "name")


def _lock(programme: Programme) -> None:
    """One change of kinds at a time."""
    Programme.objects.select_for_update().get(pk=programme.pk)
