"""An indicator's run chart in words: its median, its shifts and trends, and which way they go.

Pure: no Django, no clock, no database. The signals are those of `pilots.run_chart`; here they
get their months and a word on whether they go the way that was hoped for. A signal says that
something other than chance is likely at work, not what.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.rules.paired import Better
from pilots.run_chart import LEAST_POINTS, RunChart, Signal, Way, run_chart

NO_SIGNAL = "No shift and no trend: what goes up and down may be chance."


@dataclass(frozen=True)
class Month:
    """A month in words, such as “October 2019”; `value` None where it has no figure."""

    words: str
    value: float | None


@dataclass(frozen=True)
class Reading:
    """The run chart and what it says; below 10 points one sentence says that it is too early."""

    chart: RunChart
    sentences: tuple[str, ...]


def read(months: Sequence[Month], better: Better = Better.NEITHER) -> Reading:
    """The run chart of months that follow one another."""
    chart = run_chart([month.value for month in months])
    if chart.median is None:
        return Reading(chart, (_too_early(chart.points),))
    told = tuple(_told(signal, months, better) for signal in chart.signals)
    return Reading(chart, told or (NO_SIGNAL,))


def is_for_better(signal: Signal, better: Better) -> bool | None:
    """Whether a signal goes the hoped-for way; None where neither way is better."""
    if better is Better.NEITHER:
        return None
    return (signal.way in (Way.ABOVE, Way.UP)) == (better is Better.HIGHER)


def _told(signal: Signal, months: Sequence[Month], better: Better) -> str:
    noun = "Shift" if signal.is_shift else "Trend"
    span = f"{months[signal.first].words} to {months[signal.last].words}"
    hoped = is_for_better(signal, better)
    ways = {None: "", True: ", the way that is better", False: ", the way that is worse"}
    return f"{noun}: {signal.points} months {signal.way.value}, {span}{ways[hoped]}."


def _too_early(points: int) -> str:
    months = "month" if points == 1 else "months"
    return f"{points} {months} with a figure: a median and signals are shown from {LEAST_POINTS}."
