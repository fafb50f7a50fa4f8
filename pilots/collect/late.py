"""What came to light after the period before had been reported: corrections and late entries."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q

from pilots.counting import CountType, event_tallies
from pilots.models import CountCorrection, Event, EventCount
from pilots.models.event import held_by
from pilots.parts import CorrectionRow, LateRow
from pilots.presenters.events import figure, of_what, when_words
from pilots.selectors.events import counts_as_at, counts_of


def told_after(since: date, as_at: date) -> Q:
    """Events that belong to `since` or before, of which something was first said after it."""
    window = {"reported_on__gt": since, "reported_on__lte": as_at}
    figures = EventCount.objects.filter(**window).order_by().values("event")
    corrected = CountCorrection.objects.filter(**window).order_by().values("event")
    said = Q(reported_on__gt=since) | Q(held_reported_on__gt=since)
    said |= Q(pk__in=figures) | Q(pk__in=corrected)
    return held_by(as_at) & Q(belongs_on__lte=since) & said


def corrections_of(event: Event, since: date, as_at: date) -> Iterator[CorrectionRow]:
    """Corrections of its figures made by `as_at`, if these stood at the end of `since`."""
    was_told = event.reported_on <= since and event.was_held_by(since)
    if not was_told or event.belongs_on > since:
        return
    for each in event.corrections.all():
        if since < each.reported_on <= as_at:
            yield CorrectionRow(
                event=event.name,
                area=event.area.name if event.area else "",
                what=of_what(each.type, each.group),
                was=each.was,
                became=each.became,
                why=each.why,
                reported_on=each.reported_on,
            )


def late_of(event: Event, since: date, as_at: date) -> Iterator[LateRow]:
    """The event where it belongs to `since` or before and was reported after it, or its figures."""
    if event.belongs_on > since or not event.was_held_by(as_at):
        return
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
