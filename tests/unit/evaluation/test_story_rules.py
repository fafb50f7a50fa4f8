"""What a story still lacks is named; what an edition names is known."""

from dataclasses import replace

import pytest

from evaluation.rules.story import (
    CASE_STUDY,
    EVALUATION,
    HEADINGS,
    LONGEST,
    Evidence,
    Section,
    StoryPaper,
    hint_of,
    is_too_long,
    missing,
    names_document,
)

READY = StoryPaper(
    kind=CASE_STUDY,
    kind_words="Case study",
    title="A desk",
    programme="Libraries",
    place="Here",
    summary="In short",
    facts=(),
    outcomes=(),
    sections=(Section("Context", "Words", (Evidence("document", "plan", key=7),)),),
    evidence=(),
    consent="Nobody can be recognised",
    number=1,
    published_on="2019-10-24",
)


def test_one_that_has_everything_lacks_nothing() -> None:
    assert missing(READY, consent="nobody") == []


@pytest.mark.parametrize(
    ("change", "consent", "words"),
    [
        ({"summary": ""}, "nobody", "the summary"),
        ({"sections": ()}, "nobody", "a section"),
        ({"sections": (Section("Context", ""),)}, "nobody", "what belongs under “Context”"),
        ({}, "", "whether anybody can be recognised, and agreed to publication"),
        ({"sections": (Section("C", "W"),)}, "nobody", "evidence: at least one thing"),
    ],
)
def test_what_is_missing_is_named(change: dict[str, object], consent: str, words: str) -> None:
    told = missing(replace(READY, **change), consent=consent)  # type: ignore[arg-type]

    assert any(each.startswith(words) for each in told)


def test_evidence_under_no_heading_counts() -> None:
    loose = replace(READY, sections=(Section("C", "W"),), evidence=(Evidence("link", "x"),))

    assert missing(loose, consent="given") == []


def test_a_document_is_named_by_the_edition_that_holds_it_alone() -> None:
    frozen = READY.frozen()

    assert names_document(frozen, 7)
    assert not names_document(frozen, 8)
    quotation = replace(READY, sections=(), evidence=(Evidence("quotation", "x", key=7),))
    assert not names_document(quotation.frozen(), 7)


def test_more_than_can_be_printed_is_too_long() -> None:
    assert not is_too_long(READY)
    assert is_too_long(replace(READY, sections=(Section("C", "x" * (LONGEST + 1)),)))


@pytest.mark.parametrize("kind", [CASE_STUDY, EVALUATION])
def test_every_heading_of_a_kind_says_what_belongs_there(kind: str) -> None:
    assert all(hint_of(kind, heading) for heading, _ in HEADINGS[kind])
    assert hint_of(kind, "One of my own") == ""
