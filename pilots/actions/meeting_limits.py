"""What no meeting may be, and what may not be done to one as it stands."""

from partnership.dates import day_words
from partnership.people.refusals import RefusedError
from pilots.models import Meeting

NOT_CANCELLED = "This meeting was cancelled. Plan it again first."


def lock_to_record(meeting: Meeting | None) -> None:
    """Hold a meeting while something is recorded of it; refuse where its minutes are approved.

    Call it in the transaction that records: who approves waits, and reads it too.
    """
    if meeting is not None:
        refuse_if_approved(locked(meeting), "meeting")


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it stands, held until the transaction ends."""
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


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
