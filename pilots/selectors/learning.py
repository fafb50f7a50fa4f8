"""The portfolio of learning as it had been reported by a day, and where it was used."""

from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import (
    Area,
    Event,
    EventResource,
    LearningMethod,
    LearningResource,
    LearningResourceFile,
    LearningResourceVersion,
)

SEARCHED = (
    "resource__title", "resource__made_by", "audience", "format", "materials", "guidance",
    "outcomes",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """How the portfolio is narrowed; areas and methods by their slugs, `shared`: of no area."""

    words: str = ""
    method: str = ""
    audience: str = ""
    area: str = ""
    shared: bool = False
    retired: bool = False


def portfolio(
    programme: Programme, asked: Asked, *, as_at: date, reach: Reach
) -> QuerySet[LearningResourceVersion]:
    """The newest version of each resource within reach, by title, with `uses`; two queries."""
    newer = _versions(as_at).filter(resource=OuterRef("resource"), number__gt=OuterRef("number"))
    found = _versions(as_at).filter(
        reach.q("resource__area"), ~Exists(newer), resource__programme=programme
    )
    used = EventResource.objects.filter(
        reach.q("event__area"),
        version__resource=OuterRef("resource"),
        event__reported_on__lte=as_at,
    )
    count = used.order_by().values("version__resource").annotate(n=Count("event", distinct=True))
    uses = Coalesce(Subquery(count.values("n")), 0, output_field=IntegerField())
    return (
        _narrowed(found, asked)
        .annotate(uses=uses)
        .select_related("resource__area")
        .prefetch_related("methods")
        .order_by("resource__title", "resource__pk")
    )


def _versions(as_at: date) -> QuerySet[LearningResourceVersion]:
    return LearningResourceVersion.objects.filter(reported_on__lte=as_at)


def _narrowed(
    found: QuerySet[LearningResourceVersion], asked: Asked
) -> QuerySet[LearningResourceVersion]:
    if not asked.retired:
        found = found.filter(resource__is_retired=False)
    if asked.area:
        found = found.filter(resource__area__slug=asked.area)
    if asked.shared:
        found = found.filter(resource__area__isnull=True)
    if asked.method:
        found = found.filter(methods__slug=asked.method)
    for word in asked.audience.split():
        found = found.filter(audience__icontains=word)
    for word in asked.words.split():
        anywhere = Q()
        for name in SEARCHED:
            anywhere |= Q(**{f"{name}__icontains": word})
        found = found.filter(anywhere)
    return found


def resource_in_full(
    programme: Programme, slug: str, *, as_at: date, reach: Reach
) -> LearningResource:
    """A resource with its versions of that day, newest first; at most four queries.

    Raises LearningResource.DoesNotExist where it is out of reach, or had no version then.
    """
    files = LearningResourceFile.objects.select_related("attachment")
    versions = _versions(as_at).select_related("by", "source").order_by("-number")
    versions = versions.prefetch_related("methods", Prefetch("files", files))
    found = LearningResource.objects.filter(programme=programme).visible_to(reach)
    resource: LearningResource = (
        found.select_related("area")
        .prefetch_related(Prefetch("versions", versions, to_attr="by_then"))
        .get(slug=slug)
    )
    if not resource.by_then:  # type: ignore[attr-defined]
        raise LearningResource.DoesNotExist
    return resource


def file_of(resource: LearningResource, key: int) -> LearningResourceFile:
    """A file of one of its versions; raises LearningResourceFile.DoesNotExist."""
    return _files(resource).get(pk=key)


def files_alike(file: LearningResourceFile) -> list[LearningResourceFile]:
    """The files of other versions that hold the same as this one, by version."""
    same = _files(file.version.resource).filter(attachment__sha256=file.attachment.sha256)
    return list(same.exclude(version=file.version_id).order_by("version__number", "pk"))


def _files(resource: LearningResource) -> QuerySet[LearningResourceFile]:
    found = LearningResourceFile.objects.filter(version__resource=resource)
    return found.select_related("version__resource", "attachment")


def uses_of(resource: LearningResource, *, as_at: date, reach: Reach) -> QuerySet[EventResource]:
    """The events within reach that used it in any version, latest first."""
    return (
        EventResource.objects.filter(
            reach.q("event__area"), version__resource=resource, event__reported_on__lte=as_at
        )
        .select_related("event__area", "version")
        .order_by("-event__belongs_on", "event__name", "pk")
    )


def used_at(event: Event, *, reach: Reach) -> QuerySet[EventResource]:
    """What an event used, as far as the person may read of it; one query."""
    within = event.resources.filter(reach.q("version__resource__area"))
    return within.select_related("version__resource").order_by("version__resource__title", "pk")


def versions_for(event: Event) -> QuerySet[LearningResourceVersion]:
    """What an event can be said to have used: of its area, shared, or said already; one query."""
    there = Q(resource__area__isnull=True) | Q(resource__area=event.area_id)
    offered = there & Q(resource__is_retired=False)
    said = Q(pk__in=event.resources.values("version"))
    return (
        LearningResourceVersion.objects.filter(offered | (said & there))
        .filter(resource__programme=event.programme_id)
        .select_related("resource")
        .order_by("resource__title", "resource__pk", "-number")
    )


def areas_of(programme: Programme, *, reach: Reach) -> QuerySet[Area]:
    """The areas whose resources may be asked for."""
    return programme.areas.visible_to(reach)


def methods_with_use(programme: Programme) -> QuerySet[LearningMethod]:
    """The methods by name, each with how many versions and events name it; one query."""
    return programme.learning_methods.annotate(
        of_resources=Count("resources__resource", distinct=True),
        of_events=Count("events", distinct=True),
        uses=F("of_resources") + F("of_events"),
    )
