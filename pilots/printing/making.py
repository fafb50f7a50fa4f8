"""The papers set in pages. WeasyPrint is loaded by the first paper printed, not by this import.

One page takes a third of a second, the longest paper that is let through about ten seconds.
"""

from collections.abc import Callable

from django.template.loader import render_to_string

from partnership.pdf import PdfTooLargeError, render_pdf
from pilots.printing.papers import AgendaPaper, MinutesPaper

MAX_CHARACTERS = 200_000  # of HTML: about 60 pages of text
MAX_TAGS = 5_000  # about 1,200 paragraphs
Render = Callable[..., bytes]  # called as `render_pdf` is


def agenda_pdf(paper: AgendaPaper, *, render: Render = render_pdf) -> bytes:
    """The agenda, the same bytes for the same paper.

    Raises a PdfError with words for a person where it can't be set.
    """
    return _set(paper, "pilots/print/agenda.html", render)


def minutes_pdf(paper: MinutesPaper, *, render: Render = render_pdf) -> bytes:
    """The minutes, the same bytes for the same paper.

    Raises a PdfError with words for a person where they can't be set.
    """
    return _set(paper, "pilots/print/minutes.html", render)


def _set(paper: AgendaPaper | MinutesPaper, template: str, render: Render) -> bytes:
    html = render_to_string(template, {"paper": paper, "head": paper.head})
    if len(html) > MAX_CHARACTERS or html.count("<") > MAX_TAGS:
        raise PdfTooLargeError(
            f"{paper.name} of meeting {paper.head.number}: too long to print, which ends at about"
            " 60 pages. Shorten what is written, then print again."
        )
    return render(
        html,
        title=f"{paper.name}: {paper.head.group}, meeting {paper.head.number}",
        subject=paper.head.programme,
        author=paper.head.group,
        identifier=html,
        dated=paper.dated,
        stylesheet="meeting.css",
    )
