"""An event in words: when it was, what was counted, to which period it belongs."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from partnership.dates import NOT_RECORDED, PartialDate, day_words
from partnership.people.models import Sector
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.web.templatetags.words import said_number
from pilots.counting import (
    Check,
    Count,
    CountType,
    Tally,
    check_attendance,
    tally_events,
)
from pilots.figure_words import figure, result
from pilots.giving import Given
from pilots.models import (
    Event,
    EventActivity,
    EventCount,
    EventFeedback,
    EventParticipants,
    EventPartner,
)
from pilots.presenters.event_asked import FigureAsked

TONES = {"planned": "blue", "held": "green", "confirmed": "green", "cancelled": "grey"}
ATTENDANCE, FOOTFALL = CountType.ATTENDANCE, CountType.FOOTFALL
PARTICIPATION = CountType.PARTICIPATION


@dataclass(frozen=True)
class EventLine:
    """One row of a list of events."""

    event: Event
    when: str
    is_silent: bool
    status: str
    tone: str
    footfall: str
    attendance: str
    asked: str


@dataclass(frozen=True)
class EventTable:
    """A page of events, how many of them were held, and what those counted, type by type."""

    lines: tuple[EventLine, ...]
    held: int
    totals: tuple[tuple[CountType, Tally], ...]


@dataclass(frozen=True)
class CountLine:
    """One count of an event, with every word that its source says about it."""

    type: str
    group: str
    figure: str
    method: str
    as_stated: str
    may_overlap: bool


@dataclass(frozen=True)
class FeedbackLine:
    """One result of asking people; an unknown base is said."""

    answer: str
    result: str
    base: str
    as_stated: str
    note: str


@dataclass(frozen=True)
class BelongsTo:
    """A period of reporting that an event is in, and the bodies that are told."""

    period: str
    bodies: tuple[str, ...]


class Dated(Protocol):
    """What says when an event was: itself, or a few columns of it."""

    @property
    def happened(self) -> PartialDate: ...
    @property
    def happened_as_stated(self) -> str: ...
    @property
    def before_on(self) -> date | None: ...


def when_words(event: Event | Dated) -> str:
    """24 October 2019; autumn 2019; not recorded (before 24 October 2019)."""
    words = event.happened.words
    if event.before_on:
        return f"{words} (before {day_words(event.before_on)})"
    if event.happened_as_stated:
        return f"{words} (“{event.happened_as_stated}”)"
    return words


def is_silent(event: Event, as_at: date) -> bool:
    """Whether a planned event's time has passed without a word on whether it was held."""
    planned_until = event.ends_on or event.happened.last
    is_planned = event.status_on(as_at) == Event.Status.PLANNED
    return is_planned and planned_until is not None and planned_until < as_at


def event_table(
    events: Sequence[Event],
    counts: Sequence[Count],
    as_at: date,
    asked: FigureAsked | None = None,
) -> EventTable:
    """The events of one page of a list, with their own `counts` and the figure asked for."""
    adds = asked.by_event if asked else {}
    by_event: dict[Hashable, list[Count]] = defaultdict(list)
    for count in counts:
        by_event[count.event].append(count)
    return EventTable(
        lines=tuple(
            _event_line(event, by_event[event.pk], as_at, adds.get(event.pk, ""))
            for event in events
        ),
        held=sum(event.was_held_by(as_at) for event in events),
        totals=tuple(totals(events, counts, as_at).items()),
    )


def _event_line(event: Event, counts: Sequence[Count], as_at: date, asked: str) -> EventLine:
    status = event.status_on(as_at)
    return EventLine(
        event,
        when_words(event),
        is_silent(event, as_at),
        status.label,
        TONES[status],
        _counted(event, FOOTFALL, counts, as_at),
        _counted(event, ATTENDANCE, counts, as_at),
        asked,
    )


def _counted(event: Event, type: CountType, counts: Sequence[Count], as_at: date) -> str:
    """The figure; nothing for an event that was not held, so had nobody to count."""
    if not event.was_held_by(as_at):
        return ""
    return tally_events(type, counts, [event.pk]).figure


def totals(events: Iterable[Event], counts: Sequence[Count], as_at: date) -> dict[CountType, Tally]:
    """What the events that were held counted in all, each type by itself."""
    held = [event.pk for event in events if event.was_held_by(as_at)]
    return {type: tally_events(type, counts, held) for type in CountType}


def count_lines(counts: Iterable[EventCount]) -> list[CountLine]:
    """Every count of an event, footfall first; none added to another."""
    order = [type.value for type in CountType]
    return [
        CountLine(
            count.get_type_display(),
            count.group,
            figure(count.value, count.qualifier),
            count.get_method_display() if count.method else "",
            count.as_stated,
            count.may_overlap,
        )
        for count in sorted(counts, key=lambda count: order.index(count.type))
    ]


def participations(activity: EventActivity) -> str:
    """about 34; or that it is not recorded."""
    return figure(activity.participations, activity.participations_qualifier)


def participation_note(activities: Collection[EventActivity]) -> str:
    """Which activities recorded them, and that they are not people."""
    known = sum(each.participations is not None for each in activities)
    if not known:
        return ""
    where = f"in {known} of {len(activities)} activities"
    others = "" if known == len(activities) else "; the others are not recorded"
    return f"{where}{others}. Not people, and not added to attendance."


def attendance_parts(counts: Iterable[Count]) -> str:
    """about 160 adults, about 200 children; 6 childminders may be among them."""
    parts = [count for count in counts if count.type is ATTENDANCE and count.part]
    said = ", ".join(_part(count) for count in parts if not count.may_overlap)
    among = ", ".join(_part(count) for count in parts if count.may_overlap)
    return "; ".join(filter(None, [said, f"{among} may be among them" if among else ""]))


def _part(count: Count) -> str:
    figure = Tally.of(count).figure
    return f"{count.part} {figure}" if count.value is None else f"{figure} {count.part}"


def attendance_check(event: Event, counts: Sequence[Count]) -> Check:
    """Whether attendance fits the footfall of one event."""
    footfall, attendance = (
        tally_events(type, counts, [event.pk]) for type in (FOOTFALL, ATTENDANCE)
    )
    return check_attendance(footfall, attendance)


def at_odds(event: Event, counts: Sequence[Count]) -> str:
    """That more attended than came through the door, and why; empty where it is not so."""
    return at_odds_words(attendance_check(event, counts), event.above_why)


def at_odds_words(check: Check, why: str) -> str:
    """What does not fit in figures that were checked, and why; empty where nothing is amiss."""
    if check.holds is not False:
        return ""
    return f"{check.words} Why: {why or NOT_RECORDED}."


def feedback_lines(feedback: Iterable[EventFeedback], *, least: int = 0) -> list[FeedbackLine]:
    """Results as stated; a percentage without its base says so.

    One of fewer than `least` people is left to the words that its source gave.
    """
    return [
        FeedbackLine(
            each.answer,
            _result_of(each, least),
            said_number(each.base) if each.base is not None else f"base {NOT_RECORDED}",
            each.as_stated,
            each.note,
        )
        for each in feedback
    ]


def _result_of(told: EventFeedback, least: int) -> str:
    if told.per_cent is None or told.base is None or told.base >= least:
        return result(told.per_cent, told.answers)
    said = [result(None, told.answers)] if told.answers is not None else []
    return ", ".join([*said, f"no percentage of fewer than {least}"])


def ages(event: Event) -> str:
    """from 9 weeks to 101 years; an end that is not known is said."""
    if not (event.youngest or event.oldest):
        return ""
    return f"from {event.youngest or NOT_RECORDED} to {event.oldest or NOT_RECORDED}"


def belongs_to(
    event: Event, bodies: Iterable[tuple[str, int]], programme: Programme
) -> list[BelongsTo]:
    """The periods in which the event is reported; the quarter where no body is told.

    `bodies` are (name, months of its period) pairs.
    """
    by_period: dict[Period, list[str]] = {}
    day = event.happened.day or event.reported_on
    for name, months in bodies:
        period = Period.holding(day, months=months, year_starts=programme.year_starts)
        by_period.setdefault(period, []).append(name)
    if not by_period:
        by_period[Period.holding(day, year_starts=programme.year_starts)] = []
    return [BelongsTo(period.words, tuple(names)) for period, names in by_period.items()]


def why_belongs(event: Event, as_at: date) -> str:
    """Why the event is in its period: its day, or when it was reported without one."""
    if event.happened.day:
        verb = "was held on" if event.was_held_by(as_at) else "is set down for"
        return f"It {verb} {day_words(event.happened.day)}."
    return (
        f"Its day is {NOT_RECORDED}, so it belongs to the period in which it was reported:"
        f" {day_words(event.reported_on)}."
    )


def confirmed(event: Event) -> str:
    """Figures confirmed on 24 October 2019 by Area manager."""
    day = event.confirmed_on
    by = f" by {event.confirmed_by}" if event.confirmed_by else ""
    return f"Figures confirmed on {day_words(day)}{by}." if day else ""


def cancelled(event: Event) -> str:
    """Why, and since when."""
    day = event.cancelled_reported_on
    since = f" (reported on {day_words(day)})" if day else ""
    return f"Why: {event.cancelled_why or NOT_RECORDED}{since}."


def given(partner: EventPartner) -> Given:
    """What a partner gave, for the rules of giving."""
    return Given(
        partner.given, partner.cost, partner.hours, partner.hourly_rate, partner.rate_source
    )


def sector_lines(participants: Iterable[EventParticipants]) -> list[tuple[str, str]]:
    """Each sector with how many of its people took part."""
    return [
        (str(Sector(each.sector).label), figure(each.value, each.qualifier))
        for each in participants
    ]
