"""What is done to the register of organisations, and to their roles in a programme."""

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from partnership.dates import PartialDate
from partnership.people import merging
from partnership.people.history import record_by
from partnership.people.models import Organisation, OrganisationAlias, OrganisationMerge, User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from partnership.programmes.models import Programme
from partnership.slugs import fresh_slug
from pilots.actions.event_changes import Counted
from pilots.actions.tallies import recount_places
from pilots.models import Area, MonthTally, PartnerRole
from pilots.selectors.organisations import other_programmes_name

SHARED = (
    "Another programme works with this organisation too, so only an administrator may do that."
    " Ask one, and say what is wrong."
)


@transaction.atomic
def add_organisation(
    *,
    programme: Programme,
    name: str,
    aliases: Sequence[str],
    sector: str,
    description: str,
    role: str,
    area: Area | None,
    by: User,
) -> tuple[Organisation, bool]:
    """The organisation known by that name, with a role in the programme; whether it is new."""
    known, is_new = known_or_added(name=name, sector=sector, description=description, by=by)
    if is_new:
        _set_aliases(known, aliases, by=by)
    if not PartnerRole.objects.filter(
        programme=programme, organisation=known, role=role, area=area
    ).exists():
        give_role(programme=programme, organisation=known, role=role, area=area, by=by)
    return known, is_new


def known_or_added(
    *, name: str, sector: str, by: User, description: str = "", why: str = ""
) -> tuple[Organisation, bool]:
    """The organisation known by that name, added to the register where none is; whether it is new.

    Of two who add one name at once, one adds it.
    """
    known = Organisation.objects.known_as(name)
    if found := known.first():
        return found, False
    fresh = Organisation(
        slug=fresh_slug(name, Organisation.objects, otherwise="organisation"),
        name=name,
        sector=sector,
        description=description,
    )
    record_by(fresh, by=by, why=why)
    try:
        with transaction.atomic():
            fresh.save()
    except IntegrityError:
        if found := known.all().first():
            return found, False
        raise
    return fresh, True


@transaction.atomic
def change_organisation(
    *,
    organisation: Organisation,
    seen: int,
    within: Programme | None,
    aliases: Sequence[str],
    by: User,
    **fields: Any,
) -> None:
    """Change what is said of it; `within` is the programme that its editor manages.

    None: an administrator, who may change what several programmes share.
    Raises RefusedError and ChangedMeanwhileError.
    """
    _refuse_shared(organisation, within)
    name = fields["name"]
    if Organisation.objects.known_as(name).exclude(pk=organisation.pk).exists():
        raise RefusedError(
            f"Another organisation is known as “{name}”. If they are the same, merge them.", "name"
        )
    with changing(organisation, seen=seen, by=by) as now:
        for field, value in fields.items():
            setattr(now, field, value)
    _set_aliases(organisation, aliases, by=by)


def _refuse_shared(organisation: Organisation, within: Programme | None) -> None:
    if within is not None and other_programmes_name(organisation, but=within):
        raise RefusedError(SHARED)


def _set_aliases(organisation: Organisation, names: Sequence[str], *, by: User) -> None:
    wanted = {name.lower(): name for name in names if name.lower() != organisation.name.lower()}
    for alias in organisation.aliases.all():
        if alias.name.lower() not in wanted:
            record_by(alias, by=by)
            alias.delete()
        else:
            del wanted[alias.name.lower()]
    for name in wanted.values():
        if Organisation.objects.known_as(name).exists():
            raise RefusedError(
                f"Another organisation is known as “{name}”. If they are the same, merge them.",
                "aliases",
            )
        alias = OrganisationAlias(organisation=organisation, name=name)
        record_by(alias, by=by)
        alias.save()


@transaction.atomic
def give_role(
    *,
    programme: Programme,
    organisation: Organisation,
    role: str,
    area: Area | None,
    by: User,
    **fields: Any,
) -> PartnerRole:
    """Record what an organisation is to the programme or to one area.

    Raises RefusedError where it has the role there already.
    """
    found = PartnerRole.objects.filter(
        programme=programme, organisation=organisation, role=role, area=area
    )
    if found.exists():
        raise RefusedError(
            "It has that role there already. Change the dates of that one instead.", "role"
        )
    fresh = PartnerRole(
        programme=programme,
        organisation=organisation,
        role=role,
        area=area,
        reported_on=fields.pop("reported_on", None) or timezone.localdate(),
        **fields,
    )
    record_by(fresh, by=by)
    fresh.save()
    return fresh


def change_role(*, role: PartnerRole, seen: int, by: User, **fields: Any) -> None:
    """Change a role's dates and detail; RefusedError where it would end before it began."""
    refuse_backwards(fields["since"], fields["until"])
    with changing(role, seen=seen, by=by) as now:
        for field, value in fields.items():
            setattr(now, field, value)


def refuse_backwards(since: PartialDate, until: PartialDate) -> None:
    """Raise RefusedError where the whole of `until` lies before `since` begins."""
    if since.first and until.last and until.last < since.first:
        raise RefusedError(
            f"It can’t end ({until.words}) before it begins ({since.words}). Mend one of the two.",
            "until",
        )


def merge(
    *, kept: Organisation, duplicate: Organisation, within: Programme | None, by: User
) -> OrganisationMerge:
    """Make two records of one organisation one; RefusedError in words."""
    for each in (kept, duplicate):
        _refuse_shared(each, within)
    with transaction.atomic():
        counted = _counted_with(kept, duplicate)
        merged = merging.merge(kept=kept, duplicate=duplicate, by=by)
        recount_places(counted)
    return merged


def undo_merge(*, merged: OrganisationMerge, within: Programme | None, by: User) -> Organisation:
    """Take a merge of the last day back; RefusedError in words."""
    _refuse_shared(merged.kept, within)
    with transaction.atomic():
        counted = _counted_with(merged.kept)
        organisation = merging.undo(merged=merged, by=by)
        recount_places(counted)
    return organisation


def _counted_with(*organisations: Organisation) -> set[Counted]:
    """The months in which one of them is counted."""
    rows = MonthTally.objects.filter(partners__organisation__in=organisations).order_by()
    places = rows.values_list("programme", "area", "kind", "month")
    return {Counted(*place) for place in places}
