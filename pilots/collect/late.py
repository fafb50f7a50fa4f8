"""What came to light after the period before had been reported: corrections and late entries."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from pilots.counting import CountType, event_tallies
from pilots.models import CountCorrection, Event, EventCount
from pilots.models.event import held_by
from pilots.parts import CorrectionRow, LateRow
from pilots.presenters.events import figure, of_what, when_words
from pilots.selectors.events import counts_as_at, counts_of


def corrections_since(
    events: QuerySet[Event], since: date, as_at: date
) -> tuple[CorrectionRow, ...]:
    """Corrections of figures that stood at the end of `since`, made by `as_at`; one query."""
    told = events.as_at(since).held(as_at=since).filter(belongs_on__lte=since)  # type: ignore[attr-defined]
    found = CountCorrection.objects.filter(
        event__in=told.order_by().values("pk"), reported_on__gt=since, reported_on__lte=as_at
    )
    return tuple(
        CorrectionRow(
            event=each.event.name,
            area=each.event.area.name if each.event.area else "",
            what=of_what(each.type, each.group),
            was=each.was,
            became=each.became,
            why=each.why,
            reported_on=each.reported_on,
        )
        for each in found.select_related("event__area").order_by("event__name", "event", "number")
    )


def late_since(events: QuerySet[Event], since: date, as_at: date) -> tuple[LateRow, ...]:
    """Events that belong to `since` or before, and figures of such, reported only after it.

    One query, three more where there are any.
    """
    figures = EventCount.objects.filter(
        event=OuterRef("pk"), reported_on__gt=since, reported_on__lte=as_at
    )
    found = events.filter(
        held_by(as_at), _said_after(since) | Exists(figures), belongs_on__lte=since
    )
    found = found.select_related("area").prefetch_related("counts", "activities", "corrections")
    return tuple(
        row for each in found.order_by("belongs_on", "name") for row in _late(each, since, as_at)
    )


def _said_after(since: date) -> Q:
    return Q(reported_on__gt=since) | Q(held_reported_on__gt=since)


def _late(event: Event, since: date, as_at: date) -> Iterator[LateRow]:
    said = event.held_reported_on or event.reported_on
    if said > since:
        attendance = event_tallies(CountType.ATTENDANCE, counts_of([event], as_at=as_at))
        told = [f"attendance {each.figure}" for each in attendance.values()]
        yield _row(event, ", ".join(["The event", *told]), said)
        return
    corrected = {(each.type, each.group) for each in event.corrections.all()}
    for count in counts_as_at(event, as_at):
        is_late = count.reported_on is not None and since < count.reported_on <= as_at
        if is_late and (count.type, count.group) not in corrected:
            what = f"{of_what(count.type, count.group)}: {figure(count.value, count.qualifier)}"
            yield _row(event, what, count.reported_on or said)


def _row(event: Event, what: str, said: date) -> LateRow:
    area = event.area.name if event.area else ""
    return LateRow(event.name, area, when_words(event), what, said)
