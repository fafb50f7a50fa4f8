"""The score of a risk over time as geometry: steps from review to review.

Pure: no Django, no clock, no database. Units are those of the drawing's own
viewBox, y downwards. Where no score is recorded the line is broken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from milestones.risk_rules import HIGHEST_OF, Level, score_words
from partnership.dates import day_words

WIDTH, HEIGHT = 420.0, 210.0
LEFT, RIGHT, TOP, FOOT = 12.0, 330.0, 16.0, 176.0
HIGHEST = 25
LETTER = 8.0  # the width of one of a label's letters; a label without room is left out


@dataclass(frozen=True)
class Scored:
    """What a review said: its day, the score (None: not recorded) and whether it closed."""

    on: date
    score: int | None
    is_closed: bool = False


@dataclass(frozen=True)
class Mark:
    """A review on the line; `label` is its number where there is room for it."""

    x: float
    y: float
    label: str

    @property
    def label_x(self) -> float:
        """Where the number begins: right of the mark; or ends, where there is no room."""
        return self.x - 7 if self.anchor == "end" else self.x + 7

    @property
    def label_y(self) -> float:
        """Where the number stands: above the line, or below it at the top."""
        return round(self.y - 6 if self.y > TOP + 12 else self.y + 18, 2)

    @property
    def anchor(self) -> str:
        """Whether the number begins or ends at its place."""
        return "end" if self.x + 7 + len(self.label) * LETTER > RIGHT else "start"


@dataclass(frozen=True)
class Band:
    """The heights of one level, with its word beside it."""

    word: str
    key: str
    y: float
    height: float

    @property
    def middle(self) -> float:
        """Where the word stands."""
        return round(self.y + self.height / 2 + 4.5, 2)


@dataclass(frozen=True)
class ScoreChart:
    """The line, its marks, the levels behind it, and the words that say the same."""

    summary: str
    lines: tuple[str, ...]
    marks: tuple[Mark, ...]
    bands: tuple[Band, ...]
    first: str
    last: str
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT
    right: float = RIGHT

    @property
    def band_width(self) -> float:
        """How far the levels run behind the line."""
        return RIGHT - LEFT

    @property
    def words_x(self) -> float:
        """Where the levels' words begin."""
        return RIGHT + 8

    @property
    def day_y(self) -> float:
        """Where the first and last day stand."""
        return FOOT + 20


def score_chart(reviews: Sequence[Scored], *, until: date) -> ScoreChart | None:
    """The chart of reviews in order of their days; none where no review has a score."""
    known = [review for review in reviews if review.score is not None]
    if not known:
        return None
    end = max(until, reviews[-1].on)
    return ScoreChart(
        summary=_summary(known),
        lines=tuple(_lines(reviews, end)),
        marks=_marks(known, reviews[0].on, end),
        bands=_bands(),
        first=day_words(reviews[0].on),
        last=day_words(end),
    )


def _summary(known: Sequence[Scored]) -> str:
    """From 12, High, on 3 May 2019 to 6, Medium, on 2 July 2019."""
    first, last = known[0], known[-1]
    words = f"{score_words(first.score)}, on {day_words(first.on)}"
    if first is last:
        return f"{words}."
    return f"From {words}, to {score_words(last.score)}, on {day_words(last.on)}."


def _lines(reviews: Sequence[Scored], end: date) -> list[str]:
    """A path for each unbroken run of scores, flat from a review until the next."""
    runs: list[str] = []
    is_going_on = False
    for review, until in zip(reviews, [*(each.on for each in reviews[1:]), end], strict=True):
        if review.score is None:
            is_going_on = False
            continue
        start, stop = (_x(day, reviews[0].on, end) for day in (review.on, until))
        if not is_going_on:
            runs.append(f"M{start:g} {_y(review.score):g}")
        else:
            runs[-1] += f"V{_y(review.score):g}"
        is_going_on = not review.is_closed
        if is_going_on:
            runs[-1] += f"H{stop:g}"
    return runs


def _marks(known: Sequence[Scored], first: date, end: date) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    free_from = LEFT
    for review in known:
        x, y = _x(review.on, first, end), _y(review.score or 0)
        words = f"{review.score}, closed" if review.is_closed else str(review.score)
        has_room = x >= free_from
        free_from = x + 10 + len(words) * LETTER if has_room else free_from
        marks.append(Mark(x, y, words if has_room else ""))
    return tuple(marks)


def _bands() -> tuple[Band, ...]:
    """The levels from the foot up; a level ends half-way to the next score."""
    bands, low = [], 0.0
    for level, highest in HIGHEST_OF.items():
        top = HIGHEST if level is Level.VERY_HIGH else highest + 0.5
        bands.append(Band(level.value, key_of(level), _y(top), round(_y(low) - _y(top), 2)))
        low = top
    return tuple(bands)


def key_of(level: Level) -> str:
    """A level's name in style sheets: very-high."""
    return level.value.lower().replace(" ", "-")


def _x(day: date, first: date, end: date) -> float:
    span = (end - first).days
    share = (day - first).days / span if span else 0.0
    return round(LEFT + share * (RIGHT - LEFT), 2)


def _y(score: float) -> float:
    return round(FOOT - score / HIGHEST * (FOOT - TOP), 2)
