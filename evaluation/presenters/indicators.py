"""Indicators in words, tables and small pictures; no queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from evaluation.models import Indicator, IndicatorAim, IndicatorValue
from evaluation.rules.figures import Aim, Figure, put_together, standing_words, with_unit
from evaluation.rules.paired import Better
from evaluation.rules.signals import Month as Point
from evaluation.rules.signals import read
from partnership.dates import NOT_RECORDED, Precision, add_months, month_words
from partnership.web.charts import Month
from partnership.web.line_charts import LineChart, monthly_line
from pilots.models import Area

BETTER = {"more": Better.HIGHER, "less": Better.LOWER, "": Better.NEITHER}
MONTHLY = (Precision.DAY, Precision.MONTH)
MOST_MONTHS = 60
WHOLE_PROGRAMME = "The whole programme"


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
    return "%" if indicator.kind == Indicator.Kind.PER_CENT else indicator.unit


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


def indicator_line(
    indicator: Indicator, areas: Sequence[Area], *, area_word: str = "area"
) -> IndicatorLine:
    """The newest figure of all places, put together as declared, and each place's own."""
    newest = _newest(indicator.values.all())
    aims = {aim.area_id: aim for aim in indicator.aims.all()}
    owners: list[Area | None] = list(areas) if indicator.is_per_area else [None]
    places = tuple(_place(indicator, owner, newest, aims) for owner in owners)
    figures = [figure_of(newest.get(owner.pk if owner else None)) for owner in owners]
    unit = unit_of(indicator)
    if not indicator.is_per_area:
        return IndicatorLine(indicator, figures[0].words(unit), "", places)
    together = put_together(figures, indicator.over_areas)
    said = "" if indicator.over_areas == "never" else together.words(unit, area_word)
    return IndicatorLine(indicator, said, indicator.get_over_areas_display(), places)


def _newest(values: Iterable[IndicatorValue]) -> dict[int | None, IndicatorValue]:
    """The last value of each place, in the order of time."""
    return {value.area_id: value for value in values}


def _place(
    indicator: Indicator,
    area: Area | None,
    newest: dict[int | None, IndicatorValue],
    aims: dict[int | None, IndicatorAim],
) -> Place:
    key = area.pk if area else None
    value, aim, unit = newest.get(key), aims.get(key), unit_of(indicator)
    figure = figure_of(value)
    goal = Aim(aim.baseline, aim.target) if aim else Aim()
    return Place(
        name=area.name if area else WHOLE_PROGRAMME,
        slug=area.slug if area else "",
        figure=figure.words(unit),
        when=value.when.words if value else "",
        baseline=_end(aim, "baseline", unit),
        target=_end(aim, "target", unit),
        standing=standing_words(figure, goal, indicator.better, unit),
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


def pictures(indicator: Indicator, areas: Sequence[Area]) -> list[Picture]:
    """A small line for each place with two monthly figures or more, all on months of their own."""
    series = defaultdict(list)
    for value in indicator.values.all():
        if value.value is not None and value.when.precision in MONTHLY:
            series[value.area_id].append(value)
    owners: list[Area | None] = list(areas) if indicator.is_per_area else [None]
    found = [_picture(indicator, owner, series[owner.pk if owner else None]) for owner in owners]
    return [each for each in found if each]


def _picture(
    indicator: Indicator, area: Area | None, values: list[IndicatorValue]
) -> Picture | None:
    months = monthly(values, indicator.over_time)
    if sum(value is not None for _, value in months) < 2:
        return None
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
    )
    return Picture(name, chart, reading.sentences)


def monthly(values: Sequence[IndicatorValue], how: str) -> list[tuple[date, float | None]]:
    """One figure a month, from the first month with one to the last; several are put together
    as the indicator declares, and where it declares nothing the last is taken.
    """
    found = defaultdict(list)
    for value in values:
        assert value.when.first is not None
        found[value.when.first.replace(day=1)].append(figure_of(value))
    if not found:
        return []
    months, month, last = [], min(found), max(found)
    while month <= last:
        together = put_together(found[month], how if how != "never" else "latest")
        number = together.number if found[month] else None
        months.append((month, None if number is None else float(number)))
        month = add_months(month, 1)
    return months[-MOST_MONTHS:]


def definition(indicator: Indicator) -> list[tuple[str, Any]]:
    """What the indicator is, as a summary list shows it."""
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
        ("Survey", indicator.survey or ""),
    ]
    always = {"What counts", "Unit"}
    return [(name, said) for name, said in facts if said or name in always]
