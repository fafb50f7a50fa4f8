"""What shows that an output is there: recorded, corrected, removed."""

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from milestones.actions.telling import telling
from milestones.models import Delivery, Output, OutputDelivered
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from pilots.actions.attachments import remove_attachment, store_attachment, undone_together
from pilots.models import Attachment, Event

NOTHING_SHOWN = "Say what shows that it is there: a few words, a link, a file or an event."


@dataclass(frozen=True)
class Shown:
    """An output and what shows it; without a new file, the one that is there stays.

    `field` is the form's name for it, at which a refusal is said.
    """

    output: Output
    words: str = ""
    link: str = ""
    event: Event | None = None
    upload: UploadedFile | None = None
    drops_file: bool = False
    field: str | None = None


def show_output(
    *,
    delivery: Delivery,
    seen: int,
    shown: Shown,
    reported_on: date | None = None,
    by: User | None,
) -> OutputDelivered:
    """Record that an output is there, or correct what shows it.

    Raises RefusedError in words, and ChangedMeanwhileError where somebody was quicker.
    """
    with undone_together(), telling(delivery, seen=seen, by=by) as now:
        day = reported_on or timezone.localdate()
        return put_evidence(now.delivery, shown, reported_on=day, by=by)


def remove_output(*, delivery: Delivery, seen: int, output: Output, why: str, by: User) -> None:
    """Take back that an output is there, with the reason; its file goes for good."""
    with telling(delivery, seen=seen, by=by) as now:
        evidence = OutputDelivered.objects.filter(delivery=now.delivery, output=output).first()
        if evidence is None:
            raise RefusedError("Nothing shows this output any more: nothing was changed.")
        attachment = evidence.attachment
        record_by(evidence, by=by, why=why)
        evidence.delete()
        if attachment:
            remove_attachment(attachment=attachment)


def put_evidence(
    delivery: Delivery, shown: Shown, *, reported_on: date, by: User | None
) -> OutputDelivered:
    """Write down what shows an output of a locked delivery."""
    _refuse(delivery, shown)
    found = OutputDelivered.objects.filter(delivery=delivery, output=shown.output).first()
    evidence = found or OutputDelivered(
        delivery=delivery, output=shown.output, reported_on=reported_on, by=by
    )
    former = evidence.attachment if shown.upload or shown.drops_file else None
    if shown.upload:
        evidence.attachment = _stored(delivery, shown, by=by)
    elif shown.drops_file:
        evidence.attachment = None
    evidence.event, evidence.link = shown.event, shown.link
    evidence.evidence = shown.words or _named_by_itself(evidence)
    if not evidence.evidence:
        raise RefusedError(NOTHING_SHOWN, shown.field)
    record_by(evidence, by=by)
    evidence.save()
    if former:
        remove_attachment(attachment=former)
    return evidence


def _refuse(delivery: Delivery, shown: Shown) -> None:
    """Refuse what belongs elsewhere; forms offer none of it."""
    if shown.output.milestone_id != delivery.milestone_id:
        raise RefusedError("This output belongs to another milestone. Nothing was changed.")
    event = shown.event
    if event and (
        event.programme_id != delivery.programme_id or event.area_id not in (None, delivery.area_id)
    ):
        raise RefusedError("This event belongs elsewhere. Choose one of this place.", shown.field)


def _stored(delivery: Delivery, shown: Shown, *, by: User | None) -> Attachment:
    assert shown.upload
    try:
        return store_attachment(
            programme=delivery.programme, area=delivery.area, upload=shown.upload, by=by
        )
    except RefusedError as error:
        raise RefusedError(error.words, shown.field) from error


def _named_by_itself(evidence: OutputDelivered) -> str:
    """The file's, the event's or the link's own name, where nobody wrote more."""
    if evidence.attachment:
        return evidence.attachment.name
    return evidence.event.name if evidence.event else evidence.link
