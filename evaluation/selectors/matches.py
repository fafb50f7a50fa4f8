"""The matches of an after wave, as an evaluator looks through them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q

from evaluation.models import Match, Response, Wave

Codes = dict[UUID, Sequence[str]]
SEEN_AT_ONCE = 200  # proposals on one page


@dataclass(frozen=True)
class MatchCounts:
    """How many of an after wave's pairs stand how, and how many answers have no pair."""

    before: int
    after: int
    exact: int = 0
    near: int = 0
    proposed: int = 0
    rejected: int = 0
    without_code: tuple[int, int] = (0, 0)
    ambiguous: tuple[int, int] = (0, 0)

    @property
    def pairs(self) -> int:
        """How many people are matched."""
        return self.exact + self.near


@dataclass(frozen=True)
class MatchPage:
    """What an evaluator decides on, and what was decided."""

    counts: MatchCounts
    proposed: list[Match] = field(default_factory=list)
    decided: list[Match] = field(default_factory=list)
    parts: tuple[str, ...] = ()


def codes_of(waves: Sequence[Wave]) -> dict[int, Codes]:
    """The codes of the responses that count, wave by wave, in an order that says nothing.

    One query. Responses without a code are there, without parts.
    """
    found: dict[int, Codes] = {wave.pk: {} for wave in waves}
    rows = Response.objects.filter(wave__in=waves, set_aside_why="").order_by("pk")
    for wave, key, code in rows.values_list("wave", "pk", "code_parts"):
        found[wave][key] = tuple(code)
    return found


def match_page(after: Wave) -> MatchPage:
    """Everything on the page of an after wave's matches; five queries."""
    assert after.before is not None
    rows = Match.objects.filter(wave=after).select_related("before__area", "after__area", "by")
    open_ones = rows.filter(state=Match.State.PROPOSED)[:SEEN_AT_ONCE]
    decided = rows.filter(~Q(state=Match.State.PROPOSED), decided_on__isnull=False)
    questions = after.version_asked.survey.code_questions.order_by("position")
    return MatchPage(
        counts=match_counts(after),
        proposed=list(open_ones),
        decided=list(decided.order_by("-decided_on", "pk")[:SEEN_AT_ONCE]),
        parts=tuple(questions.values_list("text", flat=True)),
    )


def match_counts(after: Wave) -> MatchCounts:
    """How many stand how; two queries."""
    assert after.before is not None
    codes = codes_of([after.before, after])
    first, second = codes[after.before.pk], codes[after.pk]
    states: Mapping[Any, int] = Counter(
        Match.objects.filter(wave=after).values_list("state", "how")
    )
    confirmed, how = Match.State.CONFIRMED, Match.How
    return MatchCounts(
        before=len(first),
        after=len(second),
        exact=states.get((confirmed, how.EXACT), 0),
        near=states.get((confirmed, how.NEAR), 0),
        proposed=sum(n for (state, _), n in states.items() if state == Match.State.PROPOSED),
        rejected=sum(n for (state, _), n in states.items() if state == Match.State.REJECTED),
        without_code=(_without(first), _without(second)),
        ambiguous=(_several(first), _several(second)),
    )


def _without(codes: Codes) -> int:
    return sum(not (code and all(code)) for code in codes.values())


def _several(codes: Codes) -> int:
    """How many answers came with a whole code that another in the same wave has, too."""
    whole = Counter(code for code in codes.values() if code and all(code))
    return sum(number for number in whole.values() if number > 1)


def match_of(after: Wave, pk: int) -> Match:
    """A match of the wave; raises Match.DoesNotExist."""
    return Match.objects.select_related("before", "after").get(wave=after, pk=pk)
