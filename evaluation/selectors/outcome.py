"""One outcome with all that leads to it, measures it and speaks of it; each is one query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, Count, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce

from evaluation.models import (
    ActivityOutcome,
    Coding,
    Indicator,
    IndicatorValue,
    Measure,
    Outcome,
    OutcomeLink,
    OutcomeMapping,
    Story,
    Tally,
    Wave,
)
from evaluation.rules.coverage import Cover
from evaluation.rules.tallying import ALL, Step
from evaluation.selectors.computed import Figures, computed
from evaluation.selectors.part import stood
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach

AFTER = Wave.Stage.AFTER


@dataclass(frozen=True)
class Around:
    """What stood around an outcome on a day, within somebody's reach."""

    activities: list[ActivityOutcome]
    links: list[OutcomeLink]
    mappings: list[OutcomeMapping]
    measures: list[Measure]
    indicators: list[Indicator]
    waves: list[Any]
    codings: list[Coding]
    stories: list[Story]
    computed: Mapping[int, Figures]

    @property
    def cover(self) -> Cover:
        """How much of each there is."""
        return Cover(
            measures=len(self.measures),
            indicators=len(self.indicators),
            values=sum(len(each.values.all()) for each in self.indicators)
            + sum(
                any(figure.is_data for figure in figures.values())
                for figures in self.computed.values()
            ),
            questions=len(self.waves),
            before=sum(wave.responses_counted for wave in self.waves if wave.stage != AFTER),
            after=sum(wave.responses_counted for wave in self.waves if wave.stage == AFTER),
            stories=len(self.stories),
            **_stances(self.codings),
        )


def _stances(codings: Iterable[Coding]) -> dict[str, int]:
    told = [coding.stance for coding in codings]
    return {stance: told.count(stance) for stance in ("supports", "contradicts", "mixed")}


def find_outcome(programme: Programme, framework: str, reference: str) -> Outcome:
    """The outcome of an address, dropped or not; raises Outcome.DoesNotExist."""
    return Outcome.objects.select_related("framework__source", "framework__programme").get(
        framework__programme=programme, framework__slug=framework, reference=reference
    )


def around(outcome: Outcome, *, as_at: date, reach: Reach) -> Around:
    """All that stood around it at `as_at`; nine queries, and some for computed indicators."""
    then = stood(as_at) & (Q(reported_on__isnull=True) | Q(reported_on__lte=as_at))
    indicators = list(_indicators(outcome, as_at, then, reach))
    programme = outcome.framework.programme
    return Around(
        activities=list(_activities(outcome, as_at, then)),
        links=list(_links(outcome, then)),
        mappings=list(_mappings(outcome)),
        measures=list(Measure.objects.filter(then, outcomes=outcome).order_by("pk")),
        indicators=indicators,
        computed=computed(programme, indicators, as_at=as_at, reach=reach),
        waves=list(_waves(outcome, as_at, reach)),
        codings=list(_codings(outcome, as_at, reach)),
        stories=list(_stories(outcome, as_at, reach)),
    )


def _activities(outcome: Outcome, as_at: date, then: Q) -> Any:
    return (
        outcome.activity_links.filter(then, stood(as_at, of="activity"))
        .filter(activity__reported_on__lte=as_at)
        .select_related("activity")
        .prefetch_related("activity__milestones")
        .order_by("activity__position")
    )


def _links(outcome: Outcome, then: Q) -> Any:
    """Arrows to and from other outcomes."""
    either = Q(outcome=outcome) | Q(leads_to=outcome)
    return OutcomeLink.objects.filter(then, either).select_related(
        "outcome__framework", "leads_to__framework"
    )


def _mappings(outcome: Outcome) -> Any:
    either = Q(outcome=outcome) | Q(same_as=outcome)
    return OutcomeMapping.objects.filter(either).select_related(
        "outcome__framework", "same_as__framework"
    )


def _indicators(outcome: Outcome, as_at: date, then: Q, reach: Reach) -> Any:
    """Its indicators, each with the values that stood at `as_at`, the newest last."""
    values = (
        IndicatorValue.objects.visible_to(reach)
        .filter(Q(superseded_on__isnull=True) | Q(superseded_on__gt=as_at))
        .filter(reported_on__lte=as_at)
        .order_by("day", "when", "pk")
    )
    found = Indicator.objects.filter(then, outcomes=outcome).order_by("position", "name")
    return found.prefetch_related(Prefetch("values", values))


def _waves(outcome: Outcome, as_at: date, reach: Reach) -> Any:
    """Waves that ask about it, each with how many responses count.

    Of a wave whose raw answers are deleted, what its tally says.
    """
    counts = Q(responses__set_aside_why="", responses__received_on__lte=as_at)
    told = Tally.objects.filter(wave=OuterRef("pk"), key=Step(ALL).key).values("answers")
    raw = Count("responses", filter=counts, distinct=True)
    return (
        Wave.objects.visible_to(reach)
        .filter(version_asked__questions__outcomes=outcome, opens_on__lte=as_at)
        .annotate(
            responses_counted=Case(
                When(deleted_at__isnull=False, then=Coalesce(Subquery(told), 0)), default=raw
            )
        )
        .order_by("opens_on", "pk")
    )


def _codings(outcome: Outcome, as_at: date, reach: Reach) -> Any:
    return (
        outcome.codings.filter(reach.q("excerpt__conversation__area"), coded_on__lte=as_at)
        .select_related("excerpt__conversation")
        .order_by("pk")
    )


def _stories(outcome: Outcome, as_at: date, reach: Reach) -> Any:
    told = Story.objects.published_to(reach, by=as_at).as_published(by=as_at)
    return told.filter(outcomes=outcome).order_by("title")
