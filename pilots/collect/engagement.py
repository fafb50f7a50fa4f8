"""What was held in a period, with honest totals."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from partnership.dates import NOT_RECORDED
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from pilots.collect.details import Details, details_of
from pilots.collect.late import SHEET, corrections_of, late_entries, told_after
from pilots.counting import Count, CountType, Qualifier, Tally, event_tallies, tally_parts, total
from pilots.feedback_rules import SmallNumbers
from pilots.models import (
    Area,
    Event,
    EventActivity,
    EventFeedback,
    EventPartner,
)
from pilots.models.event import held_by, planned_by
from pilots.parts import (
    ActivityAtEvent,
    Answered,
    Engagement,
    EngagementPart,
    EventRow,
    Feedback,
    PointRow,
)
from pilots.presenters.events import ages, at_odds, when_words
from pilots.presenters.feedback import results_told, small_numbers
from pilots.selectors.events import counts_of
from pilots.selectors.feedback import points_by_event
from pilots.selectors.figures_as_at import activities_as_at, feedback_as_at
from pilots.selectors.sectors import bodies_engaged

DETAIL = (
    "counts",
    Prefetch("activities", EventActivity.objects.select_related("provider")),
    Prefetch("partners", EventPartner.objects.select_related("organisation")),
    "feedback",
    "corrections",
)
Points = Mapping[int, int]


def engagement_part(
    programme: Programme, *, period: Period, as_at: date, area: Area | None = None
) -> EngagementPart:
    """The period's events as reported by `as_at`, beside the period before; nine queries."""
    events = Event.objects.filter(programme=programme).as_at(as_at)
    if area is not None:
        events = events.filter(area=area)
    since, rule = period.previous.last, small_numbers(programme)
    of_period = held_by(as_at) & Q(belongs_on__range=(period.first, period.last))
    points = points_by_event(events.filter(of_period), as_at=as_at)
    found = list(_found(events, of_period, period, as_at))
    boards = bodies_engaged(programme, as_at=as_at, area=area, period=period)
    details = details_of([event.pk for event in found], boards, as_at=as_at)
    looks = _Looks(as_at, period, details, points, rule)
    held = tuple(looks.row(event) for event in found if looks.is_held(event))
    return EngagementPart(
        now=_engagement(held, _answered(_sum(points.values()), rule)),
        before=_engagement(looks.row(event) for event in found if looks.was_before(event)),
        held=held,
        planned=tuple(looks.row(event) for event in found if looks.is_ahead(event)),
        corrections=tuple(row for each in found for row in corrections_of(each, since, as_at)),
        late=tuple(late_entries(found, since, as_at, area_word=programme.area_word)),
        boards=tuple(details.boards),
    )


def _found(events: QuerySet[Event], of_period: Q, period: Period, as_at: date) -> QuerySet[Event]:
    """The period's, those that lie ahead, those of the period before, and what came late."""
    before = period.previous
    ahead = planned_by(as_at) & ~Q(day__lt=period.first)
    earlier = held_by(before.last) & Q(belongs_on__range=(before.first, before.last))
    found = events.filter(of_period | ahead | earlier | told_after(before.last, as_at))
    found = found.select_related("area", "kind", "venue").prefetch_related(*DETAIL)
    return found.annotate(sheet=SHEET).order_by("belongs_on", "name")


@dataclass(frozen=True)
class _Looks:
    """How each event stands to a period, as at a day, and what is told of it."""

    as_at: date
    period: Period
    details: Details
    points: Mapping[int, Points]
    rule: SmallNumbers

    def is_held(self, event: Event) -> bool:
        within = self.period.first <= event.belongs_on <= self.period.last
        return within and event.was_held_by(self.as_at)

    def is_ahead(self, event: Event) -> bool:
        is_planned = event.status_on(self.as_at) == Event.Status.PLANNED
        return is_planned and not (event.day and event.day < self.period.first)

    def was_before(self, event: Event) -> bool:
        """Whether the report of the period before told of it as held."""
        before = self.period.previous
        was_told = event.reported_on <= before.last and event.was_held_by(before.last)
        return was_told and before.first <= event.belongs_on <= before.last

    def row(self, event: Event) -> EventRow:
        """The event in full."""
        key, details = event.pk, self.details
        return replace(
            _figures(event, self.as_at),
            audience=event.audience,
            findings=event.findings,
            planned_with=event.planned_with,
            ages=ages(event),
            activities=tuple(map(_activity, activities_as_at(event, self.as_at))),
            feedback=tuple(
                _feedback(each, self.rule) for each in feedback_as_at(event, self.as_at)
            ),
            questions=tuple(details.questions[key]),
            coverage=tuple(details.coverage[key]),
            went=event.went,
            sectors=tuple(details.sectors[key]),
            answered=_answered(self.points.get(key, {}), self.rule),
            themes=details.themes_of(key),
        )


def _figures(event: Event, as_at: date) -> EventRow:
    """An event with its figures alone."""
    counts = counts_of([event], as_at=as_at)
    return EventRow(
        slug=event.slug,
        name=event.name,
        kind=event.kind.name,
        area=event.area.name if event.area else "",
        venue=event.venue.name if event.venue else event.place,
        when=when_words(event),
        day=event.day,
        reported_on=event.reported_on,
        footfall=_tally(CountType.FOOTFALL, counts),
        attendance=_tally(CountType.ATTENDANCE, counts),
        attendance_by_group=tuple(tally_parts(CountType.ATTENDANCE, counts).items()),
        participation=_tally(CountType.PARTICIPATION, counts),
        partners=tuple((p.organisation.name, p.offered) for p in event.partners.all()),
        is_confirmed=event.status_on(as_at) == Event.Status.CONFIRMED,
        asks_sectors=event.kind.asks_sectors,
        at_odds=at_odds(event, counts),
    )


def _tally(type: CountType, counts: Sequence[Count]) -> Tally:
    """What one event counted of a type; missing where it has no figure."""
    tallies = event_tallies(type, counts)
    return next(iter(tallies.values()), Tally(type, missing=1))


def _activity(activity: EventActivity) -> ActivityAtEvent:
    count = Count(
        event=activity.event_id,
        type=CountType.PARTICIPATION,
        value=activity.participations,
        qualifier=Qualifier(activity.participations_qualifier),
        part=activity.name,
    )
    return ActivityAtEvent(
        name=activity.name,
        provider=activity.provider.name if activity.provider else "",
        sessions=activity.sessions,
        participations=Tally.of(count),
    )


def _answered(given: Points, rule: SmallNumbers) -> Answered | None:
    """What was answered on forms; None where nobody did."""
    told = results_told(given, rule)
    if told is None:
        return None
    points = (PointRow(each.label, each.answers, each.share, each.interval) for each in told.lines)
    return Answered(told.sentence, told.why_no_share, tuple(points), told.base)


def _feedback(row: EventFeedback, rule: SmallNumbers) -> Feedback:
    """A result as stated; what states no words gives no percentage of few answers."""
    stated = row.as_stated
    is_few = row.base is not None and row.base < rule.counts_only_below
    if not stated and row.per_cent is not None and not is_few:
        stated = f"{row.per_cent.normalize():f}% {row.answer}"
    elif not stated:
        stated = f"{row.answers if row.answers is not None else NOT_RECORDED} {row.answer}"
    return Feedback(answer=row.answer, as_stated=stated, base=row.base, note=row.note)


def _engagement(rows: Iterable[EventRow], answered: Answered | None = None) -> Engagement:
    rows = list(rows)
    kinds = Counter(row.kind for row in rows)
    partners = {name for row in rows for name, _ in row.partners}
    return Engagement(
        events=len(rows),
        by_kind=tuple(sorted(kinds.items(), key=lambda item: (-item[1], item[0]))),
        footfall=total(CountType.FOOTFALL, (row.footfall for row in rows)),
        attendance=total(CountType.ATTENDANCE, (row.attendance for row in rows)),
        participation=total(CountType.PARTICIPATION, (row.participation for row in rows)),
        partners=len(partners),
        confirmed=sum(row.is_confirmed for row in rows),
        sectors=tuple(_by_sector(rows).items()),
        sectors_told=sum(bool(row.sectors) for row in rows),
        sectors_asked=sum(row.asks_sectors or bool(row.sectors) for row in rows),
        answered=answered,
    )


def _by_sector(rows: Iterable[EventRow]) -> Mapping[str, Tally]:
    """People of each sector at all events; `missing` are events that name it without a figure."""
    found: dict[str, Tally] = {}
    for row in rows:
        for sector, people in row.sectors:
            found[sector] = found.get(sector, Tally(CountType.ATTENDANCE)) + people
    return dict(sorted(found.items()))


def _sum(points: Iterable[Points]) -> Points:
    """How often each of the five points was given at all events."""
    found: Counter[int] = Counter()
    for each in points:
        found.update(each)
    return found
