"""Groups made and changed, with the sectors they require."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date

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

    def put_on(self, group: Group) -> None:
        """Give the group all of it but the sectors, which are rows of their own."""
        for field in fields(self):
            if field.name != "sectors":
                setattr(group, field.name, getattr(self, field.name))


@transaction.atomic
def create_group(
    *, programme: Programme, details: GroupDetails, agenda: Sequence[str] = (), by: User
) -> Group:
    """Record a group, with the sectors it requires and what begins each agenda."""
    _refuse_area(details.area, programme)
    Programme.objects.select_for_update().get(pk=programme.pk)  # one slug at a time
    group = Group(
        programme=programme, slug=fresh_slug(details.name, programme.groups, otherwise="group")
    )
    details.put_on(group)
    record_by(group, by=by)
    group.save()
    _set_sectors(group, details.sectors, by=by)
    for position, title in enumerate(agenda, start=1):
        _add(AgendaTemplateItem(group=group, position=position, title=title), by=by)
    return group


def change_group(*, group: Group, seen: int, details: GroupDetails, by: User) -> None:
    """Change a group and the sectors it requires.

    Raises ChangedMeanwhileError, with the sectors as they stand, where somebody
    else was quicker.
    """
    _refuse_area(details.area, group.programme)
    try:
        with changing(group, seen=seen, by=by) as now:
            details.put_on(now)
            _set_sectors(now, details.sectors, by=by)
    except ChangedMeanwhileError as error:
        error.now.sectors = required_of(error.now)
        raise


def required_of(group: Group) -> list[str]:
    """The sectors that a group requires, in the order in which a form gives them."""
    return sorted(group.required_sectors.values_list("sector", flat=True))


def _refuse_area(area: Area | None, programme: Programme) -> None:
    if area is not None and area.programme_id != programme.pk:
        raise RefusedError(
            f"{area.name} belongs to another programme. Choose a place of this one.", "area"
        )


def _set_sectors(group: Group, sectors: Sequence[str], *, by: User) -> None:
    for row in group.required_sectors.exclude(sector__in=sectors):
        record_by(row, by=by)
        row.delete()
    required = required_of(group)
    for sector in sectors:
        if sector not in required:
            _add(RequiredSector(group=group, sector=sector), by=by)


def _add(row: RequiredSector | AgendaTemplateItem, *, by: User) -> None:
    record_by(row, by=by)
    row.save()
