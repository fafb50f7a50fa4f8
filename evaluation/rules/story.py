"""A case study or an evaluation report as it is published: words and evidence, frozen. Pure.

Page and PDF are made from this alone, so that both always agree, and nothing that changes
later changes either. The fingerprint is the SHA-256 of all of it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

CASE_STUDY, EVALUATION = "case-study", "evaluation-report"
HEADINGS: dict[str, tuple[tuple[str, str], ...]] = {
    CASE_STUDY: (
        ("Context", "Where it was, who came, and what was missing before."),
        ("What was done", "By whom together, over how long, and what it took."),
        ("What changed", "For whom, and how anybody knows. Say what did not change, too."),
        ("Outcomes shown", "Which outcomes it speaks for or against, and by what evidence."),
        ("What was learned", "What others should do the same, and what otherwise."),
    ),
    EVALUATION: (
        ("What was tested", "The service model, in which context and setting, with whom."),
        ("How it was evaluated", "What was asked, counted or observed, of how many, when."),
        ("What was found", "For and against, with the evidence. Say what is not known."),
        ("What did not work", "And why, as far as anybody can say."),
        ("What was refined", "What was changed in the service model, cycle by cycle."),
        ("What follows", "What should be adopted, adapted or given up, and what is open."),
    ),
}
LONGEST = 60_000  # characters of all sections together: about 20 printed pages
FILES = "stories/files"  # documents: given out by the story that names them alone
NO_CONSENT = "whether anybody can be recognised, and agreed to publication"


def hint_of(kind: str, heading: str) -> str:
    """What belongs under a heading of the template; empty for one of the writer’s own."""
    return dict(HEADINGS[kind]).get(heading, "")


@dataclass(frozen=True)
class Evidence:
    """One thing that it rests on, in words that say all of it without the record.

    `kind` is quotation, indicator, survey, event, document or link; `told` are the sentences of
    a survey’s results; `key` is that of the excerpt, or of a document that can be opened.
    """

    kind: str
    name: str
    detail: str = ""
    words: str = ""
    link: str = ""
    key: int | None = None
    told: tuple[str, ...] = ()

    @property
    def is_quotation(self) -> bool:
        return self.kind == "quotation"


@dataclass(frozen=True)
class Section:
    """A heading with its text and the evidence that stands there."""

    heading: str
    text: str
    evidence: tuple[Evidence, ...] = ()

    @property
    def quotations(self) -> tuple[Evidence, ...]:
        return tuple(each for each in self.evidence if each.is_quotation)

    @property
    def sources(self) -> tuple[Evidence, ...]:
        return tuple(each for each in self.evidence if not each.is_quotation)


@dataclass(frozen=True)
class Shown:
    """An outcome that it speaks of; `framework` is the slug of its framework."""

    reference: str
    statement: str
    framework: str


@dataclass(frozen=True)
class StoryPaper:
    """All that is published in one edition."""

    kind: str
    kind_words: str
    title: str
    programme: str
    place: str
    summary: str
    facts: tuple[tuple[str, str], ...]
    outcomes: tuple[Shown, ...]
    sections: tuple[Section, ...]
    evidence: tuple[Evidence, ...]
    consent: str
    number: int
    published_on: str
    changed: str = ""
    is_illustrative: bool = False

    @property
    def day(self) -> date:
        """The day on which it was published."""
        return date.fromisoformat(self.published_on)

    @property
    def outcome_words(self) -> str:
        """O1 New skills; O3 Citizens empowered."""
        return "; ".join(f"{each.reference} {each.statement}" for each in self.outcomes)

    @property
    def everything(self) -> Section:
        """The evidence that stands under no heading."""
        return Section("Evidence", "", self.evidence)

    def all_evidence(self) -> Iterator[Evidence]:
        """Everything that it rests on."""
        for section in self.sections:
            yield from section.evidence
        yield from self.evidence

    def frozen(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self) | {"outcome_words": self.outcome_words}


def thawed(stored: Mapping[str, Any]) -> StoryPaper:
    """What was stored. Raises KeyError or TypeError where it is none."""
    given = {name: stored[name] for name in StoryPaper.__dataclass_fields__}
    given["facts"] = tuple((label, words) for label, words in stored["facts"])
    given["outcomes"] = tuple(Shown(**each) for each in stored["outcomes"])
    given["sections"] = tuple(
        Section(each["heading"], each["text"], _evidence(each["evidence"]))
        for each in stored["sections"]
    )
    given["evidence"] = _evidence(stored["evidence"])
    return StoryPaper(**given)


def _evidence(stored: Sequence[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    return tuple(Evidence(**{**each, "told": tuple(each["told"])}) for each in stored)


def fingerprint(stored: Mapping[str, Any]) -> str:
    """The SHA-256 of what is stored, whatever the order in which a database keeps it."""
    text = json.dumps(stored, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def missing(paper: StoryPaper, *, consent: str) -> list[str]:
    """What has to be there before it can be reviewed, in words; nothing: it is all there."""
    found = []
    if not paper.summary:
        found.append("the summary")
    if not paper.sections:
        found.append("a section")
    found += [f"what belongs under “{each.heading}”" for each in paper.sections if not each.text]
    if not consent:
        found.append(NO_CONSENT)
    if not any(True for _ in paper.all_evidence()):
        found.append("evidence: at least one thing that it rests on")
    return found


def is_too_long(paper: StoryPaper) -> bool:
    """Whether it is more than can be printed."""
    return sum(len(each.text) for each in paper.sections) + len(paper.summary) > LONGEST


def names_document(stored: Mapping[str, Any], key: int) -> bool:
    """Whether what is stored names a document."""
    parts = [stored, *stored.get("sections", [])]
    found = [one for part in parts for one in part.get("evidence", [])]
    return any(one.get("kind") == "document" and one.get("key") == key for one in found)
