"""Per outcome: how it is measured, what was found, and the gaps; the logic model drawn."""

from collections.abc import Iterator, Sequence

from evaluation.drawing import logic_drawing
from evaluation.parts import FoundRow, FrameworkRow, IndicatorRow, OutcomeRow, QuotationRow
from partnership.reports.document import (
    Block,
    Cell,
    Column,
    Drawing,
    Listing,
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
        blocks += _found(framework)
    return Section("Evaluation", tuple(blocks))


def _found(framework: FrameworkRow) -> Iterator[Block]:
    """What was found out about the outcomes: figures in a table, the rest in words."""
    told = [(each, each.found) for each in framework.outcomes if each.found]
    rows = [(each, row) for each, found in told for row in found.indicators]
    if rows:
        yield _indicators_table(framework, rows)
    for outcome, found in told:
        yield from _in_words(outcome, found)


def _indicators_table(
    framework: FrameworkRow, rows: Sequence[tuple[OutcomeRow, IndicatorRow]]
) -> Table:
    return Table(
        name=f"Indicators {framework.slug}"[:31],
        caption=f"Indicators against baseline and target: {framework.name}",
        columns=(
            Column("Indicator"),
            Column("Newest figure"),
            Column("Baseline"),
            Column("Target"),
            Column("Where it stands"),
        ),
        rows=tuple(
            (
                text(f"{outcome.reference} {_indicator_name(row)}"),
                text(f"{row.figure} ({row.when})" if row.when else row.figure),
                text(row.baseline),
                text(row.target),
                Cell(row.standing or "–", row.standing or None),
            )
            for outcome, row in rows
        ),
        is_compact=True,
    )


def _indicator_name(row: IndicatorRow) -> str:
    return f"{row.name}, {row.place}" if row.place else row.name


def _in_words(outcome: OutcomeRow, found: FoundRow) -> Iterator[Block]:
    for result in found.results:
        said = " ".join(result.sentences)
        yield Paragraph(f"{outcome.reference}, {result.wave}, “{result.asked}”: {said}")
    evidence = _evidence(found)
    if evidence:
        yield Paragraph(f"{outcome.reference}: of what was said, {evidence}.")
    if found.quotations:
        yield Listing(tuple(_quotation(each) for each in found.quotations))
    if found.stories:
        number = plural(len(found.stories), "story", "stories")
        titles = ", ".join(f"“{title}”" for title in found.stories)
        yield Paragraph(f"{outcome.reference}: {number} published: {titles}.")


def _evidence(found: FoundRow) -> str:
    """Counted and never a share, because it was not drawn as a sample; that nothing speaks
    against it is said, too.
    """
    sides = [(found.supports, "in support of it"), (found.contradicts, "against it")]
    mixed = [(found.mixed, "mixed")] if found.mixed else []
    if not found.supports + found.contradicts + found.mixed:
        return ""
    return ", ".join(f"{plural(number, 'excerpt')} {words}" for number, words in sides + mixed)


def _quotation(row: QuotationRow) -> str:
    return f"“{row.text}” {row.said_by}".strip()


def _outcomes_table(framework: FrameworkRow) -> Table:
    return Table(
        name=f"Outcomes {framework.slug}"[:31],
        caption=f"Outcomes: {framework.name}",
        columns=(Column("Outcome"), Column("Measured by"), Column("Gaps")),
        rows=tuple(
            (
                text(f"{outcome.reference} {outcome.statement}"),
                text(_measured_by(outcome)),
                Cell(_gaps(outcome), "; ".join(outcome.gaps) or None),
            )
            for outcome in framework.outcomes
        ),
        is_compact=True,
    )


def _gaps(outcome: OutcomeRow) -> str:
    """An outcome with all that it needs has none, which is not the same as not recorded."""
    return "; ".join(outcome.gaps) or "none"


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
