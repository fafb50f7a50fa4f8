"""The facts of held events from which months are added up, as they stood on a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from django.db.models import Count, Prefetch, QuerySet

from pilots import counting
from pilots.actions.event_changes import Counted, counted_in
from pilots.models import Event, FeedbackAnswer, FeedbackTally
from pilots.month_sums import Facts, MonthSums, month_sums
from pilots.selectors.events import counts_of, is_past, with_counts
from pilots.selectors.figures_then import people_then

AT_ONCE = 2_000
NEEDED = ("programme", "area", "kind", "happened", "day", "reported_on")


def sums_by_place(events: QuerySet[Event], *, as_at: date) -> dict[Counted, MonthSums]:
    """What the events come to, by where they are counted; give those that were held.

    Six queries for each 2,000 events, one more for a look back.
    """
    facts: dict[Counted, list[Facts]] = defaultdict(list)
    rows = with_counts(events.order_by("pk").only(*NEEDED), as_at=as_at)
    people = people_then(as_at if is_past(as_at) else None)
    rows = rows.prefetch_related(Prefetch("participants", people), "partners")
    for part in _parts(rows):
        points = _points([event.pk for event in part], as_at)
        for event in part:
            facts[counted_in(event)].append(_facts(event, points.get(event.pk, {}), as_at))
    return {place: month_sums(found) for place, found in facts.items()}


def _parts(events: QuerySet[Event]) -> Iterator[list[Event]]:
    part: list[Event] = []
    for event in events.iterator(chunk_size=AT_ONCE):
        part.append(event)
        if len(part) == AT_ONCE:
            yield part
            part = []
    if part:
        yield part


def _facts(event: Event, points: Mapping[int, int], as_at: date) -> Facts:
    return Facts(
        event=event.pk,
        has_day=event.day is not None,
        counts=counts_of([event], as_at=as_at),
        sectors=[
            (each.sector, each.then, counting.Qualifier(each.sure or "exact"))  # type: ignore[attr-defined]
            for each in event.participants.all()
        ],
        sessions=[each.sessions for each in event.activities.all()],
        partners=[each.organisation_id for each in event.partners.all()],
        points=points,
    )


def _points(events: Iterable[int], as_at: date) -> dict[int, dict[int, int]]:
    """How often each of the five points was given at each event, as `points_given` says."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for event, point, number in _points_past(events, as_at) if is_past(as_at) else _now(events):
        found[event][point] = number
    return found


def _now(events: Iterable[int]) -> Iterable[tuple[int, int, int]]:
    tallies = FeedbackTally.objects.filter(event__in=events).order_by()
    return tallies.values_list("event", "satisfaction", "answers")


def _points_past(events: Iterable[int], as_at: date) -> Iterable[tuple[int, int, int]]:
    answers = FeedbackAnswer.objects.filter(
        event__in=events, set_aside_why="", received_on__lte=as_at, satisfaction__isnull=False
    )
    return answers.order_by().values_list("event", "satisfaction").annotate(Count("pk"))
