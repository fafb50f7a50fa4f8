"""A report goes from its writers to its approver to its readers, and no other way."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from partnership.people.models import Role, User
from partnership.programmes.access import Entry, entries_of
from partnership.reports import jobs, tasks
from partnership.reports.actions import moving
from partnership.reports.actions.moving import HinderedError, MovedError, Mover, Signed, digest
from partnership.reports.models import Report, ReportComment, ReportFile
from pilots.models import ReportingBody
from tests.support.drafting_reports import a_draft, approved, filled_in, in_review, with_files

Person = Callable[[Role | None], User]


def mover(person: User) -> Mover:
    return Mover(person, entry(person))


def entry(person: User) -> Entry:
    return entries_of(person, slug="co-creating")[0]


@pytest.fixture
def writer(person: Person) -> User:
    return person(Role.PROGRAMME_MANAGER)


@pytest.fixture
def approver(person: Person) -> User:
    """Another manager: the first one's words are not theirs to approve."""
    return person(Role.PROGRAMME_MANAGER)


def signed(report: Report, **fields: str) -> Signed:
    return Signed(report.fingerprint, digest(report.moved), **fields)


def test_what_is_submitted_is_frozen_and_made_anew(
    body: ReportingBody, writer: User, sent: list, django_capture_on_commit_callbacks: Callable
) -> None:
    report = with_files(filled_in(a_draft(body), writer))
    with django_capture_on_commit_callbacks(execute=True):
        moving.submit(report, by=mover(writer))
    assert (report.stage, report.submitted_by) == ("in-review", writer)
    assert (report.state, report.snapshot, report.fingerprint) == ("queued", None, "")
    assert sent == [("reports.make", report.pk)]
    assert not report.files.exists()


def test_what_is_incomplete_is_not_submitted(body: ReportingBody, writer: User) -> None:
    report = a_draft(body)
    with pytest.raises(HinderedError, match="Still missing: "):
        moving.submit(report, by=mover(writer))
    assert Report.objects.get().stage == "draft"


def test_a_maker_of_proofs_loses_its_claim_when_the_draft_is_submitted(
    body: ReportingBody, writer: User
) -> None:
    report = filled_in(a_draft(body, state=Report.State.QUEUED), writer)
    proofs = jobs.claim(report.pk)
    assert proofs
    moving.submit(report, by=mover(writer))
    with pytest.raises(jobs.LostClaimError):
        jobs.finish(proofs, [])
    assert Report.objects.get().state == "queued"


def test_whoever_wrote_a_word_does_not_approve(
    body: ReportingBody, writer: User, approver: User
) -> None:
    report = in_review(body, submitted_by=approver)
    report.texts.update(written_by=writer)
    for person in (writer, approver):
        with pytest.raises(HinderedError, match="You wrote in it"):
            moving.approve(report, by=mover(person), signed=signed(report))
    assert Report.objects.get().stage == "in-review"


def test_a_word_that_was_overwritten_since_counts_too(
    body: ReportingBody, writer: User, approver: User
) -> None:
    report = in_review(body, submitted_by=writer)
    text = report.texts.first()
    assert text
    text._history_user = approver
    text.save()
    text._history_user = writer
    text.written_by = writer
    text.save()
    with pytest.raises(HinderedError, match="You wrote in it"):
        moving.approve(report, by=mover(approver), signed=signed(report))


def test_somebody_else_approves_what_they_saw_and_publishes_it(
    body: ReportingBody, writer: User, approver: User
) -> None:
    report = in_review(body, submitted_by=writer)
    before = report.fingerprint, set(report.files.values_list("sha256", flat=True))
    moving.approve(report, by=mover(approver), signed=signed(report))
    assert (report.stage, report.approved_by) == ("approved", approver)
    moving.publish(report, by=mover(approver))
    assert (report.stage, report.published_by) == ("published", approver)
    assert before == (report.fingerprint, set(report.files.values_list("sha256", flat=True)))


def test_an_approval_on_behalf_of_somebody_names_the_authority(
    body: ReportingBody, writer: User, approver: User
) -> None:
    report = in_review(body, submitted_by=writer)
    given = signed(report, on_behalf_of="Chair of the board", authority="E-mail of 3 October 2019")
    moving.approve(report, by=mover(approver), signed=given)
    assert report.on_behalf_of == "Chair of the board"
    assert report.authority == "E-mail of 3 October 2019"


@pytest.mark.parametrize(
    ("changed", "words"),
    [({"fingerprint": "f" * 64}, "not what you had"), ({"moved": ["It rained."]}, "Since you")],
)
def test_what_changed_under_the_approvers_eyes_is_not_signed(
    body: ReportingBody, writer: User, approver: User, changed: dict, words: str
) -> None:
    report = in_review(body, submitted_by=writer)
    given = signed(report)
    Report.objects.update(**changed)
    with pytest.raises(HinderedError, match=words) as refused:
        moving.approve(report, by=mover(approver), signed=given)
    assert isinstance(refused.value, MovedError) == ("moved" in changed)
    assert Report.objects.get().stage == "in-review"


@pytest.mark.parametrize("stage", ["in-review", "approved"])
@pytest.mark.parametrize("kind", ReportFile.Kind)
def test_a_file_that_was_altered_is_neither_signed_nor_published(
    body: ReportingBody, writer: User, approver: User, files_apart: Path, stage: str, kind: str
) -> None:
    make = in_review if stage == "in-review" else approved
    report = make(body)
    given = {"signed": signed(report)} if stage == "in-review" else {}
    move = moving.approve if stage == "in-review" else moving.publish
    with default_storage.open(report.files.get(kind=kind).path, "ab") as stored:
        stored.write(b" ")
    with pytest.raises(HinderedError, match="is not the one that was stored"):
        move(report, by=mover(approver), **given)  # type: ignore[operator]
    assert Report.objects.get().stage == stage


@pytest.mark.parametrize("stage", ["in-review", "approved"])
def test_what_is_sent_back_is_a_draft_with_the_request(
    body: ReportingBody, writer: User, approver: User, stage: str
) -> None:
    make = in_review if stage == "in-review" else approved
    report = make(body)
    moving.send_back(report, by=mover(approver), why="Say why M3 is late.")
    assert (report.stage, report.state, report.snapshot) == ("draft", "queued", None)
    assert (report.submitted_at, report.approved_at) == (None, None)
    assert not report.files.exists()
    comment = ReportComment.objects.get()
    assert (comment.kind, comment.text, comment.by) == ("request", "Say why M3 is late.", approver)


def test_its_writers_take_it_back_until_it_is_approved(body: ReportingBody, writer: User) -> None:
    report = in_review(body, submitted_by=writer)
    moving.take_back(report, by=mover(writer))
    assert (report.stage, report.submitted_by) == ("draft", None)
    moving.submit(report, by=mover(writer))
    Report.objects.update(stage="approved", approved_at="2019-10-04T10:00Z", fingerprint="f")
    with pytest.raises(HinderedError, match="Somebody was quicker"):
        moving.take_back(report, by=mover(writer))


def test_who_may_not_is_told_who_could(body: ReportingBody, person: Person) -> None:
    report = in_review(body)
    chair, viewer = person(Role.AREA_MANAGER), person(Role.VIEWER)
    for somebody in (chair, viewer):
        with pytest.raises(HinderedError, match="The chair of the body’s group"):
            moving.approve(report, by=mover(somebody), signed=signed(report))


# -- Files of the stage before -----------------------------------------------


def test_files_give_way_to_those_made_anew(report: Report, files_apart: Path) -> None:
    tasks.make(report.pk)
    before = set(ReportFile.objects.values_list("path", flat=True))
    Report.objects.update(state="queued", snapshot=None, tries=0)
    claim = jobs.claim(report.pk)
    assert claim
    assert {str(path.relative_to(files_apart)) for path in files_apart.rglob("*.*")} == before
    Report.objects.update(state="queued")
    tasks.make(report.pk)
    after = set(ReportFile.objects.values_list("path", flat=True))
    assert len(after) == len(before)
    assert not after & before
    assert {str(path.relative_to(files_apart)) for path in files_apart.rglob("*.*")} == after


def test_files_of_a_draft_stay_when_making_them_anew_fails(
    report: Report, files_apart: Path
) -> None:
    tasks.make(report.pk)
    Report.objects.update(state="queued", tries=0)
    claim = jobs.claim(report.pk)
    assert claim
    jobs.fail(claim, "Because.")
    tasks.sweep()
    recorded = set(ReportFile.objects.values_list("path", flat=True))
    assert {str(path.relative_to(files_apart)) for path in files_apart.rglob("*.*")} == recorded
