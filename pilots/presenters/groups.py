"""A group in words: its next meeting, its actions, its gaps, its months."""

from dataclasses import dataclass
from datetime import date

from partnership.dates import NOT_RECORDED, day_words, month_words
from pilots.models import Action, Group, Meeting
from pilots.representation import MeetingFact, MeetingsHeld, Representation, Rule
from pilots.selectors.groups import GroupRecord

MEETING_TONES = {"planned": "blue", "held": "green", "cancelled": "grey"}
NOTHING_TO_CHECK = "Can’t be told: no seat rule or required sector is recorded"


@dataclass(frozen=True)
class GroupLine:
    """One row of a list of groups; an empty `next_meeting` is not recorded."""

    group: Group
    next_meeting: str
    actions: str
    is_overdue: bool
    gaps: tuple[str, ...]


@dataclass(frozen=True)
class GroupTold:
    """A group in words, for its page."""

    next_meeting: str
    open_actions: int | None
    overdue: str
    held: int | None
    against_series: str
    vacant: int | None
    representation: Representation
    standing: str
    rules: tuple[tuple[str, str], ...]
    meetings: str
    frequency: str
    established: str


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


def group_line(record: GroupRecord) -> GroupLine:
    """A group's row in a list."""
    return GroupLine(
        record.group,
        next_words(record.next_meeting),
        actions_words(record.open_actions, record.overdue_actions),
        record.overdue_actions > 0,
        gaps_words(record),
    )


def told(record: GroupRecord, area_words: str) -> GroupTold:
    """A group for its page; `area_words` is what the programme calls its areas."""
    stands, group = record.representation, record.group
    overdue = record.overdue_actions
    return GroupTold(
        next_meeting=next_words(record.next_meeting),
        open_actions=record.open_actions,
        overdue=f"{overdue} overdue" if overdue else "",
        held=record.meetings.held,
        against_series=series_words(record.meetings),
        vacant=vacant_seats(record),
        representation=stands,
        standing=standing(stands),
        rules=tuple((rule.who, rule_words(rule, area_words)) for rule in record.rules),
        meetings=record.meetings.words,
        frequency=frequency_words(group),
        established=established_words(group),
    )


def standing(stands: Representation) -> str:
    """The kind of notice: a gap warns; what is not recorded, or complete, informs."""
    return "warning" if stands.missing or stands.vacancies else "info"


def vacant_seats(record: GroupRecord) -> int | None:
    """How many seats are vacant; None where nothing lays down how many there are."""
    is_known = record.representation.is_recorded and record.rules
    return record.representation.vacant if is_known and not record.representation.untold else None


def gaps_words(record: GroupRecord) -> tuple[str, ...]:
    """The gaps; none; or that nothing lays down who should sit in the group."""
    if record.representation.gaps:
        return record.representation.gaps
    return ("none",) if record.rules or record.required else (NOTHING_TO_CHECK,)


def next_words(meeting: MeetingFact | None) -> str:
    """12 December 2019 (meeting 4); nothing where none is recorded."""
    return f"{meeting.planned.words} (meeting {meeting.number})" if meeting else ""


def actions_words(open_count: int | None, overdue: int) -> str:
    """none; 5, 2 overdue; nothing where no action is recorded."""
    if open_count is None:
        return ""
    if not open_count:
        return "none"
    return f"{open_count}, {overdue} overdue" if overdue else str(open_count)


def series_words(meetings: MeetingsHeld) -> str:
    """of 8 expected in all, 3 due so far; or that how often it meets is not recorded."""
    if meetings.in_all is None:
        return f"how often it meets: {NOT_RECORDED}"
    return f"of {meetings.in_all} expected in all, {meetings.due} due so far"


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


def closed_words(action: Action, as_at: date) -> str:
    """done 12 July 2019; no longer needed since 12 July 2019."""
    if action.done_on and action.done_on <= as_at:
        return f"done {day_words(action.done_on)}"
    return f"no longer needed since {day_words(action.dropped_on)}" if action.dropped_on else ""


def meeting_line(meeting: Meeting, as_at: date) -> MeetingLine:
    """A meeting's status on a day: one held later was still planned then."""
    status = Meeting.Status(meeting.status)
    if status is Meeting.Status.HELD and meeting.held.first and meeting.held.first > as_at:
        status = Meeting.Status.PLANNED
    is_held = status is Meeting.Status.HELD
    attended = attendance_words(meeting) if is_held else ""
    return MeetingLine(meeting, str(status.label), MEETING_TONES[status.value], is_held, attended)


def attendance_words(meeting: Meeting) -> str:
    """9 present, 2 apologies; what is not recorded is left out."""
    numbers = ((meeting.present, "present"), (meeting.apologies, "apologies"))
    return ", ".join(f"{number} {word}" for number, word in numbers if number is not None)


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


def rule_words(rule: Rule, area_words: str) -> str:
    """2 for each of 3 pilot areas, 6 in all."""
    if rule.places == ("",):
        return f"{rule.seats} in all"
    return f"{rule.seats} for each of {len(rule.places)} {area_words}, {rule.in_all} in all"
