"""Indicators in words, tables and small pictures; no queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, TypeAlias
from urllib.parse import urlencode

from evaluation.models import Indicator, IndicatorAim, IndicatorValue
from evaluation.rules.figures import (
    Aim,
    Figure,
    added,
    put_together,
    standing_words,
    with_unit,
)
from evaluation.rules.paired import Better
from evaluation.rules.signals import Month as Point
from evaluation.rules.signals import read
from evaluation.selectors.computed import Figures, Months
from evaluation.selectors.surveyed import is_surveyed
from partnership.dates import NOT_RECORDED, Precision, add_months, day_words, month_words
from partnership.web.charts import Month
from partnership.web.line_charts import LineChart, monthly_line
from pilots.models import Area

BETTER = {"more": Better.HIGHER, "less": Better.LOWER, "": Better.NEITHER}
MONTHLY = (Precision.DAY, Precision.MONTH)
MOST_MONTHS = 60
WHOLE_PROGRAMME = "The whole programme"
NO_AREA = "Of no area"
NOT_SHOWN = "not shown or not recorded"
OF_RECORDS = (Indicator.Computed.EVENTS, Indicator.Computed.BODIES, Indicator.Computed.TESTS)


def figure_of(value: IndicatorValue | None) -> Figure:
    """A value as a figure; none is not recorded."""
    if value is None:
        return Figure()
    return Figure(
        number=value.value,
        is_about=value.qualifier == "about",
        is_at_least=value.qualifier == "at-least",
        base=value.base,
        stated=value.as_stated or (value.get_direction_display() if value.direction else ""),
    )


def unit_of(indicator: Indicator) -> str:
    """Per cent is written as a sign."""
    return indicator.sign


@dataclass(frozen=True)
class Known:
    """A place's newest figure; `when` it holds for, in words. `noun`: of what parts are missing."""

    figure: Figure
    when: str = ""
    noun: str = "area"


Newest: TypeAlias = Mapping[int | None, Known]
Aims: TypeAlias = Mapping[int | None, IndicatorAim]
NOTHING = Known(Figure())
Series: TypeAlias = list[tuple[date, float | None]]


@dataclass(frozen=True)
class Place:
    """An area's newest figure, or the whole programme's, beside its aim."""

    name: str
    slug: str
    figure: str
    when: str
    baseline: str
    target: str
    standing: str


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator in the list."""

    indicator: Indicator
    figure: str
    how: str
    places: tuple[Place, ...]


def indicator_lines(
    indicators: Sequence[Indicator],
    areas: Sequence[Area],
    computed: Mapping[int, Figures],
    as_at: date,
) -> list[IndicatorLine]:
    """The indicators with their newest figures, entered or counted."""
    return [
        indicator_line(
            each,
            areas,
            counted(each, computed[each.pk], areas, as_at)
            if each.pk in computed
            else entered(each),
        )
        for each in indicators
    ]


def rows_query(indicator: Indicator, as_at: date | None) -> str:
    """What narrows the list of records to those that are counted, as an address says it."""
    query = {"as_at": as_at.isoformat()} if as_at else {}
    kinds = [kind.slug for kind in indicator.event_kinds.all()]
    if indicator.computed_from == Indicator.Computed.EVENTS:
        query |= {"status": "held", **({"kind": kinds[0]} if len(kinds) == 1 else {})}
    return f"?{urlencode(query)}" if query else ""


def indicator_line(
    indicator: Indicator,
    areas: Sequence[Area],
    known: Newest,
    *,
    area_word: str = "area",
    aims: Aims | None = None,
) -> IndicatorLine:
    """The newest figure of all places, put together as declared, and each place's own."""
    aims = _aims_of(indicator) if aims is None else aims
    owners: list[Area | None] = list(areas) if indicator.is_per_area else [None]
    places = tuple(_place(indicator, owner, known, aims) for owner in owners)
    unit = unit_of(indicator)
    if not indicator.is_per_area:
        return IndicatorLine(indicator, places[0].figure, "", places)
    if is_surveyed(indicator) and None in known:  # of which its areas are parts
        return IndicatorLine(indicator, "", "", (_place(indicator, None, known, aims), *places))
    if (of_none := known.get(None)) and indicator.computed_from:
        places = (*places, _place(indicator, None, {None: of_none}, {}, name=NO_AREA))
    figures = [known.get(owner.pk if owner else None, NOTHING) for owner in owners]
    return IndicatorLine(
        indicator,
        _together(indicator, [*figures, *([of_none] if of_none else [])], unit, area_word),
        indicator.get_over_areas_display(),
        places,
    )


def _aims_of(indicator: Indicator) -> Aims:
    return {aim.area_id: aim for aim in indicator.aims.all()}


def _together(indicator: Indicator, known: Sequence[Known], unit: str, area_word: str) -> str:
    """All places in one figure; of counted records nothing that is missing gets lost."""
    if indicator.over_areas == "never":
        return ""
    figures = [each.figure for each in known]
    if is_surveyed(indicator):
        said = put_together(figures, indicator.over_areas).words(unit, area_word)
        return said.replace(NOT_RECORDED, NOT_SHOWN)
    if indicator.computed_from and indicator.over_areas == "sum":
        return added(figures).words(unit, next((each.noun for each in known), "event"))
    return put_together(figures, indicator.over_areas).words(unit, area_word)


def none_counted(indicator: Indicator) -> Figure:
    """What no record comes to: of records none is 0; how many people came is not recorded."""
    return Figure(Decimal(0)) if indicator.computed_from in OF_RECORDS else Figure()


def entered(indicator: Indicator) -> Newest:
    """The last entered value of each place, in the order of time."""
    return {
        value.area_id: Known(figure_of(value), value.when.words) for value in indicator.values.all()
    }


def counted(indicator: Indicator, figures: Figures, areas: Sequence[Area], as_at: date) -> Newest:
    """The computed figure of each place; without areas all of them are one."""
    if is_surveyed(indicator):
        return {place: Known(figure, figure.when) for place, figure in figures.items()}
    when, none = f"counted as at {day_words(as_at)}", none_counted(indicator)
    if not indicator.is_per_area:
        return {None: Known(added(list(figures.values())) if figures else none, when, "event")}
    known: dict[int | None, Known] = {
        area.pk: Known(figures.get(area.pk, none), when, "event") for area in areas
    }
    if None in figures:
        known[None] = Known(figures[None], when, "event")
    return known


def _place(
    indicator: Indicator,
    area: Area | None,
    newest: Newest,
    aims: Mapping[int | None, IndicatorAim],
    *,
    name: str = WHOLE_PROGRAMME,
) -> Place:
    key = area.pk if area else None
    known, aim, unit = newest.get(key, NOTHING), aims.get(key), unit_of(indicator)
    goal = Aim(aim.baseline, aim.target) if aim else Aim()
    return Place(
        name=area.name if area else name,
        slug=area.slug if area else "",
        figure=known.figure.words(unit, known.noun),
        when=known.when,
        baseline=_end(aim, "baseline", unit),
        target=_end(aim, "target", unit),
        standing=standing_words(known.figure, goal, indicator.better, unit),
    )


def _end(aim: IndicatorAim | None, name: str, unit: str) -> str:
    """The baseline or target in words, with its date."""
    if aim is None:
        return NOT_RECORDED
    number, stated = getattr(aim, name), getattr(aim, f"{name}_as_stated")
    when = getattr(aim, f"{name}_when")
    if number is None and not stated:
        return NOT_RECORDED
    said = with_unit(number, unit) if number is not None else f"“{stated}”"
    return f"{said}, {when.words}" if when else said


@dataclass(frozen=True)
class Picture:
    """The months of one place, drawn, and what the run chart says."""

    name: str
    chart: LineChart
    sentences: tuple[str, ...]
    months: tuple[tuple[str, str], ...] = ()


def pictures(
    indicator: Indicator, areas: Sequence[Area], series: Mapping[int | None, Series]
) -> list[Picture]:
    """A small line for each place with two monthly figures or more, all on one scale."""
    owners: list[Area | None] = list(areas) if indicator.is_per_area else [None]
    if indicator.is_per_area and is_surveyed(indicator):
        owners.insert(0, None)
    of_places = [(owner, series.get(_key(owner), [])) for owner in owners]
    drawn = [(owner, months) for owner, months in of_places if _figures_in(months) > 1]
    if not drawn:
        return []
    first = min(months[0][0] for _, months in drawn)
    last = max(months[-1][0] for _, months in drawn)
    highest = max(value or 0 for _, months in drawn for _, value in months)
    return [
        _picture(indicator, owner, _over(months, first, last), highest) for owner, months in drawn
    ]


def _figures_in(months: Series) -> int:
    return sum(value is not None for _, value in months)


def _key(area: Area | None) -> int | None:
    return area.pk if area else None


def _over(months: Series, first: date, last: date) -> Series:
    """The same months, with those before and after that others have."""
    told, month, all_months = dict(months), first, []
    while month <= last:
        all_months.append((month, told.get(month)))
        month = add_months(month, 1)
    return all_months


def _picture(indicator: Indicator, area: Area | None, months: Series, highest: float) -> Picture:
    name = area.name if area else WHOLE_PROGRAMME
    reading = read(
        [Point(month_words(month), value) for month, value in months], BETTER[indicator.better]
    )
    middle = reading.chart.median
    chart = monthly_line(
        [Month(month, value) for month, value in months],
        ident=f"indicator-{area.pk if area else 'all'}",
        title=f"{indicator.name}, {name}",
        middle=(middle, f"median {middle:g}") if middle is not None else None,
        marked=reading.chart.in_signal,
        width=520,
        up_to=highest,
    )
    told = _in_figures(months, unit_of(indicator))
    sentences = _of_waves(told) if is_surveyed(indicator) else reading.sentences
    return Picture(name, chart, sentences, told)


def _of_waves(months: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """A wave is no month of a run: what each came to is all that is said of them."""
    known = [f"{figure} in {month}" for month, figure in months if figure != NOT_RECORDED]
    return (f"{', '.join(known)}.",)


def _in_figures(months: Series, unit: str) -> tuple[tuple[str, str], ...]:
    """The same months in words, for whoever can't see the line."""
    return tuple(
        (
            month_words(month),
            NOT_RECORDED if value is None else with_unit(Decimal(str(value)), unit),
        )
        for month, value in months
    )


def series(indicator: Indicator, months: Months, as_at: date) -> Mapping[int | None, Series]:
    """The months of each place, counted or entered."""
    if indicator.computed_from:
        return counted_series(indicator, months, as_at)
    return entered_series(indicator)


def entered_series(indicator: Indicator) -> dict[int | None, Series]:
    """The monthly figures that were entered, by place."""
    found: dict[int | None, dict[date, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for value in indicator.values.all():
        first = value.when.first
        if value.value is not None and value.when.precision in MONTHLY and first:
            found[value.area_id][first.replace(day=1)].append(figure_of(value))
    how = indicator.over_time if indicator.over_time != "never" else "latest"
    return {
        place: monthly({month: put_together(told, how) for month, told in months.items()})
        for place, months in found.items()
    }


def counted_series(indicator: Indicator, months: Months, as_at: date) -> dict[int | None, Series]:
    """The months that were counted and are over, by place; all as one where it has no places."""
    told = months if indicator.is_per_area else {None: _all_places(months)}
    this_month = as_at.replace(day=1) if (as_at + timedelta(1)).day != 1 else None
    last = add_months(as_at.replace(day=1), -1 if this_month else 0)
    none = none_counted(indicator)
    return {
        place: monthly({m: f for m, f in found.items() if m <= last}, none=none, until=last)
        for place, found in told.items()
    }


def _all_places(months: Months) -> dict[date, Figure]:
    found: dict[date, list[Figure]] = defaultdict(list)
    for of_place in months.values():
        for month, figure in of_place.items():
            found[month].append(figure)
    return {month: added(figures) for month, figures in found.items()}


def monthly(
    found: Mapping[date, Figure], *, none: Figure | None = None, until: date | None = None
) -> Series:
    """One figure a month, from the first month with one to the last (or `until`).

    Months without a figure are not recorded, unless `none` says what none of them comes to.
    """
    if not found:
        return []
    months: Series = []
    month, last = min(found), max(until or date.min, max(found))
    while month <= last:
        number = found.get(month, none or Figure()).number
        months.append((month, None if number is None else float(number)))
        month = add_months(month, 1)
    return months[-MOST_MONTHS:]


def definition(
    indicator: Indicator, asked: Sequence[tuple[str, Any]] = ()
) -> list[tuple[str, Any]]:
    """What the indicator is, as a summary list shows it; `asked` is what it reads of a survey."""
    kinds = ", ".join(each.name for each in indicator.event_kinds.all())
    facts = [
        ("What counts", indicator.definition),
        ("Kind", indicator.get_kind_display()),
        ("Unit", unit_of(indicator)),
        ("Which way is better", indicator.get_better_display()),
        ("Areas together", indicator.get_over_areas_display() if indicator.is_per_area else "–"),
        ("Months together", indicator.get_over_time_display()),
        ("Values come from", indicator.get_computed_from_display()),
        ("Kinds of event that count", kinds),
        ("Sector that counts", indicator.get_sector_display() if indicator.sector else ""),
        ("Measure", indicator.measure or ""),
        *asked,
    ]
    always = {"What counts", "Unit"}
    return [(name, said) for name, said in facts if said or name in always]
