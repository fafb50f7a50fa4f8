"""The rows of the plan at a glance, on the first page.

Written as plain strings, not by a template: sixty milestones with their counts took a
quarter of the time of their page.
"""

from django.utils.safestring import SafeString, mark_safe

from milestones.parts import DeliveryRow
from milestones.presenters.links import MilestoneLinks
from milestones.presenters.milestones import Matrix, MatrixRow
from partnership.dates import day_words
from partnership.web.escaping import escaped
from partnership.web.tags import status_html, status_key


def overview_rows(matrix: Matrix, links: MilestoneLinks) -> SafeString:
    """A row for each milestone: its cells by area, or how many have each status."""
    # Every part is escaped, a number, or a word or tag of ours.
    rows = (_row(row, links, shows_whole=bool(matrix.areas)) for row in matrix.rows)
    return mark_safe("\n".join(rows))  # noqa: S308


def _row(row: MatrixRow, links: MilestoneLinks, *, shows_whole: bool) -> str:
    milestone = row.milestone
    href = escaped(links.of_milestone(milestone.reference))
    cells = (*row.cells, row.whole) if shows_whole else row.cells
    counts = (f'<td class="number">{count}</td>' for count in row.counts)
    return (
        f'<tr><th scope="row"><a href="{href}">{escaped(milestone.reference)}'
        f' {escaped(milestone.title)}</a> <span class="matrix__due">'
        f"{day_words(milestone.planned_on)}</span></th>"
        f"{''.join(map(_cell, cells))}"
        f"{''.join(counts)}</tr>"
    )


def _cell(row: DeliveryRow | None) -> str:
    if row is None:
        return "<td></td>"
    note = row.slip_words
    if row.overdue_days:
        note = f"{row.overdue_days:,} day{'' if row.overdue_days == 1 else 's'} overdue"
    said = f'<span class="matrix__note">{note}</span>' if note else ""
    return f"<td>{status_html(status_key(row.status.rag))}{said}</td>"
