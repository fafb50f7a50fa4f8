"""A story on paper: whole, readable by everybody, harmless, the same each time."""

from dataclasses import replace

import pytest

from evaluation.printing.stories import MAX_CHARACTERS, story_pdf
from evaluation.rules.story import Evidence, Section, Shown, StoryPaper, fingerprint, thawed
from partnership.pdf import PdfTooLargeError
from tests.support.pdf import attachments, outline, tag_tree, text_by_page
from tests.support.verapdf import Flavour, verify

PAPER = StoryPaper(
    kind="case-study",
    kind_words="Case study",
    title="A desk for health",
    programme="Libraries and health",
    place="North Ayrshire",
    summary="One library began.\n\nIt:\n- asked people\n- listened",
    facts=(("Where", "North Ayrshire"), ("Venue", "")),
    outcomes=(Shown("O1", "New skills", "logic"),),
    sections=(
        Section("Context", "Nobody asked.\n\nThen somebody did."),
        Section(
            "What changed",
            "Much.",
            (
                Evidence("quotation", "They asked me in.", "A user", "Said in spring", key=1),
                Evidence("indicator", "Loans", "Here: 12", "It rose"),
                Evidence("survey", "After", "September 2019", told=("16 of 40 answered.",)),
                Evidence("link", "The paper", link="https://example.org/paper"),
            ),
        ),
    ),
    evidence=(Evidence("document", "plan.pdf", "4 kB", "The plan", key=2),),
    consent="Nobody can be recognised",
    number=2,
    published_on="2019-10-24",
    changed="The second year",
)
HOSTILE = (
    "<script>alert(1)</script>",
    '<img src="file:///etc/passwd" alt="x"><iframe src="http://127.0.0.1/"></iframe>',
    '"><style>body { background: url(file:///etc/passwd) }</style>',
    '<link rel="attachment" href="file:///etc/passwd">',
    "\x08\x1b\u2028 control, \u202eturned, \U0001f44d thumb, 漢字, e\u0301",
)


@pytest.mark.parametrize("flavour", ["ua1", "3a"])
def test_it_conforms_to_both_standards(flavour: Flavour) -> None:
    assert verify(story_pdf(PAPER, "f" * 64), flavour) == []


def test_it_holds_all_that_was_published() -> None:
    pdf = story_pdf(PAPER, "f" * 64)

    told = " ".join(tag_tree(pdf).text.split())
    for words in (
        "A desk for health",
        "North Ayrshire · edition 2, 24 October 2019",
        "asked people",
        "O1 New skills",
        "Then somebody did.",
        "They asked me in.",
        "A user. Said in spring",
        "Loans – Here: 12. It rose",
        "16 of 40 answered.",
        "The paper",
        "plan.pdf",
        "The second year",
        "Consent: Nobody can be recognised.",
        "f" * 64,
    ):
        assert words in told
    assert len(outline(pdf)) >= 4


def test_it_is_the_same_each_time() -> None:
    assert story_pdf(PAPER, "f" * 64) == story_pdf(PAPER, "f" * 64)


def test_what_is_typed_does_nothing() -> None:
    typed = " ".join(HOSTILE)
    hostile = replace(
        PAPER, title=typed, summary=typed, place=typed, consent=typed, changed=typed,
        sections=(Section(typed, typed, (Evidence("quotation", typed, typed, typed),)),),
        facts=((typed, typed),), outcomes=(Shown(typed, typed, "x"),),
    )  # fmt: skip

    pdf = story_pdf(hostile, "f" * 64)

    assert attachments(pdf) == []
    assert "root:" not in "".join(text_by_page(pdf))
    assert verify(pdf, "ua1") == []


def test_an_illustrative_one_says_so_on_every_page() -> None:
    long = replace(PAPER, is_illustrative=True, sections=(Section("Context", "Words.\n\n" * 120),))

    pages = text_by_page(story_pdf(long, "f" * 64))

    assert len(pages) > 1
    assert all("Illustrative" in page for page in pages)


def test_one_that_is_too_long_is_refused_in_words() -> None:
    long = replace(PAPER, sections=(Section("Context", "x " * MAX_CHARACTERS),))

    with pytest.raises(PdfTooLargeError, match="too long to print"):
        story_pdf(long, "f" * 64)


def test_what_was_frozen_is_thawed_as_it_was_and_any_change_shows() -> None:
    frozen = PAPER.frozen()

    assert thawed(frozen) == PAPER
    assert fingerprint(frozen) == fingerprint(dict(reversed(frozen.items())))
    assert fingerprint(frozen) != fingerprint(replace(PAPER, changed="Another").frozen())
