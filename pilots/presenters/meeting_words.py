"""When a meeting is, in words."""

from datetime import time

from pilots.models import Meeting


def time_words(starts_at: time | None, ends_at: time | None) -> str:
    """14:00 to 15:30; from 14:00; nothing where no time is recorded."""
    if starts_at is None:
        return ""
    return f"{starts_at:%H:%M} to {ends_at:%H:%M}" if ends_at else f"{starts_at:%H:%M}"


def when_words(meeting: Meeting) -> str:
    """12 December 2019, 14:00 to 15:30; October 2019; not recorded."""
    times = time_words(meeting.starts_at, meeting.ends_at) if meeting.planned.day else ""
    return ", ".join(part for part in (meeting.planned.words, times) if part)
