"""What pages ask about a report that is reviewed: words about it, and what an edition changed."""

from collections.abc import Sequence
from dataclasses import dataclass

from partnership.reports.models import Report, ReportComment
from partnership.reports.snapshot import thaw


@dataclass(frozen=True)
class CommentLine:
    """A word between writers and approver, with the heading of the section that it is on."""

    comment: ReportComment
    heading: str


def comments_on(report: Report) -> list[CommentLine]:
    """What was said of the report, open ones first; two queries."""
    found = report.comments.select_related("by", "settled_by").order_by("at", "pk")
    if not found:
        return []
    headings = _headings(report)
    lines = [CommentLine(each, headings.get(each.section, "")) for each in found]
    return sorted(lines, key=lambda line: line.comment.settled_at is not None)


def _headings(report: Report) -> dict[str, str]:
    if report.template is None:
        return {}
    return dict(report.template.sections.values_list("key", "heading"))


def changes_of(editions: Sequence[Report]) -> dict[int, tuple[str, ...]]:
    """What each correction says otherwise than the edition before, as it was frozen; one query."""
    keys = [each.pk for each in editions if each.corrects_id is not None]
    if not keys:
        return {}
    frozen = Report.objects.filter(pk__in=keys, snapshot__isnull=False)
    return {each.pk: _own_changes(each) for each in frozen}


def _own_changes(edition: Report) -> tuple[str, ...]:
    since = thaw(edition.snapshot or {}).since
    rows = since.own if since else ()
    return next((row.changes for row in rows if row.edition == edition.edition), ())
