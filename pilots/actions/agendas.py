"""Agendas built from records, put in order by people; and the standing items of a group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.versions import changing
from pilots.actions.meeting_limits import refuse_if_approved
from pilots.agenda_rules import CLOSING_FROM, OVERDUE_ACTIONS, Item, in_order, rebuilt
from pilots.models import AgendaItem, AgendaTemplateItem, Group, Meeting
from pilots.selectors.agendas import wanted_items

Kind = AgendaItem.Kind


@transaction.atomic
def build_agenda(*, meeting: Meeting, seen: int, by: User) -> tuple[int, int]:
    """Bring the agenda up to date with the records; (how many items came, how many went).

    What people added, wrote and put in order stays.
    """
    with changing(meeting, seen=seen, by=by) as now:
        refuse_if_approved(now)
        stored = {each.pk: each for each in now.agenda.all()}
        agenda = rebuilt([_item(each) for each in stored.values()], wanted_items(now))
        kept = {item.key for item in agenda}
        gone = [each for key, each in stored.items() if key not in kept]
        for each in gone:
            _delete(each, by)
        for place, item in enumerate(agenda, start=1):
            fresh = AgendaItem(meeting=now, kind=item.kind, title=item.title)
            _store(stored.get(item.key or 0, fresh), by, position=place)
    return len([item for item in agenda if item.key is None]), len(gone)


def _item(row: AgendaItem) -> Item:
    """An item with a detail is somebody's words, wherever its title comes from.

    The one that lists overdue actions goes on doing so under whatever title.
    """
    title = OVERDUE_ACTIONS if row.kind == Kind.ACTIONS else row.title
    is_by_hand = row.kind == Kind.OTHER or bool(row.detail) or row.title != title
    return Item(row.kind, title, row.pk, is_by_hand=is_by_hand)


@dataclass(frozen=True)
class Line:
    """An item as it was typed; `is_removed` takes it off the agenda."""

    key: int
    position: int
    title: str
    detail: str
    is_removed: bool = False


@transaction.atomic
def change_agenda(
    *,
    meeting: Meeting,
    seen: int,
    by: User,
    lines: Sequence[Line],
    added: Sequence[tuple[str, str]],
) -> None:
    """Write the items as typed, in the order asked for; `added` are (title, detail) of new ones."""
    with changing(meeting, seen=seen, by=by) as now:
        refuse_if_approved(now)
        stored = {each.pk: each for each in now.agenda.all()}
        typed = {line.key: line for line in lines if line.key in stored}
        for key, line in typed.items():
            if line.is_removed:
                _delete(stored.pop(key), by)
        _put_in_order(stored, typed, by)
        for place, (title, detail) in enumerate(added, start=len(stored) + 1):
            _store(AgendaItem(meeting=now), by, position=place, title=title, detail=detail)


def _put_in_order(stored: Mapping[int, AgendaItem], typed: Mapping[int, Line], by: User) -> None:
    asked = [
        (key, row.position, typed[key].position if key in typed else row.position)
        for key, row in stored.items()
    ]
    for place, key in enumerate(in_order(asked), start=1):
        row, line = stored[key], typed.get(key)
        words = {"title": line.title, "detail": line.detail} if line else {}
        if line and line.title != row.title and row.kind != Kind.ACTIONS:
            words["kind"] = Kind.OTHER  # from now on it is somebody's own item
        _store(row, by, position=place, **words)


def _store(row: AgendaItem, by: User, **values: Any) -> None:
    """Save the item if it is new or says something else now."""
    if row.pk and all(getattr(row, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(row, name, value)
    record_by(row, by=by)
    row.save()


def _delete(row: Any, by: User) -> None:
    record_by(row, by=by)
    row.delete()


@transaction.atomic
def set_standing_items(
    *, group: Group, seen: int, opening: Sequence[str], closing: Sequence[str], by: User
) -> None:
    """Lay down what stands on every agenda of the group: first these, and those last.

    Agendas that are built already stay as they are until they are built again.
    """
    with changing(group, seen=seen, by=by) as now:
        wanted = dict(enumerate(opening, start=1)) | dict(enumerate(closing, start=CLOSING_FROM))
        left = list(now.agenda_template.all())
        for position, title in wanted.items():
            row = next((each for each in left if each.title == title), None)
            if row:
                left.remove(row)
            fresh = row or AgendaTemplateItem(group=now, title=title)
            if fresh.pk is None or fresh.position != position:
                fresh.position = position
                record_by(fresh, by=by)
                fresh.save()
        for row in left:
            _delete(row, by)
