"""The engagement page's months: by themselves, added up, and area by area."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from partnership.dates import month_words
from pilots.counting import CountType, Tally
from pilots.engaged import Engaged
from pilots.presenters.engagement import NOBODY, WHOLE, Pairs, recorded_types
from pilots.presenters.engagement_parts import (
    ATTENDANCE,
    Cell,
    Column,
    Links,
    Row,
    Table,
    counted,
    counted_column,
    number,
)

SO_FAR = "Attendance so far"
BLANK, BLANKS = Cell("", "", ("",)), Cell("", "", ("", "", ""))


@dataclass
class SoFar:
    """What months have come to so far: how many events, and whom they counted."""

    events: int = 0
    attendance: Tally = field(default_factory=lambda: Tally(ATTENDANCE))

    def add(self, events: int, attendance: Tally | None) -> None:
        """Take another month in."""
        self.events += events
        self.attendance += attendance or Tally(ATTENDANCE)

    def cells(self, month: date, to: Links, **at: str) -> tuple[Cell, Cell]:
        """How many events, and how many attended, until the end of a month."""
        asked = ATTENDANCE.value
        return (
            number(self.events, to.until(month, **at)),
            counted(
                self.attendance,
                to.until(month, **at, counted=asked),
                to.until(month, **at, missing=asked),
                events=self.events,
            ),
        )


def months_table(told: Engaged, months: Sequence[date], to: Links) -> Table:
    """Month by month, of events with a known day; the others and all together at its foot."""
    types = recorded_types(told)
    by_type = {type: told.of_months(type) for type in types}
    rows, so_far = [], SoFar()
    for month in months:
        held = told.by_month[month].dated if month in told.by_month else 0
        so_far.add(held, by_type[ATTENDANCE].get(month))
        cells = [
            counted(
                by_type[type][month],
                to.to_month(month, counted=type.value),
                to.to_month(month, missing=type.value),
                events=held,
            )
            if held
            else NOBODY
            for type in types
        ]
        events, attended = so_far.cells(month, to)
        first = (number(held, to.to_month(month)), events, cells[0], attended)
        rows.append(Row(month_words(month), (*first, *cells[1:])))
    return Table(
        "months",
        "Month by month",
        "Month",
        _columns(types),
        tuple(rows),
        _unrecorded_words(told),
        _foot(told, types, to),
    )


def _columns(types: Sequence[CountType]) -> tuple[Column, ...]:
    return (
        Column("Events"),
        Column("Events so far"),
        counted_column(ATTENDANCE),
        counted_column(ATTENDANCE, SO_FAR),
        *(counted_column(type) for type in types[1:]),
    )


def _unrecorded_words(told: Engaged) -> str:
    """Which types nobody recorded at all."""
    kept = recorded_types(told)
    names = [type.words for type in CountType if type not in kept]
    is_one = len(names) == 1 and not names[0].endswith("s")
    verb = "is" if is_one else "are"
    return f"{' and '.join(names)} {verb} not recorded at any of these events." if names else ""


def _foot(told: Engaged, types: Iterable[CountType], to: Links) -> tuple[Row, ...]:
    every, undated = told.in_all.events, told.in_all.undated
    rows = []
    if undated:
        tallies = [(type, told.undated(type)) for type in types]
        rows.append(_foot_row("Without a known day", undated, tallies, to, dated="no"))
    tallies = [(type, told.total(type)) for type in types]
    return (*rows, _foot_row("All", every, tallies, to))


def _foot_row(
    label: str, events: int, tallies: Iterable[tuple[CountType, Tally]], to: Links, **at: str
) -> Row:
    attended, *others = (
        counted(
            tally,
            to.to(**at, counted=type.value),
            to.to(**at, missing=type.value),
            events=events,
        )
        for type, tally in tallies
    )
    return Row(label, (number(events, to.to(**at)), BLANK, attended, BLANKS, *others))


def months_areas_table(told: Engaged, areas: Pairs, word: str, to: Links) -> Table:
    """Each area's months that have an event with a known day, and what they come to so far."""
    held, attended = told.dated_by_area, told.of_months_and_areas(ATTENDANCE)
    rows = []
    for slug, name in areas:
        so_far, at = SoFar(), {"area": slug or WHOLE}
        for month, events in sorted(held.get(slug, {}).items()):
            tally = attended[slug, month]
            so_far.add(events, tally)
            here = counted(
                tally,
                to.to_month(month, **at, counted=ATTENDANCE.value),
                to.to_month(month, **at, missing=ATTENDANCE.value),
                events=events,
            )
            all_events, all_attended = so_far.cells(month, to, **at)
            cells = (number(events, to.to_month(month, **at)), all_events, here, all_attended)
            rows.append(Row(name, (Cell(month_words(month), "", (f"{month:%Y-%m}",)), *cells)))
    columns = (Column("Month", is_text=True), *_columns([ATTENDANCE]))
    title = f"Month by month, by {word}"
    return Table("months-areas", title, word.capitalize(), columns, tuple(rows))
