"""The rows of the list of milestones.

Written as plain strings, not by a template: sixty rows with what their areas share
took a third of the time of their page.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from milestones.parts import PlanPart
from milestones.presenters.links import MilestoneLinks
from milestones.presenters.milestones import MilestoneLine, StatusGroup, lines
from partnership.dates import day_words
from partnership.web.escaping import escaped
from partnership.web.remembered import Remembered
from partnership.web.tags import status_html, status_key

DROPPED = ' <span class="cell-note">Dropped from the plan</span>'
NOWHERE = '<li class="not-recorded">Not rolled out: no area has this milestone yet</li>'


@dataclass(frozen=True)
class Listed:
    """How many milestones are listed, and a row for each as HTML."""

    milestones: int
    rows: SafeString


def _listed(key: tuple[str, str, str], plan: PlanPart) -> Listed:
    slug, query, areas_word = key
    found = lines(plan, areas_word=areas_word)
    return Listed(len(found), list_rows(found, MilestoneLinks(slug, query)))


_LISTED = Remembered(_listed, most=8)


def listed(plan: PlanPart, *, slug: str, query: str, areas_word: str) -> Listed:
    """The list of a programme's milestones; `query` is what their addresses keep."""
    return _LISTED((slug, query, areas_word), plan)


def list_rows(found: Iterable[MilestoneLine], links: MilestoneLinks) -> SafeString:
    """A row for each milestone: what it is, when it is due, and how its deliveries stand."""
    # Every part is escaped, or a word or tag of ours.
    return mark_safe("\n".join(_row(line, links) for line in found))  # noqa: S308


def _row(line: MilestoneLine, links: MilestoneLinks) -> str:
    row = line.milestone
    href = escaped(links.of_milestone(row.reference))
    return (
        f'<tr><th scope="row"><a href="{href}">{escaped(row.reference)} {escaped(row.title)}</a>'
        f"{DROPPED if row.is_dropped else ''}</th>"
        f'<td data-label="Phase">{escaped(row.phase)}</td>'
        f'<td data-label="Due" class="nowrap">{day_words(row.planned_on)}</td>'
        f'<td><ul class="plain-list status-lines">'
        f"{''.join(map(_group, line.groups)) or NOWHERE}</ul></td></tr>"
    )


def _group(group: StatusGroup) -> str:
    where = f' <span class="muted">{escaped(group.where)}</span>' if group.where else ""
    return f"<li>{status_html(status_key(group.rag))} {escaped(group.words)}{where}</li>"
