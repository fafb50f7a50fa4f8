"""A page of results: what it says first, and its questions one after another. No queries."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from evaluation.models import Wave
from evaluation.presenters.results import Asked, Block, Rules, WaveTold, block
from evaluation.rules.breakdown import Layout
from evaluation.rules.questionnaire import Item
from evaluation.rules.results import UNKNOWN, Source
from evaluation.rules.sentences import Matched, response_sentence, unmatched_sentence
from evaluation.rules.tallying import EVERYBODY, What, Who
from evaluation.selectors.results import Results
from evaluation.selectors.shown import is_place, layouts_of
from partnership.dates import day_words
from partnership.programmes.models import Programme
from pilots.feedback_rules import SmallNumbers

EVALUATORS = SmallNumbers(counts_only_below=1)  # who may read raw answers may read their shares


@dataclass(frozen=True)
class Head:
    """What a page of results says before its questions."""

    sentences: tuple[str, ...]
    warnings: tuple[str, ...]
    is_empty: bool


def rules_of(programme: Programme, *, evaluates: bool, matched: Matched | None) -> Rules:
    """How numbers are told to this reader."""
    outside = SmallNumbers(programme.counts_only_below, programme.base_beside_below)
    return Rules(EVALUATORS if evaluates else outside, programme.suppress_below, matched)


def matched_of(results: Results, who: Who) -> Matched | None:
    """How many answered before and after, and how many of them are matched."""
    if results.before is None or results.source_before is None:
        return None
    before, after = results.source_before.responses(who), results.source.responses(who)
    people = results.source.people(who)
    if before is None or after is None or people is None:
        return None
    return Matched(max(before, people), max(after, people), people)


def head(results: Results, who: Who, matched: Matched | None, *, evaluates: bool) -> Head:
    """The sentences at the top."""
    sources = [results.source_before, results.source] if results.before else [results.source]
    there = [each.responses(who) if each else None for each in sources]
    sentences = [
        _responses(wave, number, who, several=len(sources) > 1)
        for wave, number in zip(results.waves, there, strict=True)
        if number is not None or any(there)
    ]
    if matched:
        people = "1 person is" if matched.pairs == 1 else f"{matched.pairs:,} people are"
        sentences.append(f"{people} matched before and after. {unmatched_sentence(matched)}")
    return Head(
        tuple(sentences),
        tuple(_warnings(results, matched, evaluates=evaluates)),
        is_empty=not any(there),
    )


def _responses(wave: Wave, number: int | None, who: Who, *, several: bool) -> str:
    lead = f"{wave.name}: " if several else ""
    if number is None:
        return f"{lead}How many answered is not shown, because they are few or were not shown yet."
    if who == EVERYBODY:
        return lead + response_sentence(number, wave.audience)
    return f"{lead}{number:,} answered." if number != 1 else f"{lead}1 answered."


def _warnings(results: Results, matched: Matched | None, *, evaluates: bool) -> Iterator[str]:
    if results.proposed:
        one = results.proposed == 1
        yield (
            f"{results.proposed:,} near match{' waits' if one else 'es wait'} for you to decide:"
            " until then nobody else sees how matched people changed."
        )
    if results.is_behind:
        yield "Many answers came in just now and are being counted: look again in a minute."
    elif evaluates and results.waiting:
        are = "answer has" if results.waiting == 1 else "answers have"
        yield f"{results.waiting:,} {are} come in the last minute: counted here, not matched yet."
    if not evaluates and results.before and results.shown_on and not results.has_pairs:
        yield (
            "How matched people changed is shown once both waves are over, an evaluator has"
            " decided on every near match, and enough people are matched."
        )


def deletion_words(wave: Wave, *, today: date, evaluates: bool) -> str:
    """When raw answers go, or that they are gone."""
    if wave.deleted_at:
        on = day_words(wave.deleted_at.date())
        return f"Raw answers and codes were deleted on {on}: these figures stay."
    left = (wave.delete_on - today).days
    on = day_words(wave.delete_on)
    if left > 28 or not evaluates:
        return f"Raw answers and codes are deleted on {on}; the figures stay."
    soon = "tonight" if left <= 1 else f"in {left} days"
    return (
        f"Raw answers and codes are deleted {soon} (day set: {on}). Decide on near matches and"
        " download what you need before then; the figures stay."
    )


def blocks(results: Results, who: Who, rules: Rules) -> tuple[Block, ...]:
    """Every question, and then every score."""
    return tuple(block(each, rules, source=source_words(results)) for each in _asked(results, who))


def _asked(results: Results, who: Who) -> Iterator[Asked]:
    for number, item in enumerate(results.of.asked.items, start=1):
        if is_place(item) and not results.is_raw:
            continue
        for layout, row in zip(layouts_of(item), item.rows or (None,), strict=False):
            if layout.is_personal and who.sector:
                continue
            title = f"{number}. {item.text}" + (f" – {row.text}" if row else "")
            yield _one(results, who, layout, title, item=item)
    for scale in results.of.scales:
        told = _one(results, who, Layout(scale.what), scale.name)
        note = f"Licence: {scale.licence}." if scale.licence else ""
        yield replace(told, scale=scale, note=note)


def _one(
    results: Results, who: Who, layout: Layout, title: str, *, item: Item | None = None
) -> Asked:
    waves = [_wave(results.wave, results.source, layout, who)]
    then = results.same.get(layout.what)
    if results.before and results.source_before and then:
        earlier = Layout(then, layout.columns, layout.is_personal, layout.several)
        waves.insert(0, _wave(results.before, results.source_before, earlier, who))
    is_pair = len(waves) > 1 and is_held_against(layout.what, item)
    moved = results.source.moved(layout.what, who) if is_pair and results.has_pairs else None
    return Asked(layout, item, None, title, tuple(waves), moved)


def is_held_against(what: What, item: Item | None) -> bool:
    """Whether answers before and after are compared: scores, points, numbers."""
    return item is None or (not item.role and (item.is_ordinal or item.kind == "number"))


def _wave(wave: Wave, source: Source, layout: Layout, who: Who) -> WaveTold:
    told = source.told(layout, who)
    return WaveTold(wave.name, told or UNKNOWN, source.responses(who))


def source_words(results: Results) -> str:
    """Before, 2 to 30 September 2019; After, …. Partners, version 1."""
    named = "; ".join(
        f"“{wave.name}”, {day_words(wave.opens_on)} to {day_words(wave.closes_on)}"
        for wave in results.waves
    )
    return f"Source: {named}; {results.wave.version_asked}."
