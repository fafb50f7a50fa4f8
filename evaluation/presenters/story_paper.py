"""A story as it would be published now: every word of it, from its records; no queries."""

from collections.abc import Callable
from datetime import date
from typing import Any

from evaluation.models import Story, StoryEvidence
from evaluation.presenters.indicators import counted, entered, indicator_line
from evaluation.presenters.results import HIDDEN, Block
from evaluation.presenters.results_page import blocks, head, matched_of, rules_of
from evaluation.rules.story import Evidence, Section, Shown, StoryPaper
from evaluation.rules.tallying import EVERYBODY
from evaluation.selectors.results import Results
from evaluation.selectors.stories import Behind
from partnership.dates import day_words
from pilots.presenters.events import when_words

MOST_QUESTIONS = 12  # of one survey
NOT_SHOWN = "Its results have not been shown to everybody yet."
NO_NUMBER = (HIDDEN, "too few to say")
WHEN_REVIEWED = "Its figures are those of the day of publication"
WITHDRAWN = "These words were withdrawn: take them out."


def paper_of(
    story: Story, known: Behind, *, number: int, on: date, changed: str = ""
) -> StoryPaper:
    """All that an edition would hold; `story` was loaded in full."""
    told = {each.pk: _evidence(each, story, known, on) for each in story.evidence.all()}

    def under(section: int | None) -> tuple[Evidence, ...]:
        here = [each for each in story.evidence.all() if each.section_id == section]
        return tuple(told[each.pk] for each in here)

    return StoryPaper(
        kind=story.kind,
        kind_words=story.get_kind_display(),
        title=story.title,
        programme=story.programme.name,
        place=story.area.name if story.area else "The whole programme",
        summary=story.summary,
        facts=tuple(_facts(story)),
        outcomes=tuple(
            Shown(each.reference, each.statement, each.framework.slug)
            for each in story.outcomes.all()
        ),
        sections=tuple(
            Section(each.heading, each.text, under(each.pk)) for each in story.sections.all()
        ),
        evidence=under(None),
        consent=_consent(story),
        number=number,
        published_on=on.isoformat(),
        changed=changed,
        is_illustrative=story.programme.is_illustrative,
    )


def _consent(story: Story) -> str:
    if not story.consent:
        return ""
    return story.get_consent_display() + (f" ({story.consent_note})" if story.consent_note else "")


def _facts(story: Story) -> list[tuple[str, str]]:
    facts = [("Where", story.area.name if story.area else "The whole programme")]
    if story.venue:
        facts.append(("Venue", story.venue.name))
    if test := story.service_test:
        facts += [
            ("Test of the service model", test.title),
            ("Context", test.context.name),
            ("Setting", test.setting),
            ("Tested from", test.began.words),
            ("Until", test.ended.words),
        ]
    return facts


def kind_of(evidence: StoryEvidence) -> str:
    """What it is; see EVIDENCE."""
    return next(kind for kind, name in EVIDENCE.items() if getattr(evidence, name))


EVIDENCE = {
    "quotation": "excerpt_id",
    "indicator": "indicator_id",
    "survey": "wave_id",
    "event": "event_id",
    "document": "attachment_id",
    "link": "link",
}


def _evidence(each: StoryEvidence, story: Story, known: Behind, on: date) -> Evidence:
    return TOLD[kind_of(each)](each, story, known, on)


def _quotation(each: StoryEvidence, *_: Any) -> Evidence:
    excerpt = each.excerpt
    assert excerpt
    is_out = excerpt.released_on and not excerpt.withdrawn_on
    return Evidence(
        kind="quotation",
        name=excerpt.released_text if is_out else WITHDRAWN,
        detail=excerpt.said_by if is_out else "",
        words=each.words,
        key=excerpt.pk,
    )


def _indicator(each: StoryEvidence, story: Story, known: Behind, on: date) -> Evidence:
    indicator = each.indicator
    assert indicator
    if not known.is_worked_out:
        return Evidence("indicator", indicator.name, WHEN_REVIEWED, each.words)
    if indicator.computed_from:
        newest = counted(indicator, known.figures.get(indicator.pk, {}), known.areas, on)
    else:
        newest = entered(indicator)
    told = []
    for place in indicator_line(indicator, known.areas, newest).places:
        if story.area and indicator.is_per_area and place.slug != story.area.slug:
            continue  # an area’s story tells of that area
        name = f"{place.name}: " if indicator.is_per_area else ""
        told.append(f"{name}{place.figure}{f' ({place.when})' if place.when else ''}")
    return Evidence("indicator", indicator.name, "; ".join(told), each.words)


def _survey(each: StoryEvidence, story: Story, known: Behind, on: date) -> Evidence:
    """What everybody may see of a wave, in the sentences that its results are told in."""
    wave = each.wave
    assert wave
    span = f"{day_words(wave.opens_on)} to {day_words(wave.closes_on)}"
    detail = f"{wave.get_stage_display()}, {span}"
    results = known.results.get(wave.pk)
    if results is None:
        return Evidence("survey", wave.name, f"{detail}. {WHEN_REVIEWED}", each.words)
    return Evidence("survey", wave.name, detail, each.words, told=results_told(results))


def results_told(results: Results) -> tuple[str, ...]:
    """How many answered, and a sentence for each question of which one is shown."""
    if results.shown_on is None:
        return (NOT_SHOWN,)
    programme = results.wave.programme
    matched = matched_of(results, EVERYBODY)
    lead = head(results, EVERYBODY, matched, evaluates=False).sentences
    rules = rules_of(programme, evaluates=False, matched=matched)
    told = [
        f"{each.title}: {each.sentences[0]}"
        for each in blocks(results, EVERYBODY, rules)
        if each.sentences and _is_shown(each)
    ]
    return (*lead, *told[:MOST_QUESTIONS])


def _is_shown(question: Block) -> bool:
    """Whether any number of it is shown to everybody."""
    return any(cell.said not in NO_NUMBER for line in question.lines for cell in line.cells)


def _event(each: StoryEvidence, *_: Any) -> Evidence:
    event = each.event
    assert event
    place = f", {event.venue.name}" if event.venue else ""
    return Evidence("event", event.name, f"{when_words(event)}{place}", each.words)


def _document(each: StoryEvidence, *_: Any) -> Evidence:
    file = each.attachment
    assert file
    size = max(1, round(file.size / 1024))
    detail = f"{size:,} kB, SHA-256 {file.sha256}"
    return Evidence("document", file.name, detail, each.words, key=file.pk)


def _link(each: StoryEvidence, *_: Any) -> Evidence:
    return Evidence("link", each.words or each.link, link=each.link)


TOLD: dict[str, Callable[..., Evidence]] = {
    "quotation": _quotation,
    "indicator": _indicator,
    "survey": _survey,
    "event": _event,
    "document": _document,
    "link": _link,
}
