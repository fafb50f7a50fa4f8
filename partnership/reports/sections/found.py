"""What was found out: indicators, questionnaires, and what people said."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TypeVar

from evaluation.parts import (
    AnswerRow,
    ChangeRow,
    FrameworkRow,
    IndicatorRow,
    OutcomeRow,
    PlaceRow,
    QuotationRow,
    WaveRow,
)
from partnership.dates import NOT_RECORDED
from partnership.reports.document import (
    Block,
    Cell,
    Column,
    Listing,
    Paragraph,
    Subheading,
    Table,
    number,
    text,
)
from partnership.reports.sections.words import linked, listed, plural
from partnership.reports.snapshot import Snapshot
from partnership.reports.tracing import Records

PLACES_IN_PRINT = 5  # more columns than this can't be read on paper
WHOLE = "Whole programme"
NONE = Cell("–")
NOT_SHOWN = Cell("not shown")

Row = tuple[Cell, ...]
Told = TypeVar("Told", ChangeRow, AnswerRow)


def found(snapshot: Snapshot) -> Iterator[Block]:
    """Figures in tables, the rest in words; what there is nothing of is said."""
    part = snapshot.evaluation
    yield Subheading("Indicators")
    yield from _indicators(snapshot)
    yield Subheading("Questionnaires")
    yield from _questionnaires(snapshot)
    yield Subheading("What people said")
    yield from _said(part.frameworks, Records.behind(snapshot))
    if part.indicators or part.waves:
        yield Paragraph(
            "Earlier figures of each indicator, answers to all other questions, and how each"
            " figure was worked out, are on the programme’s pages Indicators and Results."
        )


def _named(name: str, outcomes: Sequence[str]) -> Cell:
    """What it is, with the outcomes that it is about."""
    return text(f"{name} ({', '.join(outcomes)})" if outcomes else name)


def _indicators(snapshot: Snapshot) -> Iterator[Block]:
    rows = snapshot.evaluation.indicators
    if not rows:
        yield Paragraph("No indicator had been recorded by the cut-off.")
        return
    yield Paragraph(_indicator_words(snapshot, rows))
    yield from _newest(snapshot, rows)
    notes = tuple(_notes(rows, is_of_one_area=snapshot.particulars.is_of_one_area))
    if notes:
        yield Listing(notes)
    aims = [(row, place) for row in rows for place in row.places if place.has_aim]
    if aims:
        yield _aims_table(aims, Records.behind(snapshot))


def _indicator_words(snapshot: Snapshot, rows: Sequence[IndicatorRow]) -> str:
    known = sum(row.is_recorded for row in rows)
    words = f"{plural(len(rows), 'indicator')}, {known} with a figure."
    if any(not row.outcomes for row in rows):
        words += " Those that name no outcome are tied to none."
    without = [row.name for row in rows if not any(place.has_aim for place in row.places)]
    if without and len(without) == len(rows):
        words += " No baseline and no target is recorded."
    elif without:
        words += f" Neither baseline nor target is recorded for {listed(without)}."
    about = snapshot.particulars
    if about.is_of_one_area and any(_is_withheld(row) for row in rows):
        words += (
            f" The whole programme’s figure stands beside {about.area}’s only where no other"
            f" {about.area_word}’s own can be worked out from both."
        )
    return words


def _is_withheld(row: IndicatorRow) -> bool:
    """Whether an area's figure has none of the whole programme beside it."""
    return row.is_recorded and not row.together and all(place.place for place in row.places)


def _newest(snapshot: Snapshot, rows: Sequence[IndicatorRow]) -> Iterator[Table]:
    """Every indicator's newest figure, a place a column."""
    places = list(dict.fromkeys(each.place for row in rows for each in row.places if each.place))
    about, records = snapshot.particulars, Records.behind(snapshot)
    if about.is_of_one_area and about.area in places:
        places.sort(key=lambda place: place != about.area)
    for first in range(0, max(len(places), 1), PLACES_IN_PRINT):
        some = places[first : first + PLACES_IN_PRINT]
        which = f": {some[0]} to {some[-1]}" if len(places) > PLACES_IN_PRINT else ""
        yield Table(
            name="Indicators" if not first else f"Indicators {first + 1}",
            caption=f"The newest figure of each indicator{which}",
            columns=(Column("Indicator"), *map(Column, some), Column(WHOLE)),
            rows=tuple(
                (
                    linked(_named(row.name, row.outcomes), records.indicator(row.slug)),
                    *(_figure(row, place) for place in some),
                    _whole(row),
                )
                for row in rows
            ),
            is_compact=True,
            source="Without a date: counted from records as at the cut-off.",
        )


def _notes(rows: Iterable[IndicatorRow], *, is_of_one_area: bool) -> Iterator[str]:
    """How figures from answers were worked out: of the whole programme where it has one."""
    for row in rows:
        told = [each for each in row.places if each.note]
        has_whole = any(not each.place for each in told)
        for each in told:
            if is_of_one_area or not each.place or not has_whole:
                yield f"{row.name}, {each.place or WHOLE.lower()}: {each.note}"


def _figure(row: IndicatorRow, place: str) -> Cell:
    at = next((each for each in row.places if each.place == place), None)
    return text(_dated(at)) if at else NONE


def _dated(place: PlaceRow) -> str:
    has_date = place.when and place.figure != NOT_RECORDED
    return f"{place.figure}, {place.when}" if has_date else place.figure


def _whole(row: IndicatorRow) -> Cell:
    if row.together:
        return text(f"{row.together} ({row.how})" if row.how else row.together)
    return _figure(row, "")


def _aims_table(rows: Iterable[tuple[IndicatorRow, PlaceRow]], records: Records) -> Table:
    return Table(
        name="Against aims",
        caption="Against baseline and target",
        columns=(
            Column("Indicator"), Column("Newest figure"), Column("Baseline"),
            Column("Target"), Column("Where it stands"),
        ),
        rows=tuple(
            (
                linked(
                    text(f"{row.name}, {place.place}" if place.place else row.name),
                    records.indicator(row.slug),
                ),
                text(_dated(place)),
                text(place.baseline),
                text(place.target),
                text(place.standing) if place.standing else NONE,
            )
            for row, place in rows
        ),
        is_compact=True,
    )  # fmt: skip


def _questionnaires(snapshot: Snapshot) -> Iterator[Block]:
    part, area = snapshot.evaluation, snapshot.particulars.area
    if not part.waves:
        yield Paragraph("No questionnaire had been asked by the cut-off.")
        return
    yield Paragraph(
        "What small numbers would tell of few people is hidden, as everywhere outside the"
        " evaluators. Only people whose answers before and after could be matched, by a code that"
        " they made themselves, can be said to have changed."
    )
    yield _waves_table(part.waves, area, Records.behind(snapshot))
    results = Records.behind(snapshot).results()
    for table in (
        *_by_wave(part.changes, _changes_table),
        *_by_wave(part.answers, _answers_table),
    ):
        yield replace(table, rows=tuple((linked(r[0], results), *r[1:]) for r in table.rows))


def _waves_table(rows: Sequence[WaveRow], area: str, records: Records) -> Table:
    has_here = bool(area) and any(not row.place for row in rows)
    here = (Column(f"Answered in {area}", is_number=True),) if has_here else ()
    return Table(
        name="Questionnaires",
        caption="Who was asked, who answered, and who could be matched",
        columns=(
            Column("Questionnaire"),
            Column("When"),
            Column("Asked", is_number=True),
            Column("Answered", is_number=True),
            Column("Response rate"),
            *here,
            Column("Matched", is_number=True),
        ),
        rows=tuple(
            (
                linked(text(_wave_name(row)), records.results()),
                text(row.when),
                number(row.asked),
                _shown(row.answered),
                text(row.rate),
                *((_shown(row.here) if not row.place else NONE,) if here else ()),
                _shown(row.matched) if row.is_paired else NONE,
            )
            for row in rows
        ),
        is_compact=True,
    )


def _wave_name(row: WaveRow) -> str:
    stage = "" if row.stage.lower() in row.name.lower() else row.stage.lower()
    return ", ".join(filter(None, [row.name, row.place, stage]))


def _shown(value: int | None) -> Cell:
    return NOT_SHOWN if value is None else number(value)


def _by_wave(
    rows: Iterable[Told], table: Callable[[str, int, Sequence[Told]], Table]
) -> Iterator[Table]:
    """A table for each wave that has any."""
    for at, (wave, mine) in enumerate(groupby(rows, key=lambda row: row.wave), start=1):
        yield table(wave, at, list(mine))


def _changes_table(wave: str, at: int, rows: Sequence[ChangeRow]) -> Table:
    """In numbers; where an area's stand beside all people's, in words."""
    is_one_group = len({row.place for row in rows}) == 1
    return Table(
        name=f"Before and after {at}",
        caption=f"Before and after, matched people: {wave}",
        columns=_CHANGES if is_one_group else _beside(rows),
        rows=tuple(map(_in_numbers, rows)) if is_one_group else tuple(_in_words(rows, _moved)),
        is_compact=True,
    )


_CHANGES = (
    Column("What was asked"),
    *(Column(way, "narrow", is_number=True) for way in ("Better", "The same", "Worse")),
    Column("What can be said"),
)


def _in_numbers(row: ChangeRow) -> Row:
    ways: Row = (NONE, NONE, NONE)
    if row.better is not None and row.worse is not None:
        more, less = _ways(row) if row.is_neutral else ("", "")
        ways = (
            number(row.better, words=f"{row.better:,} {more}".strip()),
            number(row.same),
            number(row.worse, words=f"{row.worse:,} {less}".strip()),
        )
    return _named(row.asked, row.outcomes), *ways, text(row.said)


def _ways(row: ChangeRow) -> tuple[str, str]:
    return ("higher", "lower") if row.is_neutral else ("better", "worse")


def _beside(rows: Sequence[ChangeRow] | Sequence[AnswerRow]) -> tuple[Column, ...]:
    """A column for each group of people that is told of."""
    places = dict.fromkeys(row.place for row in rows)
    return (Column("What was asked"), *(Column(place or WHOLE) for place in places))


def _in_words(rows: Sequence[Told], said: Callable[[Told], str]) -> Iterator[Row]:
    """One row for each thing asked, with what can be said of each group."""
    each_time = len({row.place for row in rows})
    for at in range(0, len(rows), each_time):
        cells: list[Cell] = [text(said(row)) for row in rows[at : at + each_time]]
        yield (_named(rows[at].asked, rows[at].outcomes), *cells)


def _moved(row: ChangeRow) -> str:
    if row.better is None:
        return row.said
    more, less = _ways(row)
    return f"{row.better:,} {more}, {row.same:,} the same, {row.worse:,} {less}. {row.said}"


def _answers_table(wave: str, at: int, rows: Sequence[AnswerRow]) -> Table:
    return Table(
        name=f"Asked once {at}",
        caption=f"Asked once: {wave}",
        columns=_beside(rows),
        rows=tuple(_in_words(rows, lambda row: row.said)),
        is_compact=True,
    )


def _said(frameworks: Sequence[FrameworkRow], records: Records) -> Iterator[Block]:
    """What was said of outcomes on each side, in few of its own words, and in stories."""
    outcomes = [each for framework in frameworks for each in framework.outcomes if each.found]
    spoken = [each for each in outcomes if any(_sides(each))]
    if spoken:
        yield _sides_table(frameworks, records)
    else:
        yield Paragraph(
            "Nothing that was said in interviews, focus groups or letters had been recorded of any"
            " outcome by the cut-off."
        )
    quoted = [
        _quotation(each.reference, row)
        for each in outcomes
        for row in (each.found.quotations if each.found else ())
    ]
    if quoted:
        yield Listing(tuple(quoted))
    yield from _stories(outcomes)


def _sides(outcome: OutcomeRow) -> tuple[int, int, int]:
    told = outcome.found
    return (told.supports, told.contradicts, told.mixed) if told else (0, 0, 0)


def _sides_table(frameworks: Iterable[FrameworkRow], records: Records) -> Table:
    """Counted and never a share, because it was not drawn as a sample."""
    sides = ("In support", "Against", "Mixed")
    return Table(
        name="What people said",
        caption="Excerpts from interviews, focus groups and letters, by the side that they take",
        columns=(
            Column("Outcome"), *(Column(side, is_number=True) for side in sides),
        ),
        rows=tuple(
            (
                linked(
                    text(f"{row.reference} {row.statement}"),
                    records.outcome(framework.slug, row.reference),
                ),
                *map(number, _sides(row)),
            )
            for framework in frameworks
            for row in framework.outcomes
            if any(_sides(row))
        ),
        is_compact=True,
        source="Counts of excerpts, not of people: no share of anybody follows from them.",
    )  # fmt: skip


def _quotation(reference: str, row: QuotationRow) -> str:
    side = ", ".join(filter(None, [reference, row.stance]))
    return " ".join(filter(None, [f"“{row.text}”", row.said_by, f"({side})"]))


def _stories(outcomes: Iterable[OutcomeRow]) -> Iterator[Block]:
    about: dict[str, list[str]] = {}
    for outcome in outcomes:
        for title in outcome.found.stories if outcome.found else ():
            about.setdefault(title, []).append(outcome.reference)
    if about:
        told = (f"“{title}” ({', '.join(refs)})" for title, refs in sorted(about.items()))
        number_of = plural(len(about), "story", "stories")
        yield Paragraph(f"{number_of} published: {listed(told)}.")
