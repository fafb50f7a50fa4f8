"""Groups made and changed, with the sectors they require and what stands on every agenda."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction

from partnership.dates import PartialDate
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError, changing
from partnership.programmes.models import Programme
from partnership.slugs import fresh_slug
from pilots.models import AgendaTemplateItem, Area, Group, RequiredSector


@dataclass(frozen=True)
class GroupDetails:
    """What is said of a group; its fields are named as the group's own."""

    name: str
    kind: str
    area: Area | None
    terms_of_reference: str
    established: PartialDate
    established_by: PartialDate
    meets_every_months: int | None
    series_first_month: date | None
    series_last_month: date | None
    meets_at: str
    quorum: int | None
    reported_on: date
    sectors: Sequence[str] = ()
    agenda: Sequence[str] = ()

    def put_on(self, group: Group) -> None:
        """Give the group all of it but its parts, which are rows of their own."""
        for field in fields(self):
            if field.name not in PARTS:
                setattr(group, field.name, getattr(self, field.name))


PARTS = ("sectors", "agenda")


@transaction.atomic
def create_group(*, programme: Programme, details: GroupDetails, by: User) -> Group:
    """Record a group, with the sectors it requires and its standing agenda."""
    _refuse_area(details.area, programme)
    Programme.objects.select_for_update().get(pk=programme.pk)  # one slug at a time
    group = Group(
        programme=programme, slug=fresh_slug(details.name, programme.groups, otherwise="group")
    )
    details.put_on(group)
    record_by(group, by=by)
    group.save()
    _set_parts(group, details, by=by)
    return group


def change_group(*, group: Group, seen: int, details: GroupDetails, by: User) -> None:
    """Change a group and its parts.

    Raises ChangedMeanwhileError, with the parts as they stand, where somebody
    else was quicker.
    """
    _refuse_area(details.area, group.programme)
    try:
        with changing(group, seen=seen, by=by) as now:
            details.put_on(now)
            _set_parts(now, details, by=by)
    except ChangedMeanwhileError as error:
        for part, stands in parts_of(error.now).items():
            setattr(error.now, part, stands)
        raise


def parts_of(group: Group) -> dict[str, list[str]]:
    """The sectors it requires and what stands on every agenda, as a form shows them."""
    return {
        "sectors": list(group.required_sectors.values_list("sector", flat=True)),
        "agenda": list(group.agenda_template.values_list("title", flat=True)),
    }


def _refuse_area(area: Area | None, programme: Programme) -> None:
    if area is not None and area.programme_id != programme.pk:
        raise RefusedError(
            f"{area.name} belongs to another programme. Choose a place of this one.", "area"
        )


def _set_parts(group: Group, details: GroupDetails, *, by: User) -> None:
    _keep_only(group.required_sectors.exclude(sector__in=details.sectors), by=by)
    required = set(group.required_sectors.values_list("sector", flat=True))
    for sector in details.sectors:
        if sector not in required:
            _add(RequiredSector(group=group, sector=sector), by=by)
    _keep_only(group.agenda_template.exclude(title__in=details.agenda), by=by)
    items = {item.title: item for item in group.agenda_template.all()}
    for position, title in enumerate(details.agenda, start=1):
        item = items.get(title) or AgendaTemplateItem(group=group, title=title)
        if item.position != position:
            item.position = position
            _add(item, by=by)


def _keep_only(others: Any, *, by: User) -> None:
    for row in others:
        record_by(row, by=by)
        row.delete()


def _add(row: RequiredSector | AgendaTemplateItem, *, by: User) -> None:
    record_by(row, by=by)
    row.save()
