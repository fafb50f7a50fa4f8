"""What came to light after the period before had been reported: corrections and late entries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from partnership.dates import month_words
from pilots.counting import Count, CountType, event_tallies, tally_events
from pilots.figure_words import figure, of_part, of_what
from pilots.models import CountCorrection, Event, EventBatchRow, EventCount
from pilots.models.event import held_by
from pilots.parts import CorrectionRow, LateRow
from pilots.presenters.events import when_words
from pilots.selectors.events import counts_as_at, counts_of


def told_after(since: date, as_at: date) -> Q:
    """Events that belong to `since` or before, of which something was first said after it."""
    window = {"reported_on__gt": since, "reported_on__lte": as_at}
    figures = EventCount.objects.filter(**window).order_by().values("event")
    corrected = CountCorrection.objects.filter(**window).order_by().values("event")
    said = Q(reported_on__gt=since) | Q(held_reported_on__gt=since)
    said |= Q(pk__in=figures) | Q(pk__in=corrected)
    return held_by(as_at) & Q(belongs_on__lte=since) & said


# The sheet that an event came with; nothing where it was logged by itself.
SHEET = Subquery(
    EventBatchRow.objects.filter(event=OuterRef("pk"), is_left_out=False)
    .order_by()
    .values("batch")[:1]
)
FEW = 5  # events of one sheet that are still listed one by one
MONTHS_NAMED = 6


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
                what=of_part(each.part, each.type, each.group),
                was=each.was,
                became=each.became,
                why=each.why,
                reported_on=each.reported_on,
            )


def late_entries(
    events: Iterable[Event], since: date, as_at: date, *, area_word: str
) -> Iterator[LateRow]:
    """What belongs to `since` or before and was reported after it; a large sheet in one line.

    Needs each event's `sheet`, as SHEET finds it.
    """
    sheets: dict[int | None, list[Event]] = defaultdict(list)
    for event in events:
        if event.belongs_on > since or not event.was_held_by(as_at):
            continue
        if _said(event) > since:
            sheets[event.sheet].append(event)  # type: ignore[attr-defined]
        else:
            yield from _late_figures(event, since, as_at)
    for sheet, found in sheets.items():
        if sheet is None or len(found) <= FEW:
            yield from (_late(event, as_at) for event in found)
        else:
            yield _late_sheet(found, as_at, area_word)


def _said(event: Event) -> date:
    """The day by which it was both told of and said to have been held."""
    return max(event.reported_on, event.held_reported_on or event.reported_on)


def _late(event: Event, as_at: date) -> LateRow:
    attendance = event_tallies(CountType.ATTENDANCE, counts_of([event], as_at=as_at))
    told = [f"attendance {each.figure}" for each in attendance.values()]
    return _row(event, ", ".join(["The event", *told]), _said(event))


def _late_figures(event: Event, since: date, as_at: date) -> Iterator[LateRow]:
    corrected = {(each.type, each.group) for each in event.corrections.all() if each.type}
    for count in counts_as_at(event, as_at):
        is_late = count.reported_on is not None and since < count.reported_on <= as_at
        if is_late and (count.type, count.group) not in corrected:
            what = f"{of_what(count.type, count.group)}: {figure(count.value, count.qualifier)}"
            yield _row(event, what, count.reported_on or _said(event))


def _late_sheet(events: Sequence[Event], as_at: date, area_word: str) -> LateRow:
    """The late events of one sheet: how many, of which months, how many attended."""
    counts: list[Count] = [each for e in events for each in counts_of([e], as_at=as_at)]
    attendance = tally_events(CountType.ATTENDANCE, counts, [event.pk for event in events])
    areas = {event.area.name if event.area else "" for event in events}
    days = [event.belongs_on for event in events]
    first, last = month_words(min(days)), month_words(max(days))
    return LateRow(
        event=f"{len(events):,} events of one sheet",
        area=areas.pop() if len(areas) == 1 else f"Several {area_word}s",
        when=first if first == last else f"{first} to {last}",
        what=f"{_by_month(days)}. Attendance {attendance.said()}",
        reported_on=max(_said(event) for event in events),
    )


def _by_month(days: Iterable[date]) -> str:
    """Events: 4 in October 2019, 12 in November 2019."""
    months = Counter(day.replace(day=1) for day in days)
    if len(months) > MONTHS_NAMED:
        return f"Events in {len(months)} months"
    return "Events: " + ", ".join(f"{months[m]:,} in {month_words(m)}" for m in sorted(months))


def _row(event: Event, what: str, said: date) -> LateRow:
    area = event.area.name if event.area else ""
    return LateRow(event.name, area, when_words(event), what, said)
