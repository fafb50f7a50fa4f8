"""What a kind of event asks for, what of it is there, and what else can be added.

Pure: no Django, no clock, no database.
"""

from collections.abc import Collection
from dataclasses import dataclass

COUNTS, RESOURCES = "counts", "resources"


@dataclass(frozen=True)
class Need:
    """One thing that a kind can ask for: where it is entered, and what it means to a newcomer."""

    key: str
    title: str
    part: str
    asks: str  # what the kind asks, as its page says
    means: str

    @property
    def field(self) -> str:
        """What the kind's record calls it."""
        return f"asks_{self.key}"


NEEDS = (
    Need(
        "attendance", "Attendance", COUNTS, "How many attended",
        "People who were there, counted or estimated: adults, children, all.",
    ),
    Need(
        "footfall", "Footfall", COUNTS, "Footfall",
        "Everybody through the door on the day, also those who came for something else.",
    ),
    Need(
        "activities", "Activities", "activities", "Activities",
        "What people did there, who ran it, its sessions, and how often people took part.",
    ),
    Need(
        "sectors", "Who took part, by sector", "sectors", "From which sectors people came",
        "For training and meetings: how many from libraries, health, the third sector …",
    ),
    Need(
        "consultation", "What people were asked", "questions", "Consultation questions",
        "The questions that people were asked about the service, and what they answered.",
    ),
    Need(
        "resources", "Learning resources used", RESOURCES, "Learning resources",
        "What was used from the portfolio of learning, and how it worked.",
    ),
)  # fmt: skip
OTHERS = {"partners": "Partners there", "coverage": "Coverage"}


def missing(asked: Collection[str], there: Collection[str]) -> list[Need]:
    """What is asked for and not there yet, by the keys of needs."""
    return [need for need in NEEDS if need.key in asked and need.key not in there]


def offered(asked: Collection[str], there: Collection[str]) -> list[tuple[str, str]]:
    """(part, title) of what can be added though nobody asks for it, and is not there."""
    wanted = {need.part for need in NEEDS if need.key in asked}
    known = {need.part for need in NEEDS if need.key in there} | set(there)
    parts: dict[str, str] = {}
    for need in NEEDS:
        title = "Counts" if need.part == COUNTS else need.title
        parts.setdefault(need.part, title)
    return [
        (part, title)
        for part, title in (parts | OTHERS).items()
        if part not in wanted and part not in known
    ]
