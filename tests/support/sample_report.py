"""A made-up report with everything in it that a real one may have, for the PDF's tests."""

from datetime import date
from functools import cache
from pathlib import Path

from partnership.pdf import Attachment, render_pdf

ROWS = "".join(
    f'<tr><th scope="row">M{number} A milestone whose title fills the line</th>'
    '<td class="date">30 June 2019</td><td class="date">12 July 2019</td>'
    f'<td class="number">{number * 3}</td>'
    f'<td><span class="rag rag-{word.lower()}">{word}</span></td></tr>'
    for number, word in enumerate(["Complete", "Red", "Amber", "Green"] * 6)
)
HTML = Path(__file__).with_name("sample_report.html").read_text().replace("@rows@", ROWS)
WORKBOOK = Attachment(
    name="data-workbook.xlsx",
    content=b"PK\x03\x04 not a real workbook \x00\xff",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    description="Every figure of the report, with the records behind it",
    relationship="Data",
)


def make_pdf(html: str = HTML, attachments: tuple[Attachment, ...] = (WORKBOOK,)) -> bytes:
    """Return the PDF of some HTML, with the sample report's particulars."""
    return render_pdf(
        html,
        title="Progress report, July to September 2019",
        subject="Quarterly progress report to North Ayrshire Integration Joint Board",
        author="North Ayrshire Library and Information Service",
        identifier="north-ayrshire-ijb/2019-q3/1",
        dated=date(2019, 9, 30),
        stylesheet="report.css",
        attachments=attachments,
    )


@cache
def sample_pdf() -> bytes:
    """Return the sample report's PDF, made once in each process."""
    return make_pdf()
