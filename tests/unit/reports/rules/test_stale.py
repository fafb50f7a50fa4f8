"""A text is pointed out where it is the last one, or quotes what is no longer so."""

import pytest

from partnership.reports.rules.stale import quoted, stale

THEN = frozenset({"412", "24 October 2019", "1,360", "12"})
NOW = frozenset({"530", "30 January 2020", "1360", "12"})


def test_a_text_copied_unchanged_is_pointed_out_however_it_is_spaced() -> None:
    assert stale("All  is\nwell.", last_text="all is well.", said_then=THEN, said_now=NOW).is_copy
    assert not stale("All is well!", last_text="All is well.", said_then=THEN, said_now=NOW)


def test_figures_and_dates_of_the_last_report_alone_are_named() -> None:
    text = "412 people came by 24 October 2019; 1,360 loans, 12 events, and 530 people since."

    found = stale(text, last_text="", said_then=THEN, said_now=NOW)

    assert found.quotes == ("24 October 2019", "412")


@pytest.mark.parametrize("text", ["", "  \n"])
def test_no_text_is_never_stale(text: str) -> None:
    assert not stale(text, last_text=text, said_then=THEN, said_now=NOW)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1,200 of 3,400.", ("1,200", "3,400")),
        ("In 2019, 17.5 hours.", ("2019", "17.5")),
        ("M12 and A5, 9 areas, v2.10", ()),
        ("12 and 12 again", ("12",)),
        ("On 3 May 2019 and 13", ("3 May 2019", "13")),
        ("12345", ("12345",)),
    ],
)
def test_numbers_of_ten_and_more_and_dates_are_read(text: str, found: tuple[str, ...]) -> None:
    assert quoted(text) == found
