"""One outcome in words: where it stands in the model, what is known of it, what is missing."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from evaluation.models import Indicator, IndicatorValue, Outcome
from evaluation.presenters.indicators import none_counted
from evaluation.presenters.surveyed import newest_said
from evaluation.rules.coverage import Cover
from evaluation.rules.figures import added
from evaluation.selectors.outcome import Around
from evaluation.selectors.surveyed import is_surveyed

QUOTED = 5


@dataclass(frozen=True)
class Neighbour:
    """An outcome that is linked with this one; `words` says how."""

    words: str
    outcome: Outcome
    is_inferred: bool = False


@dataclass(frozen=True)
class OutcomeStory:
    """What the page shows."""

    neighbours: list[Neighbour]
    indicators: list[tuple[Indicator, str]]
    evidence: str
    quotations: list[Any]


def outcome_story(outcome: Outcome, around: Around) -> OutcomeStory:
    """Everything around an outcome, ready for its page."""
    return OutcomeStory(
        neighbours=_neighbours(outcome, around),
        indicators=[(each, newest_words(each, around)) for each in around.indicators],
        evidence=evidence_words(around.cover),
        quotations=_quotations(around),
    )


def _neighbours(outcome: Outcome, around: Around) -> list[Neighbour]:
    found = [
        Neighbour("Leads to", link.leads_to, link.is_inferred)
        for link in around.links
        if link.outcome_id == outcome.pk
    ]
    found += [
        Neighbour("Comes after", link.outcome, link.is_inferred)
        for link in around.links
        if link.leads_to_id == outcome.pk
    ]
    for mapping in around.mappings:
        is_ours = mapping.outcome_id == outcome.pk
        found.append(
            Neighbour("Says the same as", mapping.same_as)
            if is_ours
            else Neighbour("Said again by", mapping.outcome)
        )
    return found


def newest_words(indicator: Indicator, around: Around) -> str:
    """Its newest figure in words, counted or entered; empty: none is recorded."""
    figures = around.computed.get(indicator.pk)
    if figures is None:
        return latest_words(indicator)
    if is_surveyed(indicator):
        return newest_said(indicator, figures)
    together = added(list(figures.values())) if figures else none_counted(indicator)
    return together.words(indicator.unit, "event") if together.is_recorded else ""


def latest_words(indicator: Indicator) -> str:
    """The newest value of an indicator in words; empty: none is recorded."""
    values = list(indicator.values.all())
    return value_words(values[-1], indicator.unit) if values else ""


def value_words(value: IndicatorValue, unit: str) -> str:
    """A value as it is read: as stated, or with its qualifier, unit and base."""
    if value.as_stated:
        return f"“{value.as_stated}”"
    if value.value is None:
        return value.get_direction_display()
    sure = "" if value.qualifier == "exact" else f"{value.get_qualifier_display()} "
    of = f" of {value.base:,}" if value.base is not None else ""
    return f"{sure}{number_words(value.value)}{of} {unit}".strip()


def number_words(number: Decimal) -> str:
    """1,250 and 3.5: no digits that say nothing."""
    text = f"{number:,.4f}"
    return text.rstrip("0").rstrip(".")


def evidence_words(cover: Cover) -> str:
    """What was said for and against, counted and never a share: 4 support it, 1 is mixed."""
    told = []
    if cover.supports:
        told.append(f"{cover.supports} {'supports' if cover.supports == 1 else 'support'} it")
    if cover.contradicts:
        verb = "contradicts" if cover.contradicts == 1 else "contradict"
        told.append(f"{cover.contradicts} {verb} it")
    if cover.mixed:
        told.append(f"{cover.mixed} {'is' if cover.mixed == 1 else 'are'} mixed")
    if not told:
        return ""
    excerpts = "excerpt" if cover.excerpts == 1 else "excerpts"
    return f"{cover.excerpts} {excerpts}: {', '.join(told)}."


def _quotations(around: Around) -> list[Any]:
    """Released excerpts alone, the first few."""
    return [
        coding
        for coding in around.codings
        if coding.excerpt.released_on and not coding.excerpt.withdrawn_on
    ][:QUOTED]
