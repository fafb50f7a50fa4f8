"""What the filters say, and that unknown is never zero."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template

from partnership.dates import PartialDate
from partnership.web.templatetags import words

UNKNOWN = '<span class="not-recorded">not recorded</span>'


@pytest.mark.parametrize("value", [None, "", "  "])
def test_unknown_facts_are_said_in_words(value: object) -> None:
    assert words.recorded(value) == UNKNOWN


@pytest.mark.parametrize("value", [0, False, "0", Decimal(0)])
def test_zero_is_a_fact(value: object) -> None:
    assert words.recorded(value) == str(value)


def test_other_words_can_stand_for_unknown() -> None:
    assert words.recorded(None, "base not recorded").endswith(">base not recorded</span>")


def test_facts_are_escaped_once() -> None:
    page = Template("{{ fact|recorded }}").render(Context({"fact": "<b>HIRS & KA</b>"}))

    assert page == "&lt;b&gt;HIRS &amp; KA&lt;/b&gt;"


def test_words_are_built_in_to_every_template() -> None:
    assert Template("{{ when|day }}").render(Context({"when": None})) == UNKNOWN


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (date(2019, 10, 24), "24 October 2019"),
        (PartialDate.parse("2019-autumn"), "autumn 2019"),
        (PartialDate(), UNKNOWN),
        (None, UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_days_are_said_as_exactly_as_they_are_known(value: object, said: str) -> None:
    assert words.day(value) == said


def test_a_moment_after_midnight_in_summer_is_the_next_day() -> None:
    late = datetime(2019, 6, 30, 23, 30, tzinfo=UTC)

    assert words.day(late) == "1 July 2019"
    assert words.moment(late) == "1 July 2019 at 00:30"
    assert words.moment(None) == UNKNOWN


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1234, "1,234"),
        (0, "0"),
        (-3, "−3"),
        (12.50, "12.5"),
        (1200.0, "1,200"),
        (Decimal("1234.50"), "1,234.5"),
        (1e-7, "0.0000001"),
        (None, UNKNOWN),
    ],
)
def test_numbers_are_said_the_british_way(value: object, said: str) -> None:
    assert words.number(value) == said


@pytest.mark.parametrize(
    ("count", "forms", "noun"),
    [
        (1, "day", "day"),
        (2, "day", "days"),
        (0, "person,people", "people"),
        ([1], "person,people", "person"),
    ],
)
def test_nouns_follow_their_count(count: object, forms: str, noun: str) -> None:
    assert words.plural(count, forms) == noun


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "no events"), (1, "1 event"), (1200, "1,200 events"), ("ab", "2 events")],
)
def test_counts_come_with_their_noun(count: object, said: str) -> None:
    assert words.counted(count, "event") == said
