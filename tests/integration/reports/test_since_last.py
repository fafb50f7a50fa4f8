"""What changed since the last report: told against what was published, row by row."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.utils import timezone

from evaluation.models import Indicator, IndicatorValue
from milestones.actions.updates import UpdateRow
from milestones.changes import Change, Kind
from milestones.models import Delivery, PlanVersion
from milestones.plan import to_json
from milestones.schedule import Stage
from partnership.programmes.models import Phase, Programme
from partnership.programmes.periods import Period
from partnership.reports.collect.report import collect
from partnership.reports.document import Listing, Paragraph, Table
from partnership.reports.models import Report
from partnership.reports.rules.changes import RiskKind
from partnership.reports.sections.changed import what_changed
from partnership.reports.snapshot import Snapshot, freeze, thaw
from pilots.models import CountCorrection, Decision, ReportingBody
from tests.support.builders import a_count, a_decision, a_group, an_event, code
from tests.support.drafting_reports import QUARTER, approved, frozen, in_review, published
from tests.support.guards import drop_guards
from tests.support.plans import a_milestone, said
from tests.support.risks import a_risk, reviewed

NEXT = QUARTER.following
LATER = date(2019, 11, 5)  # in the next quarter
BEFORE = date(2019, 9, 12)  # in the quarter that was reported


@pytest.fixture(autouse=True)
def plan(programme: Programme, body: ReportingBody) -> None:
    Phase.objects.create(programme=programme, number=1, name="Early adopters")
    for place in range(1, 7):
        a_milestone(programme, f"M{place}", due_month=8 + place)


def delivery(reference: str) -> Delivery:
    return Delivery.objects.get(milestone__reference=reference)


def decision(programme: Programme, text: str) -> Decision:
    group = programme.groups.first() or a_group(programme)
    return a_decision(group, text, decided=code("2019-11-04"), authorises_plan_change=True)


def after(body: ReportingBody, period: Period = NEXT) -> Snapshot:
    """The next report, as it is kept."""
    return thaw(freeze(collect(body, period, as_at=period.last)).json)


def changed(snapshot: Snapshot) -> dict[str, Change]:
    return {change.reference: change for change in snapshot.changes}


def paragraphs(snapshot: Snapshot) -> str:
    blocks = what_changed(snapshot).blocks
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph))


def table(snapshot: Snapshot, name: str) -> list[list[str]]:
    blocks = what_changed(snapshot).blocks
    (found,) = (block for block in blocks if isinstance(block, Table) and block.name == name)
    return [[cell.words for cell in row] for row in found.rows]


def correction(first: Report) -> Report:
    """Edition 2, begun."""
    return Report.objects.create(
        body=first.body, period_first=first.period_first, period_last=first.period_last, edition=2,
        template=first.template, corrects=first, why="A date was wrong",
    )  # fmt: skip


def supersede(first: Report, second: Report) -> None:
    """Publish the correction."""
    moment = timezone.now()
    Report.objects.filter(pk=first.pk).update(stage=Report.Stage.SUPERSEDED)
    Report.objects.filter(pk=second.pk).update(
        stage=Report.Stage.PUBLISHED, approved_at=moment, published_at=moment
    )


def test_every_kind_of_change_is_told_with_its_dates_its_reason_and_its_decision(
    programme: Programme, body: ReportingBody
) -> None:
    published(body)
    more_time = decision(programme, "One month more for M5.")
    said(delivery("M1"), UpdateRow(1, LATER, actual_on=LATER, note="Opened."))
    said(delivery("M2"), UpdateRow(1, LATER, forecast_on=date(2019, 12, 20), reason="Snow"))
    said(delivery("M3"), UpdateRow(1, LATER, forecast_on=date(2019, 11, 15), reason="Room free"))
    said(
        delivery("M4"),
        UpdateRow(1, LATER, Stage.NOT_NEEDED, decision=decision(programme, "M4 is dropped.")),
    )
    moved = date(2020, 2, 29)
    said(delivery("M5"), UpdateRow(1, LATER, agreed_on=moved, decision=more_time, reason="Staff"))
    a_milestone(programme, "M7", due_month=20)

    found = after(body)

    told = changed(found)
    assert {name: change.kind for name, change in told.items()} == {
        "M1": Kind.DONE,
        "M2": Kind.SLIPPED,
        "M3": Kind.PULLED_FORWARD,
        "M4": Kind.DESCOPED,
        "M5": Kind.SLIPPED,
        "M7": Kind.NEW,
    }
    assert (told["M2"].before_on, told["M2"].now_on) == (date(2019, 10, 31), date(2019, 12, 20))
    assert told["M2"].reason == "Snow"
    assert (told["M5"].agreed_before_on, told["M5"].agreed_now_on) == (date(2020, 1, 31), moved)
    assert told["M5"].decision == "Joint national group, 4 November 2019: “One month more for M5.”"
    assert told["M4"].decision.endswith("“M4 is dropped.”")
    assert told["M7"].before_on is None
    rows = {row[0].split()[0]: row for row in table(found, "Changes")}
    assert rows["M5"][2] == "Slipped; agreed date 31 January 2020, now 29 February 2020"
    assert rows["M3"][3:5] == ["30 November 2019", "15 November 2019"]
    assert "Compared with the last report, on July to September 2019" in paragraphs(found)


def test_what_came_with_a_version_of_the_plan_says_why_that_was_agreed(
    programme: Programme, body: ReportingBody
) -> None:
    published(body)
    a_milestone(programme, "M7", due_month=20)
    first = PlanVersion.objects.get(programme=programme)
    whole = first.plan
    PlanVersion.objects.filter(pk=first.pk).update(
        content=to_json(type(whole)(phases=whole.phases, milestones=whole.milestones[:-1]))
    )
    PlanVersion.objects.create(
        programme=programme, number=2, state="published", content=to_json(whole),
        in_force_on=LATER, published_at=timezone.now(), why="A seventh is wanted.",
        decision=decision(programme, "Add M7."),
    )  # fmt: skip

    told = changed(after(body))["M7"]

    assert (told.kind, told.reason) == (Kind.NEW, "A seventh is wanted.")
    assert told.decision.endswith("“Add M7.”")


def test_what_was_recorded_later_for_a_day_that_was_reported_is_a_late_entry(
    programme: Programme, body: ReportingBody
) -> None:
    risk = a_risk(programme, title="No trainer", reported_on=BEFORE)
    indicator = Indicator.objects.create(
        programme=programme, slug="loans", name="Loans", kind="count", unit="loans",
        reported_on=BEFORE,
    )  # fmt: skip
    published(body)
    said(delivery("M2"), UpdateRow(1, BEFORE, forecast_on=date(2019, 12, 20), reason="Snow"))
    reviewed(risk, BEFORE, 4, 4)
    IndicatorValue.objects.create(
        indicator=indicator, when=code("2019-08"), value=120, reported_on=BEFORE
    )
    an_event(programme, area=body.area, reported_on=BEFORE, happened=code("2019-08-20"))

    found = after(body)

    assert changed(found)["M2"].is_late
    today = f"{timezone.localdate():%-d %B %Y}"
    assert [row[:4] for row in table(found, "Recorded late")] == [
        ["M2 Title of M2", "North", "Forecast 20 December 2019. Snow", "12 September 2019"],
        ["R1 No trainer", "Whole programme", "Open. 4 Likely × 4 Major: 16, High",
         "12 September 2019"],
        ["Loans", "Whole programme", "120 loans, August 2019", "12 September 2019"],
    ]  # fmt: skip
    assert {row[4] for row in table(found, "Recorded late")} == {today}
    (late,) = found.engagement.late
    assert (late.event, late.reported_on) == ("Fun Day", BEFORE)
    assert late.recorded_on == timezone.localdate()
    assert found.engagement.before.events == 0  # the last report could not have it
    assert "1 late entry of events" in paragraphs(found)


def test_what_the_last_report_had_is_not_late(programme: Programme, body: ReportingBody) -> None:
    said(delivery("M2"), UpdateRow(1, BEFORE, forecast_on=date(2019, 12, 20), reason="Snow"))
    an_event(programme, area=body.area, reported_on=BEFORE, happened=code("2019-08-20"))
    published(body)

    found = after(body)

    assert found.since
    assert found.since.late == ()
    assert found.engagement.late == ()
    assert found.changes == ()
    assert found.engagement.before.events == 1


def test_a_cut_off_after_the_end_of_the_period_makes_nothing_late(
    programme: Programme, body: ReportingBody
) -> None:
    in_time, cut_off = date(2019, 10, 8), date(2019, 10, 10)
    an_event(programme, area=body.area, reported_on=in_time, happened=code("2019-08-20"))
    said(delivery("M2"), UpdateRow(1, in_time, forecast_on=date(2019, 12, 20), reason="Snow"))
    report = in_review(body)
    Report.objects.filter(pk=report.pk).update(cut_off=cut_off)
    report.refresh_from_db()
    frozen(report)
    Report.objects.filter(pk=report.pk).update(
        stage=Report.Stage.PUBLISHED, approved_at=timezone.now(), published_at=timezone.now()
    )

    found = after(body)

    assert found.basis
    assert found.basis.as_at == cut_off
    assert (found.changes, found.engagement.late) == ((), ())
    assert found.engagement.before.events == 1


def test_risks_that_are_new_closed_or_graver_are_told(
    programme: Programme, body: ReportingBody
) -> None:
    old = a_risk(programme, "R1", title="No trainer", reported_on=BEFORE)
    reviewed(old, BEFORE, 2, 2)
    gone = a_risk(programme, "R2", title="No room", reported_on=BEFORE)
    published(body)
    reviewed(old, LATER, 5, 4)
    reviewed(gone, LATER, None, None, state="closed")
    a_risk(programme, "R3", title="Flood", reported_on=LATER)

    found = after(body)

    assert found.since
    assert [(each.kind, each.reference) for each in found.since.risks] == [
        (RiskKind.NEW, "R3"),
        (RiskKind.CLOSED, "R2"),
        (RiskKind.GRAVER, "R1"),
    ]
    assert "Closed in the register: R2 No room." in paragraphs(found)


def test_a_figure_that_was_corrected_since_is_told_with_what_was_printed(
    programme: Programme, body: ReportingBody
) -> None:
    event = an_event(programme, area=body.area, reported_on=BEFORE, happened=code("2019-08-20"))
    count = a_count(event, "attendance", 468)
    published(body)
    type(count).objects.filter(pk=count.pk).update(value=474)
    CountCorrection.objects.create(
        event=event, number=1, type="attendance", was="468", became="474", was_value=468,
        why="A page was found.", reported_on=LATER,
    )  # fmt: skip

    found = after(body)

    assert table(found, "Totals corrected") == [["Attendance", "468", "474"]]
    assert table(found, "Corrections")[0][2:6] == ["Attendance", "468", "474", "A page was found."]


def test_an_edition_that_corrects_says_what_it_made_otherwise_and_the_next_report_too(
    body: ReportingBody,
) -> None:
    first = published(body)
    said(delivery("M2"), UpdateRow(1, BEFORE, forecast_on=date(2019, 12, 20), reason="Snow"))
    second = correction(first)
    own = thaw(frozen(second).snapshot or {})

    assert own.since
    (edition,) = own.since.own
    assert (edition.edition, edition.why) == (2, "A date was wrong")
    assert any("20 December 2019" in change for change in edition.changes)
    lists = [block for block in what_changed(own).blocks if isinstance(block, Listing)]
    assert lists[0].items == edition.changes

    supersede(first, second)
    found = after(body)

    assert found.basis
    assert (found.basis.edition, found.basis.why) == (2, "A date was wrong")
    assert found.since
    assert found.since.editions == own.since.own
    assert found.changes == ()  # the correction had it
    assert "Edition 2 of the last report corrected edition 1. Why: A date was wrong." in paragraphs(
        found
    )


def test_the_first_report_says_that_there_is_nothing_earlier(body: ReportingBody) -> None:
    first = Period.ending(date(2019, 3, 31))

    found = after(body, first)

    assert found.basis
    assert found.basis.kind == "first"
    assert "This is the first report" in paragraphs(found)
    assert (found.changes, found.since and found.since.risks) == ((), ())


def test_without_a_published_report_records_are_looked_back_to_and_that_is_said(
    programme: Programme, body: ReportingBody
) -> None:
    risk = a_risk(programme, title="No trainer", reported_on=BEFORE)
    reviewed(risk, BEFORE, 2, 2)
    reviewed(risk, LATER, 4, 4)
    said(delivery("M2"), UpdateRow(1, LATER, forecast_on=date(2019, 12, 20), reason="Snow"))

    found = after(body)

    assert found.basis
    assert found.basis.kind == "records"
    assert "No earlier report to North IJB has been published here" in paragraphs(found)
    assert changed(found)["M2"].kind is Kind.SLIPPED
    assert found.since
    assert [each.kind for each in found.since.risks] == [RiskKind.GRAVER]
    assert found.since.then["Milestones complete"] == "0"


def test_a_report_that_was_never_published_is_no_basis(body: ReportingBody) -> None:
    approved(body)

    found = after(body)

    assert found.basis
    assert found.basis.kind == "records"


def test_the_figures_of_the_last_report_stay_as_it_printed_them(
    programme: Programme, body: ReportingBody
) -> None:
    an_event(programme, area=body.area, reported_on=BEFORE, happened=code("2019-08-20"))
    published(body)
    programme.events.all().delete()

    found = after(body)

    assert found.since
    assert found.since.then["Events held"] == "1"
    assert found.basis
    assert found.basis.is_published


def test_what_was_frozen_is_not_asked_of_records_again(
    programme: Programme, body: ReportingBody
) -> None:
    """The last reported forecast is the one that was printed, whatever records say by now."""
    said(delivery("M2"), UpdateRow(1, BEFORE, forecast_on=date(2019, 12, 20), reason="Snow"))
    published(body)
    delivery("M2").updates.update(forecast_on=date(2020, 6, 30))

    (row,) = (each for each in after(body).plan.deliveries if each.milestone.reference == "M2")

    assert row.last_forecast_on == date(2019, 12, 20)


def test_recorded_in_the_minute_before_is_in_time(
    programme: Programme, body: ReportingBody
) -> None:
    report = published(body)
    an_event(programme, area=body.area, reported_on=BEFORE, happened=code("2019-08-20"))
    moment: datetime = programme.events.get().recorded_at
    Report.objects.filter(pk=report.pk).update(collected_at=moment)

    assert after(body).engagement.late == ()


def test_after_a_correction_what_belongs_to_the_next_period_is_not_late(
    programme: Programme, body: ReportingBody
) -> None:
    """Counts of a correction are those of the day on which it was begun; the plan is not."""
    report = published(body)
    kept = thaw(report.snapshot or {})
    known = replace(kept, particulars=replace(kept.particulars, counted_by=date(2019, 11, 20)))
    drop_guards()
    Report.objects.filter(pk=report.pk).update(snapshot=freeze(known).json)
    said(delivery("M2"), UpdateRow(1, LATER, forecast_on=date(2019, 12, 20), reason="Snow"))
    risk = a_risk(programme, title="No trainer", reported_on=LATER)
    reviewed(risk, LATER, 4, 4)

    found = after(body)

    assert found.since
    assert found.since.late == ()
    assert not changed(found)["M2"].is_late


def test_a_correction_of_an_older_report_is_told_in_the_next(body: ReportingBody) -> None:
    first = published(body)
    published(body, NEXT)
    said(delivery("M2"), UpdateRow(1, BEFORE, forecast_on=date(2019, 12, 20), reason="Snow"))
    second = correction(first)
    frozen(second)
    supersede(first, second)

    found = after(body, NEXT.following)

    assert found.since
    assert [(each.edition, each.why) for each in found.since.editions] == [(2, "A date was wrong")]
    assert "Edition 2 of the report on July to September 2019 corrected edition 1." in paragraphs(
        found
    )
