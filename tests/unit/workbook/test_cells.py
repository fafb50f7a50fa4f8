"""A cell means one thing, whatever kind of file it comes from."""

from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.dates import UNKNOWN, PartialDate
from partnership.workbook.cells import (
    Unreadable,
    clean,
    export_value,
    format_value,
    in_order,
    is_empty,
    own_words,
    read_cell,
)
from partnership.workbook.faults import CellError
from tests.unit.workbook.columns import column

DAY, MONTH = "actions.due_on", "programme.start_month"
WHOLE, SMALL = "event_counts.value", "aims.number"
DECIMAL, YES_NO = "funding.amount_pounds", "memberships.is_voting"
TEXT, KEY, WHEN = "events.purpose", "policy_references.title", "events.happened"
LIST, CHOICES = "organisations.aliases", "groups.required_sectors"
CHOICE, LINK = "sources.kind", "outputs_delivered.link"
REFERENCE = "milestones.phase"
OWN_WORDS = "reporting_bodies.status_words"


@pytest.mark.parametrize(
    ("name", "raw", "value"),
    [
        (TEXT, "  words \n", "words"),
        (TEXT, "two\r\nlines", "two\nlines"),
        (TEXT, "\t=1+1", "\t=1+1"),
        (TEXT, 12, "12"),
        (TEXT, 12.0, "12"),
        (TEXT, 1.5, "1.5"),
        (TEXT, "cafe\u0301", "café"),
        (TEXT, None, ""),
        (KEY, "\tA plan\t", "A plan"),
        (WHOLE, "12", 12),
        (WHOLE, "12.0", 12),
        (WHOLE, 12.0, 12),
        (WHOLE, "0", 0),
        (WHOLE, "", None),
        (DECIMAL, "1250.5", Decimal("1250.5")),
        (DECIMAL, 1250.5, Decimal("1250.5")),
        (DAY, "2019-10-24", date(2019, 10, 24)),
        (DAY, date(2019, 10, 24), date(2019, 10, 24)),
        (DAY, datetime(2019, 10, 24, 9, 30), date(2019, 10, 24)),
        (DAY, 43762, date(2019, 10, 24)),
        (DAY, 43762.0, date(2019, 10, 24)),
        (DAY, PartialDate.on(date(2019, 10, 24)), date(2019, 10, 24)),
        (MONTH, "2019-01", date(2019, 1, 1)),
        (MONTH, date(2019, 1, 1), date(2019, 1, 1)),
        (WHEN, "2019-Q4", PartialDate.parse("2019-Q4")),
        (WHEN, 2019, PartialDate.parse("2019")),
        (WHEN, date(2019, 10, 24), PartialDate.parse("2019-10-24")),
        (WHEN, None, UNKNOWN),
        (YES_NO, "Yes", True),
        (YES_NO, "no", False),
        (YES_NO, True, True),
        (YES_NO, False, False),
        (YES_NO, None, None),
        (LIST, "One; Two;One and ; ", ("One", "One and", "Two")),
        (LIST, '"A; B"; "say ""yes"""', ("A; B", 'say "yes"')),
        (LIST, "", ()),
        (CHOICES, "council; health", ("council", "health")),
        (CHOICE, " news ", "news"),
        (REFERENCE, 1.0, "1"),
        (REFERENCE, "", ""),
        ("memberships.role", None, "member"),
        ("programme.tolerance_days", "", 30),
    ],
)
def test_a_cell_means(name: str, raw: Any, value: Any) -> None:
    read = read_cell(raw, column(name))

    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        (TEXT, True, "It is true or false, not text."),
        (TEXT, date(2019, 10, 24), "“2019-10-24” is a date, not text."),
        (TEXT, time(9, 30), "“09:30:00” is a date, not text."),
        (TEXT, ["a"], "“['a']” is not a single value."),
        (TEXT, "a\x07b", "“a\N{REPLACEMENT CHARACTER}b” holds a control character."),
        (TEXT, "a\ud800", "holds a control character."),
        (TEXT, "a" * 20_001, "has 20,001 characters. A cell may hold 20,000"),
        (TEXT, Unreadable("C5 holds a formula.", "Write its value."), "C5 holds a formula."),
        (
            WHOLE,
            "1,200",
            "“1,200” is not a whole number. Write a whole number from 0 to 2147483647",
        ),
        (WHOLE, "१२", "“१२” is not a whole number."),
        (WHOLE, 1.5, "“1.5” is not a whole number."),
        (WHOLE, "-1", "-1 is out of range."),
        (WHOLE, True, "It is true or false"),
        (SMALL, 32768, "32768 is out of range. Write a whole number from 0 to 32767"),
        (WHOLE, "9" * 400, "is not a whole number."),
        (DECIMAL, "£12", "“£12” is not a number. Write digits, such as 94.5"),
        (DECIMAL, "nan", "“nan” is not a number."),
        (DECIMAL, "1e3", "“1e3” is not a number."),
        (DECIMAL, "1.005", "“1.005” won't do. Ensure that there are no more than 2 decimal"),
        (DAY, "2019-02-31", "“2019-02-31” is not a day. Write a day of the calendar"),
        (DAY, "2019-10", "“2019-10” is not a day."),
        (DAY, 2019, "“2019” is not a day."),
        (DAY, True, "It is true or false"),
        (DAY, time(9, 30), "is a date, not text."),
        (MONTH, "2019-01-02", "“2019-01-02” is not a month. Write the month, such as 2019-01."),
        (MONTH, "2019", "“2019” is not a month."),
        (MONTH, "2019-13", "“2019-13” is not a day of the calendar."),
        (WHEN, "last summer", "“last summer” is not a date: write 2019-10-24, 2019-10, 2019-Q4"),
        (WHEN, "2019-00", "“2019-00” is not a day of the calendar."),
        (WHEN, "0000", "“0000” is not a day of the calendar."),
        (YES_NO, "perhaps", "“perhaps” is neither yes nor no. Write yes or no."),
        (YES_NO, 1, "“1” is neither yes nor no."),
        (LIST, 'The "Hub', None),
        (LIST, '"The Hub', "can't be split. Put a text that holds “;” or a quote in"),
        (LIST, "One; one ;One", "“One” stands twice."),
        (LIST, "a\nb", "can't be split."),
        (LIST, "x" * 201, "won't do. Ensure this value has at most 200 characters"),
        (CHOICES, "council; army", "“army” is not a choice. Write public-library, school-library"),
        (CHOICE, "Board paper", "“Board paper” is not a choice. Write board-paper, news, letter"),
        ("areas.slug", "East Quay", "“East Quay” won't do. Enter a valid"),
        (LINK, "javascript:alert(1)", "won't do. Enter a valid URL."),
    ],
)
def test_a_cell_that_means_nothing_is_said(name: str, raw: Any, words: str | None) -> None:
    if words is None:
        assert read_cell(raw, column(name)) == ('The "Hub',)
        return
    with pytest.raises(CellError) as refused:
        read_cell(raw, column(name))

    assert words in str(refused.value)
    assert len(str(refused.value)) < 400


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40)


@given(TEXTS)
def test_text_is_read_in_one_form(text: str) -> None:
    once = read_cell(text, column(TEXT))

    assert read_cell(once, column(TEXT)) == once
    assert once == clean(str(once))


@given(st.lists(TEXTS.map(clean).filter(bool), unique=True, max_size=5))
def test_a_list_reads_back_whatever_its_parts_hold(parts: list[str]) -> None:
    value = in_order(parts)
    written = format_value(value, column("preceding_work.organisations"))

    assert read_cell(written, column("preceding_work.organisations")) == value


@given(st.dates(date(1900, 1, 1)), st.sampled_from(["day", "month", "quarter", "year"]))
def test_a_partial_date_reads_back(day: date, precision: str) -> None:
    quarter = f"{day:%Y}-Q{(day.month + 2) // 3}"
    codes = {"day": f"{day}", "month": f"{day:%Y-%m}", "quarter": quarter, "year": f"{day:%Y}"}
    value = read_cell(codes[precision], column(WHEN))

    assert export_value(value, column(WHEN)) == codes[precision]


@given(st.integers(0, 2_147_483_647))
def test_a_whole_number_reads_back_as_number_and_as_text(number: int) -> None:
    assert read_cell(number, column(WHOLE)) == number
    assert read_cell(str(number), column(WHOLE)) == number


@given(st.text(max_size=30) | st.floats() | st.integers() | st.booleans() | st.none())
def test_any_cell_is_read_or_refused_in_words(raw: Any) -> None:
    for name in (TEXT, KEY, WHOLE, DECIMAL, DAY, MONTH, WHEN, YES_NO, LIST, CHOICE, REFERENCE):
        with suppress(CellError):
            read_cell(raw, column(name))


@pytest.mark.parametrize("value", [None, "", (), UNKNOWN])
def test_nothing_is_empty(value: Any) -> None:
    assert is_empty(value)


@pytest.mark.parametrize("value", [0, False, Decimal(0), "no", ("a",)])
def test_zero_and_no_are_not_empty(value: Any) -> None:
    assert not is_empty(value)


def test_own_words_are_kept_by_ours_and_read_back() -> None:
    found = column(OWN_WORDS)
    read = read_cell("Green : on target; Amber:slightly: adrift", found)

    assert read == ("Amber: slightly: adrift", "Green: on target")
    assert own_words(read) == {"Amber": "slightly: adrift", "Green": "on target"}
    assert read_cell(format_value(read, found), found) == read
    assert own_words(read_cell("", found)) == {}


@pytest.mark.parametrize(
    "raw", ["Blue: fine", "Amber", "Amber:", f"Red: {'x' * 61}", "Red: late; Red: very late"]
)
def test_own_words_for_nothing_or_twice_are_refused(raw: str) -> None:
    with pytest.raises(CellError):
        read_cell(raw, column(OWN_WORDS))
