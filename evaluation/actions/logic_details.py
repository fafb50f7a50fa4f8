"""What may be said of each kind of part of the logic model, and where its links are kept."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar

from django.db import models

from evaluation.models import (
    Activity,
    ActivityInput,
    ActivityOutcome,
    Measure,
    Outcome,
    OutcomeLink,
    OutcomeMapping,
    Standing,
)

Keys = frozenset[int]
NOBODY: Keys = frozenset()


@dataclass(frozen=True)
class Details:
    """What is said of a part; its plain fields are named as the model's own."""

    links: ClassVar[tuple[str, ...]] = ()

    def put_on(self, part: Standing) -> None:
        for each in fields(self):
            if each.name not in self.links:
                setattr(part, each.name, getattr(self, each.name))


@dataclass(frozen=True)
class FrameworkDetails(Details):
    name: str


@dataclass(frozen=True)
class InputDetails(Details):
    reference: str
    name: str
    detail: str


@dataclass(frozen=True)
class ActivityDetails(Details):
    links = ("milestones", "inputs", "outcomes")

    reference: str
    name: str
    milestones: Keys = NOBODY
    inputs: Keys = NOBODY
    outcomes: Keys = NOBODY


@dataclass(frozen=True)
class OutcomeDetails(Details):
    links = ("leads_to", "same_as")

    reference: str
    level: str
    statement: str
    leads_to: Keys = NOBODY
    same_as: Keys = NOBODY


@dataclass(frozen=True)
class MeasureDetails(Details):
    links = ("outcomes",)

    kind: str
    name: str
    who: str
    timing: str
    outcomes: Keys = NOBODY


@dataclass(frozen=True)
class Arrows:
    """Where the links of one kind are kept: from a part (`near`) to others (`far`)."""

    model: type[models.Model]
    near: str
    far: str
    words: str
    dated: bool = True  # it is said from when until when the link was drawn

    def of(self, part: Standing) -> Any:
        return self.model._default_manager.filter(**{self.near: part})

    def standing(self, part: Standing) -> Keys:
        """The keys of what the part is linked with now; what was dropped is left as it was."""
        links = self.of(part).filter(dropped_on__isnull=True) if self.dated else self.of(part)
        if issubclass(self.linked, Standing):
            links = links.filter(**{f"{self.far}__dropped_on__isnull": True})
        return frozenset(links.values_list(f"{self.far}_id", flat=True))

    @property
    def linked(self) -> type[models.Model]:
        """What it links with."""
        found = self.model._meta.get_field(self.far).related_model
        assert isinstance(found, type)
        return found


ARROWS: Mapping[type[Standing], Mapping[str, Arrows]] = {
    Activity: {
        "inputs": Arrows(ActivityInput, "activity", "input", "Takes"),
        "outcomes": Arrows(ActivityOutcome, "activity", "outcome", "Leads to"),
        "milestones": Arrows(
            Activity.milestones.through, "activity", "milestone", "Milestones", dated=False
        ),
    },
    Outcome: {
        "leads_to": Arrows(OutcomeLink, "outcome", "leads_to", "Leads to"),
        "same_as": Arrows(OutcomeMapping, "outcome", "same_as", "Says the same as", dated=False),
    },
    Measure: {
        "outcomes": Arrows(Measure.outcomes.through, "measure", "outcome", "Measures", dated=False)
    },
}
