"""What the period before did not know: its figures that were corrected, and what came late."""

from partnership.dates import day_words
from partnership.reports.document import Block, Column, Paragraph, Subheading, Table, day, text
from partnership.reports.sections.words import plural
from partnership.reports.snapshot import Snapshot


def corrections(snapshot: Snapshot) -> list[Block]:
    """Confirmed figures that were reported before and have been corrected since."""
    rows = snapshot.engagement.corrections
    if not rows:
        return []
    before = snapshot.particulars.period.previous
    verb = "was" if len(rows) == 1 else "were"
    return [
        Paragraph(
            f"{plural(len(rows), 'figure')} that had been reported by {day_words(before.last)}"
            f" {verb} corrected since."
        ),
        Table(
            name="Corrections",
            caption="Figures that were corrected since the last report",
            columns=(
                Column("Event", "wide"), Column("Where"), Column("Figure"), Column("Reported"),
                Column("Corrected to"), Column("Why", "wide"), Column("Corrected on"),
            ),
            rows=tuple(
                (
                    text(row.event),
                    text(row.area or "Whole programme"),
                    text(row.what),
                    text(row.was),
                    text(row.became),
                    text(row.why),
                    day(row.reported_on),
                )
                for row in rows
            ),
            is_compact=True,
        ),
    ]  # fmt: skip


def late_entries(snapshot: Snapshot) -> list[Block]:
    """Events of earlier periods, and figures of such, that were reported only in this one."""
    rows = snapshot.engagement.late
    if not rows:
        return []
    before = snapshot.particulars.period.previous
    return [
        Subheading("Late entries"),
        Paragraph(
            f"These belong to the time until {day_words(before.last)} and were reported"
            " afterwards, so no earlier report has them. They are not in this period’s totals."
        ),
        Table(
            name="Late entries",
            caption="What came late",
            columns=(
                Column("Event", "wide"), Column("Where"), Column("Date"),
                Column("What came late", "wide"), Column("Reported on"),
            ),
            rows=tuple(
                (
                    text(row.event),
                    text(row.area or "Whole programme"),
                    text(row.when),
                    text(row.what),
                    day(row.reported_on),
                )
                for row in rows
            ),
            is_compact=True,
        ),
    ]  # fmt: skip
