"""What was held in a period, with honest totals."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from partnership.dates import NOT_RECORDED
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from pilots.counting import Count, CountType, Qualifier, Tally, event_tallies, tally_parts, total
from pilots.models import Area, Event, EventActivity, EventFeedback, EventPartner
from pilots.models.event import held_by, planned_by
from pilots.parts import ActivityAtEvent, Engagement, EngagementPart, EventRow, Feedback
from pilots.presenters.events import when_words
from pilots.selectors.events import counts_of, is_past

DETAIL = (
    "counts",
    Prefetch("activities", EventActivity.objects.select_related("provider")),
    Prefetch("partners", EventPartner.objects.select_related("organisation")),
    "feedback",
    "questions",
    "coverage",
)


def engagement_part(
    programme: Programme, *, period: Period, as_at: date, area: Area | None = None
) -> EngagementPart:
    """The period's events as reported by `as_at`, beside the period before; at most 20 queries."""
    events = Event.objects.filter(programme=programme).as_at(as_at)
    if area is not None:
        events = events.filter(area=area)
    of_period = held_by(as_at) & Q(belongs_on__range=(period.first, period.last))
    ahead = planned_by(as_at) & ~Q(day__lt=period.first)
    rows = [
        (event.was_held_by(as_at), event_row(event, as_at))
        for event in _in_full(events.filter(of_period | ahead), as_at)
    ]
    held = tuple(row for was_held, row in rows if was_held)
    before_end = period.previous.last
    before = events.as_at(before_end).held(as_at=before_end).belonging_to(period.previous)
    return EngagementPart(
        now=_engagement(held),
        before=_engagement([event_row(event, as_at) for event in _in_full(before, as_at)]),
        held=held,
        planned=tuple(row for was_held, row in rows if not was_held),
    )


def _in_full(events: QuerySet[Event], as_at: date) -> QuerySet[Event]:
    found = events.select_related("area", "kind", "venue").prefetch_related(*DETAIL)
    found = found.prefetch_related("corrections") if is_past(as_at) else found
    return found.order_by("belongs_on", "name")


def event_row(event: Event, as_at: date | None = None) -> EventRow:
    """An event as plain data, its figures as on a day; its related rows must be prefetched."""
    counts = counts_of([event], as_at=as_at)
    groups = tally_parts(CountType.ATTENDANCE, counts)
    return EventRow(
        slug=event.slug,
        name=event.name,
        kind=event.kind.name,
        area=event.area.name if event.area else "",
        venue=event.venue.name if event.venue else "",
        when=when_words(event),
        day=event.day,
        reported_on=event.reported_on,
        footfall=_tally(CountType.FOOTFALL, counts),
        attendance=_tally(CountType.ATTENDANCE, counts),
        attendance_by_group=tuple(groups.items()),
        participation=_tally(CountType.PARTICIPATION, counts),
        audience=event.audience,
        findings=event.findings,
        planned_with=event.planned_with,
        ages=_ages(event),
        activities=tuple(_activity(activity) for activity in event.activities.all()),
        partners=tuple((p.organisation.name, p.offered) for p in event.partners.all()),
        feedback=tuple(_feedback(row) for row in event.feedback.all()),
        questions=tuple(question.text for question in event.questions.all()),
        coverage=tuple(str(row) for row in event.coverage.all()),
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


def _feedback(row: EventFeedback) -> Feedback:
    stated = row.as_stated
    if not stated and row.per_cent is not None:
        stated = f"{row.per_cent.normalize():f}% {row.answer}"
    elif not stated:
        stated = f"{row.answers if row.answers is not None else NOT_RECORDED} {row.answer}"
    return Feedback(answer=row.answer, as_stated=stated, base=row.base, note=row.note)


def _ages(event: Event) -> str:
    if not event.youngest and not event.oldest:
        return ""
    return f"from {event.youngest or NOT_RECORDED} to {event.oldest or NOT_RECORDED}"


def _engagement(rows: Iterable[EventRow]) -> Engagement:
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
    )
