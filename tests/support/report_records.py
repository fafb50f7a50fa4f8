"""What is reported to a body of a place: a published report, a draft, and what goes with them."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone
from model_bakery import baker

from partnership.programmes.periods import Period
from partnership.reports import making, tasks, templates
from partnership.reports.models import (
    BoardDecision,
    Direction,
    Download,
    PublicLink,
    PublishedWords,
    Report,
    ReportComment,
    ReportTask,
    ReportText,
    TemplateChoice,
)
from pilots.models import BodyMeeting, Implication, Recommendation, ReportingBody
from tests.support import quick_reports
from tests.support.builders import a_body, a_paper
from tests.support.drafting_reports import a_draft, filled_in

QUARTER = Period.ending(date(2019, 12, 31))
DRAFTED = QUARTER.following


def reported(place: Any, **named: Any) -> None:
    """A body of the place with a paper, a published report and a draft; each has every record."""
    body = a_body(place.programme, area=place.area, **named)
    paper = a_paper(body, "Progress so far", slug=f"{place.word}-paper", purpose="To tell")
    baker.make(Recommendation, paper=paper, letter="a", text="Note it")
    baker.make(Implication, paper=paper, position=1, heading="Money", answer="answered", text="No")
    templates.ensure_templates(place.programme)
    meeting = baker.make(
        BodyMeeting, body=body, meeting_on=date(2020, 5, 14), papers_due_on=date(2020, 4, 30),
        note="In the hall",
    )  # fmt: skip
    template = place.programme.report_templates.get(slug="ijb")
    baker.make(TemplateChoice, body=body, template=template, from_on=date(2019, 1, 1))
    report = a_report(body)
    _after_it(report)
    draft = _a_draft(body, meeting)
    place.records |= {
        "body": body, "paper": paper, "report": report, "draft": draft,
        "comment": draft.comments.get(), "board-meeting": meeting,
        "direction": body.directions.get(),
    }  # fmt: skip


def a_report(body: ReportingBody) -> Report:
    """A published report that is made, with everything real but its PDF."""
    report = Report.objects.create(
        body=body,
        period_first=QUARTER.first,
        period_last=QUARTER.last,
        template=templates.version_for(body, QUARTER.last),
        stage=Report.Stage.IN_REVIEW,
    )
    filled_in(report)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "render_pdf", quick_reports.render_pdf)
        tasks.make(report.pk)
    report.refresh_from_db()
    assert report.state == Report.State.READY, report.failure
    now = timezone.now()
    report.approved_at = report.published_at = now
    report.stage = Report.Stage.PUBLISHED
    report.save(update_fields=["approved_at", "published_at", "stage"])
    return report


def _after_it(report: Report) -> None:
    baker.make(Download, file=report.files.get(kind="html"))
    baker.make(PublishedWords, report=report, number=1, heading="Summary", text="All is well")
    baker.make(PublicLink, body=report.body, token_hash=f"{report.pk:064d}")
    baker.make(
        BoardDecision, report=report, meeting_on=date(2020, 2, 13), outcome="noted",
        text="With thanks", minute="Item 4",
    )  # fmt: skip
    baker.make(
        Direction, body=report.body, report=report, reference="D1", given_on=date(2020, 2, 13),
        to_whom="council", functions="Libraries", text="Keep it open", budget="None",
        intended_outcome="Open doors", minute="Item 4",
    )  # fmt: skip


def _a_draft(body: ReportingBody, meeting: BodyMeeting) -> Report:
    draft = filled_in(a_draft(body, DRAFTED, meeting=meeting))
    baker.make(ReportComment, report=draft, section="summary", text="Shorter?")
    baker.make(ReportTask, report=draft, kind="paper", due_on=meeting.papers_due_on)
    assert ReportText.objects.filter(report=draft).exists()
    return draft
