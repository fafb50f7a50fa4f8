"""Events logged, repeated and changed in their short facts; details have actions of their own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from partnership.dates import PartialDate
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import Programme
from partnership.slugs import fresh_slug
from pilots.actions.event_changes import counted_in, event_change, events_touched, touched
from pilots.actions.short_figures import Figure, record_figures, words_of_change
from pilots.event_rules import RESERVED_SLUGS, alike, begins_later, is_ahead
from pilots.models import Area, Event, EventKind, Group, Venue, VenueAlias
from pilots.selectors.event_log import same_place_and_date

__all__ = [
    "LooksAlikeError",
    "ShortFacts",
    "add_venue",
    "change_event",
    "counted_in",
    "event_change",
    "events_touched",
    "fresh_event_slug",
    "log_event",
    "touched",
]


class LooksAlikeError(Exception):
    """Events that look like the one being logged; it was not logged."""

    def __init__(self, events: Sequence[Event]) -> None:
        super().__init__(", ".join(event.name for event in events))
        self.events = tuple(events)


@dataclass(frozen=True)
class ShortFacts:
    """What the short form asks; `new_venue` is the name of one to add to the area's list.

    `also_called` is another name of the venue, to be remembered.
    `figures` None leaves the event's figures as they are.
    """

    kind: EventKind
    name: str
    area: Area | None
    group: Group | None
    venue: Venue | None
    new_venue: str
    place: str
    happened: PartialDate
    starts_at: time | None = None
    ends_at: time | None = None
    ends_on: date | None = None
    went: str = ""
    figures: tuple[Figure, ...] | None = None
    also_called: str = ""


@transaction.atomic
def log_event(
    *,
    programme: Programme,
    facts: ShortFacts,
    by: User,
    repeats: Event | None = None,
    known: Collection[str] = (),
) -> Event:
    """Record an event, planned or held by its day.

    Raises LooksAlikeError for others of the same area, date and a like name,
    but for those whose slugs are `known` to be others; RefusedError for figures
    of an event that lies ahead.
    """
    Programme.objects.select_for_update(no_key=True).get(pk=programme.pk)  # one slug at a time
    now = timezone.localtime()
    lies_ahead = is_ahead(facts.happened, now.date()) or begins_later(
        facts.happened, facts.starts_at, now
    )
    _refuse_figures_ahead(facts, lies_ahead)
    _refuse_alike(programme, facts, known)
    event = Event(
        programme=programme,
        slug=fresh_event_slug(facts.name, programme),
        status=Event.Status.PLANNED if lies_ahead else Event.Status.HELD,
        reported_on=now.date(),
        logged_by=by,
        repeats=repeats,
    )
    _write(event, facts, by)
    record_by(event, by=by, why=_of_venue(facts))
    event.save()
    record_figures(event, facts.figures or ())
    touched(event)
    return event


def change_event(*, event: Event, seen: int, facts: ShortFacts, by: User) -> None:
    """Change an event's short facts; what was planned stays so until it is said to be held.

    Raises RefusedError where an event that was held would lie ahead, and
    ChangedMeanwhileError where somebody else was quicker.
    """
    lies_ahead = is_ahead(facts.happened, timezone.localdate())
    if event.status != Event.Status.PLANNED and lies_ahead:
        raise RefusedError(
            "It is recorded as held or cancelled, so its date can’t lie ahead: log the coming"
            " one as an event of its own.",
            "when",
        )
    _refuse_figures_ahead(facts, lies_ahead)
    why = "; ".join(filter(None, [_of_venue(facts), words_of_change(event, facts.figures)]))
    with event_change(event, seen=seen, by=by, why=why) as now:
        _write(now, facts, by)
        if facts.figures is not None:
            record_figures(now, facts.figures)


def _refuse_figures_ahead(facts: ShortFacts, lies_ahead: bool) -> None:
    if lies_ahead and facts.figures:
        raise RefusedError(
            "It lies ahead, so nobody can be counted yet: leave the figures empty, or mend when"
            " it was. You are asked for them after the day.",
            "adults",
        )


def _refuse_alike(programme: Programme, facts: ShortFacts, known: Collection[str]) -> None:
    there = same_place_and_date(programme, facts.area, facts.happened)
    others = [event for event in there if event.slug not in known]
    if found := alike(facts.name, others):
        raise LooksAlikeError(found)


def _write(event: Event, facts: ShortFacts, by: User) -> None:
    event.kind, event.name = facts.kind, facts.name
    event.area, event.group = facts.area, facts.group
    event.venue, event.place = facts.venue, facts.place
    if facts.new_venue and facts.area:
        event.venue = add_venue(area=facts.area, name=facts.new_venue, by=by)
    if facts.also_called and facts.venue:
        add_alias(venue=facts.venue, name=facts.also_called, by=by)
    if event.happened != facts.happened:
        event.happened, event.happened_as_stated, event.before_on = facts.happened, "", None
    event.starts_at, event.ends_at = facts.starts_at, facts.ends_at
    event.ends_on = facts.ends_on
    event.went = facts.went


def _of_venue(facts: ShortFacts) -> str:
    """What the event's history says of a venue that came with it: who and when are beside it."""
    if facts.also_called:
        return f"“{facts.also_called}” is another name of {facts.venue}"
    return f"Venue added to the list: {facts.new_venue}" if facts.new_venue else ""


def add_venue(*, area: Area, name: str, by: User) -> Venue:
    """A venue of the area by that name, added to its list where it is not there yet."""
    Area.objects.select_for_update(no_key=True).get(pk=area.pk)  # one name at a time
    known = area.venues.filter(Q(name__iexact=name) | Q(aliases__name__iexact=name)).first()
    if known:
        return known
    slug = fresh_slug(name, area.venues, otherwise="venue")
    fresh = Venue(area=area, slug=slug, name=name)
    record_by(fresh, by=by)
    fresh.save()
    return fresh


def add_alias(*, venue: Venue, name: str, by: User) -> None:
    """Remember another name of a venue, once."""
    Area.objects.select_for_update(no_key=True).get(pk=venue.area_id)
    if not venue.aliases.filter(name__iexact=name).exists():
        fresh = VenueAlias(venue=venue, name=name)
        record_by(fresh, by=by)
        fresh.save()


def fresh_event_slug(name: str, programme: Programme) -> str:
    """A slug that no event of the programme has, and that is no word of an address."""
    slug = fresh_slug(name, programme.events, otherwise="event")
    return (
        fresh_slug(f"event {name}", programme.events, otherwise="event")
        if (slug in RESERVED_SLUGS)
        else slug
    )
