"""A group in words: its next meeting, its actions, its months."""

from dataclasses import dataclass
from datetime import date

from partnership.dates import NOT_RECORDED, day_words, month_words
from pilots.models import Action, Group, Meeting
from pilots.representation import MeetingFact, MeetingsHeld, Rule

MEETING_TONES = {"planned": "blue", "held": "green", "cancelled": "grey"}


@dataclass(frozen=True)
class ActionLine:
    """An open action with how it stands on a day."""

    action: Action
    standing: str
    is_overdue: bool


@dataclass(frozen=True)
class MeetingLine:
    """A meeting as it stood on a day."""

    meeting: Meeting
    status: str
    tone: str
    is_held: bool
    attendance: str


def next_words(meeting: MeetingFact | None) -> str:
    """12 December 2019 (meeting 4); or that none is recorded."""
    if meeting is None:
        return NOT_RECORDED
    return f"{meeting.planned.words} (meeting {meeting.number})"


def overdue_words(overdue: int) -> str:
    """2 overdue; or nothing."""
    return f"{overdue} overdue" if overdue else ""


def meetings_words(meetings: MeetingsHeld) -> str:
    """of 8 expected in all, 3 due so far; or that how often it meets is not recorded."""
    if meetings.in_all is None:
        return f"how often it meets: {NOT_RECORDED}"
    return f"of {meetings.in_all} expected in all, {meetings.due} due so far"


def actions_words(open_count: int, overdue: int) -> str:
    """none; 5, 2 overdue."""
    if not open_count:
        return "none"
    return f"{open_count}, {overdue} overdue" if overdue else str(open_count)


def action_line(action: Action, as_at: date) -> ActionLine:
    """How long an open action still has, or is overdue."""
    if action.due_on is None:
        return ActionLine(action, f"due date {NOT_RECORDED}", False)
    days = (action.due_on - as_at).days
    if days < 0:
        return ActionLine(action, f"{_days(-days)} overdue", True)
    return ActionLine(action, "due today" if days == 0 else f"due in {_days(days)}", False)


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


def meeting_line(meeting: Meeting, as_at: date) -> MeetingLine:
    """A meeting's status on a day: one held later was still planned then."""
    status = Meeting.Status(meeting.status)
    if status is Meeting.Status.HELD and meeting.held.first and meeting.held.first > as_at:
        status = Meeting.Status.PLANNED
    parts = [
        f"{number} {word}"
        for number, word in ((meeting.present, "present"), (meeting.apologies, "apologies"))
        if number is not None
    ]
    is_held = status is Meeting.Status.HELD
    attended = ", ".join(parts) if is_held else ""
    return MeetingLine(meeting, str(status.label), MEETING_TONES[status.value], is_held, attended)


def frequency_words(group: Group) -> str:
    """every 3 months, January 2019 to December 2020."""
    if not group.meets_every_months:
        return ""
    every = group.meets_every_months
    words = "every month" if every == 1 else f"every {every} months"
    if group.series_first_month and group.series_last_month:
        first, last = month_words(group.series_first_month), month_words(group.series_last_month)
        return f"{words}, {first} to {last}"
    return f"{words}, from when to when {NOT_RECORDED}"


def established_words(group: Group) -> str:
    """March 2019; by October 2019; or nothing."""
    if group.established:
        return group.established.words
    return f"by {group.established_by.words}" if group.established_by else ""


def closed_words(action: Action, as_at: date) -> str:
    """done 12 July 2019; no longer needed since 12 July 2019."""
    if action.done_on and action.done_on <= as_at:
        return f"done {day_words(action.done_on)}"
    return f"no longer needed since {day_words(action.dropped_on)}" if action.dropped_on else ""


def rule_words(rule: Rule, area_words: str) -> str:
    """2 for each of 3 pilot areas, 6 in all."""
    if rule.places == ("",):
        return f"{rule.seats} in all"
    return f"{rule.seats} for each of {len(rule.places)} {area_words}, {rule.in_all} in all"
