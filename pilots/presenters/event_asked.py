"""The figure from which a list of events was opened: what each event adds to it, and the sum."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from partnership.people.models import Sector
from pilots.counting import Count, CountType, Qualifier, Tally, total
from pilots.feedback_rules import POINTS
from pilots.models import Event, Satisfaction
from pilots.month_sums import sessions_of
from pilots.selectors.event_narrowing import ANY, SESSIONS, Narrowing, said
from pilots.selectors.figures_as_at import participants_as_at

PARTICIPATION = CountType.PARTICIPATION.value
Points = Mapping[int, Mapping[int, int]]  # by event, how often each of the five was given


@dataclass(frozen=True)
class FigureAsked:
    """A column of the list, by the keys of its events, and what stands at its foot."""

    head: str
    by_event: Mapping[int, str]
    total: str


def figure_asked(
    asked: Narrowing, events: Sequence[Event], counts: Sequence[Count], points: Points, as_at: date
) -> FigureAsked | None:
    """The figure behind which the `events` stand, as it had been said by a day.

    None where every list shows it anyway. What hangs on the events must be at hand: see
    `needed_by`.
    """
    if asked.counted and asked.audience:
        return _of_audience(asked, events, counts)
    if asked.counted == PARTICIPATION:
        return _of_participations(events, counts)
    if asked.counted == SESSIONS:
        return _of_sessions(events)
    if asked.sector:
        return _of_sector(said(asked.sector), events, as_at)
    if asked.partners:
        return _of_partners(said(asked.partners), events)
    return _of_answers(asked.answers, events, points) if asked.answers else None


def needed_by(asked: Narrowing) -> list[str]:
    """What of events has to be loaded with them."""
    named = {"participants": asked.sector, "partners__organisation": asked.partners}
    return [path for path, wanted in named.items() if wanted]


def _of_audience(asked: Narrowing, events: Sequence[Event], counts: Sequence[Count]) -> FigureAsked:
    type, group = CountType(asked.counted), said(asked.audience)
    known = [count for count in counts if count.type is type and count.part == group]
    tallies = {event.pk: _tally(type, known, event.pk) for event in events}
    return _tallied(f"{type.words}: {group or 'not said of whom'}", type, tallies)


def _of_participations(events: Sequence[Event], counts: Sequence[Count]) -> FigureAsked:
    type = CountType.PARTICIPATION
    known = [count for count in counts if count.type is type and not count.may_overlap]
    tallies = {event.pk: _tally(type, known, event.pk) for event in events}
    return _tallied(type.words, type, tallies)


def _tally(type: CountType, counts: Iterable[Count], event: int) -> Tally:
    """What one event counted; at least that, where a part of it is not recorded."""
    found = total(type, (Tally.of(count) for count in counts if count.event == event))
    is_at_least = found.is_at_least or (found.value is not None and found.missing > 0)
    return Tally(type, found.value, found.is_about, is_at_least, int(found.value is None))


def _tallied(head: str, type: CountType, tallies: Mapping[int, Tally]) -> FigureAsked:
    words = {event: tally.figure for event, tally in tallies.items()}
    return FigureAsked(head, words, total(type, tallies.values()).said())


def _of_sessions(events: Sequence[Event]) -> FigureAsked:
    type = CountType.PARTICIPATION  # only for its words of how sure
    tallies = {
        event.pk: sessions_of([each.sessions for each in event.activities.all()]).tally(type, 1)
        for event in events
    }
    return _tallied("Sessions of activities", type, tallies)


def _of_sector(sector: str, events: Sequence[Event], as_at: date) -> FigureAsked:
    type = CountType.ATTENDANCE  # only for its words of how sure
    counts = [
        Count(event.pk, type, each.value, Qualifier(each.qualifier))
        for event in events
        for each in participants_as_at(event, as_at)
        if each.sector == sector
    ]
    tallies = {event.pk: _tally(type, counts, event.pk) for event in events}
    return _tallied(f"Participants: {Sector(sector).label}", type, tallies)


def _of_partners(sector: str, events: Sequence[Event]) -> FigureAsked:
    named = {
        event.pk: [
            each.organisation for each in event.partners.all() if each.organisation.sector == sector
        ]
        for event in events
    }
    different = {each.pk for found in named.values() for each in found}
    times = sum(map(len, named.values()))
    return FigureAsked(
        f"Partners: {Sector(sector).label}",
        {event: ", ".join(each.name for each in found) for event, found in named.items()},
        f"{_plural(len(different), 'organisation')}, {_plural(times, 'time')}",
    )


def _of_answers(asked: str, events: Sequence[Event], points: Points) -> FigureAsked:
    name = "all" if asked == ANY else str(Satisfaction(int(asked)).label).lower()
    wanted = POINTS if asked == ANY else (int(asked),)
    given = {
        event.pk: sum(points.get(event.pk, {}).get(point, 0) for point in wanted)
        for event in events
    }
    return FigureAsked(
        f"Answers: {name}",
        {event: f"{number:,}" for event, number in given.items()},
        f"{sum(given.values()):,}",
    )


def _plural(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
