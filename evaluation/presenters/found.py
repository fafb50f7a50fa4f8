"""What waves found, in the rows of a report: who answered, what changed, what was said once.

Pure: no Django, no clock, no database. Everything comes from tables that were shown, which
protect small numbers; what they do not tell is not shown here, either.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.parts import AnswerRow, ChangeRow
from evaluation.presenters.results import Asked as AskedOnce
from evaluation.presenters.results import Rules, WaveTold, block
from evaluation.rules.breakdown import Layout
from evaluation.rules.conditions import Asked
from evaluation.rules.paired import Better, Ways
from evaluation.rules.proportions import Share
from evaluation.rules.questionnaire import MULTIPLE, Item, Option
from evaluation.rules.results import Disclosed, Moved
from evaluation.rules.sentences import SMALL_BELOW, change_words, snapshots_sentence
from evaluation.rules.tallying import HUNDREDTHS, Scale, What, Who
from evaluation.rules.unpaired import Snapshots
from partnership.dates import NOT_RECORDED
from pilots.feedback_rules import SmallNumbers

NOT_SHOWN = "Not shown: not yet, or too few people for it."
NO_RATE = "no rate"
COMPARED_UP_TO = 10_000  # answers of a wave, which take a report some hundredths of a second
TOO_MANY = "Too few people could be matched; the page of results compares the two waves."


@dataclass(frozen=True)
class Point:
    """One thing that a wave asks about outcomes; `scale` and `options` where it has them."""

    what: What
    text: str
    better: str
    outcomes: tuple[str, ...]
    kind: str = ""
    options: tuple[Option, ...] = ()
    scale: Scale | None = None

    @property
    def unit(self) -> int:
        """By what kept values are divided."""
        return HUNDREDTHS if self.scale else 1


def rate_words(answered: int | None, asked: int | None, numbers: SmallNumbers) -> str:
    """58% of 24; 58%; nothing of few people, and none where more answered than were asked."""
    if asked is None:
        return NOT_RECORDED
    if answered is None or answered > asked or not asked:
        return NO_RATE
    share = Share(answered, asked, numbers)
    if share.proportion is None:
        return NO_RATE
    return f"{share.proportion.per_cent}%" + (f" of {asked:,}" if share.shows_base else "")


def change_row(wave: str, place: str, point: Point, moved: Moved) -> ChangeRow:
    """How matched people changed; their answers as two snapshots where none could be matched."""
    if not moved.is_known:
        return ChangeRow(wave, place, point.text, point.outcomes, NOT_SHOWN)
    way = Better(point.better)
    told = Ways.of(moved.moves, way)
    if told.pairs < SMALL_BELOW:
        return ChangeRow(wave, place, point.text, point.outcomes, _apart(point, moved))
    return ChangeRow(
        wave=wave,
        place=place,
        asked=point.text,
        outcomes=point.outcomes,
        said=change_words(told),
        pairs=told.pairs,
        better=told.improved,
        same=told.same,
        worse=told.worse,
        is_neutral=way is Better.NEITHER,
    )


def _apart(point: Point, moved: Moved) -> str:
    numbers = [sum(number for _, number in side) for side in (moved.before, moved.after)]
    if min(numbers) < SMALL_BELOW:
        return NOT_SHOWN
    if max(numbers) > COMPARED_UP_TO:
        return TOO_MANY
    before, after = (
        tuple(value / point.unit for value, number in side for _ in range(number))
        for side in (moved.before, moved.after)
    )
    return snapshots_sentence(Snapshots(before, after))


def answer_row(
    wave: str, place: str, point: Point, told: Disclosed, who: Who, numbers: SmallNumbers
) -> AnswerRow:
    """What was answered once, in the sentence that stands on the page of results."""
    columns = tuple(each.value for each in point.options if not each.is_missing)
    layout = Layout(point.what, columns, several=point.kind == MULTIPLE)
    answered = told.told(layout, who)
    said: Sequence[str] = ()
    if answered.is_known and answered.base is not None:
        once = AskedOnce(
            layout, _item(point), point.scale, point.text, (WaveTold(wave, answered, None),)
        )
        said = block(once, Rules(numbers), source="").sentences
    base = answered.base if said else None
    return AnswerRow(wave, place, point.text, point.outcomes, base, " ".join(said) or NOT_SHOWN)


def _item(point: Point) -> Item | None:
    if point.scale:
        return None
    return Item(
        pk=point.what.question or 0,
        asked=Asked("asked"),
        kind=point.kind,
        text=point.text,
        better=point.better,
        options=point.options,
    )
