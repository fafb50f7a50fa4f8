"""Drafts of minutes, and who changed minutes last."""

from dataclasses import dataclass
from datetime import datetime

from partnership.people.history import THE_SERVICE
from partnership.people.models import User
from pilots.models import Meeting, MinutesDraft

LOOKED_AT = 50  # changes of the meeting, newest first


def draft_of(meeting: Meeting, person: User) -> MinutesDraft | None:
    """What this person was writing; nobody else's draft is ever read."""
    return MinutesDraft.objects.filter(meeting=meeting, user=person).first()


@dataclass(frozen=True)
class LastChange:
    """Who saved the minutes as they stand, and when."""

    who: str
    at: datetime


def last_change(meeting: Meeting) -> LastChange | None:
    """Who saved the minutes that stand now; None where their history does not say."""
    rows = meeting.history.select_related("history_user").order_by("-history_date", "-history_id")
    found = None
    for row in rows[:LOOKED_AT]:
        if row.minutes != meeting.minutes:
            break
        found = row
    if found is None:
        return None
    return LastChange(str(found.history_user or THE_SERVICE), found.history_date)
