"""What the forms of an event's details need: organisations by their names, choices."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models.functions import Lower

from partnership.people.models import Organisation, OrganisationAlias
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import ReportingBody
from pilots.selectors.organisations import register


def organisations_called(names: Iterable[str]) -> dict[str, Organisation]:
    """The organisations of these names or aliases, by the name in small letters; two queries."""
    wanted = {name.strip().casefold() for name in names}
    if not wanted:
        return {}
    aliases = OrganisationAlias.objects.annotate(small=Lower("name")).filter(small__in=wanted)
    found = {each.small: each.organisation for each in aliases.select_related("organisation")}
    named = Organisation.objects.annotate(small=Lower("name")).filter(small__in=wanted)
    return found | {each.small: each for each in named}


@dataclass(frozen=True)
class KnownName:
    """A name that an organisation goes by: its own, or an alias."""

    name: str
    organisation: Organisation

    @property
    def is_alias(self) -> bool:
        return self.name != self.organisation.name


def known_names(programme: Programme, *, reach: Reach) -> list[KnownName]:
    """All names of the programme's register within reach, in order; two queries."""
    names = [
        KnownName(name, each)
        for each in register(programme, reach=reach)
        for name in (each.name, *(alias.name for alias in each.aliases.all()))
    ]
    return sorted(names, key=lambda each: each.name.casefold())


def bodies_to_choose(programme: Programme, *, reach: Reach) -> list[ReportingBody]:
    """The boards that can be said to be engaged; one query."""
    return list(programme.reporting_bodies.visible_to(reach))
