"""Case studies and evaluation reports are written: begun, in sections, with their evidence."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction

from evaluation.actions.logic_details import NOBODY, Keys
from evaluation.models import Excerpt, Indicator, Story, StoryEvidence, StorySection, Wave
from evaluation.rules.story import FILES, HEADINGS, names_document
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError, changing
from partnership.programmes.models import Programme
from partnership.slugs import fresh_slug
from pilots.actions.attachments import (
    Content,
    check_upload,
    remove_attachment,
    store_content,
    undone_together,
)
from pilots.attachment_rules import safe_name
from pilots.models import Area, Attachment, Event, ServiceTest, Venue

MOST_SECTIONS, MOST_EVIDENCE = 20, 60
DRAFT = Story.State.DRAFT


@dataclass(frozen=True)
class StoryDetails:
    """What is said of a story; fields are named as its own."""

    title: str
    summary: str
    area: Area | None
    venue: Venue | None
    consent: str
    consent_note: str
    outcomes: Keys = NOBODY
    is_shared: bool | None = None  # None: as it is

    def put_on(self, story: Story) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if each.name != "outcomes" and not (each.name == "is_shared" and value is None):
                setattr(story, each.name, value)

    def check(self) -> None:
        """Raise RefusedError where its parts contradict one another."""
        if self.venue and self.venue.area != self.area:
            raise RefusedError(
                f"{self.venue} is in {self.venue.area}: choose that place too.", "venue"
            )


@transaction.atomic
def begin_story(
    *,
    programme: Programme,
    kind: str,
    details: StoryDetails,
    service_test: ServiceTest | None = None,
    by: User,
) -> Story:
    """Begin a story with the headings of its kind; RefusedError."""
    Programme.objects.select_for_update().get(pk=programme.pk)  # one slug at a time
    details.check()
    if service_test and Story.objects.filter(service_test=service_test).exists():
        raise RefusedError("Somebody began the evaluation report of this test already.")
    story = Story(
        programme=programme,
        kind=kind,
        service_test=service_test,
        slug=fresh_slug(details.title, programme.stories, otherwise="story"),
        written_by=by,
    )
    details.put_on(story)
    record_by(story, by=by)
    story.save()
    story.outcomes.set(details.outcomes)
    for position, (heading, _) in enumerate(HEADINGS[kind], start=1):
        section = StorySection(story=story, position=position, heading=heading)
        record_by(section, by=by)
        section.save()
    return story


def change_story(*, story: Story, seen: int, details: StoryDetails, by: User) -> None:
    """Say something else of it; RefusedError, ChangedMeanwhileError.

    It stays where it is, and read by whom it is, once an edition was published.
    """
    details.check()
    with changing(story, seen=seen, by=by) as now:
        refuse_not_draft(now)
        moves = details.area != now.area
        opens = details.is_shared not in (None, now.is_shared)
        if (moves or opens) and now.editions.exists():
            raise RefusedError(
                "An edition is published: who may read it is changed on its own page.",
                "area" if moves else "is_shared",
            )
        details.put_on(now)
        now.written_by = by
        now.outcomes.set(details.outcomes)


@contextmanager
def writing(story: Story, *, by: User) -> Iterator[Story]:
    """Lock a story that is being written, and note who wrote in it last; RefusedError."""
    with transaction.atomic():
        now = Story.objects.select_for_update().get(pk=story.pk)
        refuse_not_draft(now)
        yield now
        if now.written_by_id != by.pk:
            now.written_by = by
            record_by(now, by=by)
            now.save(update_fields=["written_by"])


def refuse_not_draft(story: Story) -> None:
    """Raise RefusedError unless it is being written."""
    if story.state == Story.State.IN_REVIEW:
        raise RefusedError("It is in review: take it back first, and it can be changed.")
    if story.state != DRAFT:
        raise RefusedError(
            f"It is {story.get_state_display().lower()}: begin a new edition, and it can be"
            " changed."
        )


def write_section(
    *, section: StorySection, seen: int, heading: str, text: str, place: int, by: User
) -> None:
    """Write under a heading, or call it otherwise; ChangedMeanwhileError, RefusedError."""
    why = f"Section “{heading}”"[:100]
    with writing(section.story, by=by), changing(section, seen=seen, by=by, why=why) as now:
        now.heading, now.text = heading, text
        _arrange(now, place)


def add_section(*, story: Story, heading: str, text: str, by: User) -> StorySection:
    """Add a heading of one’s own after the others; RefusedError."""
    with writing(story, by=by):
        others = list(story.sections.all())
        if len(others) >= MOST_SECTIONS:
            raise RefusedError(f"There are {MOST_SECTIONS} sections already: join some.")
        position = max((each.position for each in others), default=0) + 1
        section = StorySection(story=story, position=position, heading=heading, text=text)
        record_by(section, by=by)
        section.save()
    return section


def remove_section(*, section: StorySection, seen: int, by: User) -> None:
    """Remove a section; its evidence stays with the story. ChangedMeanwhileError."""
    with writing(section.story, by=by):
        now = StorySection.objects.select_for_update().get(pk=section.pk)
        if now.version != seen:
            raise ChangedMeanwhileError(now)
        record_by(now, by=by)
        now.delete()


def _arrange(section: StorySection, place: int) -> None:
    """Put it at its place, from 1; the others keep their order, and no two meet on the way."""
    others = list(section.story.sections.exclude(pk=section.pk).order_by("position"))
    at = max(0, min(place - 1, len(others)))
    ordered = [*others[:at], section, *others[at:]]
    if [each.position for each in ordered] == sorted(each.position for each in ordered):
        return
    beyond = max(each.position for each in ordered)
    rows = StorySection.objects.filter(story=section.story)
    rows.update(position=models.F("position") + beyond)
    for position, each in enumerate(ordered, start=1):
        rows.filter(pk=each.pk).update(position=position)
    section.position = at + 1


@dataclass(frozen=True)
class Found:
    """One thing that a story rests on: exactly one of its parts but `words` and `section`."""

    words: str = ""
    section: StorySection | None = None
    excerpt: Excerpt | None = None
    indicator: Indicator | None = None
    wave: Wave | None = None
    event: Event | None = None
    upload: UploadedFile | None = None
    link: str = ""

    @property
    def record(self) -> dict[str, object]:
        """The one record, or the link, by the name of its field."""
        names = ("excerpt", "indicator", "wave", "event", "link")
        return {name: getattr(self, name) for name in names if getattr(self, name)}


def add_evidence(*, story: Story, found: Found, by: User) -> StoryEvidence:
    """Rest a story on one more thing; RefusedError where it does already."""
    with undone_together(), writing(story, by=by) as now:
        there = list(now.evidence.all())
        if len(there) >= MOST_EVIDENCE:
            raise RefusedError(f"It rests on {MOST_EVIDENCE} things already: choose the best.")
        record = found.record
        if found.upload is not None:
            record["attachment"] = _store(now, found.upload, by)
        if len(record) != 1:
            raise RefusedError("Choose one thing that it rests on.")
        if now.evidence.filter(**record).exists():
            raise RefusedError("It rests on this already.")
        return StoryEvidence.objects.create(
            story=now,
            section=found.section,
            words=found.words,
            position=max((each.position for each in there), default=0) + 1,
            **record,
        )


def _store(story: Story, upload: UploadedFile, by: User) -> Attachment:
    media_type = check_upload(upload)
    upload.seek(0)
    content = Content(safe_name(upload.name or ""), media_type, upload.read())
    path = f"{FILES}/{uuid4().hex}"
    return store_content(
        programme=story.programme, area=story.area, content=content, by=by, path=path
    )


def remove_evidence(*, evidence: StoryEvidence, by: User) -> None:
    """Rest a story on it no longer; a document goes for good unless an edition names it."""
    with writing(evidence.story, by=by) as story:
        file = evidence.attachment
        evidence.delete()
        if file and not is_named(story, file):
            remove_attachment(attachment=file)


def is_named(story: Story, file: Attachment) -> bool:
    """Whether any edition names a document."""
    return any(names_document(each.snapshot, file.pk) for each in story.editions.all())


def discard_story(*, story: Story, seen: int, by: User) -> None:
    """Remove a draft of which no edition was ever published; RefusedError otherwise."""
    with transaction.atomic():
        now = Story.objects.select_for_update().get(pk=story.pk)
        if now.version != seen:
            raise ChangedMeanwhileError(now)
        if now.editions.exists():
            raise RefusedError("An edition was published: withdraw it instead.")
        refuse_not_draft(now)
        files = list(Attachment.objects.filter(in_stories__story=now))
        record_by(now, by=by)
        now.delete()
        for file in files:
            remove_attachment(attachment=file)
