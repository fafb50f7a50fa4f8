"""Groups, their seats and meetings, decisions and actions; the partners."""

from partnership.dates import NOT_RECORDED
from partnership.reports.document import (
    Block,
    Cell,
    Column,
    Listing,
    Paragraph,
    Section,
    Subheading,
    Table,
    day,
    number,
    text,
)
from partnership.reports.sections.words import linked, plural, sentence
from partnership.reports.snapshot import Snapshot
from partnership.reports.tracing import Records
from pilots.parts import ActionRow, GroupRow, PartnerRow

IN_FULL = 8  # more groups than this stand side by side in one table


def partnership(snapshot: Snapshot) -> Section:
    """Each group with its meetings held against those expected, and who is missing."""
    part, records = snapshot.partnership, Records.behind(snapshot)
    blocks: list[Block] = []
    if not part.groups and not part.partners:
        blocks.append(Paragraph("No group and no partner had been recorded by the cut-off."))
    if len(part.groups) > IN_FULL:
        blocks += [Paragraph(_groups_words(part.groups)), _groups_table(part.groups, records)]
    else:
        for group in part.groups:
            blocks += _group(group, records)
    if part.partners:
        blocks += [Subheading("Partners"), _partners_table(part.partners)]
    return Section("Partnership", tuple(blocks))


def _groups_words(groups: tuple[GroupRow, ...]) -> str:
    untold = sum(group.meetings_held.held is None for group in groups)
    return (
        f"{plural(len(groups), 'group')} side by side; of {untold}, meetings held are not recorded."
        " A seat is called vacant only where another seat of its rule is recorded as held."
    )


def _groups_table(groups: tuple[GroupRow, ...], records: Records) -> Table:
    return Table(
        name="Groups",
        caption="Groups: meetings, vacancies, actions and decisions",
        columns=(
            Column("Group", "wide"), Column("Meetings due", is_number=True),
            Column("Meetings held", is_number=True), Column("Vacant seats", is_number=True),
            Column("Open actions", is_number=True), Column("Overdue", is_number=True),
            Column("Decisions in this period", is_number=True),
        ),
        rows=tuple(
            (
                linked(text(group.name), records.group(group.slug)),
                number(group.meetings_held.due),
                number(group.meetings_held.held),
                number(group.vacant_seats),
                number(len(_open(group)) if group.actions else None),
                number(sum(row.is_overdue for row in _open(group)) if group.actions else None),
                number(len(group.decisions)),
            )
            for group in groups
        ),
        is_compact=True,
    )  # fmt: skip


def _open(group: GroupRow) -> list[ActionRow]:
    return [row for row in group.actions if row.state == "Open"]


def _group(group: GroupRow, records: Records) -> list[Block]:
    blocks: list[Block] = [
        Subheading(group.name),
        Paragraph(
            f"{group.kind}, established {group.established}. {sentence(group.meetings_held.words)}"
            f" {sentence(group.representation)}"
        ),
    ]
    if group.seat_rules:
        blocks.append(Paragraph(f"Seats: {'; '.join(group.seat_rules)}."))
    if group.members:
        blocks.append(_members_table(group, records))
    if group.decisions:
        said = tuple(f"{row.text} ({row.decided})" for row in group.decisions)
        blocks += [Paragraph("Decided in this period:"), Listing(said)]
    if group.actions:
        blocks += _actions(group, records)
    return blocks


def _members_table(group: GroupRow, records: Records) -> Table:
    return Table(
        name=f"Seats {group.slug}"[:31],
        caption=f"Seats: {group.name}",
        columns=(
            Column("Seat"), Column("From"), Column("Sector"), Column("Role"),
            Column("Counted people", is_number=True),
        ),
        rows=tuple(
            (
                linked(text(row.post), records.group(group.slug)),
                text(row.organisation or row.area),
                text(row.sector),
                text(row.role),
                number(row.people) if row.people else Cell("–"),
            )
            for row in group.members
        ),
        is_compact=True,
    )  # fmt: skip


def _actions(group: GroupRow, records: Records) -> list[Block]:
    still_open = _open(group)
    overdue = sum(row.is_overdue for row in still_open)
    done = sum(row.state == "Done" for row in group.actions)
    said = f"Actions: {len(still_open)} open, of which {overdue} overdue; {done} done."
    if not still_open:
        return [Paragraph(said)]
    table = Table(
        name=f"Actions {group.slug}"[:31],
        caption=f"Open actions: {group.name}",
        columns=(Column("Action"), Column("Owner"), Column("Due"), Column("State")),
        rows=tuple(
            (
                linked(text(row.text), records.group(group.slug)),
                text(row.owner),
                day(row.due_on),
                text("Overdue" if row.is_overdue else row.state),
            )
            for row in still_open
        ),
        is_compact=True,
    )
    return [Paragraph(said), table]


def _partners_table(rows: tuple[PartnerRow, ...]) -> Table:
    unknown = any(row.since == NOT_RECORDED for row in rows)
    counted = plural(len({row.organisation for row in rows}), "organisation")
    return Table(
        name="Partners",
        caption=f"Partners: {counted}",
        columns=(
            Column("Organisation", "wide"),
            Column("Role", "wide"),
            Column("Where", "wide"),
            Column("Sector"),
        ),
        rows=tuple(
            (
                text(row.organisation),
                text(f"{row.role} ({row.detail})" if row.detail else row.role),
                text(row.area or "Whole programme"),
                text(row.sector),
            )
            for row in rows
        ),
        is_compact=True,
        source="Since when each has had its role is not recorded." if unknown else "",
    )
