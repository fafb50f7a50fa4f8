"""Areas side by side, for a group that watches over all of them."""

from collections.abc import Mapping, Sequence

from milestones.parts import DeliveryRow, MilestoneRow
from partnership.dates import day_words
from partnership.reports.document import Cell, Column, Paragraph, Section, Table, status, text
from partnership.reports.sections.words import linked
from partnership.reports.snapshot import Snapshot
from partnership.reports.tracing import Records

AREAS_IN_PRINT = 8  # more columns than this can't be read on paper


def areas(snapshot: Snapshot) -> Section:
    """The milestones that each area delivers, an area a column."""
    found = snapshot.plan.areas
    heading = f"{snapshot.particulars.area_word_plural.capitalize()} side by side"
    if not found:
        return Section(heading, (Paragraph("No area delivers a milestone yet."),))
    by_place = {(row.milestone.reference, row.area_slug): row for row in snapshot.plan.deliveries}
    milestones = [row for row in snapshot.plan.milestones if row.is_each_area]
    tables = [
        _table(snapshot, found[first : first + AREAS_IN_PRINT], milestones, by_place, first)
        for first in range(0, len(found), AREAS_IN_PRINT)
    ]
    return Section(heading, tuple(tables))


def _table(
    snapshot: Snapshot,
    found: Sequence[tuple[str, str]],
    milestones: Sequence[MilestoneRow],
    by_place: Mapping[tuple[str, str], DeliveryRow],
    first: int,
) -> Table:
    records = Records.behind(snapshot)
    return Table(
        name="Areas" if not first else f"Areas {first + 1}",
        caption=f"Status as at {day_words(snapshot.particulars.as_at)}",
        columns=(Column("Milestone"), *(Column(name) for _, name in found)),
        rows=tuple(
            (
                linked(text(f"{row.reference} {row.title}"), records.milestone(row.reference)),
                *(_cell(by_place.get((row.reference, slug)), records) for slug, _ in found),
            )
            for row in milestones
        ),
        is_compact=True,
    )


def _cell(row: DeliveryRow | None, records: Records) -> Cell:
    if row is None:
        return Cell("not rolled out")
    path = records.delivery(row.milestone.reference, row.area_slug)
    return linked(status(row.status.rag.value, row.status.why), path)
