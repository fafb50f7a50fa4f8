"""When answers came is told by day, week or month; a number’s box says which it takes."""

from datetime import date, timedelta

import pytest

from evaluation.forms.wave_entry import number_words, signs_of
from evaluation.presenters.waves import channel_words, day_chart
from evaluation.rules.questionnaire import NUMBER, CodePart
from tests.unit.evaluation.asking import item

FIRST = date(2026, 10, 1)  # a Thursday


def bars(*days: int) -> list[tuple[str, float]]:
    chart = day_chart([(FIRST + timedelta(day), 2) for day in days])
    assert chart
    return [(each.label, each.value) for each in chart.data]


def test_few_days_are_told_one_by_one_with_those_on_which_nobody_answered() -> None:
    assert bars(0, 2) == [("1 October 2026", 2), ("2 October 2026", 0), ("3 October 2026", 2)]


def test_weeks_are_told_where_a_wave_lasts_longer() -> None:
    assert bars(0, 1, 18) == [
        ("week of 28 September 2026", 4),
        ("week of 5 October 2026", 0),
        ("week of 12 October 2026", 0),
        ("week of 19 October 2026", 2),
    ]


def test_months_are_told_of_a_wave_of_half_a_year() -> None:
    assert len(bars(0, 200)) == 7
    assert bars(0, 200)[0] == ("October 2026", 2)


def test_nothing_is_drawn_where_nobody_answered() -> None:
    assert day_chart([]) is None


def test_how_answers_came_is_a_sentence() -> None:
    told = "1,200 came by link or QR code, 3 on paper"
    assert channel_words({"public": 1200, "paper": 3}) == told
    assert channel_words({"paper": 3}) == "3 came on paper"
    assert channel_words({}) == ""


@pytest.mark.parametrize(
    ("lowest", "highest", "unit", "words"),
    [
        (1, 999, "people", "1 to 999 people."),
        (None, 10, "", "10 or less."),
        (0, None, "hours", "0 or more hours."),
        (None, None, "", "A whole number."),
    ],
)
def test_a_box_says_which_numbers_it_takes(
    lowest: int | None, highest: int | None, unit: str, words: str
) -> None:
    asked = item(1, "hours", NUMBER, lowest=lowest, highest=highest, unit=unit)
    assert number_words(asked) == words


def test_a_part_of_the_code_says_how_long_it_is() -> None:
    assert signs_of(CodePart(1, "Day", "digits", 2)) == "2 digits"
    assert signs_of(CodePart(2, "Initial", "letters", 1)) == "1 letter"
