"""Stories are reviewed by a second person, published as editions that never change, withdrawn."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from evaluation.actions.stories import refuse_not_draft
from evaluation.models import Story, StoryEdition
from evaluation.printing.stories import Render, story_pdf
from evaluation.rules.story import StoryPaper, fingerprint, is_too_long, missing, thawed
from partnership.pdf import PdfError
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError, changing
from pilots.actions.attachments import (
    NOT_STORED,
    Content,
    DamagedAttachmentError,
    remove_attachment,
    store_content,
    undone_together,
)
from pilots.models import ServiceTest

FOLDER = "stories/editions"
State = Story.State


def submit_story(*, story: Story, seen: int, paper: StoryPaper, by: User) -> None:
    """Give a story to be reviewed; RefusedError says what is missing."""
    refuse_unready(story, paper)
    with changing(story, seen=seen, by=by, why="Given to be reviewed") as now:
        refuse_not_draft(now)
        now.state, now.sent_back_why = State.IN_REVIEW, ""


def refuse_unready(story: Story, paper: StoryPaper) -> None:
    """Raise RefusedError, naming what has to be there before anybody reviews it."""
    if found := missing(paper, consent=story.consent):
        raise RefusedError(f"Not ready yet. Still missing: {'; '.join(found)}.")
    if gone := [each for each in story.evidence.all() if is_withdrawn(each)]:
        number = f"{len(gone)} quotation{'' if len(gone) == 1 else 's'}"
        raise RefusedError(f"{number} in it may no longer be quoted: take them out first.")
    if is_too_long(paper):
        raise RefusedError(
            "It is too long to be printed, which ends at about 20 pages: shorten it."
        )


def is_withdrawn(evidence: object) -> bool:
    """Whether it is a quotation that others may not read, or not read any longer."""
    excerpt = getattr(evidence, "excerpt", None)
    return bool(excerpt and (not excerpt.released_on or excerpt.withdrawn_on))


def take_back(*, story: Story, seen: int, by: User) -> None:
    """Go on writing what was given to be reviewed; RefusedError, ChangedMeanwhileError."""
    with changing(story, seen=seen, by=by, why="Taken back to be changed") as now:
        _refuse_not_in_review(now)
        now.state = State.DRAFT


def send_back(*, story: Story, seen: int, why: str, by: User) -> None:
    """Send a story back to its writers with words; RefusedError, ChangedMeanwhileError."""
    with changing(story, seen=seen, by=by, why=f"Sent back: {why}"[:100]) as now:
        _refuse_not_in_review(now)
        now.state, now.sent_back_why = State.DRAFT, why


def _refuse_not_in_review(story: Story) -> None:
    if story.state != State.IN_REVIEW:
        raise RefusedError("It is not in review now: somebody was quicker.")


@dataclass(frozen=True)
class Publication:
    """What is decided when a story is published."""

    is_shared: bool
    changed: str = ""


def publish_story(
    *, story: Story, seen: int, paper: StoryPaper, publication: Publication, by: User,
    render: Render,
) -> StoryEdition:  # fmt: skip
    """Publish a story that somebody else wrote last, frozen with its PDF.

    The PDF is printed first, which takes seconds, and nothing is locked meanwhile: whoever
    changes the story in that time makes this raise ChangedMeanwhileError. RefusedError says
    why it can’t be published, or printed.
    """
    refuse_own(story, by)
    _refuse_not_in_review(story)
    refuse_unready(story, paper)
    snapshot = paper.frozen()
    mark = fingerprint(snapshot)
    try:
        pdf = story_pdf(paper, mark, render=render)
    except PdfError as error:
        raise RefusedError(str(error)) from error
    with undone_together() as written, transaction.atomic():
        edition = StoryEdition(
            story=story, number=paper.number, snapshot=snapshot, fingerprint=mark,
            pdf_path=f"{FOLDER}/{uuid4().hex}.pdf", pdf_sha256=sha256(pdf).hexdigest(),
            drafted_by=story.written_by, published_by=by, changed=publication.changed,
        )  # fmt: skip
        written.append(edition.pdf_path)
        _freeze(story, seen, edition, publication, by)
        _write(edition.pdf_path, pdf)
        edition.save()
        _hand_to_test(story, edition, pdf, by)
    return edition


def _freeze(
    story: Story, seen: int, edition: StoryEdition, publication: Publication, by: User
) -> None:
    with changing(story, seen=seen, by=by, why=f"Published, edition {edition.number}") as now:
        _refuse_not_in_review(now)
        refuse_own(now, by)
        if now.written_by_id != story.written_by_id or now.editions.count() != edition.number - 1:
            raise ChangedMeanwhileError(now)
        now.state, now.is_shared = State.PUBLISHED, publication.is_shared
        now.sent_back_why = now.withdrawn_why = ""


def refuse_own(story: Story, by: User) -> None:
    """Raise RefusedError to whoever wrote it last."""
    if story.written_by_id == by.pk:
        raise RefusedError(
            "You wrote in it last, so somebody else publishes it: another programme manager, or"
            " a chair."
        )


def _write(path: str, pdf: bytes) -> None:
    try:
        default_storage.save(path, ContentFile(pdf))
    except OSError as error:
        raise RefusedError(NOT_STORED) from error


def _hand_to_test(story: Story, edition: StoryEdition, pdf: bytes, by: User) -> None:
    """Name the evaluation report on its test’s page, unless another one is named there."""
    test = _test_of(story)
    if test is None or not _is_ours(story, test, but=edition):
        return
    content = Content(f"{story.slug}-edition-{edition.number}.pdf", "application/pdf", pdf)
    file = store_content(programme=story.programme, area=story.area, content=content, by=by)
    before = test.report_file
    why = f"Its evaluation report was published, edition {edition.number}"
    with changing(test, seen=test.version, by=by, why=why) as now:
        now.report_title, now.report_file = story.title, file
    if before:
        remove_attachment(attachment=before)


def _test_of(story: Story) -> ServiceTest | None:
    """The test that it evaluates, as it stands now, locked."""
    if story.service_test_id is None:
        return None
    found = ServiceTest.objects.select_for_update(of=("self",)).select_related("report_file")
    return found.get(pk=story.service_test_id)


def _is_ours(story: Story, test: ServiceTest, *, but: StoryEdition | None = None) -> bool:
    """Whether the test names no report, or an edition of this one."""
    if test.report_link:
        return False
    if test.report_file is None:
        return not test.report_title
    editions = story.editions.exclude(pk=but.pk) if but and but.pk else story.editions.all()
    return editions.filter(pdf_sha256=test.report_file.sha256).exists()


def new_edition(*, story: Story, seen: int, by: User) -> None:
    """Write on at what was published, or withdrawn; readers keep the last edition meanwhile."""
    with changing(story, seen=seen, by=by, why="A new edition was begun") as now:
        if now.state not in (State.PUBLISHED, State.WITHDRAWN):
            raise RefusedError("A new edition is being written already.")
        now.state = State.DRAFT


def set_readers(*, story: Story, seen: int, is_shared: bool, by: User) -> None:
    """Let the whole programme read it, or its area alone; ChangedMeanwhileError."""
    with changing(story, seen=seen, by=by) as now:
        now.is_shared = is_shared


@transaction.atomic
def withdraw_story(*, story: Story, seen: int, why: str, by: User) -> None:
    """Take every edition out of sight; the editions stay, and what is in reports stays."""
    with changing(story, seen=seen, by=by, why=f"Withdrawn: {why}"[:100]) as now:
        if now.state == State.WITHDRAWN or not now.editions.exists():
            raise RefusedError("No edition of it is published.")
        now.state, now.withdrawn_why = State.WITHDRAWN, why
        now.withdrawn_on = timezone.localdate()
    test = _test_of(story)
    if test and test.report_file and _is_ours(story, test):
        file = test.report_file
        with changing(test, seen=test.version, by=by, why="Its report was withdrawn") as named:
            named.report_title, named.report_file = "", None
        remove_attachment(attachment=file)


class AlteredEditionError(Exception):
    """What is stored of an edition is not what was published; it is not shown."""


def paper_published(edition: StoryEdition) -> StoryPaper:
    """What an edition says, checked against its fingerprint. Raises AlteredEditionError."""
    if fingerprint(edition.snapshot) != edition.fingerprint:
        raise AlteredEditionError(
            "What is stored is not what was published: it was changed or damaged since, so it is"
            " not shown. Ask the administrator to restore it from the backup."
        )
    return thawed(edition.snapshot)


def read_pdf(edition: StoryEdition, *, render: Render) -> bytes:
    """The PDF as it was published; one that is lost or damaged is printed again from its words.

    Raises DamagedAttachmentError where that makes another file, AlteredEditionError.
    """
    if (pdf := _stored(edition)) is not None:
        return pdf
    paper = paper_published(edition)
    try:
        again = story_pdf(paper, edition.fingerprint, render=render)
    except PdfError as error:
        raise DamagedAttachmentError(f"The file is damaged. {error}") from error
    if sha256(again).hexdigest() != edition.pdf_sha256:
        raise DamagedAttachmentError(
            "The file is lost or damaged, and this release prints it otherwise: read the page, or"
            " ask the administrator to restore the file from the backup."
        )
    default_storage.delete(edition.pdf_path)
    default_storage.save(edition.pdf_path, ContentFile(again))
    return again


def _stored(edition: StoryEdition) -> bytes | None:
    try:
        with default_storage.open(edition.pdf_path) as file:
            pdf: bytes = file.read()
    except FileNotFoundError:
        return None
    return pdf if sha256(pdf).hexdigest() == edition.pdf_sha256 else None
