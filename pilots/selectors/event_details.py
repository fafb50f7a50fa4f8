"""What the forms of an event's details need: organisations by their names, choices."""

from collections.abc import Iterable

from django.db.models import Q
from django.db.models.functions import Lower

from partnership.people.models import Organisation, OrganisationAlias
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import ReportingBody
from pilots.selectors.events import at_events


def organisations_called(names: Iterable[str]) -> dict[str, Organisation]:
    """The organisations of these names or aliases, by the name in small letters; two queries."""
    wanted = {name.strip().casefold() for name in names}
    if not wanted:
        return {}
    aliases = OrganisationAlias.objects.annotate(small=Lower("name")).filter(small__in=wanted)
    found = {each.small: each.organisation for each in aliases.select_related("organisation")}
    named = Organisation.objects.annotate(small=Lower("name")).filter(small__in=wanted)
    return found | {each.small: each for each in named}


def names_to_suggest(programme: Programme, *, reach: Reach) -> list[str]:
    """The names and aliases of organisations of the programme, in order; two queries."""
    there = Organisation.objects.filter(
        at_events(programme, reach, organisation="pk")
        | Q(pk__in=programme.partner_roles.visible_to(reach).values("organisation"))
    )
    aliases = OrganisationAlias.objects.filter(organisation__in=there)
    names = [*there.values_list("name", flat=True), *aliases.values_list("name", flat=True)]
    return sorted(names, key=str.casefold)


def bodies_to_choose(programme: Programme, *, reach: Reach) -> list[ReportingBody]:
    """The boards that can be said to be engaged; one query."""
    return list(programme.reporting_bodies.visible_to(reach))
