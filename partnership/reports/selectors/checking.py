"""Whether a file is one that a report was published with, as far as a person may read reports."""

from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Q

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

    A report that the person may not read is as unknown as any other file. Three queries at most.
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
    reports = Report.objects.of(entry.programme).exclude(fingerprint="")
    is_named = Q(fingerprint__in=found.fingerprints) | Q(pk__in=_printed_under(found, entry))
    theirs = (each for each in reports.filter(is_named) if may_see(entry, each))
    return max(theirs, key=lambda each: each.pk, default=None)


def _printed_under(found: Traces, entry: Entry) -> list[int]:
    """The keys of reports whose PDFs have one of these names; only of keys, no report is read."""
    if not found.pdf_names:
        return []
    reports = Report.objects.filter(body__programme=entry.programme).exclude(fingerprint="")
    rows = reports.values_list("pk", "body__slug", "period_last", "edition", "fingerprint")
    return [
        key
        for key, *names in rows.order_by()
        if pdf_name(_identifier(entry.programme.slug, *names)) in found.pdf_names
    ]


def identifier_of(report: Report) -> str:
    """What the PDF of a report is named for (rendering/print.py, sections/compose.py)."""
    body = report.body
    of = (body.slug, report.period_last, report.edition, report.fingerprint)
    return _identifier(body.programme.slug, *of)


def _identifier(programme: str, *names: object) -> str:
    return "/".join([programme, *map(str, names)])
