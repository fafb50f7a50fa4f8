"""What is asked of the evaluation's records; each is one query, whatever the size."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from evaluation.models import Measure, Outcome
from partnership.programmes.models import Programme

SAME_AS = "same as"


def stood(as_at: date, *, of: str = "") -> Q:
    """Records (or those at the end of the path `of`) that had not been dropped by `as_at`."""
    path = f"{of}__dropped_on" if of else "dropped_on"
    return Q(**{f"{path}__isnull": True}) | Q(**{f"{path}__gt": as_at})


def said(as_at: date) -> Q:
    """Records reported by `as_at`, or with what they belong to."""
    return Q(reported_on__isnull=True) | Q(reported_on__lte=as_at)


def outcomes_reported(programme: Programme, *, as_at: date) -> QuerySet[Outcome]:
    """The outcomes that stood at `as_at`, each with its framework."""
    return (
        Outcome.objects.filter(framework__programme=programme, framework__reported_on__lte=as_at)
        .filter(stood(as_at), stood(as_at, of="framework"), said(as_at))
        .select_related("framework")
        .order_by("framework__position", "framework__slug", "position", "reference")
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
