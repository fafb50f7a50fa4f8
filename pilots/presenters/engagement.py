"""The engagement page in words: its tables, each cell with the list of its events."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from partnership.dates import NOT_RECORDED, last_day, month_words
from partnership.people.models import Sector
from pilots.counting import CountType, Tally
from pilots.engaged import Engaged
from pilots.month_sums import OTHERS, Sum
from pilots.presenters.feedback import ResultsTold
from pilots.selectors.event_narrowing import NOTHING_SAID

NONE = "none recorded"
WHOLE = "*"  # in addresses: of no area
ATTENDANCE = CountType.ATTENDANCE
SURE, MISSING = "how sure", "events not recorded"
Pairs = Sequence[tuple[str, str]]
NAMES = {shown: name for name, shown in OTHERS.items()}


@dataclass(frozen=True)
class Cell:
    """What is printed, the list of its events, and what stands in a file instead."""

    words: str
    url: str = ""
    in_file: tuple[str | int, ...] = ("",)


@dataclass(frozen=True)
class Row:
    label: str
    cells: tuple[Cell, ...]
    url: str = ""


@dataclass(frozen=True)
class Table:
    """`heads` are of the label and of each cell; `more` what a file says beside each of these."""

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    more: tuple[tuple[str, ...], ...] = ()
    note: str = ""
    foot: tuple[Row, ...] = ()

    @property
    def lines(self) -> list[tuple[str, list[tuple[str, Cell]]]]:
        """Each row's label, and its cells under their heads."""
        return [self._line(row) for row in self.rows]

    @property
    def foot_lines(self) -> list[tuple[str, list[tuple[str, Cell]]]]:
        """The same of the rows at the foot."""
        return [self._line(row) for row in self.foot]

    def _line(self, row: Row) -> tuple[str, list[tuple[str, Cell]]]:
        return row.label, list(zip(self.heads[1:], row.cells, strict=True))

    @property
    def file_heads(self) -> list[str]:
        """The columns of the file."""
        heads = [self.heads[0]]
        for head, more in zip(self.heads[1:], self.more, strict=True):
            heads += [head, *(f"{head}, {each}" for each in more)]
        return heads

    @property
    def file_rows(self) -> list[list[str | int]]:
        """The rows of the file, the last ones too."""
        return [
            [row.label, *(value for cell in row.cells for value in cell.in_file)]
            for row in (*self.rows, *self.foot)
        ]


@dataclass(frozen=True)
class Links:
    """Lists of the events behind figures; `kept` is what all of them are narrowed by."""

    programme: str
    kept: Mapping[str, str]

    def to(self, **more: str) -> str:
        """The list, narrowed further."""
        asked = {name: value for name, value in {**self.kept, **more}.items() if value}
        return f"{reverse('events', args=[self.programme])}?{urlencode(asked)}"

    def to_month(self, month: date, **more: str) -> str:
        """The list of a month's events with a known day."""
        days = {"since": month.isoformat(), "until": last_day(month).isoformat()}
        return self.to(**days, dated="yes", **more)


def number(value: int, url: str = "", *, none: str = NONE) -> Cell:
    """A number of records; where there is none, nobody may have recorded any."""
    return Cell(f"{value:,}" if value else none, url if value else "", (value,))


def counted(tally: Tally, url: str = "", *, events: int) -> Cell:
    """A count with its qualifiers and what is not recorded; nothing where nobody was counted."""
    if not events:
        return Cell("–", "", ("", "", ""))
    if tally.value is None:
        return Cell(NOT_RECORDED, "", (NOT_RECORDED, "", events))
    sure = tally.qualifier_words or "exact"
    return Cell(tally.said(), url, (tally.value, sure, tally.missing))


def people(told: Sum, url: str) -> tuple[Cell, Cell]:
    """How many were counted, and at how many events."""
    tally = told.tally(ATTENDANCE, told.events)
    value, sure, _ = counted(tally, events=told.events).in_file
    return Cell(tally.figure, url, (value, sure)), number(told.events, url)


COUNTED = (SURE, MISSING)


def types_table(told: Engaged, to: Links) -> Table:
    """Each type of count by itself, and how many sessions there were."""
    events = told.in_all.events
    rows = [
        Row(type.words, (counted(told.total(type), to.to(counted=type.value), events=events),))
        for type in CountType
    ]
    sessions = told.sessions.tally(CountType.PARTICIPATION, events)
    rows.append(Row("Sessions of activities", (counted(sessions, events=events),)))
    return Table(
        "counts",
        "What was counted",
        ("Count", "In all"),
        tuple(rows),
        (COUNTED,),
        "They count different things and are never added together. Participations are taking"
        " part in activities: one person may take part in several.",
    )


def recorded_types(told: Engaged) -> list[CountType]:
    """The types of which anything is recorded; attendance always."""
    return [
        type
        for type in (ATTENDANCE, CountType.FOOTFALL, CountType.PARTICIPATION)
        if type is ATTENDANCE or told.total(type).value is not None
    ]


def unrecorded_words(told: Engaged) -> str:
    """Which types nobody recorded at all."""
    kept = recorded_types(told)
    names = [type.words for type in CountType if type not in kept]
    verb = "is" if len(names) == 1 else "are"
    return f"{' and '.join(names)} {verb} {NOT_RECORDED} at any of these events." if names else ""


def months_table(told: Engaged, months: Sequence[date], to: Links) -> Table:
    """Month by month, of events with a known day; the others and all together at its foot."""
    types = recorded_types(told)
    by_type = {type: told.of_months(type) for type in types}
    rows, so_far = [], 0
    for month in months:
        held = told.by_month[month].dated if month in told.by_month else 0
        so_far += held
        cells = [
            counted(
                by_type[type].get(month, Tally(type)),
                to.to_month(month, counted=type.value),
                events=held,
            )
            for type in types
        ]
        first = (number(held, to.to_month(month)), Cell(f"{so_far:,}", "", (so_far,)))
        rows.append(Row(month_words(month), (*first, *cells)))
    return Table(
        "months",
        "Month by month",
        ("Month", "Events", "Events so far", *(type.words for type in types)),
        tuple(rows),
        ((), (), *(COUNTED for _ in types)),
        unrecorded_words(told),
        _months_foot(told, types, to),
    )


def _months_foot(told: Engaged, types: Iterable[CountType], to: Links) -> tuple[Row, ...]:
    every, undated = told.in_all.events, told.in_all.undated
    blank = Cell("", "", ("",))
    rows = []
    if undated:
        cells = [counted(told.undated(type), events=undated) for type in types]
        first = number(undated, to.to(dated="no"))
        rows.append(Row("Without a known day", (first, blank, *cells)))
    cells = [counted(told.total(type), to.to(counted=type.value), events=every) for type in types]
    rows.append(Row("All", (number(every, to.to()), blank, *cells)))
    return tuple(rows)


def areas_table(told: Engaged, areas: Pairs, word: str, to: Links) -> Table:
    """Area by area, (slug, name) each; an empty slug is the whole programme."""
    types = recorded_types(told)
    by_type = {type: told.of_areas(type) for type in types}
    rows = []
    for slug, name in areas:
        held = told.by_area[slug].events if slug in told.by_area else 0
        at = slug or WHOLE
        cells = (
            counted(
                by_type[type].get(slug, Tally(type)),
                to.to(area=at, counted=type.value),
                events=held,
            )
            for type in types
        )
        rows.append(Row(name, (number(held, to.to(area=at)), *cells)))
    return Table(
        "areas",
        f"By {word}",
        (word.capitalize(), "Events", *(type.words for type in types)),
        tuple(rows),
        ((), *(COUNTED for _ in types)),
    )


def kinds_table(told: Engaged, kinds: Pairs, to: Links) -> Table:
    """Kind by kind, (slug, name) each, the most frequent first; without those that had none."""
    rows = []
    for slug, name in sorted(kinds, key=lambda kind: -told.kinds.get(kind[0], (0,))[0]):
        if slug in told.kinds:
            events, attendance = told.kinds[slug]
            tally = attendance.tally(ATTENDANCE, events)
            attended = counted(tally, to.to(kind=slug, counted=ATTENDANCE.value), events=events)
            rows.append(Row(name, (number(events, to.to(kind=slug)), attended)))
    heads = ("Kind of event", "Events", ATTENDANCE.words)
    return Table("kinds", "By kind", heads, tuple(rows), ((), COUNTED))


def audience_table(told: Engaged, to: Links) -> Table:
    """Whom attendance was counted of."""
    rows = [
        Row(
            NAMES.get(part, part) or "Not said of whom",
            people(each, to.to(counted=ATTENDANCE.value, audience=part or NOTHING_SAID)),
        )
        for part, each in told.audience().items()
    ]
    return Table(
        "audience",
        "By audience",
        ("Group", "Attendance", "Counted at events"),
        tuple(rows),
        ((SURE,), ()),
        "Groups may overlap, and not every event counts them apart: they are not added up.",
    )


def sectors_table(told: Engaged, to: Links) -> Table:
    """How many people of each sector took part in training, learning and meetings."""
    rows = [
        Row(sector_name(sector), people(told.sectors[sector], to.to(sector=sector)))
        for sector in _in_order(told.sectors)
    ]
    heads = ("Sector", "People", "Counted at events")
    return Table("sectors", "Participants by sector", heads, tuple(rows), ((SURE,), ()))


def partners_table(told: Engaged, to: Links) -> Table:
    """How many organisations of each sector were partners, and how often."""
    rows = []
    for sector in _in_order(told.partners):
        organisations, times = told.partners[sector]
        url = to.to(partners=sector or NOTHING_SAID)
        rows.append(Row(sector_name(sector), (number(organisations, url), number(times, url))))
    return Table(
        "partners",
        "Partners by sector",
        ("Sector", "Organisations", "Times at an event"),
        tuple(rows),
        ((), ()),
        "Two partners at one event are two times.",
    )


def satisfaction_table(told: ResultsTold | None) -> Table:
    """The five points with their shares and intervals, as far as numbers allow."""
    rows = []
    for line in told.lines if told else ():
        cells = [number(line.answers, none="0")]
        if told and told.has_shares:
            cells += [Cell(each, "", (each,)) for each in (line.share, line.interval)]
        rows.append(Row(line.label, tuple(cells)))
    heads = ("Answer", "Answers", *(("Share", "95% interval") if told and told.has_shares else ()))
    return Table("satisfaction", "Satisfaction", heads, tuple(rows), ((),) * (len(heads) - 1))


def sector_name(sector: str) -> str:
    return str(Sector(sector).label)


def _in_order(found: Mapping[str, Any]) -> list[str]:
    """The sectors as they are always listed; the unknown last."""
    order: Callable[[str], int] = [each.value for each in Sector].index
    return sorted(found, key=order)
