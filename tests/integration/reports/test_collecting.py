"""Gathering what a report says."""

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from model_bakery import baker
from openpyxl import load_workbook

from partnership.reports import document
from partnership.reports.collect.report import collect
from partnership.reports.rendering import render_html
from partnership.reports.rendering.sheets import render_workbook
from partnership.reports.snapshot import freeze
from pilots.collect import engagement
from pilots.models import (
    ConsultationQuestion,
    CountCorrection,
    Event,
    EventFeedback,
    EventParticipants,
    ReportingBody,
)
from tests.integration.reports.conftest import QUARTER
from tests.support.builders import a_count, a_partner, an_activity, an_event, an_organisation, code

BEFORE, DURING = date(2019, 5, 20), date(2019, 8, 20)


def test_a_programme_without_aims_and_glossary_is_reported(body: ReportingBody) -> None:
    found = collect(body, QUARTER, as_at=QUARTER.last)

    assert found.particulars.aims == ()
    assert found.glossary == ()


def events_of(body: ReportingBody, number: int, day: date, **fields: object) -> list[Event]:
    return [
        an_event(
            body.programme, f"Event {place} of {day}", area=body.area, happened=day.isoformat(),
            **({"reported_on": day} | fields),
        )
        for place in range(number)
    ]  # fmt: skip


def with_everything(event: Event) -> None:
    a_count(event, "attendance", 40)
    an_activity(event, "Games", provider=an_organisation(f"Provider of {event}"))
    a_partner(event, an_organisation(f"Partner of {event}"), "Tea")
    baker.make(ConsultationQuestion, event=event, number=1)
    baker.make(EventFeedback, event=event, position=1)
    baker.make(EventParticipants, event=event, sector="health", value=3)
    baker.make(
        CountCorrection, event=event, number=1, type="attendance", reported_on=DURING, was_value=1
    )


@pytest.mark.parametrize("in_full", [160, 1])
def test_everything_is_gathered_in_forty_queries(
    body: ReportingBody, in_full: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engagement, "IN_FULL", in_full)
    for event in [
        *events_of(body, 3, BEFORE),
        *events_of(body, 3, date(2019, 5, 21), reported_on=DURING),
        *events_of(body, 3, DURING),
    ]:
        with_everything(event)

    with CaptureQueriesContext(connection) as asked:
        collect(body, QUARTER, as_at=QUARTER.last)

    assert len(asked) <= 40


def test_of_more_events_than_are_printed_the_workbook_has_all(
    body: ReportingBody, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engagement, "IN_FULL", 2)
    monkeypatch.setattr(document, "ROWS_IN_PRINT", 3)
    for event in events_of(body, 5, DURING):
        a_count(event, "attendance", 40)
    frozen = freeze(collect(body, QUARTER, as_at=QUARTER.last))

    sheet = load_workbook(BytesIO(render_workbook(frozen)))["Events"]
    page = render_html(frozen).decode()

    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [
        f"Event {place} of {DURING}" for place in range(5)
    ]
    assert "5 events belong to this period" in page
    assert "2 further rows" in page


def test_funds_and_statements_of_dates_are_those_of_the_cut_off(body: ReportingBody) -> None:
    programme, day = body.programme, QUARTER.last
    programme.funding.create(fund="Seed fund", amount_pounds=5000, reported_on=day)
    programme.funding.create(fund="A later fund", reported_on=date(2019, 10, 1))
    programme.funding.create(fund="Public fund", reported_on=day)
    for slug, said, means in (("b", "24 months", "2020-12"), ("a", "a year", "2019-12")):
        programme.date_claims.create(
            slug=slug, about="It ends", as_stated=said, means=code(means), reported_on=day
        )
    programme.date_claims.create(slug="c", about="It ends", as_stated="soon", reported_on=day)

    found = collect(body, QUARTER, as_at=day)

    assert found.particulars.funding == (
        "Public fund (amount not recorded)",
        "Seed fund (£5,000.00)",
    )
    assert [(claim.as_stated, claim.agrees) for claim in found.claims] == [
        ("a year", False),
        ("24 months", True),
        ("soon", None),
    ]
