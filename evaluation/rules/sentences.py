"""A sentence in plain words for every figure, chosen by rule, that claims no more than it shows.

Pure: no Django, no clock, no database. What the rules keep to: only matched answers can have
improved; waves that could not be matched are two snapshots. Below 5 matched people nothing is
said of their change, because it would be said of each of them. Where p is .05 or more, it may be
chance. No sentence says why something changed, nor that the programme did it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from evaluation.rules.disclosure import SMALL_BELOW, Published
from evaluation.rules.paired import LEAST_PAIRS, Better, Paired, Ways
from evaluation.rules.proportions import Share
from evaluation.rules.ranks import Estimate, Test
from evaluation.rules.scales import Score
from evaluation.rules.unpaired import LEAST_EACH, Snapshots
from partnership.dates import NOT_RECORDED

CHANCE_FROM = 0.05
MAY_BE_CHANCE = "This may be chance."
SNAPSHOTS = "These are two snapshots, not the same people matched"


@dataclass(frozen=True)
class Matched:
    """How many answered before and after, and how many of them could be matched."""

    before: int
    after: int
    pairs: int

    def __post_init__(self) -> None:
        if not 0 <= self.pairs <= min(self.before, self.after):
            raise ValueError("More pairs than answers.")


@dataclass(frozen=True)
class Asked:
    """What a question asks, for its sentences: which way is better, and of what.

    `adjective`, such as “confident”, says what a higher answer is more of; empty for none.
    """

    better: Better = Better.HIGHER
    adjective: str = ""


def paired_sentence(told: Paired, matched: Matched, asked: Asked) -> str:
    """Of 12 people we could match, 9 are more confident, 2 the same, 1 less (…). …"""
    return f"{_change(told, matched, asked)} {unmatched_sentence(matched)}"


def _change(told: Paired, matched: Matched, asked: Asked) -> str:
    if told.pairs < SMALL_BELOW:
        return _too_few_pairs(told.pairs, matched)
    people = f"Of {matched.pairs} people we could match"
    if told.pairs < matched.pairs:
        people += f", {told.pairs} answered this both times; of these"
    if not told.differ:
        return f"{people}, all {told.pairs} gave the same answer before and after."
    counts = f"{people}, {_counts(told, asked)}"
    if told.sign_test is None:
        changed = "1 answer" if told.differ == 1 else f"{told.differ} answers"
        return f"{counts}. {changed} changed: too few for a test, which needs {LEAST_PAIRS}."
    chance = _chance(told.sign_test) or _chance_by_rank(told)
    return f"{counts} ({test_words(told.sign_test)}).{chance}"


def _chance_by_rank(told: Paired) -> str:
    """Where more went one way than the other, but not by how far they went."""
    test = told.signed_rank_test
    if test is None or test.p < CHANCE_FROM:
        return ""
    return f" By how far answers moved, it may be chance ({test_words(test)})."


def _too_few_pairs(pairs: int, matched: Matched) -> str:
    if not pairs and matched.pairs:
        return "Nobody whom we could match answered this both times, so no change can be told."
    if not pairs:
        return "Nobody’s answers before and after could be matched, so no change can be told."
    people = "1 person" if pairs == 1 else f"{pairs} people"
    return f"Only {people} could be matched with an answer both times: too few to tell a change."


def _counts(told: Paired, asked: Asked) -> str:
    if asked.adjective:
        more, less = told.improved, told.worse
        first, second = ("less", "more") if asked.better is Better.LOWER else ("more", "less")
        verb = "is" if more == 1 else "are"
        return f"{more} {verb} {first} {asked.adjective}, {told.same} the same, {less} {second}"
    if asked.better is Better.NEITHER:
        return f"{told.improved} answered higher, {told.same} the same, {told.worse} lower"
    return f"{told.improved} improved, {told.same} stayed the same, {told.worse} got worse"


def change_words(told: Ways) -> str:
    """What can be said of counts that stand in a table beside it, in as few words."""
    if told.pairs < SMALL_BELOW:
        return "Too few matched people to tell a change."
    if not told.differ:
        return "All gave the same answer before and after."
    if told.sign_test is None:
        changed = "1 answer" if told.differ == 1 else f"{told.differ} answers"
        return f"{changed} changed: too few for a test."
    words = test_words(told.sign_test)
    return f"{words[0].upper()}{words[1:]}.{_chance(told.sign_test)}"


def unmatched_sentence(matched: Matched) -> str:
    """11 of 23 before and 5 of 17 after could not be matched."""
    before, after = matched.before - matched.pairs, matched.after - matched.pairs
    if not matched.before and not matched.after:
        return "Nobody answered before or after."
    if not before and not after:
        return "All answers could be matched."
    both = f"{before} of {matched.before} before and {after} of {matched.after} after"
    return f"{both} could not be matched."


def test_words(test: Test) -> str:
    """Such as: exact sign test p = 0.02."""
    exactly = "exact " if test.method == "exact" else ""
    how = "" if exactly else f", {test.method}"
    return f"{exactly}{test.name} {p_words(test.p)}{how}"


test_words.__test__ = False  # type: ignore[attr-defined]  # pytest would take it for a test


def p_words(p: float) -> str:
    """p = 0.02; with a third decimal where two would hide on which side of .05 or 0 it lies."""
    if p < 0.001:
        return "p < 0.001"
    if CHANCE_FROM - 0.0005 <= p < CHANCE_FROM:
        return "p < 0.05"  # not 0.050, which may be chance
    places = 3 if p < 0.01 or 0.045 <= p < 0.055 else 2
    return f"p = {p:.{places}f}"


def _chance(test: Test) -> str:
    return f" {MAY_BE_CHANCE}" if test.p >= CHANCE_FROM else ""


def size_words(name: str, size: Estimate) -> str:
    """Such as: Cliff’s delta 0.35 (95% interval −0.02 to 0.61)."""
    value, low, high = (
        f"{each:.2f}".replace("-", "−") for each in (size.value, size.low, size.high)
    )
    return f"{name} {value} (95% interval {low} to {high})"


def snapshots_sentence(told: Snapshots) -> str:
    """Two waves that could not be matched: never that anything improved."""
    first, second = (_answers(len(wave)) for wave in (told.before, told.after))
    if not told.before or not told.after:
        return f"There are {first} before and {second} after: nothing to compare."
    if min(len(told.before), len(told.after)) < SMALL_BELOW:
        return f"There are {first} before and {second} after: too few to compare."
    one, other = told.medians
    middles = f"the median was {one:g} before ({first}) and {other:g} after ({second})"
    if told.mann_whitney is None or told.cliffs_delta is None:
        few = f"Fewer than {LEAST_EACH} answers in a wave are too few for a test."
        return f"{SNAPSHOTS}: {middles}. {few}"
    return f"{SNAPSHOTS}: {middles}. {_difference(told.mann_whitney, told.cliffs_delta)}"


def _difference(test: Test, size: Estimate) -> str:
    """Which wave is higher, where neither the test nor the interval of its size leaves it open."""
    if test.p >= CHANCE_FROM or size.low <= 0 <= size.high:
        return f"The difference between them may be chance ({test_words(test)})."
    way = "higher" if size.value > 0 else "lower"
    return f"Answers after are {way} than before ({test_words(test)}), whoever gave them."


def _answers(number: int) -> str:
    return "1 answer" if number == 1 else f"{number} answers"


def share_sentence(share: Share, did: str) -> str:
    """15 of 16 agreed: 94% (95% interval 72% to 99%)."""
    if not share.base:
        return "Nobody answered."
    counts = f"{share.part} of {share.base} {did}"
    if share.proportion is None:
        return f"{counts}. Fewer than {share.rule.counts_only_below} answers: counts only."
    low, high = share.proportion.interval_per_cent
    return f"{counts}: {share.proportion.per_cent}% (95% interval {low}% to {high}%)."


def response_sentence(answers: int, asked: int | None) -> str:
    """23 of 40 people asked answered: 58%. Without the percentage where few were asked."""
    given = _answers(answers)
    if asked is None:
        return f"{given}; how many were asked is {NOT_RECORDED}, so there is no response rate."
    if answers > asked or not asked:
        return f"{given}, and {asked} people were asked: there is no response rate."
    counts = f"{answers} of {asked} people asked answered"
    rate = Share(answers, asked).proportion
    return f"{counts}: {rate.per_cent}%." if rate else f"{counts}."


def scale_sentence(name: str, scores: Sequence[Score]) -> str:
    """The middle and the span of a scale’s scores, and how many could not be made."""
    values = sorted(score.value for score in scores if score.value is not None)
    without = len(scores) - len(values)
    more = f" {without} more could not be scored: items were left out." if without else ""
    if len(values) < SMALL_BELOW:
        scored = "1 score" if len(values) == 1 else f"{len(values)} scores"
        return f"{name}: {scored}, too few to show.{more}"
    return f"{name}: the median of {len(values)} scores is {round(median(values), 2):g}.{more}"


def hidden_sentence(told: Published, *, below: int = SMALL_BELOW) -> str:
    """Why cells are hidden; empty where none is."""
    if told.is_withheld:
        return (
            f"This table is not shown: fewer than {below} people answered, or fewer than {below}"
            " more than when it was last shown."
        )
    if not told.hidden:
        return ""
    cells = "1 cell is" if len(told.hidden) == 1 else f"{len(told.hidden)} cells are"
    return f"{cells} hidden, so that no count of 1 to {below - 1} people can be read or worked out."
