"""Results in words: for each question a sentence, a picture, a table, and how it was worked out.

Pure: no Django, no clock, no database. Every sentence is chosen by `rules.sentences`, and claims
no more than its figures show; every figure has its n, its method and its source beside it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from evaluation.presenters.comparisons import Comparison, Fact, compared
from evaluation.rules.breakdown import Layout
from evaluation.rules.proportions import Share
from evaluation.rules.questionnaire import DATE, GRID, MULTIPLE, NUMBER, SCALE, TEXT, Item
from evaluation.rules.results import Moved, Told
from evaluation.rules.scales import Kind
from evaluation.rules.sentences import Matched, share_sentence
from evaluation.rules.tallying import HUNDREDTHS, Scale
from evaluation.stacked import Bar, StackedChart, stacked
from partnership.web.templatetags.words import said_number
from pilots.feedback_rules import SmallNumbers

HIDDEN = "hidden"
KINDS = {
    SCALE: "Points on a scale",
    GRID: "Points on a scale",
    MULTIPLE: "Any of several, so shares may add up to more than the whole",
    NUMBER: "Number",
    DATE: "Month or year",
    TEXT: "Words, which are not counted",
}
SOURCES = {
    Kind.SWEMWBS: "Metric scores from 7 to 35 (Stewart-Brown and others, 2009); all seven items"
    " are needed.",
    Kind.UCLA_3: "Scores from 3 to 9 (Hughes and others, 2004); all three items are needed. It is"
    " loneliness that is measured, not isolation.",
    Kind.DE_JONG_GIERVELD_6: "Scores from 0 to 6 (de Jong Gierveld and van Tilburg, 2006): 0–1 not"
    " lonely, 2–4 moderately, 5–6 severely; one item may be missing.",
    Kind.SUM: "The sum of its items.",
    Kind.MEAN: "The mean of its items.",
}


@dataclass(frozen=True)
class WaveTold:
    """How one wave answered: `name` as its column is headed, `responses` to all of it."""

    name: str
    told: Told
    responses: int | None


@dataclass(frozen=True)
class Asked:
    """One thing that was asked, with all that is known of the answers."""

    layout: Layout
    item: Item | None
    scale: Scale | None
    title: str
    waves: tuple[WaveTold, ...]
    moved: Moved | None = None
    note: str = ""

    @property
    def unit(self) -> int:
        """By what kept values are divided."""
        return HUNDREDTHS if self.scale else 1


@dataclass(frozen=True)
class Rules:
    """How numbers are told: thresholds, and the matched people that pairs are part of."""

    numbers: SmallNumbers = field(default_factory=SmallNumbers)
    below: int = 5
    matched: Matched | None = None


@dataclass(frozen=True)
class Cell:
    """A figure with what stands small beneath it."""

    said: str
    note: str = ""


@dataclass(frozen=True)
class Line:
    """One answer, with its figure in each wave."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Block:
    """A question's results as they stand on the page."""

    ident: str
    title: str
    kind: str
    sentences: tuple[str, ...]
    notes: tuple[str, ...]
    chart: StackedChart | None
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    changes: tuple[Line, ...]
    facts: tuple[Fact, ...]
    source: str


def block(asked: Asked, rules: Rules, *, source: str) -> Block:
    """One question's results."""
    comparison = compared_of(asked, rules)
    return Block(
        ident=asked.layout.what.code.replace(".", "-"),
        title=asked.title,
        kind=_kind(asked),
        sentences=tuple(_sentences(asked, rules, comparison)),
        notes=tuple(_notes(asked, rules)),
        chart=_chart(asked),
        heads=tuple(_head(each) for each in asked.waves),
        lines=tuple(_lines(asked, rules)),
        changes=tuple(_changes(comparison)) if comparison else (),
        facts=comparison.facts if comparison else (),
        source=source,
    )


def compared_of(asked: Asked, rules: Rules) -> Comparison | None:
    """Before and after, where both were asked and the answers can be held against each other."""
    if asked.moved is None or rules.matched is None or not asked.moved.is_known:
        return None
    return compared(
        asked.moved, rules.matched, better=_better(asked), unit=asked.unit, numbers=rules.numbers
    )


def _better(asked: Asked) -> str:
    if asked.scale:
        return "more" if asked.scale.more_is_better else "less"
    return asked.item.better if asked.item else ""


def _kind(asked: Asked) -> str:
    if asked.scale:
        return f"Score. {SOURCES[asked.scale.kind]}"
    assert asked.item is not None
    kind = KINDS.get(asked.item.kind, "One of several")
    if asked.item.role == "characteristic":
        kind += ". It says what people are, so small numbers are hidden"
    return kind


def _head(wave: WaveTold) -> str:
    """Before (n = 23)."""
    base = wave.told.base
    return f"{wave.name} (n {'not shown' if base is None else f'= {base:,}'})"


def _sentences(asked: Asked, rules: Rules, comparison: Comparison | None) -> Iterator[str]:
    if comparison:
        yield from comparison.sentences
        return
    for wave in asked.waves:
        lead = f"{wave.name}: " if len(asked.waves) > 1 else ""
        said = _one_wave(asked, wave.told, rules)
        if said:
            yield lead + said


NO_PAIRS = (
    "How matched people’s answers changed is not shown here: too few of them, or of those who"
    " went one way."
)


def _one_wave(asked: Asked, told: Told, rules: Rules) -> str:
    if not told.is_known:
        return f"Fewer than {rules.below} answers, or too few to be shown by themselves."
    if told.base == 0:
        return "Nobody answered."
    if not asked.layout.columns:
        return _number_sentence(asked, told)
    best = _best(asked)
    if asked.item and asked.item.is_ordinal and best:
        return _share(asked, told, best, rules)
    return _most(asked, told)


def _best(asked: Asked) -> list[int]:
    """The points beyond the middle of the scale, on the better side."""
    points, better = asked.layout.columns, asked.item.better if asked.item else ""
    if not points:
        return []
    middle = (min(points) + max(points)) / 2
    if better == "more":
        return [point for point in points if point > middle]
    return [point for point in points if point < middle] if better == "less" else []


def _share(asked: Asked, told: Told, points: Sequence[int], rules: Rules) -> str:
    parts = [told.counts.get(point) for point in points]
    if told.base is None or None in parts:
        return ""
    labels = _labels(asked)
    chose = " or ".join(f"“{labels[point]}”" for point in points)
    part = sum(each for each in parts if each is not None)
    return share_sentence(Share(part, told.base, rules.numbers), f"answered {chose}")


def _most(asked: Asked, told: Told) -> str:
    """What was answered most often, where nothing that could be as much is hidden."""
    counts = {value: n for value, n in told.counts.items() if n is not None}
    if len(counts) < len(told.counts) or not any(counts.values()) or told.base is None:
        return ""
    most = max(counts.values())
    labels = _labels(asked)
    named = [f"“{labels[value]}”" for value, n in counts.items() if n == most]
    if len(named) > 2:
        return f"Nothing was answered more often than other things ({told.base:,} answers)."
    return f"Most often answered: {' and '.join(named)}, by {most:,} of {told.base:,}."


def _number_sentence(asked: Asked, told: Told) -> str:
    if asked.item and asked.item.kind in (TEXT, DATE):
        number = "an unknown number" if told.base is None else f"{told.base:,}"
        return f"{number} answered it." if asked.item.kind == DATE else f"{number} wrote something."
    if told.middle is None:
        return "" if told.base is None else f"{told.base:,} answered: too few for a middle."
    mean, median = (each / asked.unit for each in told.middle)
    return f"The median of {told.base:,} is {_n(median)}, the mean {_n(mean)}."


def _n(value: float) -> str:
    return said_number(round(value, 2))


def _notes(asked: Asked, rules: Rules) -> Iterator[str]:
    if asked.note:
        yield asked.note
    if asked.moved is not None and not asked.moved.is_known:
        yield NO_PAIRS
    for wave in asked.waves:
        yield from _missing(wave, asked)
    for wave in asked.waves:
        hidden = sum(count is None for count in wave.told.counts.values())
        if hidden and wave.told.is_known:
            yield f"{wave.name}: {_hidden_words(hidden, rules.below)}"
    bases = [wave.told.base for wave in asked.waves if wave.told.base]
    few = rules.numbers.counts_only_below
    if asked.layout.columns and bases and min(bases) < few:
        yield f"Fewer than {few} answers: counts only, because a percentage would promise too much."


def _hidden_words(number: int, below: int) -> str:
    counts = "1 count is" if number == 1 else f"{number:,} counts are"
    return f"{counts} hidden, so that no count of 1 to {below - 1} people can be worked out."


def _missing(wave: WaveTold, asked: Asked) -> Iterator[str]:
    """Before: 3 left it out, 2 would rather not say; none of them is in a base."""
    told = wave.told
    if told.missing is None or told.base is None or wave.responses is None:
        return
    left_out = wave.responses - told.base - told.missing
    if asked.scale:
        said = [f"{left_out:,} could not be scored or were not asked"] if left_out else []
    else:
        said = [f"{left_out:,} left it out or were not asked"] if left_out > 0 else []
        said += [f"{told.missing:,} would rather not say"] if told.missing else []
    if said:
        yield f"{wave.name}: {', '.join(said)}; they are not counted."


def _chart(asked: Asked) -> StackedChart | None:
    if not asked.item or not asked.item.is_ordinal:
        return None
    labels = _labels(asked)
    bars = [
        Bar(each.name, tuple(each.told.counts[value] or 0 for value in asked.layout.columns))
        for each in asked.waves
        if each.told.is_whole
    ]
    points = [labels[value] for value in asked.layout.columns]
    ident = f"{asked.layout.what.code.replace('.', '-')}-bars"
    return stacked(bars, points, ident=ident, title=asked.title)


def _labels(asked: Asked) -> Mapping[int, str]:
    return {each.value: each.text for each in asked.item.options} if asked.item else {}


def _lines(asked: Asked, rules: Rules) -> Iterator[Line]:
    labels = _labels(asked)
    for value in asked.layout.columns:
        cells = (_cell(each.told, value, rules.numbers) for each in asked.waves)
        yield Line(labels[value], tuple(cells))
    if any(each.told.middle for each in asked.waves):
        for at, name in enumerate(("Mean", "Median")):
            yield Line(name, tuple(_middle(each.told, at, asked.unit) for each in asked.waves))


def _cell(told: Told, value: int, numbers: SmallNumbers) -> Cell:
    count = told.counts.get(value)
    if count is None:
        return Cell(HIDDEN)
    return Cell(f"{count:,}", share_words(count, told.base, numbers))


def share_words(count: int, base: int | None, numbers: SmallNumbers) -> str:
    """22% of 23 (9% to 45%); nothing where there are too few for a percentage."""
    proportion = Share(count, base, numbers).proportion if base and count <= base else None
    if proportion is None or base is None:
        return ""
    low, high = proportion.interval_per_cent
    of = f" of {base:,}" if Share(count, base, numbers).shows_base else ""
    return f"{proportion.per_cent}%{of} ({low}% to {high}%)"


def _middle(told: Told, at: int, unit: int) -> Cell:
    return Cell(_n(told.middle[at] / unit)) if told.middle else Cell("too few to say")


def _changes(comparison: Comparison) -> Iterator[Line]:
    for label, count, base, numbers in comparison.ways:
        yield Line(label, (Cell(f"{count:,}", share_words(count, base, numbers)),))
