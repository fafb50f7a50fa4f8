"""HTML to one PDF that is accessible (PDF/UA-1) and archivable (PDF/A-3a) at once.

Knows no model and no query: it is given HTML and gives bytes, the same bytes for the same HTML.
What the HTML may say is written down in ``partnership/pdf/assets/README.md``.
"""

from .attachments import Attachment
from .errors import (
    InaccessibleHtmlError,
    PdfError,
    PdfNotMadeError,
    PdfTooLargeError,
    RefusedAddressError,
    UnsafeHtmlError,
)
from .render import render_pdf

__all__ = [
    "Attachment",
    "InaccessibleHtmlError",
    "PdfError",
    "PdfNotMadeError",
    "PdfTooLargeError",
    "RefusedAddressError",
    "UnsafeHtmlError",
    "render_pdf",
]
