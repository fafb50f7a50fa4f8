"""Fault A7 for the plan: whatever people write stays words, on pages, in files and in e-mails."""

import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.template import engines
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from milestones.actions.evidence import Shown, show_output
from milestones.actions.judgements import judge
from milestones.actions.reminders import remind
from milestones.actions.reports import record_update
from milestones.addresses import delivery_address
from milestones.models import Delivery, Milestone
from milestones.schedule import Rag, Stage
from milestones.update_rules import Word
from partnership.people.mail.sending import deliver
from partnership.people.models import Email, Role, User
from partnership.programmes.periods import Period
from partnership.reports import making
from partnership.web import spreadsheet
from pilots.selectors.calendars import calendar_of
from tests.support.builders import a_body, a_person, a_programme
from tests.support.plans import a_milestone, a_plan, write_down

pytestmark = pytest.mark.django_db
TAGS = "<img src=x onerror=alert(1)>\"'><link rel=attachment href=file:///etc/passwd>"
LINES = "\r\nBEGIN:VEVENT\r\nBcc: all@example.org"
WORDS = f"=1+1 {TAGS}{{{{ secret }}}}"


@pytest.fixture
def delivery() -> Delivery:
    """Due in four weeks; hostile in each of its words."""
    today = timezone.localdate()
    programme = a_plan(a_programme(start_month=date(today.year - 1, today.month, 1)), areas=1)
    programme.areas.update(name=f"Area {TAGS}")
    milestone = a_milestone(programme, "M1", due_month=15)
    Milestone.objects.update(title=f"{WORDS}{LINES}")
    milestone.outputs.create(number=1, text=WORDS)
    write_down(programme)
    Delivery.objects.update(owner=WORDS, baseline_on=today + timedelta(days=28))
    return Delivery.objects.get()


@pytest.fixture
def manager(delivery: Delivery) -> User:
    return a_person(Role.PROGRAMME_MANAGER, delivery.programme)


@pytest.fixture
def said(delivery: Delivery, manager: User) -> Delivery:
    """With a word, a judgement and evidence as hostile."""
    late = delivery.baseline_on + timedelta(days=40)
    word = Word(Stage.STARTED, late, reason=WORDS, note=WORDS)
    record_update(delivery=delivery, seen=delivery.version, word=word, by=manager)
    until = timezone.localdate() + timedelta(days=9)
    judge(
        delivery=delivery, seen=delivery.version, rag=Rag.RED, reason=WORDS, ends_on=until, by=None
    )
    output = delivery.milestone.outputs.get()
    shown = Shown(output, words=WORDS, link='https://example.org/?"onmouseover=alert(1)')
    show_output(delivery=delivery, seen=delivery.version, shown=shown, by=manager)
    return delivery


def pages(delivery: Delivery) -> list[str]:
    slug = delivery.programme.slug
    return [
        *(
            delivery_address(f"delivery-{name}", delivery)
            for name in ("update", "judge", "take-back", "owner")
        ),
        delivery_address("delivery-output", delivery, 1),
        delivery_address("delivery-output-remove", delivery, 1),
        reverse("milestone", args=[slug, "M1"]),
        reverse("milestone-trend", args=[slug, "M1"]),
        reverse("milestone-areas", args=[slug, "M1"]),
        *(
            reverse(name, args=[slug])
            for name in (
                "overview", "milestones", "milestone-updates", "milestone-matrix",
                "milestone-timeline", "milestone-changes", "milestone-path", "plan",
            )
        ),
        reverse("my-work"),
    ]  # fmt: skip


def raw(manager: User, delivery: Delivery) -> list[str]:
    """The pages on which something that was written became part of the page."""
    client = Client()
    client.force_login(manager)
    found = []
    for address in pages(delivery):
        page = client.get(address).content.decode()
        assert "<h1" in page, address
        if "<img src=x" in page or "<link rel=attachment" in page or '?"onmouse' in page:
            found.append(address)
    return found


def test_no_page_takes_words_for_its_own(said: Delivery, manager: User) -> None:
    assert raw(manager, said) == []


def test_without_escaping_pages_would(
    said: Delivery, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines["django"].engine, "autoescape", False)

    assert len(raw(manager, said)) > 10


def cells(manager: User, delivery: Delivery) -> list[str]:
    client = Client()
    client.force_login(manager)
    response: Any = client.get(reverse("milestones-file", args=[delivery.programme.slug]))
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return [cell for row in csv.reader(io.StringIO(text)) for cell in row]


def test_no_cell_of_the_file_is_a_formula(
    said: Delivery, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not [cell for cell in cells(manager, said) if cell.startswith("=")]
    assert f"'{WORDS}" in cells(manager, said)

    monkeypatch.setattr(spreadsheet, "guarded", str)
    assert WORDS in cells(manager, said)


def test_an_e_mail_has_one_subject_and_its_page_no_more_than_words(
    delivery: Delivery, manager: User
) -> None:
    remind(on=timezone.localdate())
    deliver(Email.objects.get(user=manager).pk)

    (sent,) = mail.outbox
    (html,) = [str(part.content) for part in sent.alternatives]
    assert sent.subject.startswith("Due in 28 days: M1 =1+1 <img")
    assert sent.message()["Bcc"] is None
    assert "<img src=x" not in html
    assert "&lt;img src=x" in html


def test_a_calendar_has_one_entry_for_one_due_day(delivery: Delivery, manager: User) -> None:
    Delivery.objects.update(owner_user=manager)

    lines = calendar_of(manager, on=timezone.localdate()).decode().splitlines()

    assert lines.count("BEGIN:VEVENT") == 1
    assert not any(line.startswith("Bcc") for line in lines)


def test_a_report_holds_them_as_words_and_reads_no_file(said: Delivery) -> None:
    today = timezone.localdate()
    last = Period.holding(today).last
    body = a_body(said.programme, area=said.area)
    frozen = making.freeze(making.collect(body, Period.ending(last), as_at=last))

    page = making.render_html(frozen).decode()

    assert WORDS[:4] in page
    assert "<img src=x" not in page
    assert "<link rel=attachment" not in page
