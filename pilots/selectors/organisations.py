"""Organisations and what they are to a programme."""

from datetime import date

from django.db.models import Q, QuerySet

from partnership.people.models import Organisation
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Area, Membership, PartnerRole
from pilots.selectors.events import at_events


def partner_roles(programme: Programme, *, as_at: date, reach: Reach) -> QuerySet[PartnerRole]:
    """Roles reported by a day, each with whether the organisation was at events; two queries."""
    found = PartnerRole.objects.filter(programme=programme, reported_on__lte=as_at)
    return (
        found.visible_to(reach)
        .select_related("organisation__became", "area", "source")
        .prefetch_related("organisation__aliases")
        .annotate(at_events=at_events(programme, reach, organisation="organisation"))
        .order_by("role", "area__position", "organisation__name")
    )


def without_a_role(programme: Programme, *, as_at: date, reach: Reach) -> QuerySet[Organisation]:
    """Organisations that the programme names without a role by a day; two queries.

    They were at events, host a seat, or are what an area works through. What
    is out of reach names none, and gives none a role.
    """
    with_role = PartnerRole.objects.filter(programme=programme, reported_on__lte=as_at)
    seats = Membership.objects.filter(group__programme=programme, reported_on__lte=as_at)
    named = Q(at_events(programme, reach, organisation="pk")) | Q(
        pk__in=seats.visible_to(reach).values("organisation")
    )
    areas = areas_with_partners(programme, reach=reach)
    for place in ("partnership", "council", "health_board", "library_service"):
        named |= Q(pk__in=areas.values(place))
    return (
        Organisation.objects.filter(named)
        .exclude(pk__in=with_role.visible_to(reach).values("organisation"))
        .select_related("became")
        .prefetch_related("aliases")
        .annotate(at_events=at_events(programme, reach, organisation="pk"))
        .order_by("name")
    )


def areas_with_partners(programme: Programme, *, reach: Reach) -> QuerySet[Area]:
    """The areas with their partnership, council, health board and library service; one query."""
    areas = Area.objects.filter(programme=programme).visible_to(reach)
    return areas.select_related("partnership", "council", "health_board", "library_service")
