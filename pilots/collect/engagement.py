"""What was held in a period, with honest totals."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from partnership.dates import NOT_RECORDED
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from pilots.collect.late import corrections_since, late_since
from pilots.counting import Count, CountType, Qualifier, Tally, event_tallies, tally_parts, total
from pilots.feedback_rules import SmallNumbers
from pilots.models import (
    Area,
    ConsultationQuestion,
    Event,
    EventActivity,
    EventFeedback,
    EventParticipants,
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
from pilots.presenters.events import ages, figure, when_words
from pilots.presenters.feedback import results_told, small_numbers
from pilots.selectors.events import counts_of, is_past
from pilots.selectors.feedback import points_by_event
from pilots.selectors.sectors import bodies_engaged

FIGURES = (
    "counts",
    Prefetch("activities", EventActivity.objects.select_related("provider")),
    Prefetch("partners", EventPartner.objects.select_related("organisation")),
)
DETAIL = (*FIGURES, "feedback", "questions__themes", "coverage", "participants")
Points = Mapping[int, int]


def engagement_part(
    programme: Programme, *, period: Period, as_at: date, area: Area | None = None
) -> EngagementPart:
    """The period's events as reported by `as_at`, beside the period before; at most 22 queries."""
    events = Event.objects.filter(programme=programme).as_at(as_at)
    if area is not None:
        events = events.filter(area=area)
    of_period = held_by(as_at) & Q(belongs_on__range=(period.first, period.last))
    ahead = planned_by(as_at) & ~Q(day__lt=period.first)
    rule = small_numbers(programme)
    points = points_by_event(events.filter(of_period), as_at=as_at)
    rows = [
        (event.was_held_by(as_at), event_row(event, as_at, points.get(event.pk, {}), rule))
        for event in _with(DETAIL, events.filter(of_period | ahead), as_at)
    ]
    held = tuple(row for was_held, row in rows if was_held)
    before_end = period.previous.last
    before = events.as_at(before_end).held(as_at=before_end).belonging_to(period.previous)
    boards = bodies_engaged(programme, as_at=as_at, area=area, period=period)
    return EngagementPart(
        now=_engagement(held, _answered(_sum(points.values()), rule)),
        before=_engagement(_figures(event, as_at) for event in _with(FIGURES, before, as_at)),
        held=held,
        planned=tuple(row for was_held, row in rows if not was_held),
        corrections=corrections_since(events, before_end, as_at),
        late=late_since(events, before_end, as_at),
        boards=tuple(boards.values_list("name", flat=True)),
    )


def _with(parts: Sequence[Any], events: QuerySet[Event], as_at: date) -> QuerySet[Event]:
    found = events.select_related("area", "kind", "venue").prefetch_related(*parts)
    found = found.prefetch_related("corrections") if is_past(as_at) else found
    return found.order_by("belongs_on", "name")


def event_row(event: Event, as_at: date, given: Points, rule: SmallNumbers) -> EventRow:
    """An event in full, as on a day; its related rows must be prefetched.

    `given` is how often each of the five points was.
    """
    questions = event.questions.all()
    return replace(
        _figures(event, as_at),
        audience=event.audience,
        findings=event.findings,
        planned_with=event.planned_with,
        ages=ages(event),
        activities=tuple(_activity(activity) for activity in event.activities.all()),
        feedback=tuple(_feedback(row, rule) for row in event.feedback.all()),
        questions=tuple(question.text for question in questions),
        coverage=tuple(str(row) for row in event.coverage.all()),
        went=event.went,
        sectors=tuple(
            (str(each.get_sector_display()), _people(each)) for each in event.participants.all()
        ),
        answered=_answered(given, rule),
        themes=tuple((each.text, words) for each in questions if (words := _themes(each))),
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


def _people(row: EventParticipants) -> Tally:
    count = Count(row.event_id, CountType.ATTENDANCE, row.value, Qualifier(row.qualifier))
    return Tally.of(count)


def _themes(question: ConsultationQuestion) -> str:
    """Company (about 41), somewhere to sit; empty where nobody gathered the answers."""
    return ", ".join(
        each.theme
        if each.answers is None
        else f"{each.theme} ({figure(each.answers, each.qualifier)})"
        for each in question.themes.all()
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
