"""HTML to PDF. WeasyPrint is imported inside: that takes two seconds, and pages never need it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from hashlib import sha256
from io import BytesIO
from typing import Any

from .attachments import Attachment
from .errors import RefusedAddressError
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
    language: str = "en-GB",
    attachments: Sequence[Attachment] = (),
) -> bytes:
    """Return the PDF of a report's HTML: PDF/A-3a and PDF/UA-1 in one file.

    The same arguments give the same bytes, on any day. ``identifier`` names the report for good
    (its fingerprint); ``dated`` is the report's own date and its attachments', not today's.

    Raises a ``PdfError`` with words for the person who asked: see errors.py.
    """
    from weasyprint.urls import FatalURLFetchingError

    from .fetcher import AssetFetcher

    fetcher = AssetFetcher()
    try:
        document = _lay_out(html, fetcher)
        describe(
            document.metadata,
            title=title,
            language=language,
            subject=subject,
            author=author,
            dated=dated,
        )
        pdf: bytes = document.write_pdf(
            pdf_variant=VARIANT,
            pdf_identifier=sha256(identifier.encode()).hexdigest()[:32],
            attachments=[_embedded(each, dated, fetcher) for each in attachments],
        )
    except FatalURLFetchingError as refusal:
        raise RefusedAddressError(_refusal(fetcher.refused)) from refusal
    if fetcher.refused:
        raise RefusedAddressError(_refusal(fetcher.refused))
    return pdf


def _lay_out(html: str, fetcher: Any) -> Any:
    """Return WeasyPrint's document: the pages, not yet drawn."""
    from weasyprint import HTML

    return HTML(string=html, url_fetcher=fetcher).render(
        stylesheets=["asset:report.css"], pdf_variant=VARIANT
    )


def _embedded(attachment: Attachment, dated: date, fetcher: Any) -> Any:
    """Return WeasyPrint's form of an attachment, dated like the report."""
    import weasyprint

    midnight = datetime.combine(dated, time.min, UTC)
    return weasyprint.Attachment(
        file_obj=BytesIO(attachment.content),
        name=attachment.name,
        description=attachment.description,
        created=midnight,
        modified=midnight,
        relationship=attachment.relationship,
        url_fetcher=fetcher,
    )


def _refusal(addresses: Sequence[str]) -> str:
    return (
        f"The report asks for {', '.join(addresses)}, which is not one of our own assets. "
        "Remove it from the report and make the PDF again."
    )
