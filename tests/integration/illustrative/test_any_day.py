"""The illustrative workbook fits any today: hypothesis tries many, no database is needed."""

from collections.abc import Iterator
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from partnership.dates import PartialDate, add_months, month_number
from partnership.workbook.cells import Raw
from partnership.workbook.illustrative import MONTH_SHOWN, Row, workbook

DAYS = st.dates(date(2025, 1, 1), date(2060, 12, 31))
PAST_COLUMNS = (
    "reported_on",
    "actual_on",
    "done_on",
    "dropped_on",
    "held",
    "decided",
    "held_reported_on",
    "confirmed_on",
    "cancelled_reported_on",
)
WAS_HELD = ("held", "confirmed")


def rows(today: date) -> Iterator[tuple[str, Row]]:
    """Every row of the workbook as it would be loaded first on `today`."""
    for sheet in workbook(add_months(today, 1 - MONTH_SHOWN)).sheets():
        yield from ((sheet.title, row) for row in sheet.dict)


def first_day(cell: Raw) -> date:
    first = PartialDate.parse(cell or "").first
    assert first is not None
    return first


@given(today=DAYS)
@settings(max_examples=20, deadline=None)
def test_today_is_in_month_10(today: date) -> None:
    (programme,) = (row for name, row in rows(today) if name == "programme")

    assert month_number(first_day(programme["start_month"]), today) == 10


@given(today=DAYS)
@settings(max_examples=20, deadline=None)
def test_nothing_is_said_or_done_after_today(today: date) -> None:
    for name, row in rows(today):
        for column in PAST_COLUMNS:
            if row.get(column):
                assert first_day(row[column]) <= today, (name, column, row)


@given(today=DAYS)
@settings(max_examples=20, deadline=None)
def test_what_was_held_or_done_is_reported_afterwards(today: date) -> None:
    for name, row in rows(today):
        happened = {
            "events": row.get("happened") if row.get("status") in WAS_HELD else None,
            "meetings": row.get("held"),
            "updates": row.get("actual_on"),
            "decisions": row.get("decided"),
        }.get(name)
        if happened:
            last = PartialDate.parse(happened).last
            assert last is not None
            said = row.get("held_reported_on") or row["reported_on"]
            assert last <= first_day(said), (name, row)
            assert first_day(said) <= first_day(row.get("confirmed_on") or said), (name, row)


@given(today=DAYS)
@settings(max_examples=20, deadline=None)
def test_updates_of_a_delivery_are_numbered_as_they_were_reported(today: date) -> None:
    told: dict[tuple[Raw, Raw], list[tuple[int, str]]] = {}
    for name, row in rows(today):
        if name == "updates":
            of_delivery = told.setdefault((row["milestone"], row["area"]), [])
            of_delivery.append((int(row["number"]), row["reported_on"]))

    assert len(told) == 21
    for said in told.values():
        assert sorted(said, key=lambda update: update[1]) == said
        assert [number for number, _ in said] == list(range(1, len(said) + 1))


@given(today=DAYS)
@settings(max_examples=20, deadline=None)
def test_what_is_planned_and_dated_after_month_10_lies_ahead(today: date) -> None:
    ahead = [
        row
        for name, row in rows(today)
        if name == "events" and row["status"] == "planned" and first_day(row["happened"]) > today
    ]

    assert len(ahead) >= 5
