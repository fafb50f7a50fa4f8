"""The portfolio of learning: resources added, given new versions, retired, shared.

A version is never changed: what was wrong in it is right in the next.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from partnership.programmes.models import Programme
from partnership.slugs import fresh_slug
from pilots.actions.attachments import (
    Content,
    DamagedAttachmentError,
    read_attachment,
    remove_attachment,
    store_attachment,
    store_content,
    undone_together,
)
from pilots.actions.learning_methods import method_called
from pilots.models import (
    Area,
    Attachment,
    LearningMethod,
    LearningResource,
    LearningResourceFile,
    LearningResourceVersion,
)

MOST_FILES = 20  # of one version
WORDS = ("audience", "format", "materials", "guidance", "outcomes", "link", "changed")


@dataclass(frozen=True)
class VersionSaid:
    """What a version holds; `new_method` is the name of a method to add to the programme's.

    `kept` are files of the version before that belong to this one too.
    """

    audience: str = ""
    format: str = ""
    materials: str = ""
    guidance: str = ""
    outcomes: str = ""
    link: str = ""
    changed: str = ""
    methods: Collection[LearningMethod] = ()
    new_method: str = ""
    kept: Sequence[LearningResourceFile] = ()
    uploads: Sequence[UploadedFile] = field(default=())


def add_resource(
    *,
    programme: Programme,
    area: Area | None,
    title: str,
    made_by: str,
    said: VersionSaid,
    by: User,
) -> LearningResource:
    """Add a resource with its first version; of no area it is shared with the programme."""
    with undone_together(), transaction.atomic():
        Programme.objects.select_for_update().get(pk=programme.pk)  # one slug at a time
        resource = LearningResource(
            programme=programme,
            area=area,
            title=title,
            made_by=made_by,
            slug=fresh_slug(title, programme.learning_resources, otherwise="resource"),
            reported_on=timezone.localdate(),
        )
        record_by(resource, by=by)
        resource.save()
        _write(resource, 1, said, by)
    return resource


def add_version(*, resource: LearningResource, seen: int, said: VersionSaid, by: User) -> int:
    """Put a newer version on top; the others stay readable. The new one's number.

    Raises RefusedError, and ChangedMeanwhileError where somebody else was quicker.
    """
    if not said.changed:
        raise RefusedError("Say what is new in it: whoever used the last one wants to know.")
    with undone_together(), transaction.atomic():
        newest = resource.versions.order_by("-number").values_list("number", flat=True).first()
        number = (newest or 0) + 1
        why = f"Version {number}: {said.changed}"
        with changing(resource, seen=seen, by=by, why=why) as now:
            _write(now, number, said, by)
    return number


def _write(resource: LearningResource, number: int, said: VersionSaid, by: User) -> None:
    if len(said.kept) + len(said.uploads) > MOST_FILES:
        raise RefusedError(f"A version has {MOST_FILES} files at most: keep fewer.", "uploads")
    version = LearningResourceVersion.objects.create(
        resource=resource,
        number=number,
        by=by,
        reported_on=timezone.localdate(),
        **{name: getattr(said, name) for name in WORDS},
    )
    methods = list(said.methods)
    if said.new_method:
        methods.append(method_called(resource.programme, said.new_method))
    version.methods.set(methods)
    programme, area = resource.programme, resource.area
    for kept in said.kept:
        copy = store_content(programme=programme, area=area, content=_content(kept), by=by)
        _attach(version, copy, kept.title)
    for upload in said.uploads:
        _attach(version, store_attachment(programme=programme, area=area, upload=upload, by=by))


def _content(kept: LearningResourceFile) -> Content:
    """What is in a file of an earlier version."""
    attachment = kept.attachment
    try:
        return Content(attachment.name, attachment.media_type, read_attachment(attachment))
    except DamagedAttachmentError as error:
        raise RefusedError(f"“{attachment.name}” can’t be kept. {error}", "kept") from error


def _attach(version: LearningResourceVersion, attachment: Attachment, title: str = "") -> None:
    LearningResourceFile.objects.create(version=version, attachment=attachment, title=title)


def remove_files(
    *,
    resource: LearningResource,
    files: Sequence[LearningResourceFile],
    seen: int,
    why: str,
    by: User,
) -> None:
    """Remove files of the resource's versions for good; the versions stay, and say so.

    The history keeps what was removed, who did it, when and why. Raises RefusedError
    without a reason, and ChangedMeanwhileError where somebody else was quicker.
    """
    if not why:
        raise RefusedError("Say why it is removed: whoever used it wants to know.", "why")
    told = f"{files_words(files)}: {why}"
    with changing(resource, seen=seen, by=by, why=told) as now:
        there = LearningResourceFile.objects.filter(version__resource=now)
        keys = [each.pk for each in files]
        for each in there.filter(pk__in=keys).select_related("attachment"):
            remove_attachment(attachment=each.attachment)


def files_words(files: Sequence[LearningResourceFile]) -> str:
    """Removed “Plan.pdf” from versions 1 and 2."""
    numbers = [str(each.version.number) for each in files]
    versions = " and ".join(filter(None, [", ".join(numbers[:-1]), numbers[-1]]))
    return f"Removed “{files[0]}” from version{'s' if len(numbers) > 1 else ''} {versions}"


def change_resource(
    *,
    resource: LearningResource,
    seen: int,
    title: str,
    made_by: str,
    is_retired: bool,
    by: User,
) -> None:
    """Call a resource otherwise, or offer it no longer; ChangedMeanwhileError."""
    with changing(resource, seen=seen, by=by) as now:
        now.title, now.made_by, now.is_retired = title, made_by, is_retired


def share_resource(*, resource: LearningResource, seen: int, by: User) -> None:
    """Let everybody who reads the programme read it, with the files of all its versions.

    Raises RefusedError where it is shared already, and ChangedMeanwhileError.
    """
    with changing(resource, seen=seen, by=by, why="Shared with the whole programme") as now:
        if now.area is None:
            raise RefusedError("It is shared with the whole programme already.")
        now.made_by = now.made_by or now.area.name
        now.area = None
        files = Attachment.objects.filter(learning_resource_file__version__resource=now)
        files.update(area=None)
