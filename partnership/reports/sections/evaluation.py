"""Per outcome: how it is measured, what was found, and the gaps; the logic model drawn."""

from evaluation.drawing import logic_drawing
from evaluation.parts import FrameworkRow, OutcomeRow
from partnership.reports.document import (
    Block,
    Column,
    Drawing,
    Paragraph,
    Section,
    Subheading,
    Table,
    text,
)
from partnership.reports.sections.words import plural
from partnership.reports.snapshot import Snapshot


def evaluation(snapshot: Snapshot) -> Section:
    """Outcomes with their measures; an outcome without a measure or result is a gap."""
    frameworks = snapshot.evaluation.frameworks
    if not frameworks:
        return Section("Evaluation", (Paragraph("No outcome had been recorded by the cut-off."),))
    outcomes = [outcome for framework in frameworks for outcome in framework.outcomes]
    unmeasured = [outcome for outcome in outcomes if not outcome.measures]
    blocks: list[Block] = [
        Paragraph(
            f"{plural(len(outcomes), 'outcome')} in {plural(len(frameworks), 'framework')};"
            f" {len(unmeasured)} without a measure. Evidence that was not recorded is shown as"
            " a gap, not as a result."
        )
    ]
    for framework in frameworks:
        blocks += [Subheading(framework.name), _outcomes_table(framework)]
    return Section("Evaluation", tuple(blocks))


def _outcomes_table(framework: FrameworkRow) -> Table:
    return Table(
        name=f"Outcomes {framework.slug}"[:31],
        caption=f"Outcomes: {framework.name}",
        columns=(Column("Outcome"), Column("Measured by"), Column("Gaps")),
        rows=tuple(
            (
                text(f"{outcome.reference} {outcome.statement}"),
                text(_measured_by(outcome)),
                text("; ".join(outcome.gaps)),
            )
            for outcome in framework.outcomes
        ),
        is_compact=True,
    )


def _measured_by(outcome: OutcomeRow) -> str:
    return "; ".join(
        " ".join(filter(None, [measure.name, f"({measure.timing})" if measure.timing else ""]))
        for measure in outcome.measures
    )


def logic_model(snapshot: Snapshot) -> Section:
    """The logic model as a drawing, on a page of its own."""
    model = snapshot.evaluation.logic_model
    if not model.nodes:
        return Section("Logic model", (Paragraph("No logic model had been recorded."),))
    inferred = any(link.is_inferred for link in model.links)
    note = " Links marked as inferred are not drawn in a source." if inferred else ""
    return Section(
        "Logic model",
        (
            Drawing(
                logic_drawing(model, ident="logic-model"),
                f"How inputs and activities lead to outcomes.{note}",
            ),
        ),
        is_landscape=True,
    )
