"""Fault A7 for reports: whatever is written in one stays words, on the page, in print and by mail.

The real forms are made of one report that is hostile in each of its words.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import lxml.etree
import lxml.html
import pytest
from django.core import mail
from django.db import transaction
from django.template import engines
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django.plugin import DjangoDbBlocker

from partnership.people.mail.sending import deliver
from partnership.people.models import Email, Role
from partnership.reports import making
from partnership.reports.actions.delivering import published as tell
from partnership.reports.models import (
    Cover,
    ImplicationAnswer,
    Report,
    ReportText,
)
from partnership.reports.snapshot import PLAIN_SUMMARY
from pilots.models import Area, Event, ReportingBody
from tests.support import drafting_reports as drafting
from tests.support.builders import a_body, a_count, a_person, a_programme, an_event
from tests.support.pdf import attachments, link_names, text_by_page

pytestmark = pytest.mark.django_db
MARK = "ungrounded"
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<link rel=attachment href=file:///etc/passwd>",
    '<a rel="attachment" href="file:///etc/passwd">x</a>',
    '<style>@import url("http://192.0.2.1/x.css")</style>',
    "<iframe src=file:///etc/passwd></iframe>",
    '"><b onmouseover=alert(1)>',
    "</td></table></body></html>",
    "<!-- <![CDATA[ ]]> --> <?php ?>",
    "{{ secret }} {% include 'x' %}",
    '${7*7} =1+1 =HYPERLINK("http://192.0.2.1")',
    "<w:p/> &#x3c;script&#x3e; &lt;",
    "\u202eevil\u202c \u200b a\u0301\u0301 \U0001f600",
    "Bcc: all@example.org",
)
WORDS = f"{MARK} " + " ".join(PAYLOADS)


@dataclass(frozen=True)
class Made:
    """One report in all its forms."""

    frozen: making.Frozen
    html: str
    plain: str
    workbook: bytes
    pdf: bytes
    word: bytes
    emails: tuple[mail.EmailMessage, ...]


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Made]:
    with django_db_blocker.unblock(), transaction.atomic():
        report = hostile_report()
        frozen = drafting.frozen(report)
        kept = making.restore(frozen.snapshot or {})
        workbook = making.render_workbook(kept)
        yield Made(
            frozen=kept,
            html=making.render_html(kept).decode(),
            plain=making.render_plain(kept).decode(),
            workbook=workbook,
            pdf=making.render_pdf(kept, workbook),
            word=making.render_word(kept),
            emails=sent_of(),
        )
        transaction.set_rollback(True)


def hostile_report() -> Report:
    """One that is written in throughout, and hostile in every word that somebody may choose."""
    programme = a_programme(start_month=date(2019, 1, 1), length_months=24)
    area = Area.objects.create(programme=programme, slug="north", name="North", position=1)
    body = a_body(programme, "North IJB", area=area)
    event = an_event(programme, "Fair", area=area, happened="2019-08-20", findings=WORDS)
    a_count(event, "attendance", 40)
    a_person(Role.PROGRAMME_MANAGER, programme)
    report = drafting.filled_in(drafting.a_draft(body))
    ReportText.objects.create(report=report, section=PLAIN_SUMMARY, text=WORDS)
    ReportText.objects.filter(report=report).update(text=f"{WORDS}\n\n{WORDS}")
    ImplicationAnswer.objects.filter(report=report).update(text=WORDS, answer="answered")
    Cover.objects.filter(report=report).update(
        recommendations=f"{WORDS}\n{WORDS}", report_by=WORDS[:120], purpose=WORDS[:80]
    )
    Event.objects.update(name=WORDS[:200], place=WORDS[:200], reported_on=date(2019, 8, 21))
    Area.objects.update(name=f"{MARK} {PAYLOADS[0]}")
    ReportingBody.objects.update(name=f"{MARK} {PAYLOADS[1]}", marking=f"{MARK} {PAYLOADS[0]}"[:60])
    type(programme).objects.update(name=f"{MARK} {PAYLOADS[1]}")
    return Report.objects.select_related("body__programme", "body__area", "template").get()


def sent_of() -> tuple[mail.EmailMessage, ...]:
    """The e-mails of its publication."""
    moments = dict.fromkeys(("submitted_at", "approved_at", "published_at"), timezone.now())
    Report.objects.update(stage=Report.Stage.PUBLISHED, **moments)
    tell(Report.objects.select_related("body__programme").get())
    for row in Email.objects.all():
        deliver(row.pk)
    return tuple(mail.outbox)


def elements(html: str) -> list[lxml.html.HtmlElement]:
    return list(lxml.html.document_fromstring(html).iter())


def foreign(html: str) -> list[str]:
    """What in a page was not put there by the product."""
    found = []
    for each in elements(html):
        named = {name for name in each.attrib if name.startswith("on")}
        loads = f"{each.get('src', '')} {each.get('href', '')}"
        if named or "192.0.2.1" in loads or "file:" in loads:
            found.append(lxml.html.tostring(each)[:80].decode())
        if each.tag in {"script", "iframe", "object", "embed", "base", "form", "img"}:
            found.append(str(each.tag))
        if each.tag == "style" and "192.0.2.1" in (each.text or ""):
            found.append("style")
    return found


def test_the_page_and_the_summary_hold_the_words_and_nothing_of_theirs(made: Made) -> None:
    for page in (made.html, made.plain):
        words = " ".join(lxml.html.document_fromstring(page).text_content().split())
        assert MARK in words
        assert "<script>alert(1)</script>" in words
        assert foreign(page) == []


def test_control_without_escaping_the_words_become_elements(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines["django"].engine, "autoescape", False)  # type: ignore[attr-defined]

    assert foreign(making.render_html(made.frozen).decode()) != []


def test_the_pdf_holds_the_words_its_own_two_files_and_no_other_link(made: Made) -> None:
    said = " ".join(text_by_page(made.pdf))

    assert MARK in said
    assert "root:x:0:0" not in said
    assert {each.name for each in attachments(made.pdf)} == {"data-workbook.xlsx", "snapshot.json"}
    assert not any("192.0.2.1" in name for name in link_names(made.pdf))


def test_word_holds_the_words_as_text_and_leads_nowhere_else(made: Made) -> None:
    with zipfile.ZipFile(io.BytesIO(made.word)) as parts:
        names = parts.namelist()
        document = lxml.etree.fromstring(parts.read("word/document.xml"))
        relations = [parts.read(name).decode() for name in names if name.endswith(".rels")]

    text = "".join(document.itertext())
    assert MARK in text
    assert "<script>alert(1)</script>" in text
    assert not any("192.0.2.1" in each or "file:" in each for each in relations)
    assert not any("vbaProject" in name or "embeddings" in name for name in names)


def test_the_workbook_has_no_formula(made: Made) -> None:
    sheets = load_workbook(io.BytesIO(made.workbook)).worksheets
    cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]

    assert any(MARK in str(cell.value) for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)


def test_mail_of_it_has_one_recipient_and_words_alone(made: Made) -> None:
    (message,) = made.emails

    assert len(message.recipients()) == 1
    assert "\n" not in message.subject
    for content, kind in getattr(message, "alternatives", []):
        assert kind != "text/html" or foreign(str(content)) == []
