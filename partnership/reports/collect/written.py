"""What people wrote into a report, as plain data: its texts, answers and cover."""

from django.core.exceptions import ObjectDoesNotExist

from partnership.reports.models import Cover, Report
from partnership.reports.rules.completeness import Answered
from partnership.reports.snapshot import Written, shipped
from partnership.reports.templates import layout_of
from pilots.collect.papers import direction_choices
from pilots.models import ReportingBody


def nothing_written(body: ReportingBody) -> Written:
    """The layout that the body starts with, and nothing in it."""
    return Written(shipped(body.template))


def written_in(report: Report) -> Written:
    """All that is written in a report, on its template's version; at most six queries."""
    cover = cover_of(report)
    return Written(
        layout=layout_of(report.template) if report.template else shipped(report.body.template),
        version=report.template.number if report.template else 0,
        texts={each.section: each.text for each in report.texts.all()},
        answers={each.row: Answered(each.answer, each.text) for each in report.implications.all()},
        purpose=cover.purpose,
        recommendations=lines(cover.recommendations),
        report_by=cover.report_by,
        direction=cover.direction,
        directions=tuple(direction_choices(report.body).items()),
        meeting_on=report.meeting.meeting_on if report.meeting else None,
    )


def cover_of(report: Report) -> Cover:
    """The report’s cover; a blank one, not stored, where nobody filled it in yet."""
    try:
        return report.cover
    except ObjectDoesNotExist:
        return Cover(report=report)


def lines(words: str) -> tuple[str, ...]:
    """The lines that say something."""
    return tuple(line.strip() for line in words.splitlines() if line.strip())
