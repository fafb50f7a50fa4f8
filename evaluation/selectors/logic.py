"""What the pages on which the logic model is kept ask for."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from evaluation.models import Activity, Framework, Input, Measure, Outcome, Standing
from evaluation.selectors.part import stood
from milestones.models import Output
from partnership.programmes.models import Programme

MODELS: dict[str, type[Standing]] = {
    "inputs": Input,
    "activities": Activity,
    "outcomes": Outcome,
    "measures": Measure,
    "frameworks": Framework,
}
Pairs = list[tuple[int, str]]


@dataclass(frozen=True)
class Choices:
    """What a part may be linked with, as forms offer it."""

    milestones: Pairs
    inputs: Pairs
    outcomes: Pairs


def parts_of(programme: Programme, kind: str) -> QuerySet[Any]:
    """Every part of a kind, standing first, dropped ones after."""
    model: Any = MODELS[kind]
    if model is Outcome:
        found = Outcome.objects.filter(framework__programme=programme).select_related("framework")
    else:
        found = model.objects.filter(programme=programme)
    return found.order_by("dropped_on", *model._meta.ordering)


def choices(programme: Programme) -> Choices:
    """All that stands today; three queries."""
    milestones = programme.milestones.order_by("position").values_list("pk", "reference", "title")
    inputs = programme.inputs.filter(dropped_on__isnull=True).values_list("pk", "name")
    outcomes = (
        Outcome.objects.filter(framework__programme=programme, dropped_on__isnull=True)
        .filter(framework__dropped_on__isnull=True)
        .order_by("framework__position", "position")
        .values_list("pk", "reference", "statement")
    )
    return Choices(
        milestones=[(pk, f"{reference} {title}") for pk, reference, title in milestones],
        inputs=list(inputs),
        outcomes=[(pk, f"{reference} {statement}") for pk, reference, statement in outcomes],
    )


def frameworks(programme: Programme, *, on: date) -> list[Framework]:
    """Those that stand on a day, in their order."""
    return list(programme.frameworks.filter(stood(on)).order_by("position"))


def outputs_by_milestone(programme: Programme) -> dict[str, list[str]]:
    """What each milestone of the plan is to leave behind, by its reference; one query."""
    rows = Output.objects.filter(milestone__programme=programme)
    found: dict[str, list[str]] = {}
    for reference, text in rows.order_by("number").values_list("milestone__reference", "text"):
        found.setdefault(reference, []).append(text)
    return found
