"""The engagement page's pictures: columns, what adds up, and run charts with their signals."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from partnership.dates import add_months, last_day, month_words
from partnership.programmes.periods import Period
from partnership.web.charts import (
    BarChart,
    ColumnChart,
    Datum,
    Month,
    horizontal_bars,
    monthly_columns,
    summarise,
)
from partnership.web.line_charts import LineChart, monthly_line
from partnership.web.templatetags.words import said_number
from pilots.counting import CountType, Tally
from pilots.engaged import Engaged
from pilots.presenters.engagement_parts import Table
from pilots.run_chart import LEAST_POINTS, Signal, run_chart

COLUMNS, BARS = 24, 12  # at most; more can't be read
SLOT = 46.0
ATTENDANCE = CountType.ATTENDANCE


@dataclass(frozen=True)
class RunTold:
    """A run chart with what it says in words, and what its points are."""

    chart: LineChart
    signals: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Pictures:
    """What is drawn; None where there is too little, or too much, to draw."""

    events: ColumnChart | None
    attendance: ColumnChart | None
    so_far: LineChart | None
    areas: BarChart | None
    runs: tuple[RunTold, ...]
    why_no_run: tuple[str, ...]
    is_cut: bool


def months_shown(
    told: Engaged, period: Period | None, start: date, end: date, as_at: date
) -> list[date]:
    """The months from the first to the last that the page tells of.

    All time begins with the programme or its first event and ends with either's last; a month
    that had not begun by `as_at` is none.
    """
    found = sorted(told.by_month)
    first = period.first if period else min([start, *found])
    last = period.last if period else max([end, *found])
    months, month = [], first.replace(day=1)
    while month <= min(last, as_at):
        months.append(month)
        month = add_months(month, 1)
    return months


def pictures(
    told: Engaged, months: Sequence[date], areas: Table, as_at: date, *, has_earlier: bool
) -> Pictures:
    """Everything that is drawn of these months; `has_earlier`: events were held before them."""
    held, attended = _held(told, months), _attended(told, months)
    shown = slice(-COLUMNS, None)
    whole = sum(last_day(month) <= as_at for month in months)
    runs = (
        _run_of_events(held[:whole], has_earlier=has_earlier),
        _run_of_attendance(attended[:whole], told.of_months(ATTENDANCE)),
    )
    return Pictures(
        events=_columns("events", "Events by month", "Events", held[shown]),
        attendance=_columns("attended", "Attendance by month", "Attendance", attended[shown]),
        so_far=_so_far(held),
        areas=_bars(areas),
        runs=tuple(run for run in runs if isinstance(run, RunTold)),
        why_no_run=tuple(why for why in runs if isinstance(why, str)),
        is_cut=len(months) > COLUMNS,
    )


def _held(told: Engaged, months: Sequence[date]) -> list[Month]:
    """The events of each month; where none is recorded there may have been some."""
    dated = (told.by_month[month].dated if month in told.by_month else 0 for month in months)
    return [Month(month, held or None) for month, held in zip(months, dated, strict=True)]


def _attended(told: Engaged, months: Sequence[date]) -> list[Month]:
    """Attendance of each month; not recorded is none, and so is a month without an event."""
    tallies = told.of_months(ATTENDANCE)
    return [_month(month, tallies.get(month)) for month in months]


def _month(month: date, tally: Tally | None) -> Month:
    if tally is None or tally.value is None:
        return Month(month, None)
    signs = "≥" * tally.is_at_least + "≈" * tally.is_about
    return Month(month, tally.value, f"{signs}{said_number(tally.value)}")


def _columns(ident: str, title: str, column: str, months: Sequence[Month]) -> ColumnChart | None:
    if not any(month.value for month in months):
        return None
    width = max(360.0, SLOT * len(months))
    return monthly_columns(
        months, ident=ident, title=title, column=column, width=width, summary=_summary(months)
    )


def _summary(months: Sequence[Month]) -> str:
    """The highest and the lowest month, and in how many nothing is recorded."""
    known = [month.datum() for month in months if month.value is not None]
    none = len(months) - len(known)
    rest = f" None recorded in {none} of {len(months)} months." if none else ""
    return f"{summarise(known)}{rest}"


def _so_far(held: Sequence[Month]) -> LineChart | None:
    """How the events added up, over at least two months."""
    sums, so_far = [], 0.0
    for month in held:
        so_far += month.value or 0
        sums.append(Month(month.month, so_far))
    if len(sums) < 2 or not so_far:
        return None
    first, last = (
        f"{said_number(int(each.value or 0))} in {month_words(each.month)}"
        for each in (sums[0], sums[-1])
    )
    words = f"From {first} to {last}."
    return monthly_line(sums, ident="so-far", title="Events so far", summary=words)


def _bars(areas: Table) -> BarChart | None:
    """Events by area, where there are a few."""
    if not 2 <= len(areas.rows) <= BARS:
        return None
    data = [
        Datum(row.label, int(row.cells[0].in_file[0]), row.cells[0].words) for row in areas.rows
    ]
    return horizontal_bars(data, ident="areas", title=f"Events {areas.title.lower()}")


def _run_of_events(months: Sequence[Month], *, has_earlier: bool) -> RunTold | str:
    """Events a month. A month without one counts as 0 once there had been one, never before."""
    known = [place for place, month in enumerate(months) if month.value is not None]
    first = 0 if has_earlier else min(known, default=len(months))
    points = [
        Month(month.month, (month.value or 0) if place >= first else None)
        for place, month in enumerate(months)
    ]
    empty = sum(point.value == 0 for point in points)
    notes = []
    if empty:
        notes.append(f"A month in which no event is recorded counts as 0: {empty} of them.")
    if first:
        notes.append("The months before the first recorded event are no points.")
    return _run("run-events", "Events a month", points, tuple(notes))


def _run_of_attendance(months: Sequence[Month], tallies: dict[date, Tally]) -> RunTold | str:
    """Attendance a month, of the months in which any is recorded."""
    known = [tallies[month.month] for month in months if month.value is not None]
    partial = sum(tally.missing > 0 for tally in known)
    notes = []
    if len(known) < len(months):
        notes.append("A month in which no attendance is recorded is no point.")
    if partial:
        notes.append(
            f"In {partial} of the months some events’ attendance is not recorded: those points"
            " may be too low."
        )
    return _run("run-attendance", "Attendance a month", months, tuple(notes))


def _run(ident: str, title: str, months: Sequence[Month], notes: tuple[str, ...]) -> RunTold | str:
    run = run_chart([month.value for month in months])
    if run.median is None:
        return _too_few(title, run.points, len(months))
    words = tuple(_signal(each, months) for each in run.signals)
    middle = f"Median {said_number(round(run.median, 1))}"
    chart = monthly_line(
        months,
        ident=ident,
        title=f"{title}: run chart",
        summary=f"{middle}, of {run.points} months. {' '.join(words) or NO_SIGNAL}",
        middle=(run.median, middle),
        marked=run.in_signal,
    )
    return RunTold(chart, words or (NO_SIGNAL,), notes)


NO_SIGNAL = "No shift and no trend: what goes up and down may be chance."


def _signal(signal: Signal, months: Sequence[Month]) -> str:
    noun = "Shift" if signal.is_shift else "Trend"
    first, last = (month_words(months[place].month) for place in (signal.first, signal.last))
    return f"{noun}: {signal.points} months {signal.way.value}, {first} to {last}."


def _too_few(title: str, points: int, months: int) -> str:
    """Why there is no run chart of it, and what to do about that."""
    what_now = " Choose a longer time." if months < LEAST_POINTS else ""
    found = "1 is" if points == 1 else f"{points or 'none'} are"
    return (
        f"{title}: a run chart, with its median and its signals, needs {LEAST_POINTS} whole"
        f" months with a figure; {found} there.{what_now}"
    )
