"""Per outcome: how it is measured, what was found, and the gaps; the logic model drawn."""

from collections.abc import Iterator, Sequence

from evaluation.drawing import logic_drawing
from evaluation.parts import FrameworkRow, OutcomeRow
from evaluation.rules.coverage import NO_DATA, NO_MEASURE, SEE
from partnership.reports.document import (
    Block,
    Cell,
    Column,
    Drawing,
    Paragraph,
    Section,
    Subheading,
    Table,
    text,
)
from partnership.reports.sections.found import found
from partnership.reports.sections.words import linked, plural
from partnership.reports.snapshot import Snapshot
from partnership.reports.tracing import Records


def evaluation(snapshot: Snapshot) -> Section:
    """Outcomes with their measures and gaps, then what was found out about them."""
    part = snapshot.evaluation
    if not part.frameworks:
        none = Paragraph("No outcome had been recorded by the cut-off.")
        others = found(snapshot) if part.indicators or part.waves else ()
        return Section("Evaluation", (none, *others))
    if not part.tells_findings:
        return Section(
            "Evaluation", tuple(_without_findings(part.frameworks, Records.behind(snapshot)))
        )
    blocks = [
        Paragraph(_standing(part.frameworks)),
        *(_outcomes_table(each, Records.behind(snapshot)) for each in part.frameworks),
        *found(snapshot),
    ]
    return Section("Evaluation", tuple(blocks))


def _without_findings(frameworks: Sequence[FrameworkRow], records: Records) -> Iterator[Block]:
    """As reports said it that were frozen before anything found was part of them."""
    outcomes = [outcome for framework in frameworks for outcome in framework.outcomes]
    unmeasured = [outcome for outcome in outcomes if not outcome.measures]
    yield Paragraph(
        f"{_number(outcomes, frameworks)};"
        f" {len(unmeasured)} without a measure. Evidence that was not recorded is shown as"
        " a gap, not as a result."
    )
    for framework in frameworks:
        yield from (Subheading(framework.name), _outcomes_table(framework, records))


def _number(outcomes: Sequence[OutcomeRow], frameworks: Sequence[FrameworkRow]) -> str:
    return f"{plural(len(outcomes), 'outcome')} in {plural(len(frameworks), 'framework')}"


def _standing(frameworks: Sequence[FrameworkRow]) -> str:
    """Of how many outcomes there is data, and of how many there is none."""
    outcomes = [outcome for framework in frameworks for outcome in framework.outcomes]
    bare = sum(NO_MEASURE in outcome.gaps for outcome in outcomes)
    waiting = sum(NO_DATA in outcome.gaps for outcome in outcomes)
    alike = sum(gap.startswith(SEE) for outcome in outcomes for gap in outcome.gaps)
    told = [
        (len(outcomes) - bare - waiting - alike, "with data"),
        (waiting, "measured but without data yet"),
        (alike, "that say the same as another framework’s"),
        (bare, "without a measure"),
    ]
    said = "; ".join(f"{number} {words}" for number, words in told if number)
    return f"{_number(outcomes, frameworks)}: {said}. What is missing is shown as a gap."


def _outcomes_table(framework: FrameworkRow, records: Records) -> Table:
    return Table(
        name=f"Outcomes {framework.slug}"[:31],
        caption=f"Outcomes: {framework.name}",
        columns=(Column("Outcome"), Column("Measured by"), Column("Gaps")),
        rows=tuple(
            (
                linked(
                    text(f"{outcome.reference} {outcome.statement}"),
                    records.outcome(framework.slug, outcome.reference),
                ),
                _measured_by(outcome),
                Cell(_gaps(outcome), "; ".join(outcome.gaps) or None),
            )
            for outcome in framework.outcomes
        ),
        is_compact=True,
    )


def _gaps(outcome: OutcomeRow) -> str:
    """An outcome with all that it needs has none, which is not the same as not recorded."""
    return "; ".join(outcome.gaps) or "none"


def _measured_by(outcome: OutcomeRow) -> Cell:
    words = "; ".join(
        " ".join(filter(None, [measure.name, f"({measure.timing})" if measure.timing else ""]))
        for measure in outcome.measures
    )
    return text(words) if words or outcome.found is None else Cell("–")


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
