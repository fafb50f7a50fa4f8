"""Who took part by sector, the boards engaged, and what people answered on forms."""

from partnership.reports.document import (
    Block,
    Cell,
    Column,
    Paragraph,
    Subheading,
    Table,
    number,
    text,
)
from partnership.reports.sections.words import linked, listed, plural, tally_cell
from partnership.reports.snapshot import Snapshot
from partnership.reports.tracing import Records
from pilots.parts import Answered, EventRow


def by_sector(snapshot: Snapshot) -> list[Block]:
    """People of each sector at training, learning and meetings; the boards engaged."""
    now, boards = snapshot.engagement.now, snapshot.engagement.boards
    held = Records.behind(snapshot).events()
    blocks: list[Block] = []
    if now.sectors_asked:
        told = f"{now.sectors_told:,} of {plural(now.sectors_asked, 'event')}"
        blocks.append(
            Paragraph(f"Who took part was counted by sector at {told} where that is asked.")
        )
    if now.sectors:
        blocks.append(
            Table(
                name="Sectors",
                caption="People who took part in learning and meetings, by their sector",
                columns=(Column("Sector"), Column("People", is_number=True)),
                rows=tuple(
                    (text(sector), linked(tally_cell(people), held))
                    for sector, people in now.sectors
                ),
                is_compact=True,
                source="A person who came to two events is counted at both.",
            )
        )
    if boards:
        blocks.append(Paragraph(f"Integration Joint Boards engaged: {listed(boards)}."))
    return blocks


def satisfaction(snapshot: Snapshot) -> list[Block]:
    """What people answered on forms at all events of the period."""
    answered = snapshot.engagement.now.answered
    if answered is None:
        return []
    told = sum(row.answered is not None for row in snapshot.engagement.held)
    asked = snapshot.engagement.now.answered_at or told
    where = f"On feedback forms of {plural(asked, 'event')}: {answered.sentence}"
    blocks: list[Block] = [Subheading("Satisfaction"), Paragraph(_with_why(where, answered))]
    return [*blocks, _points_table(answered, Records.behind(snapshot).events())]


def satisfaction_at(row: EventRow) -> list[Block]:
    """What people answered on the forms of one event, in a sentence."""
    if row.answered is None:
        return []
    return [Paragraph(_with_why(f"On feedback forms: {row.answered.sentence}", row.answered))]


def _with_why(said: str, answered: Answered) -> str:
    return f"{said} {answered.why_no_share}".strip()


def _points_table(answered: Answered, held: str) -> Table:
    with_shares = not answered.why_no_share
    columns = (Column("Answer"), Column("Answers", is_number=True))
    shares = (Column("Share", is_number=True), Column("95% interval", is_number=True))
    return Table(
        name="Satisfaction",
        caption=f"Answers on feedback forms, {answered.base:,} in all",
        columns=(*columns, *shares) if with_shares else columns,
        rows=tuple(
            (
                text(row.label),
                linked(number(row.answers), held),
                *((Cell(row.share), Cell(row.interval)) if with_shares else ()),
            )
            for row in answered.points
        ),
        is_compact=True,
    )
