"""Reports in each stage, as rows with a small real snapshot; quick, and without files unless asked.

The figures are those of the records as at the cut-off, frozen by the product itself.
"""

from datetime import date
from hashlib import sha256
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from partnership.people.models import User
from partnership.programmes.periods import Period
from partnership.reports import snapshot, templates
from partnership.reports.collect import report as collect
from partnership.reports.collect import written
from partnership.reports.models import Cover, ImplicationAnswer, Report, ReportFile, ReportText
from pilots.models import ReportingBody
from pilots.models.paper import BoardPaper, Implication

QUARTER = Period.ending(date(2019, 9, 30))
NEXT_QUARTER = QUARTER.following


def a_draft(body: ReportingBody, period: Period = QUARTER, **fields: Any) -> Report:
    """A draft on the template in force, with its figures gathered; nothing is written in it."""
    return frozen(_begun(body, period, fields))


def _begun(body: ReportingBody, period: Period, fields: dict[str, Any]) -> Report:
    given = {
        "period_first": period.first,
        "period_last": period.last,
        "template": templates.version_for(body, period.last),
        "state": Report.State.NONE,
    }
    return Report.objects.create(body=body, **(given | fields))


def filled_in(report: Report, by: User | None = None) -> Report:
    """The report with all that its template asks for written in it."""
    layout = written.written_in(report).layout
    for section in layout.sections:
        ReportText.objects.get_or_create(
            report=report,
            section=section.key,
            defaults={"text": f"On {section.heading.lower()}: as planned.", "written_by": by},
        )
    for row in layout.rows:
        ImplicationAnswer.objects.get_or_create(
            report=report, row=row.key, defaults={"answer": Implication.Answer.NONE}
        )
    Cover.objects.get_or_create(
        report=report,
        defaults={
            "purpose": layout.purposes[0],
            "recommendations": "note the progress\nagree the next steps",
            "direction": BoardPaper.Direction.NONE,
        },
    )
    return report


def in_review(body: ReportingBody, period: Period = QUARTER, **fields: Any) -> Report:
    """A report that was written and given to be reviewed, with its files."""
    given = {"submitted_at": timezone.now()} | fields
    report = filled_in(_begun(body, period, {}), given.get("submitted_by"))
    return with_files(_moved(report, Report.Stage.IN_REVIEW, given))


def approved(body: ReportingBody, period: Period = QUARTER, **fields: Any) -> Report:
    """A report that was approved by somebody else."""
    report = in_review(body, period)
    given = {"approved_at": timezone.now()} | fields
    Report.objects.filter(pk=report.pk).update(stage=Report.Stage.APPROVED, **given)
    report.refresh_from_db()
    return report


def published(body: ReportingBody, period: Period = QUARTER, **fields: Any) -> Report:
    """A report that its readers may read."""
    report = approved(body, period)
    given = {"published_at": timezone.now()} | fields
    Report.objects.filter(pk=report.pk).update(stage=Report.Stage.PUBLISHED, **given)
    report.refresh_from_db()
    return report


def frozen(report: Report) -> Report:
    """The report with its figures gathered as at its cut-off."""
    kept = snapshot.freeze(
        collect.collect(
            report.body,
            report.period,
            as_at=report.cut_off or report.period_last,
            edition=report.edition,
            written=written.written_in(report),
            is_draft=report.stage == Report.Stage.DRAFT,
            counted_by=report.counted_by,
        )
    )
    report.snapshot, report.fingerprint = kept.json, kept.fingerprint
    report.collected_at = timezone.now()
    report.save(update_fields=["snapshot", "fingerprint", "collected_at"])
    return report


def with_files(report: Report) -> Report:
    """The report with a small file of each kind, stored under its hash."""
    for kind in ReportFile.Kind:
        content = f"{kind} of {report.fingerprint}".encode()
        digest = sha256(content).hexdigest()
        path = f"reports/{report.pk}/{report.attempt}/{digest}.{kind}"
        default_storage.delete(path)
        default_storage.save(path, ContentFile(content))
        ReportFile.objects.create(
            report=report, kind=kind, path=path, sha256=digest, size=len(content)
        )
    report.state, report.made_at = Report.State.READY, timezone.now()
    report.save(update_fields=["state", "made_at"])
    return report


def _moved(report: Report, stage: Report.Stage, fields: dict[str, Any]) -> Report:
    Report.objects.filter(pk=report.pk).update(stage=stage, **fields)
    report.refresh_from_db()
    return frozen(report)
