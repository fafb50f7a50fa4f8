"""What the body is asked, what follows from it, and whether a direction is needed."""

from partnership.dates import NOT_RECORDED, day_words
from partnership.reports.document import (
    Block,
    Choices,
    Column,
    Paragraph,
    Section,
    Table,
    text,
)
from partnership.reports.sections.words import sentence
from partnership.reports.snapshot import Snapshot

NO_PAPER = "No paper to this body had been recorded by the cut-off."


def implications(snapshot: Snapshot) -> Section:
    """The implications as the last paper to the body answered them."""
    paper = snapshot.paper
    if paper is None or not paper.implications:
        return Section("Implications", (Paragraph(f"{NO_PAPER} Implications: {NOT_RECORDED}."),))
    intro = f"As stated in the paper for the meeting of {day_words(paper.meeting_on)}."
    table = Table(
        name="Implications",
        caption="Implications",
        columns=(Column("Heading"), Column("Answer"), Column("In words")),
        rows=tuple(
            (text(row.heading), text(row.answer), text(row.text or "–"))
            for row in paper.implications
        ),
        source=f"Source: {paper.source}." if paper.source else "",
    )
    return Section("Implications", (Paragraph(intro), table))


def direction(snapshot: Snapshot) -> Section:
    """Whether the body is asked for a direction, and to whom."""
    paper = snapshot.paper
    heading = "Direction required"
    if paper is None or not paper.direction:
        return Section(heading, (Paragraph(f"{NO_PAPER} Direction: {NOT_RECORDED}."),))
    options = tuple((option, option == paper.direction) for option in paper.direction_choices)
    return Section(
        heading,
        (
            Paragraph(
                f"The paper for the meeting of {day_words(paper.meeting_on)} says:"
                f" {paper.direction}."
            ),
            Choices(options),
        ),
    )


def consultation(snapshot: Snapshot) -> Section:
    """Who was consulted, and the conclusion, as the last paper says."""
    paper = snapshot.paper
    blocks: list[Block] = []
    for heading, words in (
        ("Consultation", paper.consultation if paper else ""),
        ("Conclusion", paper.conclusion if paper else ""),
    ):
        blocks.append(Paragraph(f"{heading}: {sentence(words) if words else NOT_RECORDED + '.'}"))
    return Section("Consultation and conclusion", tuple(blocks))
