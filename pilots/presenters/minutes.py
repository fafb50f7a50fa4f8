"""Minutes and drafts in words."""

from django.utils import timezone

from partnership.dates import day_words
from pilots.models import Meeting, MinutesDraft
from pilots.prose import Block, prose
from pilots.text_changes import Change, differences, is_same

AS_SAVED = "These are the minutes as saved"
NOTHING = "There are no minutes to approve yet. Write them first."


def kept(draft: MinutesDraft | None) -> str:
    """Kept at 14:05; Kept on 21 November 2026 at 14:05, where that was another day."""
    if draft is None:
        return ""
    at = timezone.localtime(draft.kept_at)
    if at.date() == timezone.localdate():
        return f"Kept at {at:%H:%M}"
    return f"Kept on {day_words(at.date())} at {at:%H:%M}"


def kept_privately(draft: MinutesDraft | None) -> str:
    """Kept at 14:05. Only you can read it."""
    return f"{kept(draft)}. Only you can read it." if draft else f"{AS_SAVED}."


def is_overtaken(draft: MinutesDraft | None, meeting: Meeting) -> bool:
    """Whether the minutes were changed after the draft was begun, to something else."""
    if draft is None or draft.seen_version == meeting.minutes_version:
        return False
    return not is_same(draft.text, meeting.minutes)


def changes(stands: str, typed: str) -> tuple[Change, ...]:
    """Where the minutes as saved differ from those being written."""
    return differences(stands, typed)


def blocks(text: str) -> tuple[Block, ...]:
    """The text as paragraphs and lists."""
    return prose(text)
