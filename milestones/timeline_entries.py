"""The rows of a timeline before they are drawn: their dates, and what they say.

Pure: no Django, no clock, no database.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter

from milestones.axis import short_day, signed_days
from milestones.knock_on import waited_for
from milestones.parts import DeliveryRow, MilestoneRow
from milestones.schedule import Rag, Stage, Standing
from partnership.dates import NOT_RECORDED, day_words

BASELINE, AGREED, FORECAST, ACTUAL = "baseline", "agreed", "forecast", "actual"
Address = Callable[[str, str], str]  # of a reference and an area's slug


@dataclass(frozen=True)
class Told:
    """A row in words, for the table of the same."""

    name: str
    where: str
    status: str
    baseline: str
    agreed: str
    expected: str
    slip: str
    needs: str


@dataclass(frozen=True)
class Entry:
    """A row: where it stands in time, and what is written beside it.

    `marks` are days with their kind; `late` is the line from baseline to what is
    expected, `spread` that from the earliest to the latest of several deliveries,
    and `waiting` runs on from a due day that passed. `needs` are keys of entries.
    """

    key: str
    lead: str
    name: str
    note: str
    href: str
    marks: tuple[tuple[str, date], ...]
    late: tuple[date, date]
    spread: tuple[date, date] | None
    waiting: tuple[date, date] | None
    said: str
    slip: str
    needs: tuple[str, ...]
    told: Told

    def keyed(self, key: str, needs: Iterable[int]) -> "Entry":
        """The same among rows that are keyed by their milestone."""
        return replace(self, key=key, needs=tuple(str(need) for need in needs))

    @property
    def days(self) -> tuple[date, ...]:
        """Every day that the row marks."""
        return tuple(day for _, day in self.marks)

    @property
    def expected_on(self) -> date:
        """The day it was done or is expected, of several the last."""
        return self.late[1]

    @property
    def sentence(self) -> str:
        """All of the row in one sentence."""
        told = self.told
        words = [f"{told.name}, {told.where}: {told.status}", f"baseline {told.baseline}"]
        if told.agreed != told.baseline:
            words.append(f"agreed {told.agreed}")
        words.append(told.expected)
        words += [told.slip] if told.slip else []
        words += [f"needs {told.needs}"] if told.needs else []
        return "; ".join(words) + "."


class Names:
    """What milestones need, by the names and keys of the rows that are shown."""

    def __init__(self, milestones: Sequence[MilestoneRow], rows: Iterable[DeliveryRow]) -> None:
        self.by_key = {row.key: row for row in milestones}
        self.keys: dict[int, dict[str, str]] = {}
        for row in rows:
            self.keys.setdefault(row.milestone.key, {})[row.area_slug] = delivery_key(row)

    def words(self, milestone: MilestoneRow) -> str:
        """M2, M4; those that the plan no longer has are left out."""
        found = (self.by_key.get(key) for key in milestone.needs)
        return ", ".join(row.reference for row in found if row)

    def before(self, row: DeliveryRow) -> tuple[str, ...]:
        """The keys of the rows that a delivery waits for."""
        return tuple(
            key
            for need in row.milestone.needs
            for key in waited_for(self.keys.get(need, {}), row.area_slug)
        )


def delivery_key(row: DeliveryRow) -> str:
    """The key of a delivery's row."""
    return f"{row.milestone.key}-{row.area_slug}"


# -- One delivery ---------------------------------------------------------------


def entry(row: DeliveryRow, names: Names, *, as_at: date, href: str, name: str) -> Entry:
    """The row of one delivery; `name` is what stands after its reference."""
    standing = row.standing
    expected = standing.expected_on
    slip = standing.slip
    return Entry(
        key=delivery_key(row),
        lead=row.milestone.reference,
        name=name,
        note=_note(row),
        href=href,
        marks=_marks(row),
        late=(standing.baseline_on, expected),
        spread=None,
        waiting=(expected, as_at) if row.overdue_days and expected < as_at else None,
        said=_said(row),
        slip=signed_days(slip) if slip else "",
        needs=names.before(row),
        told=_told(row, names),
    )


def _marks(row: DeliveryRow) -> tuple[tuple[str, date], ...]:
    """Baseline, agreed where that was moved, and actual or else forecast."""
    standing = row.standing
    agreed = standing.agreed_on if standing.agreed_on != standing.baseline_on else None
    forecast = None if standing.actual_on else standing.forecast_on
    marks = ((BASELINE, standing.baseline_on), (AGREED, agreed), (FORECAST, forecast),
             (ACTUAL, standing.actual_on))  # fmt: skip
    return tuple((kind, day) for kind, day in marks if day)


def _note(row: DeliveryRow) -> str:
    standing = row.standing
    words = f"baseline {short_day(standing.baseline_on)}"
    if standing.agreed_on == standing.baseline_on:
        return words
    return f"{words} | agreed {short_day(standing.agreed_on)}"


def _said(row: DeliveryRow) -> str:
    """What stands at the row's last mark: Red: forecast 24 Oct 2019."""
    standing, rag = row.standing, row.status.rag.value
    if standing.actual_on:
        return f"done {short_day(standing.actual_on)}"
    if standing.stage is Stage.NOT_NEEDED:
        return rag
    if standing.forecast_on:
        return f"{rag}: forecast {short_day(standing.forecast_on)}"
    if row.overdue_days:
        return f"{rag}: {row.overdue_days:,} days overdue, no forecast"
    return f"{rag}: due {short_day(standing.agreed_on)}"


def _told(row: DeliveryRow, names: Names) -> Told:
    standing = row.standing
    if standing.actual_on:
        expected = f"done {day_words(standing.actual_on)}"
    elif standing.forecast_on:
        expected = f"forecast {day_words(standing.forecast_on)}"
    else:
        expected = f"forecast {NOT_RECORDED}"
    return Told(
        name=f"{row.milestone.reference} {row.milestone.title}",
        where=row.where,
        status=row.status.rag.value,
        baseline=day_words(standing.baseline_on),
        agreed=day_words(standing.agreed_on),
        expected=expected,
        slip=row.slip_words,
        needs=names.words(row.milestone),
    )


# -- Several deliveries in one row ------------------------------------------------


def gathered(
    milestone: MilestoneRow,
    rows: Sequence[DeliveryRow],
    names: Names,
    *,
    areas_word: str,
    href: str,
) -> Entry:
    """One milestone of many areas: from the earliest to the latest of them."""
    standings = sorted((row.standing for row in rows), key=attrgetter("expected_on"))
    baselines = sorted({standing.baseline_on for standing in standings})
    first, last = standings[0], standings[-1]
    days = (first.expected_on, last.expected_on)
    tally = tally_words(rows)
    furthest = max(standing.slip_days for standing in standings)
    return Entry(
        key=str(milestone.key),
        lead=milestone.reference,
        name=milestone.title,
        note=f"baseline {span_words(baselines, short_day)}",
        href=href,
        marks=_marks_of_many(baselines, first, last),
        late=(baselines[-1], last.expected_on),
        spread=days if days[0] < days[1] else None,
        waiting=None,
        said=f"{tally}; last {short_day(days[1])}",
        slip=f"{signed_days(furthest)} at most" if furthest > 0 else "",
        needs=tuple(str(key) for key in milestone.needs),
        told=_told_of_many(milestone, standings, names, f"{len(rows)} {areas_word}", tally),
    )


def _marks_of_many(
    baselines: Sequence[date], first: Standing, last: Standing
) -> tuple[tuple[str, date], ...]:
    """The earliest and the latest baseline, and the first and the last delivery."""
    ends = [(ACTUAL if each.actual_on else FORECAST, each.expected_on) for each in (first, last)]
    marks = [(BASELINE, baselines[0]), (BASELINE, baselines[-1]), *ends]
    return tuple(dict.fromkeys(marks))


def _told_of_many(
    milestone: MilestoneRow, standings: Sequence[Standing], names: Names, where: str, tally: str
) -> Told:
    """Many standings in words, the earliest first."""
    slips = [slip for standing in standings if (slip := standing.slip) is not None]
    done = all(standing.actual_on for standing in standings)
    days = (standings[0].expected_on, standings[-1].expected_on)
    return Told(
        name=f"{milestone.reference} {milestone.title}",
        where=where,
        status=tally,
        baseline=span_words({standing.baseline_on for standing in standings}, day_words),
        agreed=span_words({standing.agreed_on for standing in standings}, day_words),
        expected=f"{'done' if done else 'done or expected'} {span_words(days, day_words)}",
        slip=_slips_words(slips),
        needs=names.words(milestone),
    )


def _slips_words(slips: Sequence[int]) -> str:
    """−10 to +90 days from the baseline; nothing where no slip is known or there is none."""
    if not any(slips):
        return ""
    first, last = min(slips), max(slips)
    if first == last:
        return f"{signed_days(last)} from the baseline"
    return f"{signed_days(first)} to {signed_days(last)} from the baseline"


def span_words(days: Iterable[date], words: Callable[[date], str]) -> str:
    """31 August 2019; or, of several days, from the first to the last."""
    found = sorted(days)
    if found[0] == found[-1]:
        return words(found[0])
    return f"{words(found[0])} to {words(found[-1])}"


def tally_words(rows: Iterable[DeliveryRow]) -> str:
    """3 red, 1 amber, 28 complete; in the order of what wants looking at."""
    counts: Mapping[Rag, int] = Counter(map(attrgetter("status.rag"), rows))
    order = (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.NOT_STARTED, Rag.COMPLETE, Rag.NOT_NEEDED)
    return ", ".join(f"{counts[rag]:,} {rag.value.lower()}" for rag in order if counts[rag])


def next_of(
    area: str, rows: Sequence[DeliveryRow], names: Names, *, as_at: date, href: str
) -> Entry:
    """One area of many deliveries: the one that is to be done next, or was done last."""
    open_rows = [row for row in rows if row.standing.is_open]
    if open_rows:
        row = min(open_rows, key=lambda each: each.standing.expected_on)
        which = "next"
    else:
        row = max(rows, key=lambda each: each.standing.expected_on)
        which = "last"
    milestone = row.milestone
    one = entry(row, names, as_at=as_at, href=href, name="")
    told = replace(
        one.told,
        name=area,
        where=f"{which} {milestone.reference} {milestone.title}",
        status=tally_words(rows),
    )
    name = f"{which} {milestone.reference} {milestone.title}"
    return replace(one, lead=area, name=name, note=tally_words(rows), needs=(), told=told)
