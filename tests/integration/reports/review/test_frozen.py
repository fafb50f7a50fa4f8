"""The database itself keeps what was signed as it was signed, and by somebody else."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from partnership.people.models import User
from partnership.reports import tasks
from partnership.reports.actions import correcting, moving
from partnership.reports.actions.moving import Mover, Signed, digest
from partnership.reports.models import Report, ReportFile
from pilots.models import ReportingBody
from tests.support.drafting_reports import approved, in_review, published, with_files
from tests.support.guards import drop_guards, raise_guards

SIGNED_AT = "2019-10-03T10:00Z"
Change = Callable[[Any, User], Any]
OF_THE_ROW: dict[str, Change] = {
    "its figures": lambda rows, _: rows.update(snapshot={"other": 1}),
    "its fingerprint": lambda rows, _: rows.update(fingerprint="e" * 64),
    "a file's hash": lambda rows, _: _files(rows).update(sha256="e" * 64),
    "a file added": lambda rows, _: with_files_of(rows),
}
OF_WHAT_IS_OPEN: dict[str, Change] = {
    "its period": lambda rows, _: rows.update(period_first="2019-06-01"),
    "its edition": lambda rows, _: rows.update(edition=7, corrects=rows.get().pk, why="x"),
    "who approved it": lambda rows, person: rows.update(approved_by=person),
    "by what": lambda rows, _: rows.update(authority="another"),
    "when it was published": lambda rows, _: rows.update(published_at="2030-01-01T00:00Z"),
    "made a draft again": lambda rows, _: rows.update(stage="draft"),
    "only approved again": lambda rows, _: rows.update(stage="approved"),
}
DELETED: dict[str, Change] = {
    "deleted": lambda rows, _: rows._raw_delete("default"),
    "a file deleted": lambda rows, _: _files(rows)._raw_delete("default"),
}


def _files(rows: Any) -> Any:
    return ReportFile.objects.filter(report__in=rows).filter(kind="pdf")


def with_files_of(rows: Any) -> None:
    """One more file than were signed."""
    file = ReportFile.objects.filter(report=rows.get())[0]
    ReportFile.objects.filter(pk=file.pk)._raw_delete("default")
    file.pk = None
    file.save(force_insert=True)


@pytest.fixture
def guarded(db: None) -> Iterator[None]:
    """Tables with the triggers, however these tables were made."""
    raise_guards()
    yield
    drop_guards()


def refused(change: Change, report: Report, by: User) -> None:
    rows = Report.objects.filter(pk=report.pk)
    with pytest.raises(DatabaseError, match=r"stays as it|never changes"), transaction.atomic():
        change(rows, by)


@pytest.mark.parametrize("what", OF_THE_ROW)
@pytest.mark.parametrize("make", [approved, published])
def test_what_was_signed_stays(
    guarded: None, body: ReportingBody, approver: User, make: Callable, what: str
) -> None:
    refused(OF_THE_ROW[what], make(body), approver)


@pytest.mark.parametrize("what", OF_WHAT_IS_OPEN)
def test_what_was_published_stays(
    guarded: None, body: ReportingBody, approver: User, what: str
) -> None:
    refused(OF_WHAT_IS_OPEN[what], published(body), approver)


@pytest.mark.parametrize("what", DELETED)
def test_what_was_published_is_not_deleted(
    guarded: None, body: ReportingBody, approver: User, what: str
) -> None:
    refused(DELETED[what], published(body), approver)


@pytest.mark.parametrize("what", [*OF_THE_ROW, *OF_WHAT_IS_OPEN])
def test_without_the_guards_the_same_changes_it(
    body: ReportingBody, approver: User, what: str
) -> None:
    drop_guards()
    report = published(body)
    change = (OF_THE_ROW | OF_WHAT_IS_OPEN)[what]
    if what == "its edition":
        report.corrects = None
    change(Report.objects.filter(pk=report.pk), approver)


def test_nobody_is_put_down_as_approver_of_their_own_words(
    guarded: None, body: ReportingBody, writer: User, approver: User
) -> None:
    report = in_review(body)
    text = report.texts.first()
    assert text
    text._history_user = approver
    text.save()
    report.texts.exclude(pk=text.pk).update(written_by=writer)
    for person in (writer, approver):
        with pytest.raises(DatabaseError, match="Nobody approves"), transaction.atomic():
            Report.objects.update(stage="approved", approved_by=person, approved_at=SIGNED_AT)
    drop_guards()
    Report.objects.update(stage="approved", approved_by=approver, approved_at=SIGNED_AT)


def test_the_whole_way_of_a_report_and_its_correction_is_free(
    guarded: None,
    report: Report,
    writer: User,
    approver: User,
    mover: Callable[[User], Mover],
) -> None:
    """Sent back, approved, published, its files put back, corrected; its approver goes."""
    moving.approve(report, by=mover(approver), signed=signed(report))
    moving.send_back(report, by=mover(approver), why="Once more.")
    moving.submit(report, by=mover(writer))
    tasks.make(report.pk)
    report.refresh_from_db()
    moving.approve(report, by=mover(approver), signed=signed(report))
    moving.publish(report, by=mover(approver))
    tasks.rebuild(report.pk)
    new = correcting.correct(report, by=mover(writer), why="A count was wrong.")
    moving.submit(new, by=mover(writer))
    tasks.make(new.pk)
    new.refresh_from_db()
    moving.approve(new, by=mover(approver), signed=signed(new))
    moving.publish(new, by=mover(approver))
    assert [each.stage for each in Report.objects.order_by("edition")] == [
        "superseded",
        "published",
    ]
    Report.objects.filter(pk=new.pk).update(approved_by=None, published_by=None)


def signed(report: Report) -> Signed:
    return Signed(report.fingerprint, digest(report.moved))


def test_the_files_that_were_signed_are_those_that_are_given_out(
    guarded: None, body: ReportingBody
) -> None:
    report = published(body)
    with pytest.raises(DatabaseError, match="stays as it"), transaction.atomic():
        with_files(report)
