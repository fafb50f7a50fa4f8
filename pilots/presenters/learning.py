"""The portfolio of learning in words."""

from dataclasses import dataclass
from typing import Any

from partnership.dates import NOT_RECORDED, day_words
from pilots.models import LearningResource, LearningResourceVersion
from pilots.presenters.events import when_words

SHARED = "Whole programme"
FILE_HEADS = (
    "Resource", "Of", "Made by", "Version", "Since", "For whom", "Learning methods", "Form",
    "Materials", "Guidance", "What people can do afterwards", "Link", "What is new", "Events",
    "Offered",
)  # fmt: skip


def place_words(resource: LearningResource) -> str:
    """The area that it is of, or that all share it."""
    return resource.area.name if resource.area else SHARED


def file_row(version: Any) -> list[object]:
    """The newest version of a resource as a row of a file."""
    resource = version.resource
    return [
        resource.title, place_words(resource), resource.made_by or NOT_RECORDED, version.number,
        day_words(version.reported_on), version.audience or NOT_RECORDED,
        methods_words(version) or NOT_RECORDED, version.format or NOT_RECORDED, version.materials,
        version.guidance, version.outcomes, version.link, version.changed, version.uses,
        "no longer" if resource.is_retired else "yes",
    ]  # fmt: skip


def methods_words(version: LearningResourceVersion) -> str:
    """workshop; shadowing."""
    return "; ".join(each.name for each in version.methods.all())


@dataclass(frozen=True)
class VersionTold:
    """A version for its page."""

    version: LearningResourceVersion
    facts: tuple[tuple[str, str], ...]
    outcomes: tuple[str, ...]
    source: str


def told(version: LearningResourceVersion) -> VersionTold:
    """What a version says, in the order in which whoever delivers it needs it."""
    facts = (
        ("For whom", version.audience),
        ("How people learn", methods_words(version)),
        ("Form", version.format),
        ("Materials", version.materials),
        ("Guidance for whoever delivers it", version.guidance),
    )
    lines = (line.strip() for line in version.outcomes.splitlines())
    return VersionTold(version, facts, tuple(filter(None, lines)), source_words(version))


def source_words(version: LearningResourceVersion) -> str:
    """Version 2, 3 October 2019, by the community librarian."""
    by = f", by {version.by}" if version.by else ""
    words = f"Version {version.number}, {day_words(version.reported_on)}{by}."
    if version.source:
        words += f" Read in {version.source.title}, {day_words(version.source.dated_on)}."
    return words


@dataclass(frozen=True)
class UseLine:
    """An event that used a resource."""

    use: Any
    when: str


def use_lines(uses: Any) -> list[UseLine]:
    """Each with when the event was."""
    return [UseLine(each, when_words(each.event)) for each in uses]
