"""What is asked of the evaluation's records; each is one query, whatever the size."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet, Value

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


def stood(as_at: date, *, of: str = "") -> Q:
    """Records (or those at the end of the path `of`) that had not been dropped by `as_at`."""
    path = f"{of}__dropped_on" if of else "dropped_on"
    return Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__gt": as_at})


def _said(as_at: date) -> Q:
    """Records reported by `as_at`, or with what they belong to."""
    return Q(reported_on__isnull=True) | Q(reported_on__lte=as_at)


def frameworks_reported(programme: Programme, *, as_at: date) -> QuerySet[Framework]:
    """The frameworks that stood at `as_at`, each with its source."""
    frameworks = programme.frameworks.filter(stood(as_at), reported_on__lte=as_at)
    return frameworks.select_related("source")


def outcomes_reported(programme: Programme, *, as_at: date) -> QuerySet[Outcome]:
    """The outcomes that stood at `as_at`, each with its framework."""
    return (
        Outcome.objects.filter(framework__programme=programme, framework__reported_on__lte=as_at)
        .filter(stood(as_at), stood(as_at, of="framework"), _said(as_at))
        .select_related("framework")
        .order_by("framework__position", "framework__slug", "position", "reference")
    )


def measures_by_outcome(programme: Programme, *, as_at: date) -> QuerySet[Any, Any]:
    """Rows (outcome, kind, name, who, timing), a measure once for each of its outcomes."""
    return (
        Measure.objects.filter(programme=programme, reported_on__lte=as_at, outcomes__isnull=False)
        .filter(stood(as_at))
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
    """The inputs that stood at `as_at`."""
    inputs = programme.inputs.filter(stood(as_at), reported_on__lte=as_at)
    return inputs.order_by("position", "reference")


def activities_with_milestones(programme: Programme, *, as_at: date) -> QuerySet[Any, Any]:
    """Rows (activity, reference, name, a milestone's reference, its reported_on).

    An activity without milestones is one row with None for both.
    """
    return (
        Activity.objects.filter(stood(as_at), programme=programme, reported_on__lte=as_at)
        .order_by("position", "reference", "milestones__position")
        .values_list("pk", "reference", "name", "milestones__reference", "milestones__reported_on")
    )


def logic_links(programme: Programme, *, as_at: date) -> QuerySet[Any, Any]:
    """Rows (kind, from, kind, to, is_inferred) of the arrows that stood at `as_at`.

    An outcome that says what another says is such a row, too: its second kind is SAME_AS.
    """
    then = stood(as_at) & _said(as_at)
    into = ActivityInput.objects.filter(then, activity__programme=programme)
    out = ActivityOutcome.objects.filter(then, activity__programme=programme)
    between = OutcomeLink.objects.filter(then, outcome__framework__programme=programme)
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
