"""Sections of a draft as they will be printed, and what all of them say in figures and dates."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from partnership.reports.document import Block, Drawing, Numbering, Section
from partnership.reports.rules.contradicted import NO_FACTS, Facts
from partnership.reports.rules.layout import Layout, SectionLayout
from partnership.reports.rules.parts import Part
from partnership.reports.rules.stale import quoted
from partnership.reports.sections.glance import glance
from partnership.reports.sections.status_words import blocks_in_body_words
from partnership.reports.sections.written import section_of
from partnership.reports.selectors.facts import facts_in
from partnership.reports.snapshot import Snapshot, Written

KEPT = 64  # sets of figures, each of some hundred words
NO_WORDS = frozenset({"template", "link", "number"})  # of a block: nobody reads them
NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Said:
    """What some figures say: every number and date, and the facts that texts are held against."""

    figures: frozenset[str] = NOTHING
    facts: Facts = NO_FACTS


SAID_NOTHING = Said()
_known: OrderedDict[str, Said] = OrderedDict()


@dataclass(frozen=True)
class Printed:
    """A section's number, and what is printed beneath its text; without a number it is left out.

    `glance` is the second page, which the summary is read with.
    """

    number: int = 0
    beneath: tuple[Block, ...] = ()
    glance: tuple[Block, ...] = ()


def printed(snapshot: Snapshot, written: Written, key: str) -> Printed:
    """The section of this key with the words of now; it is numbered as in the whole paper."""
    live = replace(snapshot, written=written)
    numbering = Numbering()
    for layout in written.layout.sections:
        section = section_of(live, layout)
        if section:
            numbering.take(section)
        if layout.key == key:
            return _beneath(live, layout, numbering.done[-1]) if section else Printed()
    return Printed()


def _beneath(snapshot: Snapshot, layout: SectionLayout, section: Section) -> Printed:
    """All but the text, and the implications, which are beside it to be filled in."""
    alone = section_of(snapshot, replace(layout, parts=()))
    if layout.parts == (Part.IMPLICATIONS,):
        return Printed(section.number)
    above = len(alone.blocks) if alone and _has_text(snapshot, layout) else 0
    said = snapshot.particulars.status_words
    return Printed(
        number=section.number,
        beneath=blocks_in_body_words(section.blocks[above:], said),
        glance=_glance(snapshot) if Part.SUMMARY in layout.parts else (),
    )


def _glance(snapshot: Snapshot) -> tuple[Block, ...]:
    return blocks_in_body_words(glance(snapshot), snapshot.particulars.status_words)


def _has_text(snapshot: Snapshot, layout: SectionLayout) -> bool:
    """Whether the section begins with words: written, or in the place of what must be written."""
    return layout.is_mandatory or bool(snapshot.written.texts.get(layout.key, "").strip())


def figures_of(fingerprint: str, load: Callable[[], Snapshot | None]) -> frozenset[str]:
    """Every number and date that the figures of this fingerprint say; they never change.

    Loads them where they were not asked for lately; nothing before they are gathered.
    """
    return _said_by(fingerprint, load).figures


def facts_of(fingerprint: str, load: Callable[[], Snapshot | None]) -> Facts:
    """What the figures of this fingerprint say of milestones and counts; loaded as `figures_of`."""
    return _said_by(fingerprint, load).facts


def _said_by(fingerprint: str, load: Callable[[], Snapshot | None]) -> Said:
    if not fingerprint:
        return SAID_NOTHING
    found = _known.get(fingerprint)
    if found is None:
        snapshot = load()
        found = _known[fingerprint] = _said_in(snapshot) if snapshot else SAID_NOTHING
        while len(_known) > KEPT:
            _known.popitem(last=False)
    return found


def _said_in(snapshot: Snapshot) -> Said:
    """What is printed of the figures alone, whatever was written."""
    blank = replace(snapshot, written=Written(_without_words(snapshot.written.layout)))
    sections = (section_of(blank, each) for each in blank.written.layout.sections)
    blocks = [glance(blank), *(section.blocks for section in sections if section)]
    words = {text for each in blocks for text in _words(each)}
    figures = frozenset(figure for text in words for figure in quoted(text))
    return Said(figures, facts_in(snapshot, words, figures))


def _without_words(layout: Layout) -> Layout:
    """The layout with its figures alone; the logic model has none, and is long to draw."""
    sections = (
        replace(each, parts=tuple(part for part in each.parts if part != Part.LOGIC_MODEL))
        for each in layout.sections
    )
    return replace(layout, sections=tuple(each for each in sections if each.parts))


def _words(value: Any) -> Iterator[str]:
    """All that is read in some blocks, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _words(each)
    elif is_dataclass(value) and not isinstance(value, Drawing):
        for field in fields(value):
            if field.name not in NO_WORDS:
                yield from _words(getattr(value, field.name))
