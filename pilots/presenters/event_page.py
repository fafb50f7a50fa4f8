"""Everything that an event's page says beyond the record's own words."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from partnership.programmes.models import Programme
from pilots import event_needs as needs
from pilots.counting import Check, Count, CountType, Tally
from pilots.figure_words import of_part
from pilots.giving import totals
from pilots.models import CountCorrection, Event, EventActivity, EventPartner
from pilots.presenters import events as words
from pilots.selectors import figures_as_at as then
from pilots.selectors.event_page import EventInFull

ROWS_OF = {  # where the rows of a need are
    "activities": "activities",
    "sectors": "participants",
    "consultation": "questions",
}
AHEAD = ("activities", "partners", "questions", "resources")  # what can be added beforehand


@dataclass(frozen=True)
class KeyFigure:
    """One figure at the top of the page; `figure` None is not recorded."""

    title: str
    figure: str | None
    note: str
    at: str


@dataclass(frozen=True)
class EventTold:
    """An event in words. `shown` are the sections that it has, `missing` what its kind asks
    for and `more` what else can be added: (title, address) pairs, for who may.
    """

    when: str
    status: str
    tone: str
    is_held: bool
    ages: str
    is_silent: bool
    figures: tuple[KeyFigure, ...]
    check: Check
    at_odds: str
    counts: tuple[words.CountLine, ...]
    confirmed: str
    cancelled: str
    corrections: tuple[tuple[CountCorrection, str], ...]
    activities: tuple[tuple[EventActivity, str], ...]
    priority_groups: tuple[str, ...]
    methods: tuple[str, ...]
    bodies: tuple[str, ...]
    coverage: tuple[str, ...]
    partners: tuple[tuple[EventPartner, str], ...]
    given: tuple[str, ...]
    sectors: tuple[tuple[str, str], ...]
    feedback: tuple[words.FeedbackLine, ...]
    belongs: tuple[words.BelongsTo, ...]
    why_belongs: str
    shown: frozenset[str]
    missing: tuple[tuple[str, str], ...] = ()
    more: tuple[tuple[str, str], ...] = ()


def told(
    found: EventInFull,
    counts: Sequence[Count],
    *,
    programme: Programme,
    as_at: date,
    uses_resources: bool = False,
) -> EventTold:
    """An event with its own `counts`, as it stood on a day."""
    event = found.event
    status = event.status_on(as_at)
    activities = then.activities_as_at(event, as_at)
    return EventTold(
        when=words.when_words(event),
        status=status.label,
        tone=words.TONES[status],
        is_held=event.was_held_by(as_at),
        ages=words.ages(event),
        is_silent=words.is_silent(event, as_at),
        figures=tuple(_figures(event, counts, activities, as_at)),
        check=words.attendance_check(event, counts),
        at_odds=words.at_odds(event, counts),
        counts=tuple(words.count_lines(then.counts_as_at(event, as_at))),
        confirmed=words.confirmed(event) if status == Event.Status.CONFIRMED else "",
        cancelled=words.cancelled(event) if status == Event.Status.CANCELLED else "",
        corrections=tuple(_corrections(event, as_at)),
        activities=tuple((each, words.participations(each)) for each in activities),
        partners=tuple((each, words.given(each).words) for each in event.partners.all()),
        given=tuple(totals(words.given(each) for each in event.partners.all())),
        sectors=tuple(words.sector_lines(then.participants_as_at(event, as_at))),
        coverage=tuple(f"{each.medium}: {each.what}" for each in event.coverage.all()),
        priority_groups=found.names["priority_groups"],
        methods=found.names["methods"],
        bodies=found.names["bodies"],
        feedback=tuple(_stated(event, as_at, programme)),
        belongs=tuple(words.belongs_to(event, found.bodies, programme)),
        why_belongs=words.why_belongs(event, as_at),
        shown=_shown(event, as_at, there_of(event, uses_resources)),
    )


def _figures(
    event: Event, counts: Sequence[Count], activities: Collection[EventActivity], as_at: date
) -> Iterable[KeyFigure]:
    """What the kind asks for or somebody recorded; attendance always."""
    if not event.was_held_by(as_at):
        return
    totals = words.totals([event], counts, as_at)
    asked = {
        CountType.FOOTFALL: event.kind.asks_footfall,
        CountType.ATTENDANCE: True,
        CountType.PARTICIPATION: event.kind.asks_activities,
    }
    notes = {
        CountType.FOOTFALL: ("through the door", "#counts"),
        CountType.ATTENDANCE: (words.attendance_parts(counts), "#counts"),
        CountType.PARTICIPATION: (words.participation_note(activities), "#activities"),
    }
    for type, tally in totals.items():
        figure = _known(tally)
        note, at = notes[type]
        if asked[type] or figure is not None:
            yield KeyFigure(type.words, figure, note, at if figure is not None else "")


def _stated(event: Event, as_at: date, programme: Programme) -> list[words.FeedbackLine]:
    told = then.feedback_as_at(event, as_at)
    return words.feedback_lines(told, least=programme.counts_only_below)


def _corrections(event: Event, as_at: date) -> Iterable[tuple[CountCorrection, str]]:
    for each in event.corrections.all():
        if each.reported_on <= as_at:
            yield each, of_part(each.part, each.type, each.group)


def _known(tally: Tally) -> str | None:
    """The figure; None where nothing is recorded, for a component to say so."""
    return None if tally.value is None else tally.figure


def asked_of(event: Event) -> set[str]:
    """What the event's kind asks for, by the keys of needs."""
    return {need.key for need in needs.NEEDS if getattr(event.kind, need.field)}


def there_of(event: Event, uses_resources: bool) -> set[str]:
    """What is there of the event: the keys of needs, and the parts that nobody asks for."""
    found = {count.type for count in event.counts.all()}
    found |= {key for key, rows in ROWS_OF.items() if getattr(event, rows).all()}
    found |= {part for part in needs.OTHERS if getattr(event, part).all()}
    return found | ({"resources"} if uses_resources else set())


def _shown(event: Event, as_at: date, there: set[str]) -> frozenset[str]:
    """The sections of the page: what is there, and of what was held also what was asked for."""
    asked = asked_of(event) if event.was_held_by(as_at) else set()
    has_counts = bool(event.counts.all()) or event.was_held_by(as_at)
    return frozenset(there | asked | ({"counts"} if has_counts else set()))


def to_enter(
    event: Event, *, uses_resources: bool, may_correct: bool
) -> dict[str, tuple[tuple[str, str], ...]]:
    """What the kind asks for and is not there, and what else can be added, as the event stands.

    (title, address) pairs, for who may change the event.
    """
    there = there_of(event, uses_resources)
    asked = asked_of(event) if event.status in Event.WAS_HELD else set()
    wanted = needs.missing(asked, there)
    more = needs.offered(asked, there)
    match event.status:
        case Event.Status.PLANNED:
            more = [each for each in more if each[0] in AHEAD]
        case Event.Status.CANCELLED:
            more = []
        case Event.Status.CONFIRMED:
            is_closed = lambda part: part == needs.COUNTS and not may_correct  # noqa: E731
            wanted = [need for need in wanted if not is_closed(need.part)]
            more = [each for each in more if not is_closed(each[0])]
    return {
        "missing": tuple((need.title, _address(event, need.part)) for need in wanted),
        "more": tuple((title, _address(event, part)) for part, title in more),
    }


def _address(event: Event, part: str) -> str:
    """Where a part is entered; confirmed counts are corrected."""
    args = [event.programme.slug, event.slug]
    if part == needs.RESOURCES:
        return reverse("event-resources", args=args)
    if part == needs.COUNTS and event.status == Event.Status.CONFIRMED:
        return reverse("event-correct", args=args)
    return reverse("event-detail", args=[*args, part])
