"""What is written in a report is frozen with its figures, and printed above them."""

import pytest

from partnership.reports import snapshot
from partnership.reports.collect.written import written_in
from partnership.reports.models import Cover, Report
from partnership.reports.sections import compose
from partnership.reports.standing import missing_in
from pilots.models import ReportingBody
from tests.support.drafting_reports import a_draft, filled_in, frozen, published


def composed(report: Report):
    return compose(snapshot.restore(report.snapshot))


def test_a_draft_says_what_is_not_written_yet_and_that_nobody_approved_it(body: ReportingBody):
    document = composed(a_draft(body))
    assert document.mark == "Draft – not approved"
    summary = document.sections[0]
    assert summary.heading == "Executive summary"
    assert (summary.blocks[0].number, summary.blocks[0].text) == ("1.1", "Not written yet.")


def test_each_paragraph_that_was_written_is_numbered_and_stands_above_the_figures(
    body: ReportingBody,
):
    report = filled_in(a_draft(body))
    report.texts.filter(section="summary").update(text="First.\r\n\r\nSecond\nline.\n\n\n")
    first, second, *_ = composed(frozen(report)).sections[0].blocks
    assert [(first.number, first.text), (second.number, second.text)] == [
        ("1.1", "First."),
        ("1.2", "Second\nline."),
    ]


def test_the_cover_letters_what_is_asked_for_in_the_templates_words(body: ReportingBody):
    document = composed(frozen(filled_in(a_draft(body))))
    assert document.asks == "The Board is asked to"
    assert document.recommendations == ("note the progress", "agree the next steps")


def test_what_is_to_be_signed_carries_no_draft_mark(body: ReportingBody):
    assert composed(published(body)).mark == ""


def test_figures_frozen_before_anybody_wrote_in_reports_are_still_read(body: ReportingBody):
    kept = dict(a_draft(body).snapshot)
    for late in ("written", "basis", "learning"):
        del kept[late]
    kept["format"] = 1
    assert snapshot.thaw(kept).written.layout.slug == "ijb"
    assert compose(snapshot.restore(kept)).sections[0].heading == "Executive summary"


@pytest.mark.parametrize(
    ("lacks", "said"),
    [
        ("purpose", "the purpose on the cover"),
        ("recommendations", "what the body is asked, on the cover"),
        ("direction", "whether a direction is required, on the cover"),
    ],
)
def test_a_cover_that_lacks_something_hinders_the_review(
    body: ReportingBody, lacks: str, said: str
):
    report = filled_in(a_draft(body))
    assert missing_in(written_in(report)) == ()
    Cover.objects.update(**{lacks: ""})
    assert missing_in(written_in(Report.objects.get())) == (said,)
