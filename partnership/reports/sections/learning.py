"""Learning that is shared between areas."""

from partnership.reports.document import Column, Paragraph, Section, Table, number, text
from partnership.reports.sections.words import opened
from partnership.reports.snapshot import Snapshot


def learning(snapshot: Snapshot) -> Section:
    """The shared resources of the portfolio, and at how many events they were used."""
    heading = "Learning shared between areas"
    if not snapshot.learning:
        none = "No learning resource had been shared with the whole programme by the cut-off."
        return Section(heading, (Paragraph(none),))
    area_word = opened(snapshot.particulars.area_word_plural)
    table = Table(
        name="Learning",
        caption="Learning resources that are shared with the whole programme",
        columns=(
            Column("Resource", "wide"), Column("Made by"),
            Column("Events that used it", is_number=True),
            Column(f"{area_word} that used it", is_number=True),
        ),
        rows=tuple(
            (text(row.title), text(row.made_by), number(row.events), number(row.areas))
            for row in snapshot.learning
        ),
    )  # fmt: skip
    return Section(heading, (table,))
