"""Put a report together: which sections, in which order, with their numbers."""

from collections.abc import Callable

from partnership.dates import NOT_RECORDED, day_words
from partnership.reports.document import Document, Numbering, Section
from partnership.reports.sections.areas import areas
from partnership.reports.sections.engagement import engagement
from partnership.reports.sections.evaluation import evaluation, logic_model
from partnership.reports.sections.implications import consultation, direction, implications
from partnership.reports.sections.notes import data_notes
from partnership.reports.sections.partnership import partnership
from partnership.reports.sections.plan import due_next, full_plan, milestones, risks
from partnership.reports.sections.summary import executive_summary, what_changed
from partnership.reports.snapshot import Frozen, Snapshot

Part = Callable[[Snapshot], Section]
IJB: tuple[Part, ...] = (
    executive_summary, what_changed, milestones, due_next, engagement, evaluation, partnership,
    risks, implications, direction, consultation, logic_model, full_plan,
)  # fmt: skip
NATIONAL: tuple[Part, ...] = (
    executive_summary, what_changed, areas, milestones, due_next, engagement, evaluation,
    partnership, risks, logic_model, full_plan,
)  # fmt: skip
TEMPLATES = {"ijb": IJB, "national": NATIONAL}


def compose(frozen: Frozen) -> Document:
    """The document of a frozen snapshot; the same document each time."""
    snapshot = frozen.snapshot
    about = snapshot.particulars
    numbering = Numbering()
    for part in TEMPLATES[about.template]:
        numbering.take(part(snapshot))
    numbering.take(data_notes(snapshot, frozen.fingerprint))
    paper = snapshot.paper
    return Document(
        title=f"Progress report, {about.period.words}",
        subtitle=about.programme,
        body=about.body,
        mark=_mark(snapshot),
        cover=_cover(snapshot),
        recommendations=paper.recommendations if paper else (),
        glossary=snapshot.glossary,
        sections=tuple(numbering.done),
        dated=about.as_at,
        identifier=f"{about.programme_slug}/{about.body_slug}/{about.period.last}/{about.edition}",
        fingerprint=frozen.fingerprint,
    )


def _mark(snapshot: Snapshot) -> str:
    draft = "Draft – not approved"
    if snapshot.particulars.is_illustrative:
        return f"Illustrative – invented to show the product. {draft}"
    return draft


def _cover(snapshot: Snapshot) -> tuple[tuple[str, str], ...]:
    """The board's cover table; what no one recorded says so."""
    about = snapshot.particulars
    of = f"{about.programme}: {about.area}" if about.area else about.programme
    return (
        ("To", about.body),
        ("Meeting date", NOT_RECORDED),
        ("Subject", f"{of}: progress in {about.period.words}"),
        ("Report by", "Programme manager"),
        ("Purpose", "For noting"),
        ("Last paper", _paper_words(snapshot)),
    )


def _paper_words(snapshot: Snapshot) -> str:
    paper = snapshot.paper
    if paper is None:
        return NOT_RECORDED
    return f"{paper.subject}, {day_words(paper.meeting_on)}"
