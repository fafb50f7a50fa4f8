"""What the form for logging an event offers, and which events are like the one being logged."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from partnership.dates import PartialDate
from partnership.people.models import Scope
from partnership.people.permissions import Permission, Place
from partnership.programmes.access import Entry
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Area, Event, EventKind, Group, Venue

WIDE = {Scope.SITE, Scope.PROGRAMME}


@dataclass(frozen=True)
class Offer:
    """Where a person may log events, the kinds held there, and the venues known there."""

    areas: tuple[Area, ...]
    of_the_whole: bool
    kinds: tuple[EventKind, ...]
    venues: tuple[Venue, ...]

    def names_of(self, area: Area | None) -> list["VenueName"]:
        """All names of one area's venues; the whole programme has none."""
        there = (venue for venue in self.venues if area and venue.area_id == area.pk)
        return [each for venue in there for each in names_of(venue)]


@dataclass(frozen=True)
class VenueName:
    """A name that a venue goes by: its own, or an alias."""

    name: str
    venue: Venue

    @property
    def is_alias(self) -> bool:
        return self.name != self.venue.name


def names_of(venue: Venue) -> Iterator[VenueName]:
    """A venue's own name, and its others."""
    yield VenueName(venue.name, venue)
    for alias in venue.aliases.all():
        yield VenueName(alias.name, venue)


def offer(entry: Entry, *, event: Event | None = None) -> Offer:
    """What a person may choose, the kind of an `event` that stands included; four queries."""
    held = list(entry.places(Permission.LOG_EVENTS))
    areas = entry.programme.areas.visible_to(entry.reach)
    is_wide = any(each.role.scope in WIDE for each in held)
    if not is_wide:
        areas = areas.filter(pk__in=[each.area for each in held if each.area])
    found = tuple(areas)
    of_the_whole = is_wide or any(each.area is None for each in held)
    return Offer(
        found,
        of_the_whole,
        tuple(_kinds(entry.programme, bool(found), of_the_whole, event)),
        tuple(_venues(found)),
    )


def _venues(areas: Iterable[Area]) -> QuerySet[Venue]:
    there = Venue.objects.filter(area__in=areas)
    return there.select_related("area", "locality").prefetch_related("aliases")


def _kinds(
    programme: Programme, in_areas: bool, of_the_whole: bool, event: Event | None
) -> Iterable[EventKind]:
    for kind in programme.event_kinds.all():
        is_offered = (in_areas and is_held(kind, in_area=True)) or (
            of_the_whole and is_held(kind, in_area=False)
        )
        if (is_offered and not kind.is_retired) or (event and kind.pk == event.kind_id):
            yield kind


def is_held(kind: EventKind, *, in_area: bool) -> bool:
    """Whether events of a kind are held by an area, or by the programme as a whole."""
    held = EventKind.Held
    return kind.held_by in (held.EITHER, held.AREA if in_area else held.PROGRAMME)


def group_that_logs(entry: Entry, area: Area | None) -> Group | None:
    """The group for which a person logs there, if it is by a group's role alone; a query then."""
    at = Place(area=area.pk if area else None)
    there = [
        each for each in entry.places(Permission.LOG_EVENTS) if each.may(Permission.LOG_EVENTS, at)
    ]
    if not there or any(each.role.scope is not Scope.GROUP for each in there):
        return None
    group = there[0].group
    return entry.programme.groups.filter(pk=group).first() if group else None


def same_place_and_date(
    programme: Programme, area: Area | None, happened: PartialDate
) -> QuerySet[Event]:
    """Events of the same area (None: of the whole programme) and date; none for an unknown date."""
    if not happened:
        return programme.events.none()
    there = programme.events.filter(area=area).exclude(status=Event.Status.CANCELLED)
    if happened.day:
        there = there.filter(belongs_on=happened.day)
    return there.filter(happened=happened).select_related("kind", "venue")


def event_to_change(programme: Programme, slug: str, entry: Entry) -> Event:
    """An event within reach, with its counts; Event.DoesNotExist where there is none."""
    found = programme.events.visible_to(entry.reach).select_related(
        "kind", "area", "venue", "group"
    )
    return found.prefetch_related("counts").get(slug=slug)


def repeated_by(event: Event, reach: Reach) -> Event | None:
    """The event that this one repeats, if it is within reach; a query unless it is at hand."""
    repeated: Event | None = event.repeats
    return repeated if repeated and reach.holds(repeated.area_id) else None
