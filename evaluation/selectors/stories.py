"""Case studies and evaluation reports: what is published, what is being written; few queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import (
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    prefetch_related_objects,
)
from django.utils import timezone

from evaluation.models import Excerpt, Outcome, Story, StoryEdition, StoryEvidence, StorySection
from evaluation.rules.story import FILES, names_document
from evaluation.selectors.computed import Figures, computed
from evaluation.selectors.conversations import RELEASED, quotations
from evaluation.selectors.conversations import Asked as Everything
from evaluation.selectors.indicators import aims_standing, areas_within, values_standing
from evaluation.selectors.reading import places
from evaluation.selectors.results import Results, results_disclosed_of
from partnership.people.history import HistoryLine, lines_of
from partnership.people.models import User
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING, Reach
from pilots.models import Area, Attachment, ServiceTest, Venue
from pilots.selectors.work import SHOWN

MOST_OFFERED = 200  # of one kind of evidence: the newest


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


def library(programme: Programme, asked: Asked, *, as_at: date, reach: Reach) -> QuerySet[Any]:
    """What was published by a day and is not withdrawn today, as its newest edition has it."""
    out = Story.objects.published_to(reach, by=as_at)
    found = out.filter(programme=programme).as_published(by=as_at)
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


def waiting_for(person: User, entries: Sequence[Entry]) -> list[Story]:
    """What somebody may publish and did not write in last, or wrote and was sent back."""
    mine = Q(written_by=person.pk, state=Story.State.DRAFT) & ~Q(sent_back_why="")
    theirs = Q(state=Story.State.IN_REVIEW) & ~Q(written_by=person.pk)
    wanted = Q(pk__in=[])
    for entry in entries:
        within = Q(programme=entry.programme.pk)
        if Permission.RECORD_EVIDENCE in entry.permissions:
            wanted |= within & mine & places(entry, Permission.RECORD_EVIDENCE)
        if Permission.APPROVE_REPORTS in entry.permissions:
            wanted |= within & theirs & places(entry, Permission.APPROVE_REPORTS)
    found = Story.objects.filter(wanted).select_related("programme", "area")
    return list(found.order_by("title", "pk")[:SHOWN])


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
    story: Any = (
        Story.objects.filter(programme=entry.programme, slug=slug)
        .select_related("area", "venue", "service_test__context", "written_by", "programme")
        .annotate(is_out=Exists(published_by(as_at)))
        .get()
    )
    reads = story.is_shared or entry.reach.holds(story.area_id)
    if may_work(entry, story) or (reads and story.is_out):
        found: Story = story
        return found
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


def section_lines(story: Story) -> list[HistoryLine]:
    """What happened to the sections of a story, those that are gone too; one query or two."""
    rows = StorySection.history.filter(story_id=story.pk).select_related("history_user")
    by_section: dict[int, list[Any]] = defaultdict(list)
    for row in rows.order_by("history_date", "history_id"):
        by_section[row.id].append(row)
    return [
        line
        for told in by_section.values()
        for line in lines_of(told, f"section “{told[-1].heading}”")
    ]


def in_full(story: Story) -> Story:
    """A story as `find_story` gives it, with sections, evidence and outcomes; three queries."""
    evidence = StoryEvidence.objects.select_related(
        "excerpt",
        "indicator",
        "event__venue",
        "attachment",
        "wave__version_asked__survey",
        "wave__before__version_asked__survey",
        "wave__programme",
    ).order_by("position", "pk")
    prefetch_related_objects(
        [story],
        "sections",
        Prefetch("outcomes", Outcome.objects.select_related("framework")),
        Prefetch("evidence", evidence),
    )
    return story


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
    """What the evidence of a story comes to today, if it was worked out.

    The areas that figures are told of, computed figures by indicator, results by wave as
    everybody may see them.
    """

    areas: list[Area] = field(default_factory=list)
    figures: Mapping[int, Figures] = field(default_factory=dict)
    results: Mapping[int, Results] = field(default_factory=dict)
    is_worked_out: bool = False


def behind(story: Story) -> Behind:
    """What the evidence comes to today; some queries, however much there is."""
    evidence, today = list(story.evidence.all()), timezone.localdate()
    indicators = [each.indicator for each in evidence if each.indicator]
    prefetch_related_objects(
        indicators,
        Prefetch("values", values_standing(today, EVERYTHING)),
        Prefetch("aims", aims_standing(today, EVERYTHING)),
    )
    waves = [each.wave for each in evidence if each.wave]
    areas = [story.area] if story.area else areas_within(story.programme, EVERYTHING)
    return Behind(
        areas=areas if indicators else [],
        figures=computed(story.programme, indicators, as_at=timezone.localdate(), reach=EVERYTHING),
        results=results_disclosed_of(waves) if waves else {},
        is_worked_out=True,
    )


NAMED_BY = {
    "quotation": "released_text",
    "indicator": "name",
    "survey": "name",
    "event": "name",
}


def evidence_offered(story: Story, kind: str, reach: Reach, *, words: str = "") -> QuerySet[Any]:
    """Records that a story may rest on: of its own place and of the whole programme.

    The newest, of those that have the words in their name where words are given.
    """
    found = _of_kind(story, kind, reach)
    if words:
        found = found.filter(**{f"{NAMED_BY[kind]}__icontains": words})
    newest = found.values("pk")[:MOST_OFFERED]
    offered = found.model._default_manager.filter(pk__in=newest)
    return offered.order_by(*found.query.order_by)


def _of_kind(story: Story, kind: str, reach: Reach) -> Any:
    programme, today = story.programme, timezone.localdate()
    match kind:
        case "quotation":
            said = quotations(programme, Everything(), as_at=today, reach=reach)
            return _of_the_place(story, said, "conversation__area")
        case "indicator":
            return programme.indicators.filter(dropped_on__isnull=True).order_by("position", "name")
        case "survey":
            waves = programme.waves.visible_to(reach)
            return _of_the_place(story, waves).order_by("-opens_on", "pk")
        case _:
            held = programme.events.visible_to(reach).held(as_at=today)
            return _of_the_place(story, held).order_by("-belongs_on", "pk")


def _of_the_place(story: Story, records: Any, path: str = "area") -> Any:
    if not story.area_id:
        return records
    return records.filter(Q(**{path: story.area_id}) | Q(**{f"{path}__isnull": True}))


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
