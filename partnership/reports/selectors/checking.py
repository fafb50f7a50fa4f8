"""Whether a file is one that a report was published with, as far as a person may read reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from partnership.people.permissions import Permission
from partnership.programmes.access import Entry
from partnership.reports.models import Report, ReportFile
from partnership.reports.rules.traces import Traces, pdf_name, traces
from partnership.reports.seeing import may_see


@dataclass(frozen=True)
class Verdict:
    """What a file is: unaltered (`file` is the one that is stored), altered, or not known."""

    digest: str
    report: Report | None = None
    file: ReportFile | None = None

    @property
    def is_unaltered(self) -> bool:
        return self.file is not None


def check(content: bytes, entry: Entry) -> Verdict:
    """Say of which report of the programme a file is, and whether it is as it was stored.

    Two or three queries; a report that the person may not read is as unknown as any other file.
    """
    digest = sha256(content).hexdigest()
    files = ReportFile.objects.filter(
        sha256=digest, report__body__programme=entry.programme
    ).select_related("report__body__programme")
    for file in files.defer("report__snapshot"):
        if may_see(entry, file.report):
            return Verdict(digest, file.report, file)
    return Verdict(digest, _named(traces(content), entry))


def _named(found: Traces, entry: Entry) -> Report | None:
    """The report that the file names itself after, newest edition first."""
    if not found:
        return None
    return next((each for each in _reports(entry) if _is_named(each, found)), None)


def _reports(entry: Entry) -> Iterator[Report]:
    if Permission.READ_REPORTS not in entry.permissions:
        return
    reports = Report.objects.of(entry.programme).exclude(fingerprint="")
    yield from (each for each in reports.order_by("-pk") if may_see(entry, each))


def _is_named(report: Report, found: Traces) -> bool:
    if report.fingerprint in found.fingerprints:
        return True
    return pdf_name(identifier_of(report)) in found.pdf_names


def identifier_of(report: Report) -> str:
    """What the PDF of a report is named for (rendering/print.py, sections/compose.py)."""
    body = report.body
    of = f"{body.programme.slug}/{body.slug}/{report.period_last}/{report.edition}"
    return f"{of}/{report.fingerprint}"
