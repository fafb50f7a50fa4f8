"""What is due next: what was due earlier and is still open is not left out of it."""

from datetime import date

from milestones.parts import DeliveryRow
from milestones.schedule import Said, Stage
from partnership.reports.document import Cell, Paragraph, Section, Table
from partnership.reports.sections.plan import due_next
from tests.support.plan_parts import a_delivery, a_part, a_row, done, forecast
from tests.support.small_snapshots import SmallSnapshot

CUT_OFF = date(2019, 9, 30)  # the quarter after it ends on 31 December 2019
OVERDUE, TODAY, AHEAD, LATER = 8, 9, 12, 13  # months of the plan, which starts with 2019


def delivery(*said: Said, due: int) -> DeliveryRow:
    return a_delivery(a_row(due, due=due), "North", *said, as_at=CUT_OFF)


def section(*rows: DeliveryRow) -> Section:
    plan = a_part(*rows, as_at=CUT_OFF)
    return due_next(SmallSnapshot(plan=plan, about={"as_at": CUT_OFF}))  # type: ignore[arg-type]


def told(*rows: DeliveryRow) -> list[tuple[Cell, ...]]:
    (table,) = section(*rows).blocks
    assert isinstance(table, Table)
    assert table.caption == "Open milestones due or expected by 31 December 2019"
    return [row[2:] for row in table.rows]


def words(*rows: DeliveryRow) -> list[tuple[str, ...]]:
    return [tuple(cell.words for cell in row) for row in told(*rows)]


def started(*, forecast_on: date | None = None) -> Said:
    return Said(date(2019, 9, 2), stage=Stage.STARTED, forecast_on=forecast_on)


def test_what_was_due_earlier_and_is_open_has_its_agreed_day_and_its_forecast() -> None:
    rows = [
        delivery(started(forecast_on=date(2019, 10, 23)), due=TODAY),
        delivery(started(forecast_on=date(2020, 2, 1)), due=OVERDUE),
    ]
    assert words(*rows) == [
        ("30 September 2019", "23 October 2019"),
        ("31 August 2019", "1 February 2020"),
    ]


def test_what_is_pulled_forward_into_the_next_period_is_told() -> None:
    found = words(delivery(forecast(date(2019, 11, 1)), due=LATER))
    assert found == [("31 January 2020", "1 November 2019")]


def test_what_is_done_or_due_after_it_is_not_told() -> None:
    found = section(
        delivery(done(date(2019, 9, 1)), due=AHEAD), delivery(started(), due=LATER)
    ).blocks
    assert found == (Paragraph("No open milestone is due or expected by 31 December 2019."),)


def test_without_a_forecast_it_is_expected_when_its_status_says() -> None:
    row = delivery(started(), due=AHEAD)
    assert row.status.words == "Green: expected 31 December 2019"
    ((_, expected),) = told(row)
    assert (expected.words, expected.value) == ("31 December 2019", date(2019, 12, 31))


def test_a_day_that_is_past_is_not_expected() -> None:
    assert words(delivery(started(), due=OVERDUE)) == [("31 August 2019", "no forecast recorded")]


def test_of_what_nobody_reported_nothing_is_expected() -> None:
    row = delivery(due=AHEAD)
    assert row.status.why.endswith("no update recorded")
    assert words(row) == [("31 December 2019", "no update recorded")]
