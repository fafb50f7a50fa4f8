"""The logic model's parts in words, for those who keep it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from evaluation.models import Outcome, Standing


@dataclass(frozen=True)
class KindWords:
    """How a kind of part is spoken of."""

    one: str
    several: str
    article: str = "an"
    empty: str = ""


WORDS = {
    "inputs": KindWords("input", "Inputs", empty="What goes into the programme: people, places."),
    "activities": KindWords("activity", "Activities", empty="What the programme does."),
    "outcomes": KindWords("outcome", "Outcomes", empty="What is to come of it, for whom."),
    "measures": KindWords(
        "measure", "Measures", "a", "How it will be known that an outcome came about."
    ),
    "frameworks": KindWords(
        "framework", "Frameworks", "a", "A set of outcomes, as one paper words them."
    ),
}


@dataclass(frozen=True)
class PartLine:
    """A part in the list of those that may be changed; `key` finds it in an address."""

    key: str
    name: str
    group: str
    part: Any

    @property
    def dropped(self) -> Any:
        """The day from which it no longer stands; nothing while it does."""
        return self.part.dropped_on


def part_line(part: Standing) -> PartLine:
    """One part as a list names it."""
    reference = getattr(part, "reference", "")
    key = f"{part.framework.slug}.{reference}" if isinstance(part, Outcome) else reference
    group = part.framework.name if isinstance(part, Outcome) else ""
    return PartLine(key or getattr(part, "slug", ""), str(part), group, part)


def part_lines(parts: Iterable[Standing]) -> list[PartLine]:
    """The parts of one kind, as a list names them."""
    return [part_line(each) for each in parts]
