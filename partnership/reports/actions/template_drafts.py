"""The draft of a template changed: the cover's words, its sections, its implications.

The draft is locked, read as a layout, changed by rule and stored whole. What a form was opened
over is known by a `mark` of that part alone: two people may change two sections at once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any, Literal
from zlib import crc32

from django.db import transaction
from django.utils.text import slugify

from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError
from partnership.reports.models import TemplateVersion
from partnership.reports.rules import editing
from partnership.reports.rules.layout import Layout, RowLayout, SectionLayout
from partnership.reports.templates import layout_of, store_layout

Held = Literal["sections", "rows"]
NAMED: dict[str, str] = {"sections": "section", "rows": "implication"}
MOST: dict[str, int] = {"sections": 40, "rows": 30}
TAKEN = ("new", "plain-summary", "cover")  # addresses, and a text that no section has
KEY_LENGTH = 50
NEVER_CHANGES = (
    "Version {number} was published, so it never changes. Start the next version, and change that."
)


@dataclass(frozen=True)
class CoverWords:
    """What the cover says by the template: before the recommendations, and the purposes."""

    asks: str
    purposes: tuple[str, ...]

    @classmethod
    def of(cls, layout: Layout) -> "CoverWords":
        return cls(layout.asks, layout.purposes)


def mark_of(part: object) -> int:
    """A number made of all that is said of a part; alike parts have alike marks."""
    return crc32(repr(part).encode())


def locked(version: TemplateVersion, *, seen: int | None = None) -> TemplateVersion:
    """The draft as it stands, locked; RefusedError where it is published or gone.

    ChangedMeanwhileError where it is not the one that was `seen`.
    """
    drafts = TemplateVersion.objects.select_for_update(of=("self",)).select_related("template")
    now = drafts.filter(pk=version.pk).first()
    if now is None:
        raise RefusedError("Somebody deleted this draft. Start the next version to change it.")
    if now.is_published:
        raise RefusedError(NEVER_CHANGES.format(number=now.number))
    if seen not in (None, now.version):
        raise ChangedMeanwhileError(now)
    return now


@transaction.atomic
def _change(
    version: TemplateVersion, change: Callable[[Layout], Layout], *, by: User, why: str
) -> None:
    """Store what the rule makes of the draft, and who did it."""
    now = locked(version)
    before = layout_of(now)
    try:
        after = change(before)
    except editing.GoneError as error:
        words = "Somebody removed it meanwhile. Nothing of yours was saved."
        raise RefusedError(words) from error
    if after == before:
        return
    store_layout(now, after)
    now.version += 1
    record_by(now, by=by, why=why[:100])
    now.save()


def change_cover(*, version: TemplateVersion, seen: int, words: CoverWords, by: User) -> None:
    """Word the cover otherwise. RefusedError, ChangedMeanwhileError."""

    def change(layout: Layout) -> Layout:
        _refuse_overtaken(CoverWords.of(layout), seen)
        return replace(layout, asks=words.asks, purposes=words.purposes)

    _change(version, change, by=by, why="Words of the cover")


def add(*, version: TemplateVersion, held: Held, part: SectionLayout | RowLayout, by: User) -> str:
    """Add a section or an implication at the end; its key, made of its heading. RefusedError."""
    keys: list[str] = []

    def change(layout: Layout) -> Layout:
        parts = getattr(layout, held)
        if len(parts) >= MOST[held]:
            raise RefusedError(f"A template has {MOST[held]} {NAMED[held]}s at most.")
        _refuse_printed_twice(layout, part)
        keys.append(_fresh_key(part.heading, parts))
        return _with(layout, held, editing.added(parts, replace(part, key=keys[0])))

    _change(version, change, by=by, why=f"{_words(held, part.heading)} added")
    return keys[0]


def change(
    *, version: TemplateVersion, held: Held, seen: int, part: SectionLayout | RowLayout, by: User
) -> None:
    """Put the section or the implication with the part's key otherwise.

    RefusedError, ChangedMeanwhileError.
    """

    def change(layout: Layout) -> Layout:
        parts = getattr(layout, held)
        _refuse_overtaken(editing.found(parts, part.key), seen)
        _refuse_printed_twice(layout, part)
        return _with(layout, held, editing.replaced(parts, part))

    _change(version, change, by=by, why=f"{_words(held, part.heading)} changed")


def move(*, version: TemplateVersion, held: Held, key: str, step: int, by: User) -> None:
    """Move it one place up (-1) or down (1); at an end nothing moves. RefusedError."""

    def change(layout: Layout) -> Layout:
        return _with(layout, held, editing.moved(getattr(layout, held), key, step))

    _change(version, change, by=by, why=f"The order of {NAMED[held]}s")


def move_printed(*, version: TemplateVersion, key: str, place: int, step: int, by: User) -> None:
    """Let a section print what stands at a place in it one place earlier or later."""

    def change(layout: Layout) -> Layout:
        section = editing.found(layout.sections, key)
        parts = editing.shifted(section.parts, place, step) if place < len(section.parts) else ()
        changed = replace(section, parts=parts or section.parts)
        return _with(layout, "sections", editing.replaced(layout.sections, changed))

    _change(version, change, by=by, why="The order of what a section prints")


def remove(*, version: TemplateVersion, held: Held, key: str, by: User) -> None:
    """Take out a section or an implication; reports that began keep theirs. RefusedError."""

    def change(layout: Layout) -> Layout:
        return _with(layout, held, editing.without(getattr(layout, held), key))

    _change(version, change, by=by, why=f"The {NAMED[held]} “{key}” removed")


def _with(layout: Layout, held: Held, parts: Sequence[Any]) -> Layout:
    return replace(layout, **{held: tuple(parts)})  # type: ignore[arg-type]


def _words(held: Held, heading: str) -> str:
    return f"{NAMED[held].capitalize()} “{heading[:60]}”"


def _fresh_key(heading: str, parts: Sequence[Any]) -> str:
    base = slugify(heading)[:KEY_LENGTH].strip("-") or "part"
    taken = {each.key for each in parts} | set(TAKEN)
    number, key = 1, base
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key


def _refuse_overtaken(now: object, seen: int) -> None:
    if mark_of(now) != seen:
        raise ChangedMeanwhileError(SimpleNamespace(part=now, version=mark_of(now)))


def _refuse_printed_twice(layout: Layout, part: SectionLayout | RowLayout) -> None:
    if not isinstance(part, SectionLayout):
        return
    for other in layout.sections:
        both = [each.words for each in part.parts if each in other.parts]
        if both and other.key != part.key:
            words = f"“{other.heading}” prints it already: {'; '.join(both)}. Untick one of them"
            raise RefusedError(words, "parts")
