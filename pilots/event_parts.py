"""The parts of an event that are kept as rows: what tells their rows apart, how they are named.

Pure: no Django, no clock, no database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """One kind of row of an event; `rows` is what the event calls them.

    `told_by` are the fields that tell one row from another, `order` the field
    that puts them in order, if there is one. `figures` are the fields that stand for
    good once the event's figures are confirmed, `corrected` what their corrections call them.
    """

    slug: str
    title: str
    rows: str
    told_by: tuple[str, ...]
    order: str = ""
    corrected: str = ""
    figures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A row as it was typed; `key` None is a new one."""

    key: int | None
    values: Values
    is_removed: bool = False


PARTS = {
    part.slug: part
    for part in (
        Part("counts", "Counts", "counts", ("type", "group")),
        Part(
            "activities",
            "Activities",
            "activities",
            ("name",),
            "position",
            "activity",
            ("participations", "participations_qualifier"),
        ),
        Part("partners", "Partners there", "partners", ("organisation",)),
        Part(
            "sectors",
            "Who took part, by sector",
            "participants",
            ("sector",),
            corrected="sector",
            figures=("value", "qualifier"),
        ),
        Part("questions", "Questions that people were asked", "questions", ("text",), "number"),
        Part(
            "feedback",
            "Feedback as stated",
            "feedback",
            ("answer",),
            "position",
            "feedback",
            ("per_cent", "answers", "base", "as_stated"),
        ),
        Part("coverage", "Coverage", "coverage", ("medium",)),
    )
}
RESOURCES = Part("resources", "Learning resources used", "resources", ("version",))
THEMES = Part("themes", "Answers by theme", "themes", ("theme",), "position")


def words_of_changes(
    title: str, added: Sequence[str], changed: Sequence[str], removed: Sequence[str]
) -> str:
    """Activities: added Silent disco; removed Film show. Empty where nothing changed."""
    told = [
        f"{verb} {', '.join(names)}"
        for verb, names in (("added", added), ("changed", changed), ("removed", removed))
        if names
    ]
    return f"{title}: {'; '.join(told)}" if told else ""
