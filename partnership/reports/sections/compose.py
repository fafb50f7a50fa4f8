"""Put a report together: the sections of its layout, in their order, with their numbers."""

from weakref import WeakKeyDictionary

from partnership.dates import NOT_RECORDED, day_words
from partnership.reports.document import Document, Numbering
from partnership.reports.sections.glance import glance
from partnership.reports.sections.glossary import fits_the_cover, glossary
from partnership.reports.sections.marks import mark_of
from partnership.reports.sections.notes import data_notes
from partnership.reports.sections.status_words import blocks_in_body_words, in_body_words
from partnership.reports.sections.written import section_of
from partnership.reports.snapshot import Frozen, Snapshot

_composed: WeakKeyDictionary[Frozen, Document] = WeakKeyDictionary()


def compose(frozen: Frozen) -> Document:
    """The document of a frozen snapshot; put together once, however many files are made of it."""
    document = _composed.get(frozen)
    if document is None:
        document = _composed[frozen] = _put_together(frozen)
    return document


def _put_together(frozen: Frozen) -> Document:
    snapshot = frozen.snapshot
    about = snapshot.particulars
    numbering = Numbering()
    for layout in snapshot.written.layout.sections:
        if section := section_of(snapshot, layout):
            numbering.take(section)
    on_cover = fits_the_cover(snapshot.glossary)
    if not on_cover:
        numbering.take(glossary(snapshot))
    numbering.take(data_notes(snapshot, frozen.fingerprint))
    paper = snapshot.paper
    asked = snapshot.written.recommendations
    return Document(
        title=f"Progress report, {about.period.words}",
        subtitle=about.programme,
        body=about.body,
        mark=mark_of(about),
        cover=_cover(snapshot),
        asks=snapshot.written.layout.asks if asked else "",
        recommendations=asked or (paper.recommendations if paper else ()),
        glossary=snapshot.glossary if on_cover else (),
        glance=blocks_in_body_words(glance(snapshot), about.status_words),
        sections=tuple(in_body_words(each, about.status_words) for each in numbering.done),
        dated=about.as_at,
        identifier=f"{about.programme_slug}/{about.body_slug}/{about.period.last}/{about.edition}",
        fingerprint=frozen.fingerprint,
        site=about.site,
        counted_by=about.counted_by,
    )


def _cover(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """The board's cover table; what no one recorded says so."""
    about, written = snapshot.particulars, snapshot.written
    of = f"{about.programme}: {about.area}" if about.area else about.programme
    purposes = written.layout.purposes
    meeting = day_words(written.meeting_on) if written.meeting_on else NOT_RECORDED
    return (
        ("To", about.body),
        ("Meeting date", meeting),
        ("Subject", f"{of}: progress in {about.period.words}"),
        ("Report by", written.report_by or "Programme manager"),
        ("Purpose", written.purpose or (purposes[0] if purposes else NOT_RECORDED)),
        ("Last paper", _paper_words(snapshot)),
    )


def _paper_words(snapshot: Snapshot) -> str:
    paper = snapshot.paper
    if paper is None:
        return NOT_RECORDED
    return f"{paper.subject}, {day_words(paper.meeting_on)}"
