"""Stories in words, for lists and their writers."""

from dataclasses import dataclass
from typing import Any

from evaluation.models import Story, StoryEvidence, StorySection
from evaluation.rules.names import Likely, likely_names
from evaluation.rules.story import StoryPaper, hint_of, missing
from evaluation.selectors.conversations import Names
from pilots.prose import Block, prose

FILE_HEADS = ("Title", "Kind", "Where", "In short", "Outcomes", "Edition", "Published on")
EVIDENCE_WORDS = {
    "quotation": ("a quotation", "Which of the released quotations"),
    "indicator": ("an indicator", "Which indicator"),
    "survey": ("a survey’s wave", "Which wave"),
    "event": ("an event", "Which event"),
    "document": ("a document", "File"),
    "link": ("a link", "Link"),
}
TONES = {"draft": "grey", "in-review": "orange", "published": "green", "withdrawn": "red"}


def file_row(story: Any) -> list[str | int]:
    """A published story as a row of a file."""
    return [
        story.published_title,
        story.get_kind_display(),
        story.published_place,
        story.published_summary,
        story.published_outcome_words,
        story.edition,
        str(story.published_at.date()),
    ]


@dataclass(frozen=True)
class DraftSection:
    """A section as its writers see it."""

    section: StorySection
    hint: str
    evidence: list[tuple[StoryEvidence, Any]]

    @property
    def blocks(self) -> list[Block]:
        """Its text as it will be published: paragraphs and lists."""
        return list(prose(self.section.text))


@dataclass(frozen=True)
class Standing:
    """Where a story stands: the words, and what comes next."""

    state: str
    tone: str
    next: str


def standing(story: Story, *, has_editions: bool) -> Standing:
    """How it stands in words, and who does what next."""
    state = story.get_state_display()
    if story.state == Story.State.DRAFT and has_editions:
        state = "Draft of a new edition"
    told = {
        Story.State.DRAFT: "Its writers give it to be reviewed when nothing is missing.",
        Story.State.IN_REVIEW: "Somebody who may approve reports, and did not write in it last,"
        " publishes it or sends it back.",
        Story.State.PUBLISHED: "What is published stays as it is: changes come in a new edition.",
        Story.State.WITHDRAWN: "Nobody but its writers and reviewers can open it.",
    }
    return Standing(state, TONES[story.state], told[Story.State(story.state)])


def draft_sections(story: Story, paper: StoryPaper) -> list[DraftSection]:
    """Each section with what belongs there and the evidence that stands there."""
    found = []
    for section, said in zip(story.sections.all(), paper.sections, strict=True):
        here = [each for each in story.evidence.all() if each.section_id == section.pk]
        evidence = list(zip(here, said.evidence, strict=True))
        found.append(DraftSection(section, hint_of(story.kind, section.heading), evidence))
    return found


def loose_evidence(story: Story, paper: StoryPaper) -> list[tuple[StoryEvidence, Any]]:
    """The evidence that stands under no heading."""
    here = [each for each in story.evidence.all() if each.section_id is None]
    return list(zip(here, paper.evidence, strict=True))


def still_missing(story: Story, paper: StoryPaper) -> list[str]:
    """What has to be there before it can be reviewed."""
    return missing(paper, consent=story.consent)


def names_in(paper: StoryPaper, names: Names) -> list[Likely]:
    """Likely names in all that is typed of it, each once."""
    texts = [paper.title, paper.summary, *(each.text for each in paper.sections)]
    texts += [each.words for each in paper.all_evidence()]
    found = {
        each.words: each
        for text in texts
        for each in likely_names(text, people=names.people, known=names.places)
    }
    return list(found.values())


def withdrawn_words(number: int) -> str:
    """What writers are told of an edition that quotes what was withdrawn since."""
    if not number:
        return ""
    quotations = "a quotation that was" if number == 1 else f"{number} quotations that were"
    return (
        f"This edition holds {quotations} withdrawn since. Publish a new edition without"
        f" {'it' if number == 1 else 'them'}, or withdraw the story."
    )


NONE_NARROWED = "Nothing here has these words: look for others."
NONE_OFFERED = {
    "quotation": "Nothing has been released yet that it could quote: an evaluator releases words.",
    "indicator": "No indicator is defined: an evaluator or a programme manager defines them.",
    "survey": "No wave of a survey has been planned here.",
    "event": "No event has been held here.",
}
