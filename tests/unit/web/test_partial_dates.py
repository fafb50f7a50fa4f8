"""Dates typed in words keep the precision that they were typed with."""

from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from partnership.dates import UNKNOWN, PartialDate
from partnership.typed_dates import read_date
from partnership.web.forms import BaseForm, PartialDateFormField


class SinceForm(BaseForm):
    since = PartialDateFormField(label="Since")


class MustForm(BaseForm):
    since = PartialDateFormField(label="Since", required=True)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("24 October 2019", "2019-10-24"),
        ("  24th   october, 2019 ", "2019-10-24"),
        ("3 Sept 2019", "2019-09-03"),
        ("1st Feb. 2020", "2020-02-01"),
        ("24/10/2019", "2019-10-24"),
        ("4.1.2019", "2019-01-04"),
        ("2019-10-24", "2019-10-24"),
        ("October 2019", "2019-10"),
        ("oct 2019", "2019-10"),
        ("2019-10", "2019-10"),
        ("2019", "2019"),
        ("Autumn 2019", "2019-autumn"),
        ("2019-autumn", "2019-autumn"),
        ("quarter 4 2019", "2019-Q4"),
        ("Q4 2019", "2019-Q4"),
        ("4th quarter 2019", "2019-Q4"),
        ("2019-q4", "2019-Q4"),
        ("October to December 2019", "2019-Q4"),
        ("", ""),
        ("Not recorded", ""),
    ],
)
def test_a_date_is_read_with_the_precision_it_was_typed_with(typed: str, code: str) -> None:
    assert str(read_date(typed)) == code


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("31 February 2019", "is not a day of the calendar"),
        ("30/2/2019", "is not a day of the calendar"),
        ("2019-13", "is not a day of the calendar"),
        ("soon", "is not a date"),
        ("24 Octember 2019", "is not a day of the calendar"),
        ("ma 2019", "is not a date"),
        ("quarter 5 2019", "is not a date"),
        ("November to January 2019", "is not a date"),
        ("24 October", "is not a date"),
        ("x" * 500, "is not a date"),
    ],
)
def test_what_is_not_a_date_is_refused_with_the_forms_understood(typed: str, wrong: str) -> None:
    form = SinceForm({"since": typed})

    [message] = form.errors["since"]
    assert wrong in message
    assert "24 October 2019, October 2019, quarter 4 2019, autumn 2019 or 2019" in message
    assert len(message) < 200


@pytest.mark.parametrize(
    "typed", ["0019", "March 0019", "19.3.0019", "31 December 1899", "2201", "winter 9998"]
)
def test_a_year_that_nobody_means_is_refused_with_what_would_be_right(typed: str) -> None:
    [message] = SinceForm({"since": typed}).errors["since"]

    assert message.startswith(
        f"“{typed}” is not a date of the years 1900 to 2200: write it such as"
    )


@pytest.mark.parametrize("typed", ["1900", "1 January 1900", "31 December 2200", "winter 2200"])
def test_the_first_and_the_last_year_are_taken(typed: str) -> None:
    assert SinceForm({"since": typed}).is_valid()


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from("dmqsy"))
def test_what_a_page_says_can_be_typed_back(day: date, precision: str) -> None:
    season = ("winter", "spring", "summer", "autumn")[day.month % 12 // 3]
    codes = {
        "d": day.isoformat(),
        "m": f"{day:%Y-%m}",
        "q": f"{day:%Y}-Q{(day.month + 2) // 3}",
        "s": f"{day:%Y}-{season}",
        "y": f"{day:%Y}",
    }
    told = PartialDate.parse(codes[precision])

    assert read_date(told.words) == told == read_date(str(told))


@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_date_or_refused_in_words(typed: str) -> None:
    form = SinceForm({"since": typed})

    if form.is_valid():
        assert form.cleaned_data["since"] == read_date(form.cleaned_data["since"].words)
    else:
        assert "write it such as" in form.errors["since"][0]


def test_the_field_gives_a_date_and_shows_it_in_words() -> None:
    form = SinceForm({"since": "autumn 2019"}, initial={"since": PartialDate.parse("2019-09")})

    assert form.is_valid()
    assert form.cleaned_data["since"] == PartialDate.parse("2019-autumn")
    assert form.has_changed()
    assert 'value="September 2019"' in str(SinceForm(initial=form.initial)["since"])


def test_the_same_date_in_other_words_is_no_change() -> None:
    form = SinceForm({"since": "sep 2019"}, initial={"since": PartialDate.parse("2019-09")})

    assert not form.has_changed()


def test_an_empty_box_is_not_recorded_unless_it_must_be_filled() -> None:
    form, must = SinceForm({"since": " "}), MustForm({"since": " "})

    assert form.is_valid()
    assert form.cleaned_data["since"] is UNKNOWN
    assert "Enter a date" in must.errors["since"][0]
    assert "Leave it empty" in str(form.fields["since"].help_text)
    assert isinstance(must.fields["since"], forms.Field)
    assert "Leave it empty" not in str(must.fields["since"].help_text)
