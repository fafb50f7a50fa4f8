"""The plan as a table of milestones and areas, for the national look.

A cell is written as plain strings, not by a template: a national programme has some
two thousand of them on one page.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from milestones.axis import signed_days
from milestones.parts import DeliveryRow, MilestoneRow, PlanPart
from milestones.presenters.links import MilestoneLinks, anchor
from milestones.schedule import Rag
from milestones.timeline_entries import tally_words
from partnership.web.tags import status_key

SIDE_BY_SIDE = 6  # areas that a phone shows under each other; of more it shows totals
WHOLE = "Whole programme"
LOOKS = {rag: (status_key(rag), rag.value) for rag in Rag}
NOTHING = "<td></td>"

Cells = Mapping[str, DeliveryRow]


@dataclass(frozen=True)
class MatrixLine:
    """A milestone: what all its deliveries amount to, and one cell for each column."""

    milestone: MilestoneRow
    href: str
    total: str
    cells: SafeString
    rows: tuple[DeliveryRow | None, ...]


@dataclass(frozen=True)
class MatrixColumn:
    """An area, or (no slug) the whole programme, and what its deliveries amount to."""

    slug: str
    name: str
    total: str


@dataclass(frozen=True)
class PlanMatrix:
    """Milestones by phase × areas."""

    columns: tuple[MatrixColumn, ...]
    phases: tuple[tuple[str, tuple[MatrixLine, ...]], ...]
    total: str

    @property
    def lines(self) -> Iterator[MatrixLine]:
        """Every milestone's line, in the plan's order."""
        return (line for _, lines in self.phases for line in lines)

    @property
    def is_wide(self) -> bool:
        """Whether a phone has no room for every area."""
        return len(self.columns) > SIDE_BY_SIDE + 1


def plan_matrix(
    plan: PlanPart, links: MilestoneLinks, *, phase: str = "", status: str = ""
) -> PlanMatrix:
    """The plan as it stood, narrowed to a phase, and to milestones that have a status."""
    rows = plan.deliveries
    if phase or status:
        rows = tuple(
            row
            for row in rows
            if phase in ("", row.milestone.phase) and status in ("", row.status.rag.value)
        )
    by_milestone: dict[int, dict[str, DeliveryRow]] = defaultdict(dict)
    by_place: dict[str, list[DeliveryRow]] = defaultdict(list)
    for row in rows:
        by_milestone[row.milestone.key][row.area_slug] = row
        by_place[row.area_slug].append(row)
    columns = tuple(_columns(plan, by_place))
    shown = [
        each
        for each in plan.milestones
        if phase in ("", each.phase) and (by_milestone[each.key] or not status)
    ]
    return PlanMatrix(columns, _phases(shown, by_milestone, columns, links), tally_words(rows))


def _columns(
    plan: PlanPart, by_place: Mapping[str, Sequence[DeliveryRow]]
) -> Iterator[MatrixColumn]:
    places = [("", WHOLE)] if any(not row.area_slug for row in plan.deliveries) else []
    for slug, name in (*places, *plan.areas):
        yield MatrixColumn(slug, name, tally_words(by_place.get(slug, ())))


def _phases(
    milestones: Sequence[MilestoneRow],
    by_milestone: Mapping[int, Cells],
    columns: Sequence[MatrixColumn],
    links: MilestoneLinks,
) -> tuple[tuple[str, tuple[MatrixLine, ...]], ...]:
    """The lines under their phases, which follow each other as the plan has them."""
    order = {phase: place for place, phase in enumerate(dict.fromkeys(m.phase for m in milestones))}
    sorted_rows = sorted(milestones, key=lambda row: order[row.phase])
    heads = _heads(columns)
    return tuple(
        (phase, tuple(_line(row, by_milestone[row.key], columns, heads, links) for row in found))
        for phase, found in groupby(sorted_rows, key=lambda row: row.phase)
    )


def _heads(columns: Sequence[MatrixColumn]) -> list[tuple[str, str]]:
    """Of each column its anchor, and its name in each cell where a phone needs it."""
    named = len(columns) <= SIDE_BY_SIDE + 1
    return [
        (
            conditional_escape(f"#{anchor(column.slug)}"),
            f' data-label="{conditional_escape(column.name)}"' if named else "",
        )
        for column in columns
    ]


def _line(
    milestone: MilestoneRow,
    cells: Cells,
    columns: Sequence[MatrixColumn],
    heads: Sequence[tuple[str, str]],
    links: MilestoneLinks,
) -> MatrixLine:
    href = links.of_milestone(milestone.reference)
    rows = tuple(cells.get(column.slug) for column in columns)
    escaped = conditional_escape(href)
    written = "".join(
        _cell(row, escaped, *head) if row else NOTHING
        for row, head in zip(rows, heads, strict=True)
    )
    # Every part of a cell is escaped, a number, or a word of ours.
    html = mark_safe(written)  # noqa: S308
    return MatrixLine(milestone, href, tally_words(cells.values()), html, rows)


def _cell(row: DeliveryRow, href: str, anchored: str, label: str) -> str:
    key, word = LOOKS[row.status.rag]
    note = note_words(row)
    return (
        f'<td class="rag-{key}"{label}><a href="{href}{anchored}">{word}</a>'
        f"{f' {note}' if note else ''}</td>"
    )


def note_words(row: DeliveryRow) -> str:
    """How far off a delivery is, in a word or two, and what a manager judged."""
    if row.overdue_days:
        note = f"late {row.overdue_days:,} day{'' if row.overdue_days == 1 else 's'}"
    else:
        slip = row.standing.slip
        note = signed_days(slip) if slip else ""
    if row.judged is None:
        return note
    judged = f"judged {row.judged.rag.value.lower()}"
    return f"{note}, {judged}" if note else judged


# -- As a file ----------------------------------------------------------------------


def file_heads(matrix: PlanMatrix) -> list[str]:
    """The first line of the matrix as a file."""
    return ["Milestone", "Title", "Phase", "Due", "All", *(each.name for each in matrix.columns)]


def file_rows(matrix: PlanMatrix) -> Iterable[list[object]]:
    """The matrix as a file: its lines, and at the end what each column amounts to."""
    for line in matrix.lines:
        milestone = line.milestone
        yield [
            milestone.reference,
            milestone.title,
            milestone.phase,
            milestone.planned_on.isoformat(),
            line.total,
            *(_file_cell(row) for row in line.rows),
        ]
    yield ["All", "", "", "", matrix.total, *(column.total for column in matrix.columns)]


def _file_cell(row: DeliveryRow | None) -> str:
    if row is None:
        return ""
    note = note_words(row)
    return f"{row.status.rag.value}, {note}" if note else row.status.rag.value
