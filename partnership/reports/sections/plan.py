"""Milestones, what is due next, risks, and the full plan."""

from collections.abc import Mapping
from datetime import date

from milestones.parts import DeliveryRow, MilestoneDetail, RiskRow, TargetRow
from milestones.risk_rules import rule_words
from milestones.schedule import NO_UPDATE
from partnership.dates import day_words
from partnership.reports.document import (
    Block,
    Cell,
    Column,
    Paragraph,
    Section,
    Table,
    day,
    number,
    status,
    text,
)
from partnership.reports.sections.words import closed, linked, plural, rag_word
from partnership.reports.snapshot import Particulars, Snapshot
from partnership.reports.tracing import Records

RISKS_UPRIGHT = 3  # a longer register needs the width of landscape paper
AREAS_NAMED = 8  # with more areas than this a target says only how far it is in all


def milestones(snapshot: Snapshot) -> Section:
    """Every delivery: four dates, slip, and the status by rule in words."""
    about = snapshot.particulars
    rule = (
        f"Status follows a rule. Slip is counted in days from the baseline; more than"
        f" {about.tolerance_days} days is red, and {about.horizon_days} days before a due date"
        " a milestone that is not started is amber."
    )
    if any(row.judged for row in snapshot.plan.deliveries):
        rule += " What a manager judges otherwise stands in the note, with the reason."
    return Section("Milestones", (Paragraph(rule), _deliveries_table(snapshot)), is_landscape=True)


def _deliveries_table(snapshot: Snapshot) -> Table:
    rows, records, about = snapshot.plan.deliveries, Records.behind(snapshot), snapshot.particulars
    has_notes = any(row.note or row.judged for row in rows)
    return Table(
        name="Milestones",
        caption=f"Milestones as at {day_words(about.as_at)}",
        columns=(
            Column("Milestone", "wide"), Column("Where"), Column("Status", "wide"),
            Column("Baseline"), Column("Last reported"), Column("Forecast"), Column("Actual"),
            Column("Slip (days)", "narrow", is_number=True),
            *([Column("Note", "wide")] if has_notes else []),
        ),
        rows=tuple(
            (*_delivery_cells(row, records), *([_note(row, about)] if has_notes else []))
            for row in rows
        ),
        is_compact=True,
        source=_last_reported(snapshot),
    )  # fmt: skip


def _last_reported(snapshot: Snapshot) -> str:
    """What the column of that name says."""
    if snapshot.basis and snapshot.basis.is_published:
        return "Last reported: when the last report said that it was expected."
    return "Last reported: what was expected at the end of the period before."


def _note(row: DeliveryRow, about: Particulars) -> Cell:
    """What a manager judged otherwise than the rule, until when and why; then the update's note."""
    said = [row.note]
    if row.judged:
        word, until = rag_word(about, row.judged.rag), day_words(row.judged.ends_on)
        said.insert(0, f"Judged {word} until {until}: {closed(row.judged.reason)}")
    words = " ".join(filter(None, said))
    return Cell(words or "–", words or None)


def _delivery_cells(row: DeliveryRow, records: Records) -> tuple[Cell, ...]:
    standing = row.standing
    return (
        _delivery(row, records),
        text(row.where),
        status(row.status.rag.value, row.status.why),
        day(standing.baseline_on),
        day(row.last_forecast_on),
        day(standing.forecast_on),
        day(standing.actual_on),
        number(standing.slip),
    )


def _delivery(row: DeliveryRow, records: Records) -> Cell:
    """A delivery by its milestone, with the way to its records."""
    said = text(f"{row.milestone.reference} {row.milestone.title}")
    return linked(said, records.delivery(row.milestone.reference, row.area_slug))


def due_next(snapshot: Snapshot) -> Section:
    """What is to be done by the end of the period after this one, what is overdue included."""
    last = snapshot.particulars.period.following.last
    rows = snapshot.plan.open_by(last)
    if not rows:
        none = f"No open milestone is due or expected by {day_words(last)}."
        return Section("Due next", (Paragraph(none),))
    return Section("Due next", (_due_table(rows, last, Records.behind(snapshot)),))


def _due_table(rows: tuple[DeliveryRow, ...], last: date, records: Records) -> Table:
    return Table(
        name="Due next",
        caption=f"Open milestones due or expected by {day_words(last)}",
        columns=(Column("Milestone"), Column("Where"), Column("Due"), Column("Expected")),
        rows=tuple(
            (
                _delivery(row, records),
                text(row.where),
                day(row.standing.agreed_on),
                _expected(row, records.as_at),
            )
            for row in rows
        ),
    )


def _expected(row: DeliveryRow, as_at: date) -> Cell:
    """When it is expected, as its status tells it: by its forecast, else as it was agreed."""
    standing = row.standing
    if standing.updated_on is None:
        return Cell(NO_UPDATE)
    is_past = standing.forecast_on is None and standing.days_overdue(as_at) > 0
    return day(None if is_past else standing.expected_on, words="no forecast recorded")


def risks(snapshot: Snapshot) -> Section:
    """The register as last reviewed by the cut-off."""
    if not snapshot.risks:
        return Section(
            "Risks and issues",
            (Paragraph("No risk or issue had been recorded by the cut-off."),),
        )
    count = plural(len(snapshot.risks), "entry", "entries")
    unscored = sum(row.is_open and row.score is None for row in snapshot.risks)
    intro = (
        f"The register has {count}. Likelihood and impact run from 1 (least) to 5 (most); the"
        f" score is one times the other. {rule_words()}."
    )
    if unscored:
        intro += f" Not scored yet: {plural(unscored, 'open entry', 'open entries')}."
    return Section(
        "Risks and issues",
        (Paragraph(intro), _risk_table(snapshot.risks, Records.behind(snapshot))),
        is_landscape=len(snapshot.risks) > RISKS_UPRIGHT,
    )


def _risk_table(rows: tuple[RiskRow, ...], records: Records) -> Table:
    return Table(
        name="Risks",
        caption="Risks and issues, as last reviewed",
        columns=(
            Column("Risk or issue"), Column("Where"), Column("State"),
            Column("Likelihood × impact"), Column("Score", is_number=True), Column("Owner"),
            Column("Response", "wide"), Column("Last reviewed"),
        ),
        rows=tuple(
            (
                linked(text(_risk_words(row)), records.risk(row.reference)),
                text(row.area or "Whole programme"),
                text(f"{row.state} {row.kind.lower()}"),
                text(_judged(row)),
                number(row.score, words=row.score_words),
                text(row.owner),
                text(row.response),
                day(row.reviewed_on),
            )
            for row in rows
        ),
        is_compact=True,
    )  # fmt: skip


def _risk_words(row: RiskRow) -> str:
    """I1 The trainer's post is vacant (bears on M3, M4)."""
    bears_on = f" (bears on {', '.join(row.milestones)})" if row.milestones else ""
    return f"{row.reference} {row.title}{bears_on}"


def _judged(row: RiskRow) -> str:
    """4 Likely × 3 Moderate; nothing where neither was judged."""
    if row.likelihood is None and row.impact is None:
        return ""
    return f"{row.likelihood_words} × {row.impact_words}"


def full_plan(snapshot: Snapshot) -> Section:
    """Each milestone of the plan with what it must leave behind and the numbers it needs."""
    blocks: list[Block] = []
    for milestone in snapshot.plan.milestones:
        detail = snapshot.detail.get(milestone.reference)
        heading = f"{milestone.reference} {milestone.title}"
        words = [f"{heading}. {_due_words(milestone.due_month, milestone.planned_on)}"]
        scope = "each area" if milestone.is_each_area else "whole programme"
        words.append(f"{milestone.phase}; {scope}.")
        if detail:
            words += _detail_words(detail, dict(snapshot.plan.areas))
        if milestone.scope_inferred_from:
            words.append(f"Scope inferred: {milestone.scope_inferred_from.rstrip('.')}.")
        blocks.append(Paragraph(" ".join(words)))
    return Section("The full plan", tuple(blocks), starts_page=True)


def _due_words(month: int, planned_on: date) -> str:
    if month == 0:
        return f"Due before the start, by {day_words(planned_on)}."
    return f"Due at the end of month {month}, {day_words(planned_on)}."


def _detail_words(detail: MilestoneDetail, areas: Mapping[str, str]) -> list[str]:
    words = []
    if detail.parts:
        words.append(f"It takes: {'; '.join(detail.parts)}.")
    if detail.outputs:
        outputs = [
            f"{output.text} ({output.difference})" if output.difference else output.text
            for output in detail.outputs
        ]
        words.append(f"Outputs: {'; '.join(outputs)}.")
    words += [_target_words(target, areas) for target in detail.targets]
    return words


def _target_words(target: TargetRow, areas: Mapping[str, str]) -> str:
    """A target with how far it is, and how far in each of the report's areas while they are few."""
    named = [each for each in target.by_area if each.slug in areas]
    if len(named) > AREAS_NAMED:
        named = []
    progress = "; ".join([target.progress, *(each.words(target.wanted) for each in named)])
    return f"Target: {target.words}; {progress}."
