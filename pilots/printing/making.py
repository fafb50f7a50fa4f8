"""The papers set in pages. WeasyPrint is loaded by the first paper printed, not by this import.

One page takes a third of a second, the longest paper that is let through about ten seconds.
"""

from collections.abc import Callable

from django.template.loader import render_to_string

from partnership.pdf import PdfTooLargeError, render_pdf
from pilots.printing.papers import AgendaPaper, MinutesPaper

MAX_CHARACTERS = 200_000  # of HTML: about 60 pages of text
MAX_TAGS = 5_000  # about 1,200 paragraphs
WITH_ROOM = 0.75  # of each: what minutes may fill before the corrections that come later
AGENDA, MINUTES = "pilots/print/agenda.html", "pilots/print/minutes.html"
Render = Callable[..., bytes]  # called as `render_pdf` is


def agenda_pdf(paper: AgendaPaper, *, render: Render = render_pdf) -> bytes:
    """The agenda, the same bytes for the same paper.

    Raises a PdfError with words for a person where it can't be set.
    """
    return _set(paper, AGENDA, render)


def minutes_pdf(paper: MinutesPaper, *, render: Render = render_pdf) -> bytes:
    """The minutes, the same bytes for the same paper.

    Raises a PdfError with words for a person where they can't be set.
    """
    return _set(paper, MINUTES, render)


def leaves_room(paper: MinutesPaper) -> bool:
    """Whether minutes can be printed, and still can when corrections are added."""
    return _fits(_html(paper, MINUTES), WITH_ROOM)


def _html(paper: AgendaPaper | MinutesPaper, template: str) -> str:
    return render_to_string(template, {"paper": paper, "head": paper.head})


def _fits(html: str, share: float = 1) -> bool:
    return len(html) <= MAX_CHARACTERS * share and html.count("<") <= MAX_TAGS * share


def _set(paper: AgendaPaper | MinutesPaper, template: str, render: Render) -> bytes:
    html = _html(paper, template)
    if not _fits(html):
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
