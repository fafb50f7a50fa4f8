"""Organisations and what they are to a programme."""

from datetime import date

from django.db.models import Q, QuerySet

from partnership.people.models import Organisation
from partnership.programmes.models import Programme
from pilots.models import Area, Membership, PartnerRole
from pilots.selectors.events import at_events


def partner_roles(programme: Programme, *, as_at: date) -> QuerySet[PartnerRole]:
    """Roles reported by a day, each with whether the organisation was at events; two queries."""
    found = programme.partner_roles.filter(reported_on__lte=as_at)
    return (
        found.select_related("organisation__became", "area", "source")
        .prefetch_related("organisation__aliases")
        .annotate(at_events=at_events(programme, organisation="organisation"))
        .order_by("role", "area__position", "organisation__name")
    )


def without_a_role(programme: Programme, *, as_at: date) -> QuerySet[Organisation]:
    """Organisations that the programme names without a role by a day; two queries.

    They were at events, host a seat, or are what an area works through.
    """
    with_role = programme.partner_roles.filter(reported_on__lte=as_at).values("organisation")
    seats = Membership.objects.filter(group__programme=programme, reported_on__lte=as_at)
    named = Q(at_events(programme, organisation="pk")) | Q(pk__in=seats.values("organisation"))
    for place in ("partnership", "council", "health_board", "library_service"):
        named |= Q(pk__in=programme.areas.values(place))
    return (
        Organisation.objects.filter(named)
        .exclude(pk__in=with_role)
        .select_related("became")
        .prefetch_related("aliases")
        .annotate(at_events=at_events(programme, organisation="pk"))
        .order_by("name")
    )


def areas_with_partners(programme: Programme) -> QuerySet[Area]:
    """The areas with their partnership, council, health board and library service; one query."""
    return programme.areas.select_related(
        "partnership", "council", "health_board", "library_service"
    )
