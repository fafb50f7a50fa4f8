"""What is published stays: a correction is another edition, which says why."""

from collections.abc import Callable
from pathlib import Path

import pytest

from partnership.people.models import Role, User
from partnership.people.refusals import RefusedError
from partnership.programmes.access import entries_of
from partnership.reports import tasks
from partnership.reports.actions import correcting, moving, writing
from partnership.reports.actions.moving import HinderedError, Mover
from partnership.reports.models import Report
from partnership.reports.templates import layout_of
from pilots.models import ReportingBody
from tests.support.drafting_reports import approved, published, with_files

WHY = "An event was counted twice."


@pytest.fixture
def by(person: Callable[[Role | None], User]) -> Mover:
    writer = person(Role.PROGRAMME_MANAGER)
    return Mover(writer, entries_of(writer, slug="co-creating")[0])


def test_a_correction_begins_with_the_words_and_the_cut_off_of_what_it_corrects(
    body: ReportingBody, by: Mover, sent: list, django_capture_on_commit_callbacks: Callable
) -> None:
    report = published(body)
    with django_capture_on_commit_callbacks(execute=True):
        new = correcting.correct(report, by=by, why=WHY)
    assert (new.edition, new.corrects, new.why, new.stage) == (2, report, WHY, "draft")
    assert str(new) == "North IJB, July to September 2019, edition 2", "as e-mails name it"
    assert (new.period, new.template, new.cut_off) == (report.period, report.template, None)
    for words in ("texts", "implications"):
        copied, kept = getattr(new, words), getattr(report, words)
        assert [each.text for each in copied.all()] == [each.text for each in kept.all()]
    assert new.cover.recommendations == report.cover.recommendations
    assert sent == [("reports.make", new.pk)]


def test_the_edition_before_stays_published_until_its_correction_is(
    body: ReportingBody, by: Mover
) -> None:
    report = published(body)
    before = report.fingerprint, report.snapshot
    new = correcting.correct(report, by=by, why=WHY)
    report.refresh_from_db()
    assert report.stage == "published"

    rows = Report.objects.filter(pk=new.pk)
    rows.update(snapshot=report.snapshot, fingerprint="f")
    with_files(rows.get())
    rows.update(stage="approved", approved_at="2019-11-01T10:00Z")
    moving.publish(rows.get(), by=by)

    report.refresh_from_db()
    assert (report.stage, report.superseded_at is not None) == ("superseded", True)
    assert (report.fingerprint, report.snapshot) == before
    assert Report.objects.get(edition=2).stage == "published"


def test_one_correction_at_a_time(body: ReportingBody, by: Mover) -> None:
    report = published(body)
    correcting.correct(report, by=by, why=WHY)
    with pytest.raises(HinderedError, match="being corrected already"):
        correcting.correct(report, by=by, why=WHY)
    assert Report.objects.count() == 2


def test_of_two_who_begin_at_once_one_is_told(
    body: ReportingBody, by: Mover, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other's row appears after the rules were asked."""
    report = published(body)
    correcting.correct(report, by=by, why=WHY)
    monkeypatch.setattr(moving, "hindrance", lambda *_: "")
    with pytest.raises(HinderedError, match="Somebody was quicker"):
        correcting.correct(report, by=by, why=WHY)
    assert Report.objects.count() == 2


def test_what_is_not_published_is_not_corrected(body: ReportingBody, by: Mover) -> None:
    with pytest.raises(HinderedError, match="Somebody was quicker"):
        correcting.correct(approved(body), by=by, why=WHY)


def test_a_correction_that_was_begun_is_thrown_away_with_its_files(
    body: ReportingBody,
    by: Mover,
    files_apart: Path,
    django_capture_on_commit_callbacks: Callable,
) -> None:
    report = published(body)
    new = correcting.correct(report, by=by, why=WHY)
    tasks.make(new.pk)
    folder = files_apart / f"reports/{new.pk}"
    assert any(folder.rglob("*.*"))
    with django_capture_on_commit_callbacks(execute=True):
        correcting.discard(new, by=by)
    assert Report.objects.get() == report
    assert not any(folder.rglob("*.*"))
    assert correcting.correct(report, by=by, why=WHY).edition == 2


def test_a_first_edition_is_not_thrown_away(body: ReportingBody, by: Mover) -> None:
    report = approved(body)
    Report.objects.update(stage="draft")
    with pytest.raises(HinderedError, match="Only a correction"):
        correcting.discard(report, by=by)


def test_whoever_goes_on_with_a_correction_that_was_thrown_away_is_told(
    body: ReportingBody, by: Mover
) -> None:
    new = correcting.correct(published(body), by=by, why=WHY)
    held = Report.objects.get(pk=new.pk)
    layout = layout_of(new.template)
    correcting.discard(new, by=by)
    said = {"section": "summary", "text": "Typed meanwhile.", "by": by.person}
    with pytest.raises(RefusedError, match="threw this correction away"):
        writing.write_text(report=held, layout=layout, seen=0, **said)
    with pytest.raises(RefusedError, match="threw this correction away"):
        writing.comment(report=held, kind="comment", **said)
    with pytest.raises(RefusedError, match="threw this correction away"):
        moving.submit(held, by=by)
