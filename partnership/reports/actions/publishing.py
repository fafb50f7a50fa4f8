"""Making: a report's files from its frozen figures, ready together or not at all."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from partnership.programmes.periods import Period
from partnership.reports import jobs, lease, making, storage
from partnership.reports.collect.moment import one_moment
from partnership.reports.collect.written import written_in
from partnership.reports.failures import FrozenFiguresError, words_for
from partnership.reports.jobs import Claim, LostClaimError
from partnership.reports.making import Frozen
from partnership.reports.models import Report, ReportFile
from pilots.models import ReportingBody

logger = logging.getLogger(__name__)

WITH = (
    "body__programme",
    "body__area",
    "body__council",
    "body__health_board",
    "template",
    "meeting",
)
STEPS = {
    ReportFile.Kind.HTML: Report.Step.HTML,
    ReportFile.Kind.PLAIN: Report.Step.HTML,
    ReportFile.Kind.WORKBOOK: Report.Step.WORKBOOK,
    ReportFile.Kind.PDF: Report.Step.PDF,
    ReportFile.Kind.WORD: Report.Step.WORD,
}


def make(*, claim: Claim) -> None:
    """Make a claimed report's files, which makes it ready, or say in its row why not.

    A database that is away is no failure of the report: the row stays as it is,
    the lease runs out and the sweep sends another worker.
    """
    try:
        with lease.kept(claim):
            jobs.finish(claim, _stored_files(claim))
    except LostClaimError as lost:
        logger.info("Left to a later attempt: %s", lost)
    except (OperationalError, InterfaceError):
        logger.exception("The database went away from report %s", claim.report_id)
        return
    except Exception as error:
        logger.exception("Could not make report %s", claim.report_id)
        jobs.fail(claim, words_for(error, claim.report_id))
    storage.tidy(claim.report_id)


def _stored_files(claim: Claim) -> list[ReportFile]:
    made = _rendered(_frozen(claim), started=lambda kind: jobs.step(claim, STEPS[kind]))
    jobs.step(claim, Report.Step.STORE)
    return [storage.write(claim, kind, content) for kind, content in made.items()]


def _frozen(claim: Claim) -> Frozen:
    """The figures, frozen into the row by the first attempt and taken from it by the others."""
    report = Report.objects.select_related(*WITH).get(pk=claim.report_id)
    if report.snapshot is None:
        began = timezone.now()  # what is recorded from now on may not be in it
        frozen = collected(report)
        claim.change(snapshot=frozen.json, fingerprint=frozen.fingerprint, collected_at=began)
        return frozen
    return _thawed(report)


def collected(report: Report) -> Frozen:
    """The figures as at the cut-off, so that any later day gives the same, and what is written."""
    with one_moment():
        snapshot = making.collect(
            report.body,
            report.period,
            as_at=report.cut_off or report.period_last,
            edition=report.edition,
            written=written_in(report),
            is_draft=report.stage == Report.Stage.DRAFT,
            counted_by=report.counted_by,
        )
        return making.freeze(snapshot)


def _thawed(report: Report) -> Frozen:
    """The figures as the report's row keeps them; raises FrozenFiguresError if not as frozen."""
    frozen = making.restore(report.snapshot or {})
    if frozen.fingerprint != report.fingerprint:
        raise FrozenFiguresError(report.pk)
    return frozen


def _rendered(frozen: Frozen, started: Callable[[ReportFile.Kind], object]) -> dict[str, bytes]:
    """The content of each kind of file; `started` is told of each kind before it is made."""
    started(ReportFile.Kind.HTML)
    page = making.render_html(frozen)
    plain = making.render_plain(frozen)
    started(ReportFile.Kind.WORKBOOK)
    workbook = making.render_workbook(frozen)
    started(ReportFile.Kind.PDF)
    pdf = making.render_pdf(frozen, workbook)
    started(ReportFile.Kind.WORD)
    return {
        ReportFile.Kind.HTML: page,
        ReportFile.Kind.PLAIN: plain,
        ReportFile.Kind.WORKBOOK: workbook,
        ReportFile.Kind.PDF: pdf,
        ReportFile.Kind.WORD: making.render_word(frozen),
    }


def rebuild_files(report: Report) -> None:
    """Put a ready report's files back from its frozen figures, byte for byte as they were.

    May be done at any time, by several at once. A file that can't be put back is left as it is,
    and the others are put back; then raises why: DamagedFileError if what is made now differs
    from what was stored, OSError if the disk does not take it.
    """
    made = _rendered(_thawed(report), started=nothing)
    hindered: list[Exception] = []
    for file in report.files.all():
        try:
            storage.put_back(file, made[file.kind])
        except (storage.DamagedFileError, OSError) as error:
            hindered.append(error)
    if hindered:
        raise hindered[0]


@dataclass(frozen=True)
class Made:
    """The content of each kind of file, and the fingerprint that all of them carry."""

    contents: dict[str, bytes]
    fingerprint: str


def make_files(*, body: ReportingBody, period: Period) -> Made:
    """Make a report's files without a row or the queue; nothing is stored."""
    with one_moment():
        frozen = making.freeze(making.collect(body, period, as_at=period.last))
    return files_of(frozen)


def files_of(frozen: Frozen) -> Made:
    """The files of a frozen report, wherever it was frozen; no record is read."""
    return Made(_rendered(frozen, started=nothing), frozen.fingerprint)


def nothing(_: object) -> None:
    """Do nothing, where nobody waits to hear of the steps."""
