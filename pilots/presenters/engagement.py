"""The engagement page in words: its tables, each figure with the list of its events."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from partnership.people.models import Sector
from partnership.web.templatetags.words import said_number
from pilots.counting import CountType
from pilots.engaged import Engaged
from pilots.feedback_rules import POINTS
from pilots.month_sums import OTHERS
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
    people,
)
from pilots.presenters.events import feedback_lines
from pilots.presenters.feedback import ResultsTold, interval_words
from pilots.proportions import Proportion
from pilots.selectors.beside_engagement import Stated
from pilots.selectors.event_narrowing import ANY, NOTHING_SAID, SESSIONS

WHOLE = "*"  # in addresses: of no area
Pairs = Sequence[tuple[str, str]]
NAMES = {shown: name for name, shown in OTHERS.items()}


def types_table(told: Engaged, to: Links) -> Table:
    """Each type of count by itself, and how many sessions there were."""
    events = told.in_all.events
    totals = [(type.words, type.value, told.total(type)) for type in CountType]
    sessions = told.sessions.tally(CountType.PARTICIPATION, events)
    totals.append(("Sessions of activities", SESSIONS, sessions))
    return Table(
        "counts",
        "What was counted",
        "Count",
        (Column("In all", ("In all", "How sure", "Events not recorded")),),
        tuple(
            Row(
                name,
                (counted(tally, to.to(counted=asked), to.to(missing=asked), events=events),),
            )
            for name, asked, tally in totals
        ),
        "They count different things and are never added together. Participations are taking"
        " part in activities: one person may take part in several.",
    )


def areas_table(told: Engaged, areas: Pairs, word: str, to: Links) -> Table:
    """Area by area, (slug, name) each; an empty slug is the whole programme."""
    types = recorded_types(told)
    by_type = {type: told.of_areas(type) for type in types}
    rows = []
    for slug, name in areas:
        held = told.by_area[slug].events if slug in told.by_area else 0
        at = {"area": slug or WHOLE}
        cells = (
            counted(
                by_type[type][slug],
                to.to(**at, counted=type.value),
                to.to(**at, missing=type.value),
                events=held,
            )
            if held
            else NOBODY
            for type in types
        )
        rows.append(Row(name, (number(held, to.to(**at)), *cells)))
    columns = (Column("Events"), *(counted_column(type) for type in types))
    return Table("areas", f"By {word}", word.capitalize(), columns, tuple(rows))


NOBODY = Cell("–", "", ("", "", ""))


def recorded_types(told: Engaged) -> list[CountType]:
    """The types of which anything is recorded; attendance always."""
    return [
        type
        for type in (ATTENDANCE, CountType.FOOTFALL, CountType.PARTICIPATION)
        if type is ATTENDANCE or told.total(type).value is not None
    ]


def kinds_table(told: Engaged, kinds: Pairs, to: Links) -> Table:
    """Kind by kind, (slug, name) each, the most frequent first; without those that had none."""
    rows = []
    for slug, name in sorted(kinds, key=lambda kind: -told.kinds.get(kind[0], (0,))[0]):
        if slug in told.kinds:
            events, attendance = told.kinds[slug]
            attended = counted(
                attendance.tally(ATTENDANCE, events),
                to.to(kind=slug, counted=ATTENDANCE.value),
                to.to(kind=slug, missing=ATTENDANCE.value),
                events=events,
            )
            rows.append(Row(name, (number(events, to.to(kind=slug)), attended)))
    columns = (Column("Events"), counted_column(ATTENDANCE))
    return Table("kinds", "By kind", "Kind of event", columns, tuple(rows))


def audience_table(told: Engaged, to: Links) -> Table:
    """Whom attendance was counted of."""
    rows = [
        Row(group or "Not said of whom", people(each, to.to(**_audience(group))))
        for group, each in ((NAMES.get(part, part), each) for part, each in told.audience().items())
    ]
    columns = (_people_column("Attendance"), Column("Counted at events"))
    note = "Groups may overlap, and not every event counts them apart: they are not added up."
    return Table("audience", "By audience", "Group", columns, tuple(rows), note)


def _audience(group: str) -> dict[str, str]:
    return {"counted": ATTENDANCE.value, "audience": group or NOTHING_SAID}


def _people_column(head: str) -> Column:
    return Column(head, (f"{head}, people", f"{head}, how sure"))


def sectors_table(told: Engaged, to: Links) -> Table:
    """How many people of each sector took part in training, learning and meetings."""
    rows = [
        Row(sector_name(sector), people(told.sectors[sector], to.to(sector=sector or NOTHING_SAID)))
        for sector in _in_order(told.sectors)
    ]
    columns = (_people_column("Participants"), Column("Counted at events"))
    note = "Counted of events that ask for it. Whoever comes to two events is counted twice."
    return Table("sectors", "Participants by sector", "Sector", columns, tuple(rows), note)


def partners_table(told: Engaged, to: Links) -> Table:
    """How many organisations of each sector were partners, and how often."""
    rows = []
    for sector in _in_order(told.partners):
        organisations, times = told.partners[sector]
        url = to.to(partners=sector or NOTHING_SAID)
        rows.append(Row(sector_name(sector), (number(organisations, url), number(times, url))))
    columns = (Column("Organisations"), Column("Times at an event"))
    note = "Two partners at one event are two times."
    return Table("partners", "Partners by sector", "Sector", columns, tuple(rows), note)


def satisfaction_table(told: ResultsTold | None, to: Links) -> Table:
    """The five points with their shares and intervals, as far as numbers allow."""
    rows = []
    for point, line in zip(POINTS, told.lines if told else (), strict=False):
        cells = [number(line.answers, to.to(answers=str(point)), none="0")]
        if told and told.has_shares:
            share = Proportion(line.answers, told.base)
            cells.append(Cell(line.share, "", (share.per_cent,)))
            cells.append(Cell(line.interval, "", share.interval_per_cent))
        rows.append(Row(line.label, tuple(cells)))
    columns = [Column("Answers")]
    if told and told.has_shares:
        columns += [Column("Share", ("Share, per cent",)), Column("95% interval", INTERVAL)]
    foot = (_all_answers(told, to),) if told else ()
    return Table(
        "satisfaction",
        "Satisfaction",
        "Answer",
        tuple(columns),
        tuple(rows),
        WILSON.format(base=told.base) if told and told.has_shares else "",
        foot,
    )


def _all_answers(told: ResultsTold, to: Links) -> Row:
    blanks = [Cell("", "", ("",)), Cell("", "", ("", ""))] if told.has_shares else []
    return Row("All who answered", (number(told.base, to.to(answers=ANY)), *blanks))


INTERVAL = ("95% Wilson interval from, per cent", "95% Wilson interval to, per cent")
WILSON = (
    "n = {base:,}. Intervals are Wilson’s score intervals at 95%: how far the share might be"
    " another had others answered by chance. They don’t mend who chose to answer."
)


def stated_table(told: Sequence[Stated], least: int, to: Links) -> Table:
    """Results that sources state of single events, newest first; never added up.

    An interval stands only beside answers of a known base of at least `least`.
    """
    rows = []
    for each in told:
        (line,) = feedback_lines([each.feedback], least=least)
        interval = _interval(each, least)
        stated = f" (“{line.as_stated}”)" if line.as_stated else ""
        words = f"{line.answer}: {line.result}{stated}"
        base: str | int = line.base if each.base is None else each.base
        cells = (
            Cell(words, "", (words,)),
            Cell(line.base, "", (base,)),
            Cell(interval or "–", "", (interval,)),
        )
        rows.append(Row(each.event.name, cells, to.to_event(each.event.slug)))
    columns = (
        Column("Result", is_text=True),
        Column("Base", ("Base, answers",)),
        Column("95% interval", ("95% Wilson interval",)),
    )
    return Table("stated", "Satisfaction as stated by sources", "Event", columns, tuple(rows))


def _interval(told: Stated, least: int) -> str:
    """67% to 93%; nothing for a percentage without a base, or of few answers."""
    if not told.base or told.part is None or not told.part <= told.base >= least:
        return ""
    return interval_words(Proportion(told.part, told.base))


def events_words(number: int) -> str:
    """1 event; 1,204 events."""
    return f"{said_number(number)} event{'' if number == 1 else 's'}"


def sector_name(sector: str) -> str:
    return str(Sector(sector).label)


def _in_order(found: Mapping[str, Any]) -> list[str]:
    """The sectors as they are always listed; the unknown last."""
    order: Callable[[str], int] = [each.value for each in Sector].index
    return sorted(found, key=order)
