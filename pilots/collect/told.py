"""Single events in full: what a report tells of the few that it can tell of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, QuerySet

from partnership.dates import NOT_RECORDED
from pilots.collect.details import Details
from pilots.counting import Count, CountType, Qualifier, Tally, event_tallies, tally_parts
from pilots.feedback_rules import SmallNumbers
from pilots.models import Event, EventActivity, EventFeedback
from pilots.parts import ActivityAtEvent, Answered, EventRow, Feedback, PointRow
from pilots.presenters.events import ages, at_odds, when_words
from pilots.presenters.feedback import results_told
from pilots.selectors.events import counts_of
from pilots.selectors.figures_as_at import activities_as_at, feedback_as_at

DETAIL = (
    "counts",
    Prefetch("activities", EventActivity.objects.select_related("provider")),
    "feedback",
    "corrections",
)


def with_detail(events: QuerySet[Event]) -> list[Event]:
    """The events with all that is told of them, in order; five queries."""
    found = events.select_related("area", "kind", "venue").prefetch_related(*DETAIL)
    return list(found.order_by("belongs_on", "name", "pk"))


@dataclass(frozen=True)
class Teller:
    """What is known of events besides their own rows, as at a day."""

    as_at: date
    details: Details
    rule: SmallNumbers

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
            partners=tuple(details.partners[key]),
            answered=answered(details.points[key], self.rule),
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
        partners=(),
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


def answered(given: Mapping[int, int], rule: SmallNumbers) -> Answered | None:
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
