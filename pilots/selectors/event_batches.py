"""What a sheet of events is checked against, and the sheets that people brought."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from partnership.people.models import Organisation, OrganisationAlias, User
from partnership.people.permissions import Permission, Place
from partnership.programmes.access import Entry, entries_of
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.event_rules import RESERVED_SLUGS
from pilots.event_sheet import WHOLE_PROGRAMME, Known
from pilots.event_sheet_cells import folded
from pilots.models import Area, Event, EventBatch, EventBatchRow, EventKind, Venue

NEEDED = (Permission.LOG_EVENTS, Permission.CONFIRM_COUNTS)


def may_bring(entry: Entry, at: Place) -> bool:
    """Whether a person may log events, and confirm their counts, in a place."""
    return all(entry.may(permission, at) for permission in NEEDED)


def areas_to_bring(entry: Entry) -> list[Area]:
    """The areas for which a person may bring events."""
    areas = Area.objects.filter(programme=entry.programme).visible_to(entry.reach)
    return [area for area in areas if may_bring(entry, area.at)]


def known_to(batch: EventBatch, *, today: date) -> Known | None:
    """What the rows of a batch are checked against; None if nobody answers for it any more."""
    programme, entry = batch.programme, _entry(batch.by, batch.programme)
    if entry is None:
        return None
    areas = list(Area.objects.filter(programme=programme))
    allowed = {area.pk for area in areas if may_bring(entry, area.at)}
    whole: set[int | None] = {None} if may_bring(entry, Place()) else set()
    kinds = list(EventKind.objects.filter(programme=programme))
    return Known(
        today=today,
        kinds=_by_name(kinds),
        areas=_by_name(areas),
        venues=_venues(allowed),
        organisations=_organisations(),
        allowed=frozenset(allowed | whole),
        only_area=batch.area_id,
        retired=frozenset(kind.pk for kind in kinds if kind.is_retired),
        reserved=RESERVED_SLUGS,
        area_word=programme.area_word,
        on_offer={
            "kind": [kind.name for kind in kinds if not kind.is_retired],
            "area": [
                *(area.name for area in areas if area.pk in allowed),
                *([WHOLE_PROGRAMME] if whole else ()),
            ],
        },
    )


def _entry(user: User | None, programme: Programme) -> Entry | None:
    if user is None or not user.is_active:
        return None
    return next(iter(entries_of(user, slug=programme.slug)), None)


def _by_name(records: Iterable[Area | EventKind | Venue]) -> dict[str, int]:
    """Records' keys by name and, where no name is the same, by slug."""
    records = list(records)
    by_slug = {folded(record.slug): record.pk for record in records}
    return by_slug | {folded(record.name): record.pk for record in reversed(records)}


def _venues(areas: Iterable[int]) -> dict[int, dict[str, int]]:
    found: dict[int, list[Venue]] = defaultdict(list)
    aliases: dict[int, dict[str, int]] = defaultdict(dict)
    for venue in Venue.objects.filter(area__in=areas).prefetch_related("aliases"):
        found[venue.area_id].append(venue)
        others = {folded(alias.name): venue.pk for alias in venue.aliases.all()}
        aliases[venue.area_id] = others | aliases[venue.area_id]
    return {area: aliases[area] | _by_name(venues) for area, venues in found.items()}


def _organisations() -> dict[str, int]:
    """Every organisation by its name and its aliases; a name wins over an alias."""
    aliases = OrganisationAlias.objects.values_list("name", "organisation_id")
    names = Organisation.objects.values_list("name", "pk")
    return {folded(name): pk for name, pk in (*aliases, *names)}


def area_slugs(programme: Programme) -> dict[int | None, str]:
    """The slug of each area, for keys; of the whole programme none."""
    slugs: dict[int | None, str] = dict(programme.areas.values_list("pk", "slug"))
    return slugs | {None: ""}


def for_sheet(events: QuerySet[Event]) -> QuerySet[Event]:
    """The events with all that a sheet says of them; three queries."""
    return events.select_related("area", "kind", "venue").prefetch_related(
        "counts", "partners__organisation"
    )


def events_by_key(programme: Programme, keys: Iterable[str]) -> dict[str, Event]:
    """The programme's events of these keys, ready to be written as cells."""
    events = programme.events.filter(slug__in=list(keys))
    return {event.slug: event for event in for_sheet(events)}


def batches_of(programme: Programme, entry: Entry, reach: Reach) -> list[EventBatch]:
    """The latest sheets that a person may see, newest first."""
    found = EventBatch.objects.filter(programme=programme).visible_to(reach)
    return [
        batch for batch in found.select_related("area", "by")[:100] if may_bring(entry, batch.at)
    ]


def batch_of(programme: Programme, key: int, *, reach: Reach) -> EventBatch:
    """One sheet within reach; raises EventBatch.DoesNotExist."""
    found = EventBatch.objects.filter(programme=programme).visible_to(reach)
    return found.select_related("area", "by", "programme").get(pk=key)


FAULTY = Q(is_left_out=False) & ~Q(faults={})
ADDED = Q(is_left_out=False, faults={})
THERE = Q(is_left_out=True, event__isnull=False)
LEFT_OUT = Q(is_left_out=True, event__isnull=True)


@dataclass(frozen=True)
class Numbers:
    """How many rows of a batch are what."""

    added: int
    faulty: int
    there: int
    left_out: int


def numbers_of(batch: EventBatch) -> Numbers:
    """How many rows would be added, are faulty, are there already, are left out."""
    return Numbers(
        **batch.rows.aggregate(
            added=Count("pk", filter=ADDED),
            faulty=Count("pk", filter=FAULTY),
            there=Count("pk", filter=THERE),
            left_out=Count("pk", filter=LEFT_OUT),
        )
    )


def rows_of(batch: EventBatch, which: Q) -> QuerySet[EventBatchRow]:
    """The rows of one sort, by their lines."""
    return batch.rows.filter(which).order_by("number")


def names_for_template(entry: Entry) -> dict[str, Any]:
    """The names that a person's sheet may hold, each list in order; five queries."""
    areas = areas_to_bring(entry)
    kinds = entry.programme.event_kinds.filter(is_retired=False)
    venues = Venue.objects.filter(area__in=areas).order_by("area__position", "name")
    return {
        "kinds": list(kinds.values_list("name", flat=True)),
        "areas": [area.name for area in areas],
        "venues": list(venues.values_list("area__name", "name")),
        "organisations": list(Organisation.objects.values_list("name", flat=True)),
        "may_whole": may_bring(entry, Place()),
    }
