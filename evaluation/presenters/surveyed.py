"""Indicators computed from surveys in words: wave by wave, and as small pictures; no queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from evaluation.models import Indicator, Wave
from evaluation.presenters.indicators import WHOLE_PROGRAMME, Series, monthly
from evaluation.rules.figures import Figure, put_together
from evaluation.rules.surveyed import HIDDEN, NOT_YET
from evaluation.selectors.indicators import Asks
from evaluation.selectors.surveyed import AreaKey, Point
from partnership.dates import day_words
from pilots.feedback_rules import SmallNumbers
from pilots.models import Area


@dataclass(frozen=True)
class WaveRow:
    """What one wave says of one place; `advice` is what to do where there is no figure."""

    name: str
    slug: str
    stage: str
    on: date
    place: str
    figure: str
    method: str
    source: str
    advice: str


def wave_rows(
    indicator: Indicator,
    points: Sequence[Point],
    areas: Iterable[Area],
    *,
    numbers: SmallNumbers,
    below: int,
) -> list[WaveRow]:
    """Every wave's figures, the newest wave first, the whole programme before its areas."""
    names: dict[AreaKey, str] = {area.pk: area.name for area in areas} | {None: WHOLE_PROGRAMME}
    told = [each for each in points if each.place in names]
    told.sort(key=lambda each: (each.place is not None, names[each.place]))
    told.sort(key=lambda each: (each.wave.on, each.wave.opened, each.wave.pk), reverse=True)
    stages = dict(Wave.Stage.choices)
    return [
        WaveRow(
            name=each.wave.name,
            slug=each.wave.slug,
            stage=stages[each.wave.stage],
            on=each.wave.on,
            place=names[each.place],
            figure=each.figure.words(indicator.sign),
            method=each.method,
            source=_source(each),
            advice=_advice(each.figure, numbers, below),
        )
        for each in told
    ]


def _source(point: Point) -> str:
    """Asked 2 to 30 September 2019; as its results were shown on 1 October 2019."""
    asked = f"Asked {day_words(point.wave.opened)} to {day_words(point.wave.on)}"
    if point.shown_on is None:
        return f"{asked}."
    return f"{asked}; as its results were shown on {day_words(point.shown_on)}."


def _advice(figure: Figure, numbers: SmallNumbers, below: int) -> str:
    if figure.instead == NOT_YET:
        return f"Results are shown from {below} answers on, the day after the wave is over."
    if figure.instead == HIDDEN:
        return "Its results hide it too. Look at the whole programme, or ask more people next time."
    if figure.number is None and figure.instead:
        return f"There is a figure from {numbers.counts_only_below} answers on."
    return ""


def wave_series(points: Iterable[Point]) -> dict[AreaKey, Series]:
    """The figure of each place in the months in which its waves ended; the last of a month."""
    found: dict[AreaKey, dict[date, Figure]] = defaultdict(dict)
    for each in points:
        if each.figure.number is not None:
            found[each.place][each.wave.on.replace(day=1)] = each.figure
    return {place: monthly(months) for place, months in found.items()}


def newest_said(indicator: Indicator, figures: Mapping[AreaKey, Figure]) -> str:
    """The newest figure of all places in one line; of areas as they are declared to be put
    together, or how many there are.
    """
    if not figures:
        return ""
    if None in figures or len(figures) == 1:
        figure = figures.get(None) or next(iter(figures.values()))
        return f"{figure.words(indicator.sign)} ({figure.when.rstrip('.')})"
    if indicator.over_areas != Indicator.Together.NEVER:
        together = put_together(list(figures.values()), indicator.over_areas)
        if together.number is not None:
            how = indicator.get_over_areas_display().lower()
            return f"{together.words(indicator.sign)} ({len(figures)} areas, {how})"
    return f"{len(figures)} areas, each with a figure of its own"


def asked_facts(indicator: Indicator, asks: Iterable[Asks]) -> list[tuple[str, str]]:
    """Which scale or question of which survey it reads, and which answers count."""
    is_scale = indicator.computed_from == Indicator.Computed.SCALE
    found = next(
        (e for e in asks if e.is_scale == is_scale and e.code == indicator.survey_code), None
    )
    noun = "Scale" if is_scale else "Question"
    facts = [
        ("Survey", str(indicator.survey)),
        (noun, f"{indicator.survey_code}: {found.words if found else 'no longer asked'}"),
    ]
    if not is_scale:
        labels = dict(found.options) if found else {}
        said = [f"{value} {labels.get(value, '')}".strip() for value in indicator.counted_answers]
        facts.append(("Answers that count", "; ".join(said)))
    return facts
