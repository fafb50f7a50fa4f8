"""How one report's figures differ from another's: risks, figures, what came late. Pure.

The plan's own changes are `milestones.changes`; here is what else a reader of the last report
must be told. Both sides are parts of snapshots, so a difference never depends on the records.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from milestones.parts import PlanPart, RiskRow
from milestones.schedule import Rag
from partnership.dates import day_words
from pilots.parts import Engagement

NO_EVENT = "no event reported"


class RiskKind(Enum):
    """What became of an entry of the register, in the order in which a board asks."""

    NEW = "New"
    CLOSED = "Closed"
    REOPENED = "Open again"
    GRAVER = "Graver"
    LESS_GRAVE = "Less grave"
    SCORED = "Scored otherwise"


@dataclass(frozen=True)
class RiskChange:
    """An entry of the register that is new or stands otherwise; before and now in words."""

    kind: RiskKind
    what: str
    reference: str
    title: str
    where: str
    before: str
    now: str
    reason: str = ""


@dataclass(frozen=True)
class FigureChange:
    """One figure that is another now, both in words."""

    what: str
    was: str
    became: str


@dataclass(frozen=True)
class LateRecord:
    """What was recorded only after the last report was frozen, for a day that it covered.

    `kind` is “milestone”, “risk” or “indicator”, `key` its reference or slug, so that it is
    found again.
    """

    what: str
    where: str
    said: str
    reported_on: date
    recorded_on: date
    kind: str = ""
    key: str = ""
    area_slug: str = ""


@dataclass(frozen=True)
class EditionRow:
    """A correction: which edition, why, and in sentences what it made otherwise.

    `of` is the period of an older report than the last; empty, it is the last one's or one's own.
    """

    edition: int
    why: str
    changes: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True)
class Since:
    """What changed since the last report, beside the plan's changes.

    `figures` are totals of the last report that are known otherwise now, `late` what was
    recorded after it was frozen, `editions` the corrections of the last report, and of
    older ones that were published since; `own` those of this one. `then` holds figures as the
    last report printed them, by name. `late_in_all` is how many came late, where not all are in
    `late`.
    """

    risks: tuple[RiskChange, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    late: tuple[LateRecord, ...] = ()
    editions: tuple[EditionRow, ...] = ()
    own: tuple[EditionRow, ...] = ()
    then: dict[str, str] = field(default_factory=dict)
    late_in_all: int = 0


def risk_changes(before: Iterable[RiskRow], now: Iterable[RiskRow]) -> tuple[RiskChange, ...]:
    """Every entry that is new, closed, open again, or scored otherwise, in the order of its kind.

    An entry that came and went between the two is told as closed.
    """
    earlier = {row.reference: row for row in before}
    found = [change for row in now if (change := _risk_change(row, earlier.get(row.reference)))]
    order = {kind: place for place, kind in enumerate(RiskKind)}
    return tuple(sorted(found, key=lambda change: order[change.kind]))


def _risk_change(row: RiskRow, before: RiskRow | None) -> RiskChange | None:
    kind = _risk_kind(row, before)
    if kind is None:
        return None
    return RiskChange(
        kind=kind,
        what=row.kind,
        reference=row.reference,
        title=row.title,
        where=row.where,
        before=_risk_words(before) if before else "not in the register",
        now=_risk_words(row),
        reason=row.response,
    )


def _risk_kind(row: RiskRow, before: RiskRow | None) -> RiskKind | None:
    if before is None:
        return RiskKind.NEW if row.is_open else RiskKind.CLOSED
    if row.is_open is not before.is_open:
        return RiskKind.REOPENED if row.is_open else RiskKind.CLOSED
    if not row.is_open or row.score == before.score:
        return None
    if row.score is None or before.score is None:
        return RiskKind.SCORED
    return RiskKind.GRAVER if row.score > before.score else RiskKind.LESS_GRAVE


def _risk_words(row: RiskRow) -> str:
    if row.closed_on:
        return f"closed on {day_words(row.closed_on)}"
    return "open, not scored" if row.score is None else row.score_words


def total_changes(before: Engagement, now: Engagement) -> tuple[FigureChange, ...]:
    """The totals of one period as a report printed them, where they are known otherwise now."""
    was, known = _totals(before), _totals(now)
    return tuple(
        FigureChange(what, was[what], known[what]) for what in was if was[what] != known[what]
    )


def _totals(row: Engagement) -> dict[str, str]:
    return {
        "Events held": f"{row.events:,}",
        "Footfall": row.footfall.words,
        "Attendance": row.attendance.words,
        "Participations": row.participation.words,
    }


def summary_figures(plan: PlanPart, engagement: Engagement) -> dict[str, str]:
    """The figures of a summary in words, by what they are called there."""
    counted = _totals(engagement)
    if not engagement.events:  # where nothing was held, there was nothing to count
        counted |= dict.fromkeys(("Footfall", "Attendance", "Participations"), NO_EVENT)
    return {
        "Milestones complete": f"{plan.tally[Rag.COMPLETE]:,}",
        "Milestones red": f"{plan.tally[Rag.RED]:,}",
        **counted,
    }
