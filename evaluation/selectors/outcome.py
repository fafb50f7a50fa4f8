"""One outcome with all that leads to it, measures it and speaks of it; each is one query."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

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
    SurveyVersion,
    Tally,
    Wave,
)
from evaluation.rules.coverage import Cover
from evaluation.rules.tallying import ALL, Step
from evaluation.selectors.computed import Figures, computed
from evaluation.selectors.coverage import MEANS, STAGES
from evaluation.selectors.part import stood
from evaluation.selectors.shown import shown_base
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach


@dataclass(frozen=True)
class Around:
    """What stood around an outcome on a day, within somebody's reach."""

    activities: list[ActivityOutcome]
    links: list[OutcomeLink]
    mappings: list[OutcomeMapping]
    measures: list[Measure]
    indicators: list[Indicator]
    asked: list["AskedOf"]
    waves: list[Any]
    codings: list[Coding]
    stories: list[Story]
    computed: Mapping[int, Figures]

    @property
    def cover(self) -> Cover:
        """How much of each there is."""
        kinds = [measure.kind for measure in self.measures]
        return Cover(
            measures=len(kinds),
            questionnaires=sum(MEANS.get(kind) == "questionnaires" for kind in kinds),
            talks=sum(MEANS.get(kind) == "talks" for kind in kinds),
            indicators=len(self.indicators),
            empty=sum(not self._is_filled(each) for each in self.indicators),
            values=sum(len(each.values.all()) for each in self.indicators)
            + sum(
                any(figure.is_data for figure in figures.values())
                for figures in self.computed.values()
            ),
            questions=len(self.asked) + len(self.waves),
            stories=len(self.stories),
            **self._responses(),
            **_stances(self.codings),
        )

    def _responses(self) -> dict[str, int]:
        """How many there are of waves before, after and once."""
        found = dict.fromkeys(STAGES.values(), 0)
        for wave in self.waves:
            found[STAGES[wave.stage]] += wave.responses_counted or 0
        return found

    def _is_filled(self, indicator: Indicator) -> bool:
        """Whether anything was entered or computed for it."""
        figures = self.computed.get(indicator.pk, {}).values()
        return bool(indicator.values.all()) or any(figure.is_data for figure in figures)


def _stances(codings: Iterable[Coding]) -> dict[str, int]:
    told = [coding.stance for coding in codings]
    return {stance: told.count(stance) for stance in ("supports", "contradicts", "mixed")}


def find_outcome(programme: Programme, framework: str, reference: str) -> Outcome:
    """The outcome of an address, dropped or not; raises Outcome.DoesNotExist."""
    return Outcome.objects.select_related("framework__source", "framework__programme").get(
        framework__programme=programme, framework__slug=framework, reference=reference
    )


def around(outcome: Outcome, *, as_at: date, reach: Reach) -> Around:
    """All that stood around it at `as_at`; ten queries, and some for computed indicators."""
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
        asked=_asked(outcome, as_at),
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


@dataclass(frozen=True)
class AskedOf:
    """A question of a survey, or a scale of it, that is about the outcome."""

    survey: str
    words: str
    is_scale: bool


def _asked(outcome: Outcome, as_at: date) -> list[AskedOf]:
    """What newest published versions ask about it; one query."""
    later = SurveyVersion.objects.filter(
        survey=OuterRef("version__survey"),
        number__gt=OuterRef("version__number"),
        published_at__date__lte=as_at,
    )
    of_questions, of_scales = (
        rows.filter(~Exists(later), version__published_at__date__lte=as_at)
        .order_by()
        .values_list("version__survey__title", words, is_scale)
        for rows, words, is_scale in (
            (outcome.questions, Cast("text", TextField()), Value(0)),
            (outcome.scales, Cast("name", TextField()), Value(1)),
        )
    )
    found = sorted(of_questions.union(of_scales))
    return [AskedOf(title, words, bool(is_scale)) for title, words, is_scale in found]


def _waves(outcome: Outcome, as_at: date, reach: Reach) -> Any:
    """Waves that ask about it, each with how many responses count.

    Of a wave whose raw answers are deleted, what its tally says. Of one that was still asking on
    a day that is past, what had been shown by then: more would tell when single answers came,
    which is for evaluators alone.
    """
    told = Tally.objects.filter(wave=OuterRef("pk"), key=Step(ALL).key).values("answers")
    raw = Count("responses", filter=Q(responses__set_aside_why=""), distinct=True)
    counted = [When(deleted_at__isnull=False, then=Coalesce(Subquery(told), 0))]
    if as_at < timezone.localdate():
        counted.insert(0, When(closes_on__gt=as_at, then=shown_base(OuterRef("pk"), as_at)))
    about = Q(questions__outcomes=outcome) | Q(scales__outcomes=outcome)
    return (
        Wave.objects.visible_to(reach)
        .filter(version_asked__in=SurveyVersion.objects.filter(about), opens_on__lte=as_at)
        .annotate(responses_counted=Case(*counted, default=raw))
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
