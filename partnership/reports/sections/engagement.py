"""Events: totals that never add unlike counts, the list, and each event's story."""

from partnership.dates import NOT_RECORDED
from partnership.reports.document import (
    ROWS_IN_PRINT,
    Block,
    Cell,
    Column,
    Listing,
    Paragraph,
    Section,
    Subheading,
    Table,
    number,
    text,
)
from partnership.reports.sections.since import late_entries
from partnership.reports.sections.taking_part import by_sector, satisfaction, satisfaction_at
from partnership.reports.sections.words import linked, listed, plural, sentence, tally_cell
from partnership.reports.snapshot import Snapshot
from partnership.reports.tracing import Records
from pilots.counting import Tally
from pilots.event_lines import EventLine
from pilots.parts import Engagement, EngagementPart, EventRow

STORIES_IN_PRINT = 12
PLANNED_IN_PRINT = 40
NOTES_IN_PRINT = 20


def engagement(snapshot: Snapshot) -> Section:
    """What was held in the period, what is planned, and how it went."""
    part = snapshot.engagement
    period = snapshot.particulars.period.words
    if not (part.held or part.lines):
        blocks: list[Block] = [
            Paragraph(f"No event held in {period} had been reported by the cut-off.")
        ]
    else:
        blocks = [Paragraph(_opening(snapshot)), _totals(snapshot), _events_table(snapshot)]
        blocks += at_odds(snapshot)
        blocks += by_sector(snapshot) + satisfaction(snapshot)
        for row in [row for row in part.held if row.has_story][:STORIES_IN_PRINT]:
            blocks += _story(row, Records.behind(snapshot))
    blocks += late_entries(snapshot) + _planned(part)
    return Section("Engagement", tuple(blocks))


def _opening(snapshot: Snapshot) -> str:
    now = snapshot.engagement.now
    kinds = [f"{kind} ({count:,})" for kind, count in now.by_kind]
    said = f"{plural(now.events, 'event')} belong to this period: {listed(kinds)}."
    if now.events == 1:
        said = f"1 event belongs to this period: {listed(kinds)}."
    return (
        f"{said} {_confirmed(now)} {_partners(now.partners)}"
        " Footfall, attendance and participations count different things and are not added"
        " together."
    )


def _partners(count: int) -> str:
    """How many; that none is recorded is not that there was none."""
    if not count:
        return "No organisation was recorded as a partner."
    if count == 1:
        return "1 organisation took part as a partner."
    return f"{count:,} organisations took part as partners."


def _confirmed(now: Engagement) -> str:
    """How far the figures can change yet."""
    if now.events == 1:
        return f"Its figures are {'' if now.confirmed else 'not '}confirmed."
    if now.confirmed == now.events:
        return "All figures are confirmed."
    if not now.confirmed:
        return "None of their figures are confirmed yet."
    return f"Figures are confirmed of {now.confirmed:,} of them; the others may change yet."


def _totals(snapshot: Snapshot) -> Table:
    now, before = snapshot.engagement.now, snapshot.engagement.before
    rows = (
        ("Footfall", now.footfall, before.footfall),
        ("Attendance", now.attendance, before.attendance),
        ("Participations in activities", now.participation, before.participation),
    )
    records, last = Records.behind(snapshot), snapshot.particulars.period.previous
    earlier = snapshot.has_earlier_period and before.events > 0
    return Table(
        name="Engagement",
        caption="Counts in the period, beside the period before",
        columns=(
            Column("What was counted"),
            Column("This period", is_number=True),
            Column("Period before", is_number=True),
        ),
        rows=tuple(
            (
                text(what),
                linked(tally_cell(this), records.events(this.type.value)),
                linked(
                    tally_cell(that),
                    records.events(that.type.value, before=(last.first, last.last)),
                )
                if earlier
                else Cell("no event"),
            )
            for what, this, that in rows
        ),
    )


def _events_table(snapshot: Snapshot) -> Table:
    one_area, records = snapshot.particulars.is_of_one_area, Records.behind(snapshot)
    return Table(
        name="Events",
        caption="Events that belong to this period",
        columns=(
            Column("Event", "wide"), Column("Kind"), Column("Where", "wide"),
            Column("Date", "wide"), Column("Footfall", is_number=True),
            Column("Attendance", is_number=True), Column("Participations", is_number=True),
        ),
        rows=tuple(
            _event_cells(row, records if place < ROWS_IN_PRINT else None, with_area=not one_area)
            for place, row in enumerate(snapshot.engagement.rows)
        ),
        is_compact=True,
    )  # fmt: skip


def _event_cells(
    row: EventRow | EventLine, records: Records | None, *, with_area: bool
) -> tuple[Cell, ...]:
    """A row of the list; in an area's report, the area goes without saying.

    `records` are for rows that a page has: in the data workbook alone there is no way to them.
    """
    places = [row.venue, row.area] if with_area else [row.venue or row.area]
    return (
        linked(text(row.name), records.event(row.slug)) if records else text(row.name),
        text(row.kind),
        text(", ".join(filter(None, places)) or "Whole programme"),
        Cell(row.when, row.day or row.when),
        tally_cell(row.footfall),
        tally_cell(row.attendance),
        tally_cell(row.participation),
    )


def at_odds(snapshot: Snapshot) -> list[Block]:
    """The events at which more attended than came through the door, each with why."""
    found = snapshot.engagement.at_odds
    if not found:
        return []
    said = [f"{name}: {words}" for name, words in found[:NOTES_IN_PRINT]]
    if len(found) > len(said):
        said.append(f"and {plural(len(found) - len(said), 'event')} more")
    return [
        Paragraph("At these events more attended than came through the door:"),
        Listing(tuple(said)),
    ]


def _story(row: EventRow, records: Records) -> list[Block]:
    """What is known of one event beyond its row."""
    blocks: list[Block] = [Subheading(row.name), Paragraph(_particulars(row))]
    if row.attendance_by_group:
        groups = [_group_words(name, tally) for name, tally in row.attendance_by_group]
        blocks.append(Paragraph(f"Attendance: {listed(groups)}."))
    if row.activities:
        blocks.append(_activities_table(row, records.event(row.slug)))
    if row.partners:
        offers = [f"{name} ({offered})" if offered else name for name, offered in row.partners]
        blocks.append(Paragraph(f"Partners: {'; '.join(offers)}."))
    if row.feedback:
        said = "; ".join(answer.words for answer in row.feedback)
        blocks.append(Paragraph(f"Satisfaction, as stated: {said}."))
    blocks += satisfaction_at(row)
    if row.questions:
        blocks += [Paragraph("People were asked:"), Listing(_questions(row))]
    if row.findings:
        blocks.append(Paragraph(f"Finding: {sentence(row.findings)}"))
    if row.coverage:
        blocks.append(Paragraph(f"Coverage: {'; '.join(row.coverage)}."))
    return blocks


def _questions(row: EventRow) -> tuple[str, ...]:
    """Each question, with what was answered where somebody gathered it."""
    themes = dict(row.themes)
    return tuple(
        f"{each} Answers were about: {themes[each]}." if each in themes else each
        for each in row.questions
    )


def _particulars(row: EventRow) -> str:
    words = [f"{row.kind}, {row.venue or row.area or 'whole programme'}; date: {row.when}."]
    if row.day is None:
        words.append("It is counted in the period in which it was reported.")
    if row.went:
        words.append(f"How it went: {sentence(row.went)}")
    if row.audience:
        words.append(f"For: {sentence(row.audience)}")
    if row.planned_with:
        words.append(f"Planned with: {sentence(row.planned_with)}")
    if row.ages:
        words.append(f"Ages {row.ages}.")
    return " ".join(words)


def _group_words(name: str, tally: Tally) -> str:
    if tally.value is None:
        return f"{name or 'all'} {NOT_RECORDED}"
    return f"{tally.figure} {name}".strip()


def _activities_table(row: EventRow, path: str) -> Table:
    return Table(
        name=f"Activities {row.slug}"[:31],
        caption=f"Activities at {row.name}",
        columns=(
            Column("Activity"), Column("Provided by"),
            Column("Sessions", is_number=True), Column("Participations", is_number=True),
        ),
        rows=tuple(
            (
                text(activity.name),
                text(activity.provider),
                linked(number(activity.sessions), path),
                linked(tally_cell(activity.participations), path),
            )
            for activity in row.activities
        ),
    )  # fmt: skip


def _planned(part: EngagementPart) -> list[Block]:
    rows = part.planned
    if not rows:
        return []
    said = [f"{row.name}: {row.when}" for row in rows[:PLANNED_IN_PRINT]]
    more = max(part.planned_in_all, len(rows)) - len(said)
    if more > 0:
        said.append(f"and {more:,} more")
    return [Subheading("Planned"), Listing(tuple(said))]
