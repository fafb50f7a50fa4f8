"""What a page of results tells, as HTML: made anew only where something that it shows differs."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from evaluation.presenters import results_page as words
from evaluation.presenters.results import Rules
from evaluation.rules.tallying import Who
from evaluation.selectors.results import Results
from evaluation.selectors.results_page import CODES
from partnership.programmes.models import Programme
from partnership.web.remembered import Remembered
from pilots.feedback_rules import SmallNumbers

MOST_KEPT = 32


@dataclass(frozen=True)
class Thresholds:
    """What a programme decided of small numbers."""

    suppress_below: int
    counts_only_below: int
    base_beside_below: int

    @classmethod
    def of(cls, programme: Programme) -> "Thresholds":
        return cls(
            programme.suppress_below, programme.counts_only_below, programme.base_beside_below
        )


@dataclass(frozen=True)
class Seen:
    """Who looks at whose results: all that a page depends on beside what is known.

    `sees_all`: everything, not what others see. `own` is the page's address, `chosen` whose
    results the address asks for, `choices` what else may be asked for.
    """

    programme: str
    thresholds: Thresholds
    who: Who
    who_name: str
    choices: tuple[tuple[str, str], ...]
    chosen: str
    evaluates: bool
    sees_all: bool
    deletion: str
    own: str


@dataclass(frozen=True)
class Known:
    """What is known of a wave: `facts` are all that it is made from, and `results` makes it."""

    facts: tuple[Any, ...]
    results: Callable[[], Results] = field(compare=False)


@dataclass(frozen=True)
class Told:
    """A page's head and what stands below it."""

    heading: SafeString
    content: SafeString


def tell(_: Any, seen: Seen, known: Known) -> Told:
    """Draw the page."""
    results, who, at = known.results(), seen.who, seen.thresholds
    people = words.matched_of(results, who)
    outside = SmallNumbers(at.counts_only_below, at.base_beside_below)
    numbers = words.EVALUATORS if seen.sees_all else outside
    context = {
        **vars(seen),
        "wave": results.wave,
        "results": results,
        "head": words.head(results, who, people, evaluates=seen.sees_all),
        "blocks": words.blocks(results, who, Rules(numbers, at.suppress_below, people)),
    }
    return Told(
        render_to_string("evaluation/results/heading.html", context),
        render_to_string("evaluation/results/told.html", context),
    )


TOLD = Remembered(tell, most=MOST_KEPT)


def forget() -> None:
    """Draw every page anew, and ask anew whom others were shown: for tests."""
    TOLD.forget()
    CODES.forget()
