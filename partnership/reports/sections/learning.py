"""Learning that is shared between areas."""

from partnership.reports.document import Cell, Column, Paragraph, Section, Table, number, text
from partnership.reports.sections.words import linked, opened
from partnership.reports.snapshot import Snapshot
from partnership.reports.tracing import Records
from pilots.parts import LearningRow


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
        rows=tuple(_cells(row, Records.behind(snapshot)) for row in snapshot.learning),
    )  # fmt: skip
    return Section(heading, (table,))


def _cells(row: LearningRow, records: Records) -> tuple[Cell, ...]:
    path = records.resource(row.slug)
    return (
        linked(text(row.title), path),
        text(row.made_by),
        linked(number(row.events), path),
        number(row.areas),
    )
