"""Two measures that are worked out of events, in words: participants by sector, boards engaged.

Pure: no Django models, no queries.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from partnership.people.models import Sector
from pilots.counting import Tally
from pilots.presenters.events import when_words

SECTORS, BOARDS = "participants-by-sector", "ijbs-engaged"  # the slugs of the measures
ANCHORS = {SECTORS: "sectors", BOARDS: "boards"}  # where the page tells of each
IJB = "ijb"
Measures = Mapping[str, tuple[str, Sequence[str]]]


def anchors(measures: Measures) -> list[tuple[str, str]]:
    """The names of the measures that are worked out, each with where it is told."""
    return [(name, ANCHORS[slug]) for slug, (name, _) in measures.items()]


def measured(measures: Measures) -> dict[str, str]:
    """Which outcomes each of them measures, by where it is told: O1, O2."""
    return {
        f"measured_by_{anchor}": ", ".join(measures[slug][1]) if slug in measures else ""
        for slug, anchor in ANCHORS.items()
    }


@dataclass(frozen=True)
class SectorLine:
    """People of a sector; `asked` is what the list of events calls it in an address."""

    name: str
    asked: str
    people: str
    events: int
    missing: int


def sector_lines(people: Mapping[str, Any]) -> list[SectorLine]:
    """Sector by sector, in the order in which sectors are always named."""
    return [
        SectorLine(
            name=str(sector.label),
            asked=sector.value or "-",
            people=people[sector.value].tally.figure,
            events=people[sector.value].events,
            missing=people[sector.value].tally.missing,
        )
        for sector in Sector
        if sector.value in people
    ]


@dataclass(frozen=True)
class EventLine:
    """An event that is asked who came from which sector, with what was said."""

    event: Any
    when: str
    people: str


def event_lines(
    events: Iterable[Any], people: Mapping[int, Mapping[str, Tally]]
) -> list[EventLine]:
    """Health (NHS board) about 12; Council 3. Empty where nothing was said."""
    return [
        EventLine(event, when_words(event), _said(people.get(event.pk, {}))) for event in events
    ]


def _said(people: Mapping[str, Tally]) -> str:
    told = ((sector.label, people[sector.value]) for sector in Sector if sector.value in people)
    return "; ".join(f"{name} {tally.figure}" for name, tally in told)


@dataclass(frozen=True)
class BoardLine:
    """A board, and what engaged it."""

    board: Any
    naming: Sequence[Any]

    @property
    def is_engaged(self) -> bool:
        """Whether an event was held in its area, or names it."""
        return bool(self.board.in_area or self.board.naming)


@dataclass(frozen=True)
class BoardsTold:
    """All boards, and how many of them are engaged."""

    lines: tuple[BoardLine, ...]

    @property
    def noun(self) -> str:
        """Integration Joint Boards, where all are; otherwise boards."""
        kinds = {line.board.kind for line in self.lines}
        return "Integration Joint Boards" if kinds <= {IJB} else "boards"

    @property
    def sentence(self) -> str:
        """2 of 3 Integration Joint Boards are engaged."""
        engaged = sum(line.is_engaged for line in self.lines)
        return f"{engaged} of {len(self.lines)} {self.noun} engaged."


def boards_told(boards: Iterable[Any], naming: Mapping[int, Sequence[Any]]) -> BoardsTold:
    """Board by board, with the events that name it."""
    return BoardsTold(tuple(BoardLine(each, naming.get(each.pk, ())) for each in boards))
