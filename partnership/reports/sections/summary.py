"""The summary, and what changed since the last report."""

from collections.abc import Iterator
from datetime import date

from milestones.changes import Kind
from milestones.schedule import Rag
from partnership.dates import NOT_RECORDED, day_words
from partnership.reports.document import (
    Block,
    Cell,
    Column,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Section,
    StatusSentence,
    Table,
    day,
    number,
    text,
)
from partnership.reports.sections.since import corrections
from partnership.reports.sections.words import listed, plural, tally_cell
from partnership.reports.snapshot import Snapshot
from pilots.counting import Tally


def executive_summary(snapshot: Snapshot) -> Section:
    """The status in one sentence, five figures, and what the reader should know first."""
    return Section(
        "Executive summary",
        (
            StatusSentence(status_sentence(snapshot)),
            KeyFigures(_figures(snapshot)),
            Paragraph(_where_it_is(snapshot)),
            Paragraph(_next(snapshot)),
            *(Paragraph(f"Aim {place}: {aim}") for place, aim in _aims(snapshot)),
            *(Paragraph(f"Funding: {fund}.") for fund in snapshot.particulars.funding),
        ),
        starts_page=True,
    )


def _aims(snapshot: Snapshot) -> list[tuple[int, str]]:
    return list(enumerate(snapshot.particulars.aims, start=1))


def status_sentence(snapshot: Snapshot) -> str:
    """How many of the deliveries stand how, in words."""
    tally = snapshot.plan.tally
    count = sum(tally.values())
    if not count:
        return "The plan has no milestone yet."
    counts = [
        f"{number} {'is' if number == 1 else 'are'} {rag.value.lower()}"
        for rag, number in tally.items()
        if number
    ]
    where = snapshot.particulars.area or "all areas and the whole programme"
    said = f"Of {plural(count, 'milestone delivery', 'milestone deliveries')} that bear on {where}"
    return f"{said}, {listed(counts)}."


def _figures(snapshot: Snapshot) -> tuple[KeyFigure, ...]:
    now, before = snapshot.engagement.now, snapshot.engagement.before
    tally = snapshot.plan.tally
    earlier = snapshot.has_earlier_period
    return (
        KeyFigure("Milestones complete", number(tally[Rag.COMPLETE])),
        KeyFigure("Milestones red", number(tally[Rag.RED])),
        KeyFigure("Events held", number(now.events), _before(str(before.events), earlier)),
        KeyFigure(
            "Attendance", _people(now.attendance, now.events), _before(
                _people(before.attendance, before.events).words, earlier)
        ),
        KeyFigure(
            "Participations", _people(now.participation, now.events), _before(
                _people(before.participation, before.events).words, earlier)
        ),
    )  # fmt: skip


def _people(tally: Tally, events: int) -> Cell:
    """What the events counted; where there was no event, there is nothing to count."""
    return tally_cell(tally) if events else Cell("no event reported")


def _before(words: str, has_earlier_period: bool) -> str:
    return f"{words} in the period before" if has_earlier_period else "first period"


def _where_it_is(snapshot: Snapshot) -> str:
    about = snapshot.particulars
    return (
        f"This report covers {about.period.words} and says what had been reported by"
        f" {day_words(about.as_at)}, in month {about.month_number} of {about.length_months}."
        f" The programme’s agreed end is {day_words(about.ends_on)}."
    )


def _next(snapshot: Snapshot) -> str:
    rows = snapshot.plan.next_due
    if not rows:
        return "No open milestone is due after this period."
    first = rows[0]
    where = listed(row.where if row.area else "the whole programme" for row in rows[:6])
    more = f" and {len(rows) - 6} more" if len(rows) > 6 else ""
    return (
        f"Next due is {first.milestone.reference}, {first.milestone.title}, on"
        f" {day_words(first.standing.agreed_on)}: {where}{more}."
    )


def what_changed(snapshot: Snapshot) -> Section:
    """The plan's changes since the period before, risks new and closed, corrections."""
    before = snapshot.particulars.period.previous
    blocks: list[Block] = []
    if not snapshot.has_earlier_period:
        blocks.append(
            Paragraph("The programme starts in this period: there is nothing earlier to compare.")
        )
    elif not snapshot.changes:
        blocks.append(
            Paragraph(
                f"No date or stage of any milestone was reported to have changed since"
                f" {day_words(before.last)}."
            )
        )
    else:
        blocks += [Paragraph(_counted(snapshot, before.last)), _changes_table(snapshot)]
    blocks += _register_changes(snapshot)
    blocks += corrections(snapshot)
    return Section("What changed since the last report", tuple(blocks))


def _register_changes(snapshot: Snapshot) -> Iterator[Paragraph]:
    """The risks and issues that are new, and those that were closed."""
    new = [row.title for row in snapshot.risks if snapshot.is_new(row.reported_on)]
    if new:
        yield Paragraph(f"New in the register: {listed(new)}.")
    closed = [r.title for r in snapshot.risks if r.closed_on and snapshot.is_new(r.closed_on)]
    if closed:
        yield Paragraph(f"Closed in the register: {listed(closed)}.")


def _counted(snapshot: Snapshot, since: date) -> str:
    counts = [
        f"{number} {kind.value.lower()}"
        for kind in Kind
        if (number := sum(change.kind is kind for change in snapshot.changes))
    ]
    return f"Since {day_words(since)}: {listed(counts)}."


def _changes_table(snapshot: Snapshot) -> Table:
    return Table(
        name="Changes",
        caption="Milestones that changed, with old and new dates and the reason",
        columns=tuple(
            Column(heading)
            for heading in ("Milestone", "Where", "Change", "Date before", "Date now", "Why")
        ),
        rows=tuple(
            (
                text(f"{change.reference} {change.title}"),
                text(change.where),
                text(change.kind.value),
                day(change.before_on, words="not in the plan"),
                day(change.now_on),
                Cell(change.reason or NOT_RECORDED, change.reason or None),
            )
            for change in snapshot.changes
        ),
        is_compact=True,
    )
