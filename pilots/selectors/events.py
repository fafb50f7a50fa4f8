"""Events as they had been reported by a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    CharField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Value,
)

from partnership.people.models import Organisation
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from partnership.web.prepared import Prepared
from pilots import counting
from pilots.models import (
    Area,
    Event,
    EventActivity,
    EventCount,
    EventKind,
    EventPartner,
)
from pilots.selectors.event_narrowing import Narrowing, narrowed
from pilots.selectors.figures_as_at import activities_as_at, counts_as_at, is_past

SEARCHED = ("name", "purpose", "audience", "findings", "venue__name")


@dataclass(frozen=True)
class EventChoices:
    """What a list of events can be narrowed to: (slug, name) pairs.

    `organisation` is the name of the one asked for; empty where there is none. `venues` are
    those of the area that was asked for.
    """

    areas: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    organisation: str = ""
    venues: tuple[tuple[str, str], ...] = ()


def event_choices(
    programme: Programme, *, reach: Reach, organisation: str = "", area: str = ""
) -> EventChoices:
    """The areas within reach, the kinds, one organisation and the venues of one area; one query."""
    asked = CHOICES.rows(reach, programme=programme.pk, organisation=organisation, area=area)
    rows = sorted(asked, key=lambda row: (row[1], row[3]))
    found = {what: tuple((s, n) for w, _, s, n in rows if w == what) for what, *_ in rows}
    names = found.get("organisation", ())
    return EventChoices(
        found.get("area", ()),
        found.get("kind", ()),
        names[0][1] if names else "",
        found.get("venue", ()),
    )


def _choices(reach: Reach, *, programme: int, organisation: str, area: str) -> QuerySet[Any, Any]:
    """(what it is, its place, its slug, its name)."""
    within = Area.objects.filter(programme=programme).visible_to(reach).order_by()
    kinds = EventKind.objects.filter(programme=programme).order_by()
    there = within.filter(slug=area, venues__isnull=False).values_list(
        Value("venue", output_field=CharField()), Value(0), "venues__slug", "venues__name"
    )
    return _named("area", within, "position").union(
        _named("kind", kinds, Value(0)),
        _named("organisation", _organisations(programme, reach, organisation), Value(0)),
        there,
        all=True,
    )


CHOICES = Prepared(_choices)


def _named(what: str, rows: QuerySet, place: str | Value) -> QuerySet:
    return rows.values_list(Value(what, output_field=CharField()), place, "slug", "name")


def _organisations(programme: int, reach: Reach, slug: str) -> QuerySet[Organisation]:
    """The organisation of that slug, if an event within reach names it."""
    return Organisation.objects.filter(
        at_events(programme, reach, organisation="pk"), slug=slug
    ).order_by()


def at_events(programme: Programme | int, reach: Reach, *, organisation: str) -> Q:
    """Whether the organisation in that field was at an event, as a partner or a provider."""
    named, there = {"event__programme": programme}, reach.q("event__area")
    partners = EventPartner.objects.filter(there, organisation=OuterRef(organisation), **named)
    providers = EventActivity.objects.filter(there, provider=OuterRef(organisation), **named)
    return Q(Exists(partners)) | Q(Exists(providers))


def events_of(
    programme: Programme | int,
    *,
    as_at: date,
    reach: Reach,
    area: str = "",
    venue: str = "",
    kind: str = "",
    status: str = "",
    organisation: str = "",
    words: str = "",
    national: bool = False,
    narrowing: Narrowing | None = None,
) -> QuerySet[Event]:
    """Events within reach reported by a day, latest first, narrowed where asked.

    Each of the `words` must be in the name, the purpose, the audience, the
    findings or the venue. `national` keeps the events of no area, `narrowing` those behind
    one figure.
    """
    choices = {"area__slug": area, "venue__slug": venue, "kind__slug": kind}
    wanted = {**choices, "area__isnull": national}
    found = Event.objects.filter(programme=programme).as_at(as_at).visible_to(reach)
    found = found.select_related("area", "kind", "venue")
    found = found.filter(**{name: value for name, value in wanted.items() if value})
    if narrowing:
        found = narrowed(found, narrowing, past=as_at if is_past(as_at) else None)
    if status:
        found = found.with_status(status, as_at=as_at)
    if organisation:
        found = found.filter(_with_organisation(organisation))
    for word in words.split():
        found = found.filter(_with_word(word))
    return found.order_by("-belongs_on", "name", "pk")


def _with_organisation(slug: str) -> Exists:
    partners = EventPartner.objects.filter(event=OuterRef("pk"), organisation__slug=slug)
    providers = EventActivity.objects.filter(event=OuterRef("pk"), provider__slug=slug)
    return Exists(partners) | Exists(providers)  # type: ignore[return-value]


def _with_word(word: str) -> Q:
    anywhere = Q()
    for name in SEARCHED:
        anywhere |= Q(**{f"{name}__icontains": word})
    return anywhere


def with_counts(events: QuerySet[Event], *, as_at: date | None = None) -> QuerySet[Event]:
    """The events with their counts and activities at hand; two queries more.

    A look back at a day before today needs what was corrected since: one more.
    """
    found = events.prefetch_related("counts", "activities")
    return found.prefetch_related("corrections") if is_past(as_at) else found


def counts_of(events: Iterable[Event], *, as_at: date | None = None) -> list[counting.Count]:
    """Every figure of the events for the rules of counting, from what is at hand.

    A look back at a day shows the figures as they had been said by then.
    """
    stated = [_count(count) for event in events for count in counts_as_at(event, as_at)]
    activities = [_of_activity(a) for event in events for a in activities_as_at(event, as_at)]
    others = [c for c in stated if c.type is not counting.CountType.PARTICIPATION]
    return [*others, *counting.participations(stated, activities)]


def _count(count: EventCount) -> counting.Count:
    return counting.Count(
        count.event_id,
        counting.CountType(count.type),
        count.value,
        counting.Qualifier(count.qualifier),
        count.group,
        count.may_overlap,
    )


def _of_activity(activity: EventActivity) -> counting.Count:
    return counting.Count(
        activity.event_id,
        counting.CountType.PARTICIPATION,
        activity.participations,
        counting.Qualifier(activity.participations_qualifier),
        activity.name,
    )
