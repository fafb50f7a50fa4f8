"""A case study or an evaluation report set in pages, from its frozen words alone.

Accessible (PDF/UA-1) like the other papers. No clock, no database: the same bytes for the
same edition.
"""

from collections.abc import Callable

from django.template.loader import render_to_string

from evaluation.rules.story import Section, StoryPaper
from partnership.pdf import PdfTooLargeError, render_pdf
from pilots.prose import Block, prose

MAX_CHARACTERS = 200_000  # of HTML: about 60 pages of text
MAX_TAGS = 5_000
ILLUSTRATIVE = "Illustrative – invented to show the product"
TEMPLATE = "evaluation/print/story.html"
Render = Callable[..., bytes]  # called as `render_pdf` is


def story_pdf(paper: StoryPaper, fingerprint: str, *, render: Render = render_pdf) -> bytes:
    """The edition. Raises a PdfError with words for a person where it can’t be set."""
    html = render_to_string(
        TEMPLATE,
        {
            "paper": paper,
            "fingerprint": fingerprint,
            "summary": prose(paper.summary),
            "sections": numbered(paper),
            "mark": ILLUSTRATIVE if paper.is_illustrative else "",
        },
    )
    if len(html) > MAX_CHARACTERS or html.count("<") > MAX_TAGS:
        raise PdfTooLargeError(
            "It is too long to print, which ends at about 60 pages. Shorten it, then publish it."
        )
    return render(
        html,
        title=paper.title,
        subject=paper.kind_words,
        author=paper.programme,
        identifier=fingerprint,
        dated=paper.day,
        stylesheet="story.css",
    )


def numbered(paper: StoryPaper) -> list[tuple[int, Section, tuple[Block, ...]]]:
    """Each section with its number and its paragraphs; what stands under none comes last."""
    sections = [*paper.sections, *([paper.everything] if paper.evidence else [])]
    return [(number, each, prose(each.text)) for number, each in enumerate(sections, start=1)]
