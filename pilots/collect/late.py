"""What came to light after the period before had been reported: corrections and late entries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.utils import timezone

from partnership.dates import month_words
from pilots.collect.last_told import Told
from pilots.counting import CountType, Tally, total
from pilots.figure_words import figure, of_part, of_what
from pilots.models import CountCorrection, Event, EventBatchRow
from pilots.models.event import held_by
from pilots.parts import CorrectionRow, LateRow
from pilots.presenters.events import when_words
from pilots.selectors.events import is_past
from pilots.selectors.figures_added import tallies_by_event
from pilots.selectors.figures_then import figures_then

# The sheet that an event came with; nothing where it was logged by itself.
SHEET = Subquery(
    EventBatchRow.objects.filter(event=OuterRef("pk"), is_left_out=False)
    .order_by()
    .values("batch")[:1]
)
FEW = 5  # events of one sheet that are still listed one by one
MONTHS_NAMED = 6
ATTENDANCE = CountType.ATTENDANCE
WHEN = ("happened", "happened_as_stated", "before_on")
OF_ITS_EVENT = ("name", "slug", "area__name", *WHEN)
SAID = ("reported_on", "held_reported_on", "recorded_at")
NEEDED = ("pk", *OF_ITS_EVENT, "belongs_on", *SAID)


def corrections_since(events: QuerySet[Event], told: Told, as_at: date) -> Iterator[CorrectionRow]:
    """Corrections made by `as_at` of figures that the last report told; one query."""
    had = events.filter(told.had)
    rows = CountCorrection.objects.filter(
        told.is_late, event__in=had.order_by().values("pk"), reported_on__lte=as_at
    ).order_by("event__belongs_on", "event__name", "event", "number")
    for name, area, part, type, group, was, became, why, said, slug in rows.values_list(
        "event__name", "event__area__name", "part", "type", "group", "was", "became", "why",
        "reported_on", "event__slug",
    ):  # fmt: skip
        what = of_part(part, type, group)
        yield CorrectionRow(name, area or "", what, was, became, why, said, slug)


def late_entries(
    events: QuerySet[Event], told: Told, as_at: date, *, areas_word: str
) -> Iterator[LateRow]:
    """What is of the last report's time or before and came after it; a large sheet in one line.

    Three queries, and one more where anything came late.
    """
    of_before = events.filter(held_by(as_at), told.of_before)
    yield from _late_figures(of_before.exclude(told.event_is_late), told.by, as_at)
    yield from _late_events(of_before.filter(told.event_is_late), told, as_at, areas_word)


def _late_figures(events: QuerySet[Event], since: date, as_at: date) -> Iterator[LateRow]:
    """Figures that were said later than their events; what was corrected is told as that."""
    corrections = CountCorrection.objects.filter(
        event=OuterRef("event"), type=OuterRef("type"), group=OuterRef("group")
    )
    rows: Any = figures_then(as_at if is_past(as_at) else None).filter(
        ~Exists(corrections), reported_on__gt=since, reported_on__lte=as_at,
        event__in=events.order_by().values("pk"),
    )  # fmt: skip
    at = {name: F(f"event__{name}") for name in OF_ITS_EVENT}
    found = rows.order_by("event__belongs_on", "event__name", "event", "type", "pk")
    said = found.annotate(**at).values_list(
        *at, "type", "group", "then", "sure", "reported_on", named=True
    )
    for row in said:
        what = f"{of_what(row.type, row.group)}: {figure(row.then, row.sure)}"
        yield LateRow(
            row.name, row.area__name or "", when_words(row), what, row.reported_on, row.slug
        )


def _late_events(
    events: QuerySet[Event], told: Told, as_at: date, areas_word: str
) -> Iterator[LateRow]:
    """Events that were told of later, or said to have been held only then."""
    rows: Any = events.annotate(sheet=SHEET).order_by("belongs_on", "name", "pk")
    sheets: dict[int | None, list[Any]] = defaultdict(list)
    for row in rows.values_list(*NEEDED, "sheet", named=True).iterator():
        sheets[row.sheet].append(row)
    attended = _attended(events, as_at) if sheets else {}
    for sheet, found in sheets.items():
        if sheet is None or len(found) <= FEW:
            yield from (_late(row, attended.get(row.pk), told) for row in found)
        else:
            yield _late_sheet(found, attended, areas_word)


def _attended(events: QuerySet[Event], as_at: date) -> dict[int, Tally]:
    """How many attended each event that says so, as far as it was said."""
    past = as_at if is_past(as_at) else None
    told = tallies_by_event(events, past=past)
    return {key: found[ATTENDANCE] for key, found in told.items() if ATTENDANCE in found}


def _said(event: Any) -> date:
    """The day by which it was both told of and said to have been held."""
    said: date = max(event.reported_on, event.held_reported_on or event.reported_on)
    return said


def _late(event: Any, attended: Tally | None, told: Told) -> LateRow:
    """The whole event; of one that was said in time, also when it was recorded."""
    figures = [f"attendance {attended.figure}"] if attended else []
    said = _said(event)
    return LateRow(
        event=event.name,
        area=event.area__name or "",
        when=when_words(event),
        what=", ".join(["The event", *figures]),
        reported_on=said,
        slug=event.slug,
        recorded_on=timezone.localdate(event.recorded_at) if said <= told.by else None,
    )


def _late_sheet(events: Sequence[Any], attended: Mapping[int, Tally], areas_word: str) -> LateRow:
    """The late events of one sheet: how many, of which months, how many attended."""
    nothing = Tally(ATTENDANCE, missing=1)
    attendance = total(ATTENDANCE, (attended.get(event.pk, nothing) for event in events))
    areas = {event.area__name or "" for event in events}
    days = [event.belongs_on for event in events]
    first, last = month_words(min(days)), month_words(max(days))
    return LateRow(
        event=f"{len(events):,} events of one sheet",
        area=areas.pop() if len(areas) == 1 else f"Several {areas_word}",
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
