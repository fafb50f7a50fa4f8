"""Ways of writing one frozen document: web page, PDF, data workbook, text for Word; and what it
says to the public in plain words.

Nothing here reads a record: the frozen snapshot is all there is. What sets PDFs and
writes spreadsheets takes 20 MB; web workers, which do neither, never load it.
"""

from partnership.reports.rendering.page import render_html
from partnership.reports.rendering.plain import render_plain
from partnership.reports.snapshot import Frozen

__all__ = ["render_html", "render_pdf", "render_plain", "render_word", "render_workbook"]


def render_pdf(frozen: Frozen, workbook: bytes) -> bytes:
    """The PDF, with the data workbook and the frozen snapshot embedded in it.

    Raises PdfError with words for a person where the document can't be set.
    """
    from partnership.reports.rendering.print import render_pdf as render

    return render(frozen, workbook)


def render_workbook(frozen: Frozen) -> bytes:
    """The .xlsx of every table, key figure and paragraph; the same bytes each time."""
    from partnership.reports.rendering.sheets import render_workbook as render

    return render(frozen)


def render_word(frozen: Frozen) -> bytes:
    """The .docx of everything that the report says; the same bytes each time."""
    from partnership.reports.rendering.word import render_word as render

    return render(frozen)
