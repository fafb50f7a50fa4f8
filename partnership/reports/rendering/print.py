"""The report on paper: the same document, set in pages, with its data inside."""

from django.template.loader import render_to_string

from partnership import pdf
from partnership.reports.sections import compose
from partnership.reports.snapshot import Frozen, canonical

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def render_pdf(frozen: Frozen, workbook: bytes) -> bytes:
    """The PDF, with the data workbook and the frozen snapshot embedded in it.

    Raises PdfError with words for a person where the document can't be set.
    """
    document = compose(frozen)
    return pdf.render_pdf(
        render_to_string("reports/document/print.html", {"document": document}),
        title=f"{document.title}: {document.body}",
        subject=document.subtitle,
        author=document.body,
        identifier=f"{document.identifier}/{frozen.fingerprint}",
        dated=document.dated,
        stylesheet="report.css",
        attachments=(
            pdf.Attachment(
                name="data-workbook.xlsx",
                content=workbook,
                media_type=WORKBOOK_TYPE,
                description="Every table of this report as a spreadsheet",
                relationship="Data",
            ),
            pdf.Attachment(
                name="snapshot.json",
                content=canonical(frozen.json),
                media_type="application/json",
                description="The frozen figures from which this report was made",
                relationship="Source",
            ),
        ),
    )
