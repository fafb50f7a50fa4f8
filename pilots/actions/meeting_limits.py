"""What no meeting may be, and what may not be done to one as it stands."""

from datetime import date

from django.utils import timezone

from partnership.dates import day_words
from partnership.people.refusals import RefusedError
from pilots.models import Meeting
from pilots.selectors.meetings import has_begun

NOT_CANCELLED = "This meeting was cancelled. Plan it again first."


def lock_to_record(meeting: Meeting | None) -> None:
    """Hold a meeting while something is recorded of it; refuse where nothing can be.

    Call it in the transaction that records: who approves or cancels waits, and
    reads it too.
    """
    if meeting is None:
        return
    now = locked(meeting)
    refuse_if_approved(now, "meeting")
    if now.status == Meeting.Status.CANCELLED:
        raise RefusedError(NOT_CANCELLED, "meeting")
    if not has_begun(now, on=timezone.localdate()):
        when = f"for {now.planned.words}" if now.planned else "and its date is not recorded"
        raise RefusedError(
            f"Meeting {now.number} is planned {when}. Say first on which day it was held.",
            "meeting",
        )


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it stands, held until the transaction ends."""
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def locked_with(meeting: Meeting, other: Meeting) -> tuple[Meeting, Meeting]:
    """Both meetings as they stand, held; in one order, so that two who do so never block."""
    keys = sorted({meeting.pk, other.pk})
    found = {
        each.pk: each
        for each in Meeting.objects.select_for_update().filter(pk__in=keys).order_by("pk")
    }
    return found[meeting.pk], found[other.pk]


def refuse_unless(meeting: Meeting, status: Meeting.Status) -> None:
    """Refuse a change that only a meeting of this status can have."""
    if meeting.status != status:
        stands = meeting.get_status_display().lower()
        raise RefusedError(f"This meeting is {stands}: only one that is planned can be changed so.")


def refuse_if_approved(meeting: Meeting, field: str | None = None) -> None:
    """What belongs to approved minutes stays as it was approved."""
    if meeting.are_minutes_approved and meeting.approved_on:
        raise RefusedError(
            f"The minutes were approved on {day_words(meeting.approved_on)}, so what they rest on"
            " stays as it is. Add a correction to the minutes instead.",
            field,
        )


def refuse_unless_held(meeting: Meeting) -> None:
    """Attendance and minutes are of meetings that took place."""
    if meeting.status != Meeting.Status.HELD:
        raise RefusedError("Say first on which day the meeting was held.")


def refuse_other_day_than_approval(meeting: Meeting, day: date) -> None:
    """A meeting that approved minutes was held on the day on which it did."""
    approved = meeting.approved_minutes.exclude(approved_on=day).order_by("number").first()
    if approved and approved.approved_on:
        raise RefusedError(
            f"The minutes of meeting {approved.number} were approved at this meeting on"
            f" {day_words(approved.approved_on)}, so it was held on that day.",
            "held_on",
        )
