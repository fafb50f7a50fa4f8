"""All papers of a quarter in one zip, with a manifest of what is in it."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils import timezone

from partnership.reports import storage
from partnership.reports.models import Report, ReportFile
from partnership.reports.presenters.reports import file_name
from partnership.web.spreadsheet import csv_lines

IN_MEMORY = 4_000_000  # bytes; a bigger zip is put together on disk
PACKED = (ReportFile.Kind.HTML, ReportFile.Kind.PLAIN)  # the others are packed already
HEADS = (
    "file",
    "reporting body",
    "period",
    "edition",
    "published",
    "bytes",
    "SHA-256",
    "fingerprint of the figures",
)
DAY_ONE = (1980, 1, 1, 0, 0, 0)  # the same papers make the same zip


class NotWholeError(Exception):
    """One of the papers can't be given out; the message says which, and why."""


@dataclass(frozen=True)
class Paper:
    """One file of the zip."""

    name: str
    report: Report
    file: ReportFile

    @property
    def row(self) -> tuple[object, ...]:
        """Its line in the manifest."""
        report, moment = self.report, self.report.published_at
        day = timezone.localtime(moment).date().isoformat() if moment else ""
        return (
            self.name, report.body.name, report.period.words, report.edition, day, self.file.size,
            self.file.sha256, report.fingerprint,
        )  # fmt: skip


def papers_of(reports: Iterable[Report]) -> list[Paper]:
    """The files of these reports by their names in the zip; a body's stand in its folder."""
    return [
        Paper(f"{report.body.slug}/{file_name(report, file.kind)}", report, file)
        for report in reports
        for file in sorted(report.files.all(), key=lambda each: each.kind)
    ]


def zipped(papers: Iterable[Paper]) -> IO[bytes]:
    """The papers with manifest.csv and manifest.txt, each checked against its hash as it is read.

    manifest.txt is what `sha256sum --check` reads. Raises NotWholeError: a part of
    a quarter's papers would be taken for all of them.
    """
    found = list(papers)
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (given on)
    try:
        with ZipFile(target, "w") as bundle:
            for paper in found:
                kind = ZIP_DEFLATED if paper.file.kind in PACKED else ZIP_STORED
                _put(bundle, paper.name, _content(paper), kind)
            listed = "".join(csv_lines(HEADS, (paper.row for paper in found)))
            sums = "".join(f"{paper.file.sha256}  {paper.name}\n" for paper in found)
            _put(bundle, "manifest.csv", listed.encode(), ZIP_DEFLATED)
            _put(bundle, "manifest.txt", sums.encode(), ZIP_DEFLATED)
    except BaseException:
        target.close()
        raise
    target.seek(0)
    return target


def _put(bundle: ZipFile, name: str, content: bytes, kind: int) -> None:
    info = ZipInfo(name, DAY_ONE)
    info.external_attr = 0o644 << 16
    bundle.writestr(info, content, compress_type=kind)


def _content(paper: Paper) -> bytes:
    try:
        return storage.read(paper.file)
    except storage.DamagedFileError as error:
        label = paper.file.get_kind_display()
        raise NotWholeError(
            f"{label} of the report to {paper.report.body} on {paper.report.period.words}: {error}"
        ) from error
