"""What a text says of milestones and counts that the report's own figures don't bear out. Pure.

Far from all is found, and that is meant: a sign that is often wrong is soon passed over. So a
sentence about another time or place, a part of a whole, and a number that says that it is not
exact are left alone, unless the figures can't be so.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from partnership.dates import MONTHS

_MONTH = "|".join(MONTHS)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_WHEN = re.compile(rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)? )?((?:{_MONTH}) \d{{4}})\b")
_OTHERWISE = re.compile(
    r"\b(?:not|never|no longer|instead|rather than|originally)\b|n[’']t\b", re.I
)
_ELSEWHERE = re.compile(
    r"\b(?:will|would|next|plan\w*|target\w*|aim\w*|hop(?:e|es|ed|ing)|expect\w*|want\w*|to date"
    r"|so far|since|until now|last|previous\w*|earlier|before|nationally|elsewhere|Scotland"
    r"|all areas|whole programme|programme-wide|per|each|every|if|could|should|may|might|not|never"
    r"|(?:19|20)\d\d)\b|n[’']t\b",
    re.I,
)
# A number that is one end of a range, one of a list, a label, or more than the report has.
_NOT_A_TOTAL = re.compile(
    r"(?:[-–—/+£$€]\s*|\d\s+(?:to|or|and)\s+|\b(?:another|further|additional|extra|other|first"
    r"|fewer than|less than|under|up to|at most|between|phase|stage|quarter|level|year|month|week"
    r"|day|step|aim|area|part|page|group|box|appendix)\s+)$",
    re.I,
)
_AT_LEAST = re.compile(r"\b(?:more than|over|above|at least|no fewer than)\s+$", re.I)
_ABOUT = re.compile(r"\b(?:about|around|nearly|almost|some|roughly|approximately)\s+$", re.I)
_DAYS_NAMED = 6
_NEAR = 0.1  # how far a number may be from what it is “about”
_BEGINS = re.compile(
    r"\W*(?:(?:in all|in total|altogether|in this quarter|this quarter|this period|we held"
    r"|there were|a total of|about|around|nearly|almost|some|more than|over|at least)\W+)*",
    re.I,
)
_ENDS = re.compile(
    r"(?:\s+(?:were held|took place|were reached|attended|came|took part|in all|in total"
    r"|altogether|(?:in )?th(?:is|e) (?:quarter|period)))*\s*(?:[.!?;:]|$)",
    re.I,
)


@dataclass(frozen=True)
class Counted:
    """What the report counts: in which words, and every total that it gives for it.

    `followed_by` are words of which one must follow, where the noun alone may mean anything;
    `said` is the whole as the report says it.
    """

    nouns: tuple[str, ...]
    totals: AbstractSet[int]
    said: str
    followed_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What the figures say: the days of each milestone in words by its key, other days and
    months that the report names, and what it counts.
    """

    milestones: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    days: AbstractSet[str] = frozenset()
    months: AbstractSet[str] = frozenset()
    counted: tuple[Counted, ...] = ()


NO_FACTS = Facts()


def contradicted(text: str, facts: Facts) -> tuple[str, ...]:
    """What a text says and what the report says instead, a sentence each, in the text's order."""
    found: list[str] = []
    for sentence in filter(str.strip, _SENTENCE.split(text)):
        found += _of_milestones(sentence, facts)
        found += _of_counts(sentence, facts)
    return tuple(dict.fromkeys(found))


def _of_milestones(sentence: str, facts: Facts) -> Iterator[str]:
    named = [key for key in facts.milestones if _names(key).search(sentence)]
    if not named or _OTHERWISE.search(sentence) or _is_range(sentence, facts.milestones):
        return
    own = tuple(dict.fromkeys(day for key in named for day in facts.milestones[key]))
    known = {*own, *facts.days}
    months = {_month(day) for day in known} | facts.months
    who = _listed(named)
    for number, month in _WHEN.findall(sentence):
        said = f"{int(number)} {month}" if number else month
        if said not in (known if number else months):
            yield f"It says {said} for {who}; this report has {_listed(_first(own))}."


def _names(key: str) -> re.Pattern[str]:
    """The key by itself: M4, not M40, M4a or M4.1."""
    return re.compile(rf"(?<![\w.-]){re.escape(key)}(?![\w]|[.-]\w)")


def _is_range(sentence: str, keys: Mapping[str, object]) -> bool:
    """Whether it speaks of M3 to M5, and so of milestones that it doesn't name."""
    ends = "|".join(map(re.escape, keys))
    return bool(re.search(rf"\b(?:{ends})\s*(?:to|[-–—])\s*(?:{ends})\b", sentence))


def _month(day: str) -> str:
    return day.partition(" ")[2]


def _of_counts(sentence: str, facts: Facts) -> Iterator[str]:
    if _ELSEWHERE.search(sentence):
        return
    for counted in facts.counted:
        for found in _pattern(counted).finditer(sentence):
            if not _may_be(sentence, found, counted.totals):
                yield f"It says {found['said']}; this report counts {counted.said}."


def _pattern(counted: Counted) -> re.Pattern[str]:
    nouns, verbs = "|".join(counted.nouns), "|".join(counted.followed_by)
    follows = rf"(?=\s+(?:{verbs})\b)" if verbs else ""
    number = r"(?P<number>\d{1,3}(?:,\d{3})+|\d+)"
    return re.compile(rf"(?<![\w.,])(?P<said>{number} (?:{nouns}))\b(?! of\b){follows}", re.I)


def _may_be(sentence: str, found: re.Match[str], totals: AbstractSet[int]) -> bool:
    """Whether a number is a total of the report, or may be something else than one."""
    number, start = int(found["number"].replace(",", "")), sentence[: found.start()]
    if number in totals or _NOT_A_TOTAL.search(start):
        return True
    most = max(totals, default=0)
    if _AT_LEAST.search(start) and number <= most:
        return True
    if _ABOUT.search(start) and any(abs(each - number) <= each * _NEAR for each in totals):
        return True
    is_whole = _BEGINS.fullmatch(start) and _ENDS.match(sentence, found.end())
    return number < most and not is_whole


def _first(days: tuple[str, ...]) -> list[str]:
    """As many as are read at a glance, and how many more there are."""
    more = len(days) - _DAYS_NAMED
    return [*days[:_DAYS_NAMED], *([f"{more} other days"] if more > 0 else [])]


def _listed(words: tuple[str, ...] | list[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
