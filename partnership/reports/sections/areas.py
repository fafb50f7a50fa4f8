"""Areas side by side, for a group that watches over all of them."""

from collections.abc import Mapping, Sequence

from milestones.parts import DeliveryRow, MilestoneRow
from partnership.dates import day_words
from partnership.reports.document import Cell, Column, Paragraph, Section, Table, status, text
from partnership.reports.sections.words import linked, opened, rag_word
from partnership.reports.snapshot import Snapshot
from partnership.reports.tracing import Records

AREAS_UPRIGHT = 3  # more columns than this need the width of a page across
AREAS_IN_PRINT = 7  # more than this stand in several tables, without the reasons
WHY = "Why: in the table of milestones, which the data workbook has whole."


def areas(snapshot: Snapshot) -> Section:
    """The milestones that each area delivers, an area a column."""
    found, about = snapshot.plan.areas, snapshot.particulars
    heading = f"{opened(about.area_word_plural)} side by side"
    if not found:
        return Section(heading, (Paragraph(f"No {about.area_word} delivers a milestone yet."),))
    by_place = {(row.milestone.reference, row.area_slug): row for row in snapshot.plan.deliveries}
    milestones = [row for row in snapshot.plan.milestones if row.is_each_area]
    tables = [
        _table(snapshot, found[first : first + AREAS_IN_PRINT], milestones, by_place, first)
        for first in range(0, len(found), AREAS_IN_PRINT)
    ]
    return Section(heading, tuple(tables), is_landscape=_are_across(snapshot))


def _table(
    snapshot: Snapshot,
    found: Sequence[tuple[str, str]],
    milestones: Sequence[MilestoneRow],
    by_place: Mapping[tuple[str, str], DeliveryRow],
    first: int,
) -> Table:
    records, is_one_of_several = Records.behind(snapshot), _are_many(snapshot)
    caption = f"Status as at {day_words(snapshot.particulars.as_at)}"
    return Table(
        name="Areas" if not first else f"Areas {first + 1}",
        caption=f"{caption}: {_first_to_last(found)}" if is_one_of_several else caption,
        columns=(
            Column("Milestone", "wide" if _are_across(snapshot) else ""),
            *(Column(name) for _, name in found),
        ),
        rows=tuple(
            (
                linked(text(f"{row.reference} {row.title}"), records.milestone(row.reference)),
                *(_cell(by_place.get((row.reference, slug)), snapshot) for slug, _ in found),
            )
            for row in milestones
        ),
        is_compact=True,
        source=WHY if is_one_of_several else "",
    )


def _are_across(snapshot: Snapshot) -> bool:
    return len(snapshot.plan.areas) > AREAS_UPRIGHT


def _are_many(snapshot: Snapshot) -> bool:
    return len(snapshot.plan.areas) > AREAS_IN_PRINT


def _first_to_last(found: Sequence[tuple[str, str]]) -> str:
    names = [name for _, name in found]
    return names[0] if len(names) == 1 else f"{names[0]} to {names[-1]}"


def _cell(row: DeliveryRow | None, snapshot: Snapshot) -> Cell:
    """The status by rule, and beside it the one that a manager judged."""
    if row is None:
        return Cell("not rolled out")
    said = ["" if _are_many(snapshot) else row.status.why]
    if row.judged:
        said.append(f"judged {rag_word(snapshot.particulars, row.judged.rag).lower()}")
    path = Records.behind(snapshot).delivery(row.milestone.reference, row.area_slug)
    return linked(status(row.status.rag.value, "; ".join(filter(None, said))), path)
