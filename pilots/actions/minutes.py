"""Minutes written, kept as drafts, approved at a later meeting, and added to."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError, changing
from pilots.actions.meeting_limits import (
    locked,
    locked_with,
    refuse_if_approved,
    refuse_unless_held,
)
from pilots.emails.meetings import tell_of_minutes
from pilots.minutes_record import freeze
from pilots.models import Meeting, MinutesCorrection, MinutesDraft
from pilots.presenters.meeting_papers import minutes_record
from pilots.printing import leaves_room
from pilots.selectors.meeting_papers import minutes_parts
from pilots.selectors.meetings import may_approve
from pilots.text_changes import is_same

State = Meeting.MinutesState


@transaction.atomic
def keep_draft(*, meeting: Meeting, text: str, seen: int, by: User) -> MinutesDraft | None:
    """Keep what somebody is writing, theirs alone; `seen` is the minutes it was begun from.

    None where the same text was saved meanwhile, as by a form sent while the
    page kept its draft: then there is nothing to keep.
    """
    now = locked(meeting)
    refuse_if_approved(now)
    refuse_unless_held(now)
    drafts = MinutesDraft.objects.filter(meeting=now, user=by)
    if seen < now.minutes_version and is_same(now.minutes, text) and not drafts.exists():
        return None
    draft, _ = drafts.update_or_create(
        meeting=now, user=by, defaults={"text": text, "seen_version": seen}
    )
    return draft


def drop_draft(*, meeting: Meeting, by: User) -> None:
    """Throw one's own draft away."""
    MinutesDraft.objects.filter(meeting=meeting, user=by).delete()


@transaction.atomic
def write_minutes(*, meeting: Meeting, text: str, seen: int, by: User) -> None:
    """Save the minutes over those that were `seen`; the writer's draft is done with.

    Raises ChangedMeanwhileError if other minutes were saved since.
    """
    now = locked(meeting)
    refuse_if_approved(now)
    refuse_unless_held(now)
    if not is_same(now.minutes, text):
        _refuse_unless_newest(now, seen)
        with changing(meeting, seen=now.version, by=by) as held:
            held.minutes = text
            held.minutes_state = State.DRAFT if text.strip() else State.NONE
            held.minutes_version += 1
        if text.strip():
            tell_of_minutes(meeting, by=by)
    drop_draft(meeting=meeting, by=by)


@transaction.atomic
def approve_minutes(*, meeting: Meeting, seen: int, at: Meeting, on: date | None, by: User) -> None:
    """Record that a later meeting approved these minutes; from then on they stay as they are.

    What they print of seats, decisions and actions is frozen with them. `on` is
    the day, by default that on which `at` was held.
    """
    now, at = locked_with(meeting, at)
    refuse_if_approved(now)
    _refuse_unless_newest(now, seen)
    if not now.minutes.strip():
        raise RefusedError("There are no minutes to approve yet. Write them first.")
    if at.pk not in {each.pk for each in may_approve(now)}:
        raise RefusedError("Choose a meeting held after this one.", "at")
    day = _day_of_approval(now, at, on)
    with changing(meeting, seen=now.version, by=by) as held:
        held.minutes_state = State.APPROVED
        held.approved_on, held.approved_at_meeting, held.approved_by = day, at, by
        held.as_approved = _frozen(held)


def _frozen(meeting: Meeting) -> dict[str, Any]:
    """What the minutes print, as JSON; RefusedError where it is too long for a paper."""
    record = minutes_record(meeting, minutes_parts(meeting))
    if not leaves_room(record.paper):
        raise RefusedError(
            "These minutes are too long to be printed once they are approved and corrections may"
            " be added: about 45 pages, or 900 paragraphs and lines of lists, are the most. Shorten"
            " the text first, or record a part of it elsewhere and name it here."
        )
    return freeze(record)


def _day_of_approval(meeting: Meeting, at: Meeting, on: date | None) -> date:
    day = on or at.held.day
    if day is None:
        raise RefusedError("The day of that meeting is not recorded: enter it here.", "on")
    if day > timezone.localdate():
        raise RefusedError(f"{day_words(day)} has not come yet.", "on")
    if meeting.held.first and day < meeting.held.first:
        raise RefusedError(
            f"These minutes are of {meeting.held.words}: they were approved later.", "on"
        )
    if not at.held.may_include(day) and at.held:
        raise RefusedError(f"Meeting {at.number} was held on {at.held.words}.", "on")
    return day


@transaction.atomic
def correct_minutes(*, meeting: Meeting, text: str, by: User) -> MinutesCorrection:
    """Add a correction beneath approved minutes, which themselves stay as they are."""
    now = locked(meeting)
    if not now.are_minutes_approved:
        raise RefusedError("These minutes are not approved yet: change the text itself.")
    drop_draft(meeting=now, by=by)
    return add_correction(meeting=now, text=text, by=by)


def add_correction(*, meeting: Meeting, text: str, by: User) -> MinutesCorrection:
    """Put a correction beneath the approved minutes of a meeting that is locked, dated today."""
    return MinutesCorrection.objects.create(
        meeting=meeting, text=text, by=by, reported_on=timezone.localdate()
    )


def _refuse_unless_newest(now: Meeting, seen: int) -> None:
    if now.minutes_version != seen:
        raise ChangedMeanwhileError(now)
