"""What the body is asked, what follows from it, and whether a direction is needed."""

from collections.abc import Iterator

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
from partnership.reports.rules.completeness import Answered
from partnership.reports.snapshot import Snapshot, Written
from pilots.parts import PaperPart

NO_PAPER = "No paper to this body had been recorded by the cut-off."
ANSWERS = {
    "answered": "Answered",
    "none": "None",
    "not-applicable": "Not applicable",
    "not-required": "Not required",
}
COLUMNS = (Column("Heading"), Column("Answer"), Column("In words", "wide"))


def implications(snapshot: Snapshot) -> Section:
    """Each implication as it is answered here; until then, as the last paper answered them."""
    if snapshot.written.answers or not snapshot.paper:
        return Section("Implications", tuple(_answered(snapshot.written)))
    return Section("Implications", tuple(_of_the_last_paper(snapshot.paper)))


def _answered(written: Written) -> Iterator[Block]:
    rows = written.layout.rows
    if not rows:
        return
    if not written.answers:
        yield Paragraph(f"{NO_PAPER} Implications: {NOT_RECORDED}.")
        return
    none = Answered("")
    found = [(row.heading, written.answers.get(row.key, none)) for row in rows]
    yield Table(
        name="Implications",
        caption="Implications",
        columns=COLUMNS,
        rows=tuple(
            (text(heading), text(ANSWERS.get(each.answer, "")), text(each.text or "–"))
            for heading, each in found
        ),
    )


def _of_the_last_paper(paper: PaperPart) -> Iterator[Block]:
    if not paper.implications:
        yield Paragraph(f"{NO_PAPER} Implications: {NOT_RECORDED}.")
        return
    yield Paragraph(f"As stated in the paper for the meeting of {day_words(paper.meeting_on)}.")
    yield Table(
        name="Implications",
        caption="Implications",
        columns=COLUMNS,
        rows=tuple(
            (text(row.heading), text(row.answer), text(row.text or "–"))
            for row in paper.implications
        ),
        source=f"Source: {paper.source}." if paper.source else "",
    )


def direction(snapshot: Snapshot) -> Section:
    """Whether the body is asked for a direction, and to whom."""
    return Section("Direction required", tuple(_direction(snapshot)))


def _direction(snapshot: Snapshot) -> Iterator[Block]:
    written, paper = snapshot.written, snapshot.paper
    chosen = dict(written.directions).get(written.direction, "")
    if chosen:
        yield Paragraph(f"{chosen}." if written.direction == "none" else f"To: {chosen}.")
        yield Choices(tuple((words, words == chosen) for _, words in written.directions))
    elif paper and paper.direction:
        when = day_words(paper.meeting_on)
        yield Paragraph(f"The paper for the meeting of {when} says: {paper.direction}.")
        yield Choices(
            tuple((option, option == paper.direction) for option in paper.direction_choices)
        )
    else:
        yield Paragraph(f"{NO_PAPER} Direction: {NOT_RECORDED}.")
