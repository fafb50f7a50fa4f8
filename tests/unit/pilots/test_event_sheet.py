"""What the rows of a sheet of events mean, and what is wrong with them, in words."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilots.event_sheet import Known, read_row, write_counted
from pilots.event_sheet_cells import Counted, cleaned, folded, read_parts, write_parts

KNOWN = Known(
    today=date(2026, 11, 22),
    kinds={"fun day": 1, "old": 2},
    areas={"north ayrshire": 10, "argyll": 11},
    venues={10: {"ardrossan library": 100}},
    organisations={"nhs highland": 5, "scottish ambulance service: west": 6, "nhsh": 5},
    allowed=frozenset([10, None]),
    retired=frozenset([2]),
    reserved=frozenset(["log"]),
)
ROW = {"name": "Fun Day", "kind": "Fun day", "area": "North Ayrshire", "status": "held"}


def faults(**cells: str) -> dict[str, str]:
    return read_row(ROW | cells, KNOWN).faults


def test_a_full_row_is_read() -> None:
    row = ROW | {
        "venue": "ARDROSSAN  library", "when": "24/10/2019", "starts": "10.30", "ends": "4 pm",
        "footfall": "about 468", "attendance_adults": "160", "attendance_adults_sure": "About",
        "attendance_method": "Head count", "partners": "nhsh: health checks; Scottish Ambulance"
        " Service: West",
    }  # fmt: skip

    reading = read_row(row, KNOWN)

    assert reading.faults == {}
    assert (reading.values["venue"], reading.values["area"], reading.values["kind"]) == (100, 10, 1)
    assert (reading.values["starts"], reading.values["ends"]) == (time(10, 30), time(16))
    assert str(reading.values["when"]) == "2019-10-24"
    assert reading.counts == (
        Counted("footfall", "", 468, "about"),
        Counted("attendance", "adults", 160, "about", "head-count"),
    )
    assert reading.partners == {5: "health checks", 6: ""}


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        ("name", "", "“Event” is empty"),
        ("status", "", "“Status” is empty: fill it in. Planned, held"),
        ("kind", "Raffle", "no kind of event “Raffle”"),
        ("kind", "old", "no longer offered"),
        ("area", "Argyll", "You may not add events"),
        ("area", "", "Name the area"),
        ("venue", "The moon", "no venue “The moon”"),
        ("when", "29 February 2019", "not a day of the calendar"),
        ("when", "1019", "not of the years"),
        ("when", "1 January 2030", None),
        ("last_day", "24 October 2019", "after a first day"),
        ("ends", "16:00", "without a start"),
        ("starts", "25:00", "not a time of day"),
        ("attendance", "1000001", "more than 1,000,000"),
        ("attendance", "-3", "not a number of people"),
        ("attendance", "1.5", "not a number of people"),
        ("attendance", "٣", "not a number of people"),
        ("attendance_sure", "about", None),
        ("status", "perhaps", "not a status"),
        ("slug", "log", "kept for a page"),
        ("slug", "a b", "can’t be a key"),
        ("partners", "Nobody", "No organisation is known as “Nobody”"),
        ("partners", "NHSH; NHS Highland", "stands twice"),
        ("as_stated", "attendance: about 3", "no count of"),
        ("counts", "dogs: 3", "does not begin with"),
        ("confirmed_on", "2019-10-24", "Only an event that is confirmed"),
        ("reported_on", "2030-01-01", "has not come yet"),
        ("extra", "3", "more cells"),
        ("purpose", "x" * 10_001, "longer than 10,000"),
        ("purpose", "a␀b", "no text can hold"),
        ("cancelled_why", "Rain", "Only an event that is cancelled"),
    ],
)
def test_a_fault_is_said_in_words(column: str, text: str, words: str | None) -> None:
    found = faults(**{column: text})

    assert found
    if words:
        assert words in found[column]


def test_a_right_row_has_no_fault() -> None:
    assert faults() == {}


def test_an_event_can_not_end_before_it_starts() -> None:
    assert "can’t end at 09:00" in faults(starts="10:00", ends="09:00")["ends"]
    assert faults(starts="10:00", ends="09:00", when="2019-10-24", last_day="2019-10-25") == {}
    assert "last_day" in faults(when="2019-10-24", last_day="2019-10-23")


def test_what_is_to_come_is_planned_and_has_no_figures() -> None:
    assert "has not come" in faults(when="2027-01-05")["status"]
    assert faults(when="2027-01-05", status="planned") == {}
    assert "no figures" in faults(status="planned", attendance="3")["status"]


def test_not_recorded_is_not_zero() -> None:
    (count,) = read_row(ROW | {"attendance": "not recorded"}, KNOWN).counts

    assert count.value is None


@pytest.mark.parametrize("both", ["North Ayrshire; Argyll", "Argyll and north ayrshire"])
def test_an_event_in_two_areas_is_a_fault_that_says_what_to_do(both: str) -> None:
    assert "of one area: name the one that held it" in faults(area=both)["area"]
    known = replace(KNOWN, areas=KNOWN.areas | {both.lower(): 10})
    assert read_row(ROW | {"area": both}, known).faults == {}


def test_a_row_of_another_area_than_the_sheets_is_a_fault() -> None:
    known = replace(KNOWN, only_area=10)

    assert "another area" in read_row(ROW | {"area": "Whole programme"}, known).faults["area"]
    assert read_row(ROW | {"area": ""}, known).values["area"] == 10


TEXTS = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=20
).map(cleaned)
LABELS = st.sampled_from(["", "adults", "children", "others", "volunteers (18+)", "Boys & girls"])
COUNTS = st.lists(
    st.builds(
        Counted,
        type=st.sampled_from(["footfall", "attendance", "participation"]),
        group=LABELS,
        value=st.none() | st.integers(0, 1_000_000),
        qualifier=st.sampled_from(["exact", "about", "at-least"]),
        method=st.sampled_from(["", "door-counter", "head-count", "register", "estimate"]),
        as_stated=st.sampled_from(["", "about 160; or more", "“viele”: 3"]),
        may_overlap=st.booleans(),
    ).map(lambda count: count if count.value is not None else replace(count, qualifier="exact")),
    unique_by=lambda count: (count.type, count.group),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # the first text of a fresh machine
@given(COUNTS)
def test_counts_written_read_back_the_same(counts: list[Counted]) -> None:
    cells = {key: str(value) for key, value in write_counted(counts).items()}

    reading = read_row(ROW | cells, KNOWN)

    assert reading.faults == {}
    assert set(reading.counts) == set(counts)


@given(st.lists(TEXTS.filter(bool), max_size=5))
def test_lists_written_read_back_the_same(parts: list[str]) -> None:
    assert list(read_parts(write_parts(parts))) == parts


def test_names_are_known_whatever_their_case() -> None:
    assert folded("  Fun \n DAY ") == "fun day"
