"""HTML to PDF. WeasyPrint is imported inside: that takes two seconds, and pages never need it."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from typing import Any

from .attachments import Attachment, for_weasyprint, mend_attachments
from .colour import OUTPUT_INTENT, colour_profiles
from .errors import PdfNotMadeError, RefusedAddressError
from .limits import check_limits
from .metadata import describe

VARIANT = "pdf/a-3a"


def render_pdf(
    html: str,
    *,
    title: str,
    subject: str,
    author: str,
    identifier: str,
    dated: date,
    stylesheet: str,
    language: str = "en-GB",
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """Return the PDF of a document's HTML: PDF/A-3a and PDF/UA-1 in one file.

    The same arguments give the same bytes, on any day. ``identifier`` names the document for
    good (a report's fingerprint); ``dated`` is its own date and its attachments', not today's.
    ``stylesheet`` is the asset that comes after ``base.css``: "report.css" for a report.

    Raises a ``PdfError`` with words for the person who asked: see errors.py.
    """
    check_limits(html)
    with _nothing_dropped() as fetcher:
        document = _lay_out(html, stylesheet, fetcher)
        words = {"title": title, "language": language, "subject": subject, "author": author}
        describe(document.metadata, dated=dated, **words)
        pdf: bytes = document.write_pdf(
            finisher=lambda _, pdf: _finish(document, pdf, attachments),
            pdf_variant=VARIANT,
            output_intent=OUTPUT_INTENT,
            pdf_identifier=sha256(identifier.encode()).hexdigest()[:32],
            attachments=[for_weasyprint(each, dated, fetcher) for each in attachments],
        )
    return pdf


def _lay_out(html: str, stylesheet: str, fetcher: Any) -> Any:
    """Return WeasyPrint's document: the pages, not yet drawn."""
    from weasyprint import HTML

    from .characters import replace_unprintable, set_directions
    from .checks import check_accessibility
    from .fetcher import SCHEME
    from .long_texts import part_long_texts

    parsed = HTML(string=html, base_url=SCHEME, url_fetcher=fetcher)
    check_accessibility(parsed.etree_element)
    set_directions(parsed.etree_element)
    needs_scripts = replace_unprintable(parsed.etree_element)
    part_long_texts(parsed.etree_element)
    _set_drawings_in_our_font(parsed.etree_element)
    styles = ["base.css", stylesheet, *(["scripts.css"] if needs_scripts else [])]
    return parsed.render(
        stylesheets=[f"{SCHEME}{name}" for name in styles],
        color_profiles=colour_profiles(),
        output_intent=OUTPUT_INTENT,
        pdf_variant=VARIANT,
    )


def _set_drawings_in_our_font(root: Any) -> None:
    """The stylesheet doesn't reach into an SVG, which would take a font of this machine."""
    for svg in root.iter("{http://www.w3.org/2000/svg}svg"):
        svg.set("font-family", "Roboto")


def _finish(document: Any, pdf: Any, attachments: Sequence[Attachment]) -> None:
    """Mend what WeasyPrint wrote, before it becomes bytes."""
    from .tagging import mend_tags

    mend_tags(document, pdf)
    mend_attachments(pdf, attachments)


@contextmanager
def _nothing_dropped() -> Iterator[Any]:
    """Give a fetcher, and fail if WeasyPrint left anything out.

    It logs an error and goes on when it can't read an address or draw a picture, and swallows even
    fatal errors while it draws an SVG: so both lists are looked at when it has finished.
    """
    from weasyprint.urls import FatalURLFetchingError

    from .fetcher import AssetFetcher

    fetcher, errors = AssetFetcher(), _Errors()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(errors)
    try:
        yield fetcher
    except FatalURLFetchingError as refusal:
        raise _refused(fetcher.refused) from refusal
    except (ArithmeticError, LookupError, TypeError, ValueError, RecursionError) as error:
        raise _not_made(f"{type(error).__name__}: {error}") from error
    finally:
        logger.removeHandler(errors)
    if fetcher.refused:
        raise _refused(fetcher.refused)
    if errors.messages:
        raise _not_made(errors.messages[0])


class _Errors(logging.Handler):
    """Keeps what WeasyPrint logs as errors."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _not_made(reason: str) -> PdfNotMadeError:
    return PdfNotMadeError(
        f"A part of the document could not be printed ({reason}). "
        "Please give this message to whoever runs the site."
    )


def _refused(addresses: Sequence[str]) -> RefusedAddressError:
    return RefusedAddressError(
        f"The document asks for {', '.join(addresses)}, which is not one of our own assets. "
        "Remove it from the document and make the PDF again."
    )
