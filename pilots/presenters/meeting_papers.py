"""What is printed of a meeting, from its records: posts and hosts, never a person's name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pilots import minutes_record as told
from pilots.models import Action, AgendaItem, Decision, Declaration, Meeting, MinutesCorrection
from pilots.presenters.meeting_words import when_words
from pilots.presenters.meetings import seat_line, seat_place, tally_of, totals_words
from pilots.printing import (
    ActionLine,
    AgendaLine,
    AgendaPaper,
    Approval,
    Attended,
    Correction,
    Declared,
    MeetingHead,
    MinutesPaper,
    counted_words,
)
from pilots.selectors.meetings import Due, SeatAtMeeting


@dataclass(frozen=True)
class Parts:
    """The records that belong to a meeting."""

    agenda: Sequence[AgendaItem] = ()
    overdue: Sequence[Due] = ()
    seats: Sequence[SeatAtMeeting] = ()
    declarations: Iterable[Declaration] = ()
    decisions: Iterable[Decision] = ()
    actions: Iterable[Action] = ()
    corrections: Sequence[MinutesCorrection] = ()


def agenda_paper(meeting: Meeting, parts: Parts) -> AgendaPaper:
    """The agenda, with the overdue actions beneath the item that is about them."""
    overdue = tuple(ActionLine(each.text, each.owner, each.on) for each in parts.overdue)
    is_about_them = AgendaItem.Kind.ACTIONS
    return AgendaPaper(
        head=head(meeting),
        dated=meeting.planned.first or meeting.reported_on,
        items=tuple(
            AgendaLine(
                place, item.title, item.detail, overdue if item.kind == is_about_them else ()
            )
            for place, item in enumerate(parts.agenda, start=1)
        ),
    )


def minutes_paper(meeting: Meeting, parts: Parts) -> MinutesPaper:
    """The minutes with all that was recorded; approved ones as approved, with corrections."""
    paper = minutes_record(meeting, parts).paper
    corrections = tuple(Correction(each.reported_on, each.text) for each in parts.corrections)
    return replace(paper, dated=_dated(meeting, parts.corrections), corrections=corrections)


def minutes_record(meeting: Meeting, parts: Parts) -> told.MinutesRecord:
    """What was recorded of the meeting; of approved minutes, what they were approved with."""
    if meeting.are_minutes_approved and meeting.as_approved:
        return told.thaw(meeting.as_approved)
    counts = tally_of(parts.seats, meeting.group.quorum)
    return told.MinutesRecord(
        paper=_paper(meeting, parts),
        totals=f"{totals_words(meeting, counts)} {counts.quorum_words}",
        seats=tuple(map(seat_line, parts.seats)) if counts.is_recorded else (),
        decisions=tuple(
            told.DecisionLine(each.slug, each.text, each.authorises_plan_change)
            for each in parts.decisions
        ),
        actions=tuple(
            told.ActionLine(each.slug, each.text, each.owner, each.due_on) for each in parts.actions
        ),
    )


def _paper(meeting: Meeting, parts: Parts) -> MinutesPaper:
    """The minutes from the records as they stand, but for their corrections."""
    return MinutesPaper(
        head=head(meeting),
        dated=_dated(meeting, ()),
        attended=_attended(meeting, parts.seats),
        declarations=tuple(
            Declared(each.seat.post, each.interest, each.outcome) for each in parts.declarations
        ),
        items=tuple(
            AgendaLine(place, item.title) for place, item in enumerate(parts.agenda, start=1)
        ),
        text=meeting.minutes,
        decisions=tuple(each.text for each in parts.decisions),
        actions=tuple(action_line(each) for each in parts.actions),
        approval=_approval(meeting),
    )


def head(meeting: Meeting) -> MeetingHead:
    """The title of both papers."""
    group = meeting.group
    return MeetingHead(
        group=group.name,
        programme=group.programme.name,
        number=meeting.number,
        planned=when_words(meeting) if meeting.planned else "",
        held=meeting.held.words if meeting.held else "",
        place=meeting.place,
        is_illustrative=group.programme.is_illustrative,
        is_cancelled=meeting.status == Meeting.Status.CANCELLED,
    )


def action_line(action: Action) -> ActionLine:
    """What is to be done, by whom (a post), by when."""
    return ActionLine(action.text, action.owner, action.due_on)


def _dated(meeting: Meeting, corrections: Sequence[MinutesCorrection]) -> date:
    """The last correction's day, else the approval's, else the meeting's."""
    if corrections:
        return corrections[-1].reported_on
    return meeting.approved_on or meeting.held.first or meeting.reported_on


def _approval(meeting: Meeting) -> Approval | None:
    if not meeting.are_minutes_approved or meeting.approved_on is None:
        return None
    at = meeting.approved_at_meeting
    return Approval(meeting.approved_on, at.number if at else None)


def _attended(meeting: Meeting, seats: Sequence[SeatAtMeeting]) -> Attended | None:
    """Who came, by seat; the totals alone where those were loaded; None where nothing is known."""
    counts = tally_of(seats, meeting.group.quorum)
    if not counts.is_recorded:
        has_totals = meeting.present is not None or meeting.apologies is not None
        return Attended(summary=totals_words(meeting, counts)) if has_totals else None
    lists = {
        state: tuple(_seat(each) for each in seats if each.state == state)
        for state in ("present", "apologies", "absent")
    }
    return Attended(**lists, summary=f"{counts.words} {counts.quorum_words}")


def _seat(each: SeatAtMeeting) -> str:
    """A post with its host; a counted seat in numbers."""
    seat, where = each.seat, seat_place(each)
    if seat.people is not None and each.state == "present":
        return counted_words(came=each.came, seats=seat.people, host=where or seat.post)
    return f"{seat.post} ({where})" if where else seat.post
