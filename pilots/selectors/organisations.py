"""Organisations and what they are to a programme."""

from datetime import date

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from partnership.people.merging import UNDO_WITHIN
from partnership.people.models import Organisation, OrganisationAlias, OrganisationMerge
from partnership.programmes.models import Funding, PrecedingWork, Programme
from partnership.programmes.reach import EVERYTHING, Reach
from pilots.models import (
    Area,
    EventActivity,
    EventPartner,
    Membership,
    PartnerRole,
    ReportingBody,
)
from pilots.selectors.events import at_events

NO_SECTOR = "none"  # the address's word for a sector that is not recorded


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


# What names an organisation, and the ways to its programme and (if it has one) its area.
NAMED_BY: tuple[tuple[type[Model], str, str, str], ...] = (
    (PartnerRole, "organisation", "programme", "area"),
    (Membership, "organisation", "group__programme", "group__area"),
    (Area, "partnership", "programme", "pk"),
    (Area, "council", "programme", "pk"),
    (Area, "health_board", "programme", "pk"),
    (Area, "library_service", "programme", "pk"),
    (ReportingBody, "council", "programme", "area"),
    (ReportingBody, "health_board", "programme", "area"),
    (EventActivity, "provider", "event__programme", "event__area"),
    (EventPartner, "organisation", "event__programme", "event__area"),
    (Funding, "on_behalf_of", "programme", ""),
    (PrecedingWork.organisations.through, "organisation", "precedingwork__programme", ""),
)


def register(
    programme: Programme, *, reach: Reach = EVERYTHING, words: str = "", sector: str = ""
) -> QuerySet[Organisation]:
    """Organisations that the programme names within reach, or none does, found by any name.

    Two queries. One that only other programmes name, or areas out of reach, is theirs.
    """
    by_these, by_others = Q(), Q()
    for model, field, path, area in NAMED_BY:
        naming = model._default_manager.filter(**{field: OuterRef("pk")})
        these = Q(**{path: programme}) & (reach.q(area) if area else Q())
        by_these |= Q(Exists(naming.filter(these)))
        by_others |= Q(Exists(naming.exclude(these)))
    became = Organisation.objects.filter(by_these, became__isnull=False).values("became")
    nobodys = ~by_others & ~Q(pk__in=Organisation.objects.exclude(became=None).values("became"))
    found = Organisation.objects.filter(by_these | nobodys | Q(pk__in=became))
    if words:
        named = OrganisationAlias.objects.filter(organisation=OuterRef("pk"))
        found = found.filter(Q(name__icontains=words) | Exists(named.filter(name__icontains=words)))
    if sector:
        found = found.filter(sector="" if sector == NO_SECTOR else sector)
    return found.select_related("became").prefetch_related("aliases").order_by("name")


def find_organisation(
    programme: Programme, slug: str, *, reach: Reach = EVERYTHING
) -> Organisation | None:
    """The organisation of the programme's register, within reach, with this slug."""
    return register(programme, reach=reach).filter(slug=slug).first()


def roles_of(
    organisation: Organisation, programme: Programme, *, reach: Reach
) -> QuerySet[PartnerRole]:
    """What it is or was to the programme, within reach; one query."""
    found = PartnerRole.objects.filter(organisation=organisation, programme=programme)
    return found.visible_to(reach).select_related("area", "source")


def seats_hosted(
    organisation: Organisation, programme: Programme, *, reach: Reach
) -> QuerySet[Membership]:
    """The seats whose holders come from it, within reach; one query."""
    found = Membership.objects.filter(organisation=organisation, group__programme=programme)
    return found.visible_to(reach).select_related("group").order_by("group__name", "pk")


def other_programmes_name(organisation: Organisation, *, but: Programme) -> bool:
    """Whether any record of another programme names the organisation; one query."""
    naming = Q()
    for model, field, path, _ in NAMED_BY:
        rows = model._default_manager.filter(**{field: OuterRef("pk")})
        naming |= Q(Exists(rows.exclude(**{path: but})))
    return Organisation.objects.filter(naming, pk=organisation.pk).exists()


def recent_merges(programme: Programme) -> QuerySet[OrganisationMerge]:
    """Merges into the programme's organisations that can still be undone, newest first."""
    since = timezone.now() - UNDO_WITHIN
    found = OrganisationMerge.objects.filter(undone_at=None, merged_at__gt=since)
    return found.filter(kept__in=register(programme)).select_related("kept", "merged_by")
