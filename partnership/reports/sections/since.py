"""What the last report did not know: what was corrected since, and what came late."""

from collections.abc import Iterator

from partnership.dates import day_words
from partnership.reports.document import (
    Block,
    Column,
    Listing,
    Paragraph,
    Subheading,
    Table,
    day,
    text,
)
from partnership.reports.rules.changes import EditionRow, Since
from partnership.reports.sections.words import linked, plural, sentence
from partnership.reports.snapshot import Snapshot
from partnership.reports.tracing import Records

WHOLE = "Whole programme"


def own_corrections(snapshot: Snapshot) -> Iterator[Block]:
    """What this edition, where it is a correction, made otherwise, and why; the newest first."""
    rows = snapshot.since.own if snapshot.since else ()
    if rows:
        yield Subheading("Corrections in this edition")
    for row in reversed(rows):
        yield from _said(row, f"Edition {row.edition} corrects edition {row.edition - 1}")


def editions(snapshot: Snapshot) -> Iterator[Block]:
    """The corrections of the last report, and of older ones, that were published as editions."""
    rows = snapshot.since.editions if snapshot.since else ()
    if rows:
        older = " and of older ones" if any(row.of for row in rows) else ""
        yield Subheading(f"Corrections of the last report{older}")
    for row in rows:
        report = f"report on {row.of}" if row.of else "last report"
        said = f"Edition {row.edition} of the {report} corrected edition {row.edition - 1}"
        yield from _said(row, said)


def _said(row: EditionRow, opening: str) -> Iterator[Block]:
    yield Paragraph(f"{opening}. Why: {sentence(row.why)}")
    yield Listing(row.changes or ("No figure and no word of it is another.",))


def corrections(snapshot: Snapshot) -> list[Block]:
    """Totals and confirmed figures that were reported before and are known otherwise now."""
    return [*_totals(snapshot), *_figures(snapshot)]


def _totals(snapshot: Snapshot) -> Iterator[Block]:
    rows = snapshot.since.figures if snapshot.since else ()
    if not rows:
        return
    period = snapshot.particulars.period.previous
    records = Records.behind(snapshot)
    yield Table(
        name="Totals corrected",
        caption=f"Totals of {period.words} that are known otherwise than the last report said",
        columns=(Column("Total"), Column("As reported"), Column("As known now")),
        rows=tuple(
            (
                linked(text(row.what), records.events(before=(period.first, period.last))),
                text(row.was),
                text(row.became),
            )
            for row in rows
        ),
        source="What came late is told apart from them, as late entries.",
    )


def _figures(snapshot: Snapshot) -> Iterator[Block]:
    rows = snapshot.engagement.corrections
    if not rows:
        return
    records, last = Records.behind(snapshot), _last_told(snapshot)
    verb = "was" if len(rows) == 1 else "were"
    yield Paragraph(
        sentence(f"{plural(len(rows), 'figure')} reported by {last} {verb} corrected since")
    )
    yield Table(
        name="Corrections",
        caption="Figures that were corrected since the last report",
        columns=(
            Column("Event", "wide"), Column("Where"), Column("Figure"), Column("Reported"),
            Column("Corrected to"), Column("Why", "wide"), Column("Corrected on"),
        ),
        rows=tuple(
            (
                linked(text(row.event), records.event(row.slug)),
                text(row.area or WHOLE),
                text(row.what),
                text(row.was),
                text(row.became),
                text(row.why),
                day(row.reported_on),
            )
            for row in rows
        ),
        is_compact=True,
    )  # fmt: skip


def _last_told(snapshot: Snapshot) -> str:
    """By when the last report told."""
    basis = snapshot.basis
    return day_words(basis.as_at if basis else snapshot.particulars.period.previous.last)


def late_records(snapshot: Snapshot) -> Iterator[Block]:
    """What was recorded after the last report was frozen, for days that it covered."""
    since = snapshot.since or Since()
    rows, left = since.late, since.late_in_all - len(since.late)
    events = len(snapshot.engagement.late)
    if not rows and not events:
        return
    yield Subheading("Late entries")
    if events:
        verb = "is" if events == 1 else "are"
        entries = plural(events, "late entry", "late entries")
        yield Paragraph(f"{entries} of events and their figures {verb} told with the events.")
    if rows:
        yield Paragraph(
            f"These were reported for a day up to {_last_told(snapshot)}, and recorded only after"
            " the last report had been frozen, so that it could not have them."
            + (f" Those for the newest days are listed; {left:,} more are not." if left > 0 else "")
        )
        yield _late_table(snapshot)


def _late_table(snapshot: Snapshot) -> Table:
    rows, records = (snapshot.since or Since()).late, Records.behind(snapshot)
    return Table(
        name="Recorded late",
        caption="Late entries: reported for an earlier day, recorded since the last report",
        columns=(
            Column("What", "wide"), Column("Where"), Column("What was said", "wide"),
            Column("Reported for"), Column("Recorded on"),
        ),
        rows=tuple(
            (
                linked(text(row.what), records.of(row)),
                text(row.where),
                text(row.said),
                day(row.reported_on),
                day(row.recorded_on),
            )
            for row in rows
        ),
        is_compact=True,
    )  # fmt: skip


def late_entries(snapshot: Snapshot) -> list[Block]:
    """Events of earlier periods, and figures of such, that no earlier report has."""
    rows = snapshot.engagement.late
    if not rows:
        return []
    before, records = snapshot.particulars.period.previous, Records.behind(snapshot)
    return [
        Subheading("Late entries"),
        Paragraph(
            f"These belong to the time until {day_words(before.last)} and were reported or recorded"
            " afterwards, so no earlier report has them. They are not in this period’s totals."
        ),
        Table(
            name="Late entries",
            caption="What came late",
            columns=(
                Column("Event", "wide"), Column("Where"), Column("Date"),
                Column("What came late", "wide"), Column("Reported on"), Column("Recorded on"),
            ),
            rows=tuple(
                (
                    linked(text(row.event), records.event(row.slug)),
                    text(row.area or WHOLE),
                    text(row.when),
                    text(row.what),
                    day(row.reported_on),
                    day(row.recorded_on, words="–"),
                )
                for row in rows
            ),
            is_compact=True,
        ),
    ]  # fmt: skip
