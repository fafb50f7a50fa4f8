"""A group in words: its next meeting, its actions, its gaps, its months."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from partnership.dates import NOT_RECORDED, day_words, month_words
from pilots.action_rules import Standing
from pilots.models import Action, Group, Meeting
from pilots.representation import (
    MeetingFact,
    MeetingsHeld,
    Representation,
    Rule,
    quorum_words,
)
from pilots.selectors.actions import stood
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
class RuleLine:
    """A seat rule: whom it seats, what it says, and how many are held by it."""

    slug: str
    who: str
    says: str
    held: str


@dataclass(frozen=True)
class Gap:
    """Seats without a holder, and whose they are; `rule` and `place` lead to the form."""

    words: str
    rule: str
    place: str


@dataclass(frozen=True)
class GroupTold:
    """A group in words, for its page."""

    next_meeting: str
    open_actions: int | None
    overdue: str
    held: int | None
    against_series: str
    vacant: int | None
    vacant_note: str
    gaps: tuple[Gap, ...]
    representation: Representation
    standing: str
    rules: tuple[RuleLine, ...]
    sectors: str
    votes: str
    quorum: str
    meetings: str
    frequency: str
    established: str


@dataclass(frozen=True)
class NextMeeting:
    """The meeting that comes next: its number, when and where."""

    number: int
    when: str
    place: str


@dataclass(frozen=True)
class ActionLine:
    """An action with how it stood on a day."""

    action: Action
    stands: Standing


@dataclass(frozen=True)
class ActionLines:
    """A group's actions: those open, overdue first, and those closed."""

    open: tuple[ActionLine, ...]
    closed: tuple[ActionLine, ...]


@dataclass(frozen=True)
class MeetingLine:
    """A meeting as it stood on a day."""

    meeting: Meeting
    status: str
    tone: str
    is_held: bool
    attendance: str
    minutes: str


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
    vacant, note = vacant_seats(record)
    return GroupTold(
        next_meeting=next_words(record.next_meeting),
        open_actions=record.open_actions,
        overdue=f"{overdue} overdue" if overdue else "",
        held=record.meetings.held,
        against_series=series_words(record.meetings),
        vacant=vacant,
        vacant_note=note,
        gaps=seat_gaps(stands),
        representation=stands,
        standing=standing(stands),
        rules=tuple(rule_line(rule, stands, area_words) for rule in record.rules),
        sectors=sectors_words(record),
        votes=stands.voting.words,
        quorum=quorum_words(group.quorum, stands),
        meetings=record.meetings.words,
        frequency=frequency_words(group),
        established=established_words(group),
    )


def standing(stands: Representation) -> str:
    """The kind of notice: a gap warns; what is not recorded, or complete, informs."""
    return "warning" if stands.missing or stands.vacancies else "info"


def vacant_seats(record: GroupRecord) -> tuple[int | None, str]:
    """How many seats have no holder, and what to know of it.

    None where no rule lays down how many there are, or nobody is recorded at all.
    """
    stands = record.representation
    in_all = sum(rule.in_all for rule in record.rules)
    if not in_all:
        return None, "no seat rule is recorded"
    if not stands.is_recorded:
        return None, f"of {in_all} by rule: membership {NOT_RECORDED}"
    unheld = sum(gap.vacant for gap in stands.unheld)
    note = f", {unheld} of them never recorded as held" if unheld else ""
    return stands.vacant + unheld, f"of {in_all} by rule{note}"


def seat_gaps(stands: Representation) -> tuple[Gap, ...]:
    """The seats without a holder, place by place: vacant ones, then those never held."""
    return (
        *(Gap(f"Vacant: {gap.words}", gap.rule, gap.place) for gap in stands.vacancies),
        *(Gap(f"No holder recorded: {gap.words}", gap.rule, gap.place) for gap in stands.unheld),
    )


def rule_line(rule: Rule, stands: Representation, area_words: str) -> RuleLine:
    """Representatives: 2 for each of 3 pilot areas, 6 in all; 5 held."""
    held = sum(seat.size for seat in stands.seats if seat.rule == rule.slug)
    is_told = rule not in stands.untold
    said = f"{held} held" if is_told else f"holders {NOT_RECORDED}"
    return RuleLine(rule.slug, rule.who, rule_words(rule, area_words), said)


def sectors_words(record: GroupRecord) -> str:
    """Public library, council; missing: third sector. Nothing where none is required."""
    if not record.required:
        return ""
    missing = record.representation.missing
    if not record.representation.is_recorded:
        return f"{', '.join(record.required)} (membership {NOT_RECORDED})"
    end = f"; missing: {', '.join(missing)}" if missing else "; all of them held"
    return f"{', '.join(record.required)}{end}"


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


def next_line(fact: MeetingFact | None, meetings: Iterable[Meeting]) -> NextMeeting | None:
    """12 December 2019, 14:00 to 16:00; its place, where that is recorded."""
    meeting = next((each for each in meetings if fact and each.number == fact.number), None)
    if meeting is None:
        return None
    when = meeting.planned.words if meeting.planned else f"date {NOT_RECORDED}"
    if meeting.starts_at:
        when += f", {meeting.starts_at:%H:%M}"
        when += f" to {meeting.ends_at:%H:%M}" if meeting.ends_at else ""
    return NextMeeting(meeting.number, when, meeting.place)


def action_lines(actions: Iterable[Action], as_at: date) -> ActionLines:
    """Actions as they stood on a day; they come soonest due first."""
    lines = [ActionLine(each, stood(each, on=as_at)) for each in actions]
    return ActionLines(
        tuple(line for line in lines if line.stands.is_open),
        tuple(line for line in lines if not line.stands.is_open),
    )


def meeting_line(meeting: Meeting, as_at: date) -> MeetingLine:
    """A meeting's status on a day: one held later was still planned then."""
    status = Meeting.Status(meeting.status)
    if status is Meeting.Status.HELD and meeting.held.first and meeting.held.first > as_at:
        status = Meeting.Status.PLANNED
    is_held = status is Meeting.Status.HELD
    attended = attendance_words(meeting) if is_held else ""
    return MeetingLine(
        meeting,
        str(status.label),
        MEETING_TONES[status.value],
        is_held,
        attended,
        minutes_words(meeting, as_at),
    )


def attendance_words(meeting: Meeting) -> str:
    """9 present, 2 apologies; what is not recorded is left out."""
    numbers = ((meeting.present, "present"), (meeting.apologies, "apologies"))
    return ", ".join(f"{number} {word}" for number, word in numbers if number is not None)


def minutes_words(meeting: Meeting, as_at: date) -> str:
    """Approved; draft; written, where no approval is recorded; nothing where there are none."""
    if meeting.approved_on and meeting.approved_on <= as_at:
        return f"Approved {day_words(meeting.approved_on)}"
    if meeting.minutes_state:
        return "Draft"
    return "Written" if meeting.minutes else ""


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
