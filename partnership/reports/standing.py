"""Where a report stands for one person: what decides about each of its moves."""

from collections.abc import Iterator

from partnership.people.models import User
from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from partnership.reports.collect.written import written_in
from partnership.reports.models import Report
from partnership.reports.rules.completeness import Asked, missing
from partnership.reports.rules.parts import Part
from partnership.reports.rules.stages import Standing
from partnership.reports.selectors.writers import wrote
from partnership.reports.snapshot import Written


def standing_of(report: Report, *, entry: Entry, by: User) -> Standing:
    """What a person may do with the report as it stands; at most eight queries."""
    at = report.body.at
    return Standing(
        stage=report.stage,
        is_frozen=bool(report.fingerprint),
        has_files=report.state == Report.State.READY,
        has_correction=_is_being_corrected(report),
        is_correction=report.corrects_id is not None,
        missing=_missing(report),
        is_own=_is_own(report, by),
        may_draft=entry.may(Permission.DRAFT_REPORTS, at),
        may_approve=entry.may(Permission.APPROVE_REPORTS, at),
    )


def missing_in(written: Written) -> tuple[str, ...]:
    """What hinders a report with this text from being reviewed, each in a few words."""
    sections = [
        Asked(each.key, each.heading, each.is_mandatory) for each in written.layout.sections
    ]
    rows = [Asked(each.key, each.heading, each.is_mandatory) for each in written.layout.rows]
    of_text = missing(sections=sections, rows=rows, texts=written.texts, answers=written.answers)
    return (*_missing_on_cover(written), *of_text)


def _missing_on_cover(written: Written) -> Iterator[str]:
    """What a body must find on the cover; the meeting may not be known yet."""
    if not written.purpose:
        yield "the purpose on the cover"
    if not written.recommendations:
        yield "what the body is asked, on the cover"
    asks = any(Part.DIRECTION in each.parts for each in written.layout.sections)
    if asks and not written.direction:
        yield "whether a direction is required, on the cover"


def wrote_in(report: Report, person: User) -> bool:
    """Whether somebody wrote a word of it: of its texts, its cover or its answers; one query."""
    return Report.objects.filter(wrote(report.pk, person.pk), pk=report.pk).exists()


def _missing(report: Report) -> tuple[str, ...]:
    if report.stage != Report.Stage.DRAFT:
        return ()
    return missing_in(written_in(report))


def _is_own(report: Report, by: User) -> bool:
    if report.stage != Report.Stage.IN_REVIEW:
        return False
    return report.submitted_by_id == by.pk or wrote_in(report, by)


def _is_being_corrected(report: Report) -> bool:
    if report.stage != Report.Stage.PUBLISHED:
        return False
    return Report.objects.filter(corrects=report).exists()
