"""What is asked of the evaluation's records; each is one query, whatever the size."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, QuerySet, Value

from evaluation.models import (
    Activity,
    ActivityInput,
    ActivityOutcome,
    Framework,
    Input,
    Measure,
    Outcome,
    OutcomeLink,
    OutcomeMapping,
)
from partnership.programmes.models import Programme

SAME_AS = "same as"


def frameworks_reported(programme: Programme, *, as_at: date) -> QuerySet[Framework]:
    """The frameworks reported by `as_at`, each with its source."""
    return programme.frameworks.filter(reported_on__lte=as_at).select_related("source")


def outcomes_reported(programme: Programme, *, as_at: date) -> QuerySet[Outcome]:
    """The outcomes of the frameworks reported by `as_at`, each with its framework."""
    return (
        Outcome.objects.filter(framework__programme=programme, framework__reported_on__lte=as_at)
        .select_related("framework")
        .order_by("framework__position", "framework__slug", "position", "reference")
    )


def measures_by_outcome(programme: Programme, *, as_at: date) -> QuerySet[Any, Any]:
    """Rows (outcome, kind, name, who, timing), a measure once for each of its outcomes."""
    return (
        Measure.objects.filter(programme=programme, reported_on__lte=as_at, outcomes__isnull=False)
        .order_by("pk")
        .values_list("outcomes", "kind", "name", "who", "timing")
    )


def measures_called(
    programme: Programme, slugs: Iterable[str], *, as_at: date
) -> dict[str, tuple[str, list[str]]]:
    """The names of these measures, and the references of their outcomes, by slug."""
    rows = Measure.objects.filter(programme=programme, reported_on__lte=as_at, slug__in=slugs)
    found: dict[str, tuple[str, list[str]]] = {}
    told = rows.order_by("outcomes__position").values_list("slug", "name", "outcomes__reference")
    for slug, name, reference in told:
        found.setdefault(slug, (name, []))[1].extend([reference] if reference else [])
    return found


def inputs_reported(programme: Programme, *, as_at: date) -> QuerySet[Input]:
    """The inputs reported by `as_at`."""
    return programme.inputs.filter(reported_on__lte=as_at).order_by("position", "reference")


def activities_with_milestones(programme: Programme, *, as_at: date) -> QuerySet[Any, Any]:
    """Rows (activity, reference, name, a milestone's reference, its reported_on).

    An activity without milestones is one row with None for both.
    """
    return (
        Activity.objects.filter(programme=programme, reported_on__lte=as_at)
        .order_by("position", "reference", "milestones__position")
        .values_list("pk", "reference", "name", "milestones__reference", "milestones__reported_on")
    )


def logic_links(programme: Programme) -> QuerySet[Any, Any]:
    """Rows (kind, from, kind, to, is_inferred) of every arrow of the logic model.

    An outcome that says what another says is such a row, too: its second kind is SAME_AS.
    """
    into = ActivityInput.objects.filter(activity__programme=programme)
    out = ActivityOutcome.objects.filter(activity__programme=programme)
    between = OutcomeLink.objects.filter(outcome__framework__programme=programme)
    alike = OutcomeMapping.objects.filter(outcome__framework__programme=programme)
    same = alike.values_list(
        Value("outcome"), F("outcome_id"), Value(SAME_AS), F("same_as_id"), Value(False)
    )
    return _ends(into, "input", "activity").union(
        _ends(out, "activity", "outcome"), _ends(between, "outcome", "leads_to"), same, all=True
    )


def _ends(links: QuerySet[Any], source: str, target: str) -> QuerySet[Any, Any]:
    """The two ends of each link, and what kind of record stands at each."""
    kinds = [Value(end.replace("leads_to", "outcome")) for end in (source, target)]
    return links.values_list(
        kinds[0], F(f"{source}_id"), kinds[1], F(f"{target}_id"), F("is_inferred")
    )
