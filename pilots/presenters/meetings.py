"""A meeting in words: when, where, who came, how its minutes stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from partnership.dates import NOT_RECORDED, day_words
from pilots.agenda_rules import overdue_note
from pilots.meeting_series import New, SeriesPlan
from pilots.minutes_record import SeatLine
from pilots.models import AgendaItem, Meeting
from pilots.presenters.meeting_words import when_words
from pilots.prose import Block, prose
from pilots.quorum import Came, Tally, tally
from pilots.selectors.meetings import Due, SeatAtMeeting

TONES = {"planned": "blue", "held": "green", "cancelled": "grey"}
STATES = {"present": "Present", "apologies": "Sent apologies", "absent": "Absent"}
DRAFT, APPROVED, UNWRITTEN = "Draft, not approved", "Approved", "Not written"


def heading(meeting: Meeting) -> str:
    """Meeting 4."""
    return f"Meeting {meeting.number}"


@dataclass(frozen=True)
class MeetingTold:
    """A meeting as its page tells it; empty words are not recorded."""

    status: str
    tone: str
    planned: str
    held: str
    place: str
    minutes_state: str
    minutes_tone: str
    approval: str
    text: tuple[Block, ...]


def told(meeting: Meeting) -> MeetingTold:
    """The meeting for its page."""
    state, tone = minutes_state(meeting)
    return MeetingTold(
        status=meeting.get_status_display(),
        tone=TONES[meeting.status],
        planned=when_words(meeting) if meeting.planned else "",
        held=meeting.held.words if meeting.held else "",
        place=meeting.place,
        minutes_state=state,
        minutes_tone=tone,
        approval=approval_words(meeting),
        text=prose(meeting.minutes),
    )


def minutes_state(meeting: Meeting) -> tuple[str, str]:
    """The word for how the minutes stand, and its tone; a text that was loaded is a draft."""
    if meeting.are_minutes_approved:
        return APPROVED, "green"
    return (DRAFT, "orange") if meeting.minutes.strip() else (UNWRITTEN, "grey")


def approval_words(meeting: Meeting) -> str:
    """Approved on 24 January 2020 at meeting 5; nothing before that."""
    if not meeting.are_minutes_approved or not meeting.approved_on:
        return ""
    at, by = meeting.approved_at_meeting, meeting.approved_by
    where = f" at meeting {at.number}" if at else ""
    who = f"; recorded by {by}" if by else ""
    return f"Approved on {day_words(meeting.approved_on)}{where}{who}."


def seat_line(each: SeatAtMeeting) -> SeatLine:
    """A seat and whether it was filled: Present; Present, 6 of 8; empty is not recorded."""
    seat, state = each.seat, STATES.get(each.state, "")
    if seat.people is not None and each.state == "present":
        came = f"{each.came} of {seat.people}" if each.came else f"how many is {NOT_RECORDED}"
        state = f"{state}, {came}"
    return SeatLine(seat.post, seat_place(each), state)


def seat_place(each: SeatAtMeeting) -> str:
    """Kilwinning Academy, North Ayrshire; what tells nothing new is left out."""
    seat = each.seat
    names = (
        seat.organisation.name if seat.organisation else "",
        seat.area.name if seat.area else "",
    )
    return ", ".join(name for name in names if name and name != seat.post)


def tally_of(seats: Iterable[SeatAtMeeting], quorum: int | None) -> Tally:
    """The meeting's numbers."""
    rows = (Came(each.state, each.seat.people, each.came) for each in seats)
    return tally(rows, quorum=quorum)


def totals_words(meeting: Meeting, counts: Tally) -> str:
    """Who came, in a sentence: by seats, or by the totals that were loaded without seats."""
    if counts.is_recorded:
        return counts.words
    known = ((meeting.present, "present"), (meeting.apologies, "with apologies"))
    said = [f"{number} {word}" for number, word in known if number is not None]
    if not said:
        return counts.words
    return f"{', '.join(said)}; which seats they held is {NOT_RECORDED}."


@dataclass(frozen=True)
class AgendaLine:
    """An item under its number; `actions` are those that were overdue, with owner and due day."""

    number: int
    title: str
    blocks: tuple[Block, ...]
    note: str
    actions: tuple[tuple[str, str, str], ...]


def agenda_lines(
    items: Sequence[AgendaItem], overdue: Sequence[Due], on: date | None
) -> list[AgendaLine]:
    """The agenda; overdue actions stand beneath the item that is about them."""
    actions = tuple((each.text, each.owner, day_words(each.on)) for each in overdue)
    return [
        AgendaLine(
            place,
            item.title,
            prose(item.detail),
            overdue_note(on) if on and item.kind == AgendaItem.Kind.ACTIONS else "",
            actions if item.kind == AgendaItem.Kind.ACTIONS else (),
        )
        for place, item in enumerate(items, start=1)
    ]


def has_overdue_item(items: Iterable[AgendaItem]) -> bool:
    """Whether the agenda has an item that lists overdue actions."""
    return any(item.kind == AgendaItem.Kind.ACTIONS for item in items)


@dataclass(frozen=True)
class SeriesTold:
    """What making a series would do, in words, before it is done."""

    sentence: str
    rule: str
    new: tuple[tuple[str, str, str], ...]
    there: tuple[tuple[str, str], ...]
    misfits: tuple[str, ...]


def series_told(plan: SeriesPlan, frequency: str, every: int) -> SeriesTold:
    """The preview: This makes 8 meetings: January 2019, April 2019, …"""
    news = plan.new(plan.missing, without_misfits=False)
    return SeriesTold(
        sentence=_makes(news),
        rule=_rule(frequency, every),
        new=tuple((f"Meeting {n.number}", n.slot.words, n.slot.planned.words) for n in news),
        there=tuple((slot.words, f"Meeting {known.number}") for slot, known in plan.there),
        misfits=tuple(f"Meeting {each.number}, {each.planned.words}" for each in plan.misfits),
    )


def _makes(news: Sequence[New]) -> str:
    if not news:
        return "Nothing is missing: every stretch of the series has its meeting."
    months = [each.slot.planned.words for each in news]
    listed = months[0] if len(months) == 1 else f"{', '.join(months[:-1])} and {months[-1]}"
    return f"This makes {len(news)} meeting{'' if len(news) == 1 else 's'}: {listed}."


def _rule(frequency: str, every: int) -> str:
    stretch = "each month" if every == 1 else f"each stretch of {every} months"
    until = "" if every == 1 else " for the first of them"
    return (
        f"The group meets {frequency}: one meeting in {stretch}, planned{until} until you give it"
        " a day. Meetings that are there stay as they are, cancelled ones too."
    )


def made_words(made: Sequence[Meeting], gone: int) -> str:
    """8 meetings are planned. Give each its day when it is agreed."""
    said = f"{len(made)} meeting{' is' if len(made) == 1 else 's are'} planned." if made else ""
    left = f"{gone} {'was' if gone == 1 else 'were'} removed." if gone else ""
    if not said and not left:
        return "Nothing was missing, so nothing was made."
    return " ".join(part for part in (said, left, "Give each its day when it is agreed.") if part)
