"""The records that a meeting's papers are printed from."""

from pilots.models import Meeting
from pilots.presenters.meeting_papers import Parts
from pilots.presenters.meetings import has_overdue_item
from pilots.selectors import meetings as ask


def agenda_parts(meeting: Meeting) -> Parts:
    """What the agenda is printed from; two queries."""
    agenda, on = ask.agenda_of(meeting), ask.day_of(meeting)
    lists = on is not None and has_overdue_item(agenda)
    return Parts(agenda=agenda, overdue=ask.overdue_at(meeting, on=on) if on and lists else ())


def minutes_parts(meeting: Meeting) -> Parts:
    """What the minutes are printed from; six queries."""
    return Parts(
        agenda=ask.agenda_of(meeting),
        seats=ask.seats_at(meeting),
        declarations=ask.declarations_at(meeting),
        decisions=ask.decisions_at(meeting),
        actions=ask.actions_from(meeting),
        corrections=list(ask.corrections_of(meeting)),
    )
