"""Case studies and evaluation reports: what is published, what is being written; few queries."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

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
from django.db.models.fields.json import KT
from django.utils import timezone

from evaluation.models import Excerpt, Indicator, Response, Story, StoryEdition, StoryEvidence
from evaluation.rules.story import names_document
from evaluation.selectors.computed import Figures, computed
from evaluation.selectors.conversations import RELEASED, quotations
from evaluation.selectors.conversations import Asked as Everything
from evaluation.selectors.indicators import aims_standing, areas_within, values_standing
from evaluation.selectors.reading import places
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING, Reach
from pilots.models import Area, Attachment, Event, ServiceTest, Venue

MOST_OFFERED = 200  # of one kind of evidence: the newest
FILES = "stories/files"  # where documents of stories are stored


@dataclass(frozen=True)
class Asked:
    """How the library is narrowed; empty: not at all. `outcome` is a key."""

    kind: str = ""
    area: str = ""
    whole: bool = False
    outcome: str = ""


def published_by(day: date) -> Any:
    """The editions of a story that were published by a day."""
    return StoryEdition.objects.filter(story=OuterRef("pk"), published_at__date__lte=day)


def is_published(reach: Reach) -> Q:
    """What somebody may read: of their areas, of the whole programme, or shared with it."""
    return Q(withdrawn_why="") & (reach.q("area") | Q(is_shared=True))


def library(programme: Programme, asked: Asked, *, as_at: date, reach: Reach) -> QuerySet[Any]:
    """What was published by a day and is not withdrawn today, as its newest edition has it."""
    newest = published_by(as_at).order_by("-number")
    found = Story.objects.filter(is_published(reach), programme=programme).annotate(
        edition=Subquery(newest.values("number")[:1], output_field=IntegerField()),
        published_at=Subquery(newest.values("published_at")[:1]),
        **{
            f"published_{name}": Subquery(
                newest.annotate(it=KT(f"snapshot__{name}")).values("it")[:1]
            )
            for name in ("title", "summary", "place", "outcome_words")
        },
    )
    found = found.filter(edition__isnull=False)
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.area:
        found = found.filter(area__slug=asked.area)
    if asked.whole:
        found = found.filter(area__isnull=True)
    if asked.outcome:
        found = found.filter(outcomes=int(asked.outcome))
    return found.order_by(F("published_at").desc(), "pk")


def may_work(entry: Entry, story: Story) -> bool:
    """Whether somebody may write or review this one."""
    asked = (Permission.RECORD_EVIDENCE, Permission.APPROVE_REPORTS)
    return any(entry.may(each, story.at) for each in asked)


def in_work(entry: Entry) -> QuerySet[Story]:
    """What is being written or reviewed, or was withdrawn, where somebody works on it."""
    states = (Story.State.DRAFT, Story.State.IN_REVIEW, Story.State.WITHDRAWN)
    return (
        Story.objects.filter(_works(entry), programme=entry.programme, state__in=states)
        .select_related("area", "written_by", "service_test")
        .order_by("title", "pk")
    )


def _works(entry: Entry) -> Q:
    wanted = (Permission.RECORD_EVIDENCE, Permission.APPROVE_REPORTS)
    held = [each for each in wanted if each in entry.permissions]
    if not held:
        return Q(pk__in=[])
    found = places(entry, held[0])
    for each in held[1:]:
        further = places(entry, each)
        found = found | further if found and further else Q()
    return found


def find_story(entry: Entry, slug: str, *, as_at: date) -> Story:
    """One that somebody may read or work on; raises Story.DoesNotExist."""
    story = (
        Story.objects.filter(programme=entry.programme, slug=slug)
        .select_related("area", "venue", "service_test__context", "written_by", "programme")
        .annotate(is_out=Exists(published_by(as_at)))
        .get()
    )
    reads = story.is_shared or entry.reach.holds(story.area_id)
    if may_work(entry, story) or (reads and story.is_out):
        return story
    raise Story.DoesNotExist


def editions_of(story: Story, *, as_at: date) -> list[StoryEdition]:
    """Those that readers may open, newest first; once one was withdrawn the newest alone."""
    if story.withdrawn_why:
        return []
    found = list(
        story.editions.filter(published_at__date__lte=as_at).order_by("-number").defer("snapshot")
    )
    return found[:1] if story.withdrawn_on else found


def edition_in_full(edition: StoryEdition) -> StoryEdition:
    """An edition with all that it says."""
    return StoryEdition.objects.get(pk=edition.pk)


def in_full(story: Story) -> Story:
    """A story with its sections, evidence and outcomes; five queries or so."""
    evidence = StoryEvidence.objects.select_related(
        "excerpt__conversation__area", "indicator", "wave", "event__venue", "attachment", "section"
    ).order_by("position", "pk")
    today = timezone.localdate()
    found = Story.objects.select_related(
        "area", "venue", "service_test__context", "written_by", "programme"
    ).prefetch_related(
        "sections",
        "outcomes__framework",
        Prefetch("evidence", evidence),
        Prefetch("evidence__indicator__values", values_standing(today, EVERYTHING)),
        Prefetch("evidence__indicator__aims", aims_standing(today, EVERYTHING)),
    )
    return found.get(pk=story.pk)


def document_of(story: Story, key: int) -> Attachment | None:
    """A document that was added to a story, whether its draft rests on it still or not."""
    found = Attachment.objects.filter(programme=story.programme_id, pk=key, path__startswith=FILES)
    file = found.first()
    if file is None or story.evidence.filter(attachment=file).exists():
        return file
    named = any(names_document(each.snapshot, key) for each in story.editions.all())
    return file if named else None


def quotations_withdrawn(keys: Collection[int]) -> list[Excerpt]:
    """Those of these excerpts that others may not read any longer."""
    return list(Excerpt.objects.filter(pk__in=keys).exclude(RELEASED))


@dataclass(frozen=True)
class Behind:
    """What the evidence of a story comes to today."""

    areas: list[Area]
    figures: Mapping[int, Figures]
    responses: Mapping[int, int]


def behind(story: Story) -> Behind:
    """The areas that figures are told of, computed figures, responses of the waves by key."""
    evidence = list(story.evidence.all())
    areas = [story.area] if story.area else areas_within(story.programme, EVERYTHING)
    indicators = [each.indicator for each in evidence if each.indicator]
    waves = [each.wave_id for each in evidence if each.wave_id]
    counted = Response.objects.filter(wave__in=waves, set_aside_why="").order_by()
    return Behind(
        areas=areas,
        figures=computed(story.programme, indicators, as_at=timezone.localdate(), reach=EVERYTHING),
        responses=dict(counted.values_list("wave").annotate(n=Count("pk"))) if waves else {},
    )


def excerpts_offered(story: Story, reach: Reach) -> QuerySet[Excerpt]:
    """Released words that a story may quote: of its own area and of the whole programme."""
    found = quotations(story.programme, Everything(), as_at=timezone.localdate(), reach=reach)
    if story.area_id:
        found = found.filter(
            Q(conversation__area=story.area_id) | Q(conversation__area__isnull=True)
        )
    return found


def indicators_offered(story: Story) -> QuerySet[Indicator]:
    return story.programme.indicators.filter(dropped_on__isnull=True)


def waves_offered(story: Story, reach: Reach) -> QuerySet[Any]:
    return _of_the_place(story, story.programme.waves.visible_to(reach)).order_by("-opens_on")


def events_offered(story: Story, reach: Reach) -> QuerySet[Event]:
    """Events that were held, the newest first."""
    today = timezone.localdate()
    held = story.programme.events.visible_to(reach).held(as_at=today)
    return _of_the_place(story, held).order_by("-belongs_on", "pk")


def _of_the_place(story: Story, records: Any) -> Any:
    if not story.area_id:
        return records
    return records.filter(Q(area=story.area_id) | Q(area__isnull=True))


def tests_offered(entry: Entry) -> QuerySet[ServiceTest]:
    """Tests of the service model without an evaluation report here, where somebody may write."""
    return (
        ServiceTest.objects.filter(
            places(entry, Permission.RECORD_EVIDENCE),
            programme=entry.programme,
            evaluation__isnull=True,
        )
        .select_related("area", "context")
        .order_by("area__name", "title")
    )


def venues_offered(areas: Any) -> QuerySet[Venue]:
    """The venues of these areas."""
    return Venue.objects.filter(area__in=areas).select_related("area").order_by("name")


def areas_offered(entry: Entry) -> QuerySet[Any]:
    """The areas in which somebody may write a case study."""
    return entry.programme.areas.filter(places(entry, Permission.RECORD_EVIDENCE, "pk"))
