"""What changed since the last report: in sentences, then in tables, with reasons and decisions."""

from collections.abc import Iterator
from datetime import date

from milestones.changes import Change, Kind
from partnership.dates import day_words
from partnership.reports.document import (
    Block,
    Cell,
    Column,
    Paragraph,
    Section,
    Table,
    day,
    text,
)
from partnership.reports.rules.changes import RiskChange, RiskKind, Since
from partnership.reports.sections.since import (
    corrections,
    editions,
    late_records,
    own_corrections,
)
from partnership.reports.sections.words import linked, listed, sentence
from partnership.reports.snapshot import Snapshot
from partnership.reports.tracing import Records

HEADING = "What changed since the last report"
NAMED = 6  # changes of a kind that a sentence still names; the table has them all


def what_changed(snapshot: Snapshot) -> Section:
    """The plan's changes, the register's, corrections, and what was recorded late."""
    since = snapshot.since or Since()
    blocks: list[Block] = [*own_corrections(snapshot)]
    if snapshot.basis and snapshot.basis.words:
        blocks.append(Paragraph(snapshot.basis.words))
    if snapshot.has_earlier_period:
        blocks += _plan(snapshot)
    elif not snapshot.basis:
        blocks.append(Paragraph(FIRST))
    blocks += _register(snapshot, since) if snapshot.since else _register_by_days(snapshot)
    blocks += [*editions(snapshot), *corrections(snapshot), *late_records(snapshot)]
    return Section(HEADING, tuple(blocks))


FIRST = "The programme starts in this period: there is nothing earlier to compare."


def _since(snapshot: Snapshot) -> date:
    return snapshot.basis.as_at if snapshot.basis else snapshot.particulars.period.previous.last


# -- The plan ---------------------------------------------------------------------


def _plan(snapshot: Snapshot) -> Iterator[Block]:
    since = _since(snapshot)
    if not snapshot.changes:
        yield Paragraph(
            f"No date or stage of any milestone was reported to have changed since"
            f" {day_words(since)}."
        )
        return
    yield Paragraph(_counted(snapshot, since))
    for kind in Kind:
        mine = [change for change in snapshot.changes if change.kind is kind]
        if mine and len(snapshot.changes) > len(mine):
            own = snapshot.particulars.area
            yield Paragraph(_named(kind.value, [_brief(change, own) for change in mine]))
    yield _changes_table(snapshot)


def _counted(snapshot: Snapshot, since: date) -> str:
    counts = [
        f"{number:,} {kind.value.lower()}"
        for kind in Kind
        if (number := sum(change.kind is kind for change in snapshot.changes))
    ]
    return f"Milestones since {day_words(since)}: {listed(counts)}."


def _named(what: str, said: list[str]) -> str:
    """Slipped: M3 Learning, North (31 August 2019, now 15 October 2019); M4 … and 3 more."""
    more = len(said) - NAMED
    words = "; ".join(said[:NAMED])
    return f"{what}: {words}; and {more:,} more." if more > 0 else f"{what}: {words}."


def _brief(change: Change, own: str) -> str:
    """One change; in an area's report, its `own` area goes without saying."""
    where = "" if change.where == own else f", {change.where}"
    what, now = f"{change.reference} {change.title}{where}", day_words(change.now_on)
    if change.before_on is None or change.before_on == change.now_on:
        return f"{what} ({now})"
    if change.kind is Kind.DONE:
        return f"{what} ({now}; {day_words(change.before_on)} was expected)"
    return f"{what} ({day_words(change.before_on)}, now {now})"


def _changes_table(snapshot: Snapshot) -> Table:
    records = Records.behind(snapshot)
    return Table(
        name="Changes",
        caption="Milestones that changed, with old and new dates and the reason",
        columns=(
            Column("Milestone"), Column("Where"), Column("Change"), Column("Date before"),
            Column("Date now"), Column("Why, and what decided it", "widest"),
        ),
        rows=tuple(_change_cells(change, records) for change in snapshot.changes),
        is_compact=True,
    )  # fmt: skip


def _change_cells(change: Change, records: Records) -> tuple[Cell, ...]:
    return (
        linked(
            text(f"{change.reference} {change.title}"),
            records.delivery(change.reference, change.area_slug),
        ),
        text(change.where),
        text(_kind_words(change)),
        day(change.before_on, words="not in the plan"),
        day(change.now_on),
        text(_why_words(change)),
    )


def _why_words(change: Change) -> str:
    """The reason as it was given, and the decision behind it."""
    if not change.decision:
        return change.reason
    return f"{sentence(change.reason)} Decided: {change.decision}".strip()


def _kind_words(change: Change) -> str:
    """Slipped; agreed date 31 August 2019, now 15 October 2019; late entry."""
    said = [change.kind.value]
    was, stands = change.agreed_before_on, change.agreed_now_on
    if was and stands and change.kind is not Kind.AGREED:
        said.append(f"agreed date {day_words(was)}, now {day_words(stands)}")
    if change.is_late:
        said.append("late entry")
    return "; ".join(said)


# -- The register -----------------------------------------------------------------


def _register(snapshot: Snapshot, since: Since) -> Iterator[Block]:
    if not since.risks:
        if snapshot.has_earlier_period:
            yield Paragraph(
                "Nothing in the register of risks and issues is new or stands otherwise."
            )
        return
    for kind in RiskKind:
        mine = [f"{risk.reference} {risk.title}" for risk in since.risks if risk.kind is kind]
        if mine:
            yield Paragraph(_named(f"{kind.value} in the register", mine))
    yield _risks_table(since, Records.behind(snapshot))


def _risks_table(since: Since, records: Records) -> Table:
    return Table(
        name="Risk changes",
        caption="Risks and issues that are new or stand otherwise",
        columns=(
            Column("Risk or issue", "wide"), Column("Where"), Column("Change"), Column("Before"),
            Column("Now"), Column("Response", "wide"),
        ),
        rows=tuple(_risk_cells(risk, records) for risk in since.risks),
        is_compact=True,
    )  # fmt: skip


def _risk_cells(risk: RiskChange, records: Records) -> tuple[Cell, ...]:
    return (
        linked(text(f"{risk.reference} {risk.title}"), records.risk(risk.reference)),
        text(risk.where),
        text(
            f"{risk.kind.value} {risk.what.lower()}"
            if risk.kind is RiskKind.NEW
            else risk.kind.value
        ),
        text(risk.before),
        text(risk.now),
        text(risk.reason),
    )


def _register_by_days(snapshot: Snapshot) -> Iterator[Paragraph]:
    """The same of a snapshot that was frozen before it was known what stood before."""
    new = [row.title for row in snapshot.risks if snapshot.is_new(row.reported_on)]
    if new:
        yield Paragraph(f"New in the register: {listed(new)}.")
    closed = [r.title for r in snapshot.risks if r.closed_on and snapshot.is_new(r.closed_on)]
    if closed:
        yield Paragraph(f"Closed in the register: {listed(closed)}.")
