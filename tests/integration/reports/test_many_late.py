"""Very many records that came late: the newest days are told, and that there are more."""

from datetime import date, timedelta

import pytest

from milestones.actions.updates import UpdateRow
from milestones.models import Delivery
from partnership.programmes.models import Phase
from partnership.reports.collect import late_records
from partnership.reports.collect.report import collect
from partnership.reports.document import Paragraph
from partnership.reports.sections.changed import what_changed
from partnership.reports.snapshot import Snapshot, freeze, thaw
from pilots.models import ReportingBody
from tests.support.drafting_reports import NEXT_QUARTER, published
from tests.support.plans import a_milestone, said
from tests.support.risks import a_risk, reviewed

LAST = date(2019, 9, 30)


@pytest.fixture
def late(body: ReportingBody, monkeypatch: pytest.MonkeyPatch) -> ReportingBody:
    """Four updates and a review, all recorded after the report was published; three are told."""
    Phase.objects.create(programme=body.programme, number=1, name="Early adopters")
    a_milestone(body.programme, "M1", due_month=12)
    published(body)
    days = enumerate((4, 3, 2, 0), start=1)
    rows = [UpdateRow(number, LAST - timedelta(before), note="On time") for number, before in days]
    said(Delivery.objects.get(), *rows)
    risk = a_risk(body.programme, title="No trainer", reported_on=date(2019, 9, 1))
    reviewed(risk, LAST - timedelta(1), 4, 4)
    monkeypatch.setattr(late_records, "MOST", 3)
    return body


def after(body: ReportingBody) -> Snapshot:
    return thaw(freeze(collect(body, NEXT_QUARTER, as_at=NEXT_QUARTER.last)).json)


def test_those_for_the_newest_days_are_told_and_how_many_are_not(late: ReportingBody) -> None:
    found = after(late)

    assert found.since
    told = [(each.kind, each.reported_on.day) for each in found.since.late]
    assert told == [("milestone", 28), ("milestone", 30), ("risk", 29)]
    assert found.since.late_in_all == 5
    words = [block.text for block in what_changed(found).blocks if isinstance(block, Paragraph)]
    assert any("Those for the newest days are listed; 2 more are not." in each for each in words)


def test_where_all_are_told_nothing_is_said_of_more(
    late: ReportingBody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(late_records, "MOST", 5)
    found = after(late)

    assert found.since
    assert len(found.since.late) == found.since.late_in_all == 5
    words = [block.text for block in what_changed(found).blocks if isinstance(block, Paragraph)]
    assert not any("more are not" in each for each in words)
