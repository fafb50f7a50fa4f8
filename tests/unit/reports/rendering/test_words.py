"""Words of every script in an office file: what can't be held is left out, the way is set."""

import pytest

from partnership.lettering import is_right_to_left
from partnership.reports.rendering.zipped import writable


@pytest.mark.parametrize(
    ("words", "is_so"),
    [
        ("", False),
        ("12 events", False),
        ("مرحبا", True),
        ("12 – שלום", True),
        ("Salaam, مرحبا", False),
        ("\N{GRINNING FACE}", False),
    ],
)
def test_the_first_letter_with_a_direction_decides(words: str, is_so: bool) -> None:
    assert is_right_to_left(words) is is_so


def test_what_no_office_file_can_hold_is_left_out() -> None:
    assert writable("a\x00b\x0bc\x1fd\ufffee") == "abcde"


def test_line_ends_emoji_and_scripts_stay() -> None:
    words = "a\tb\nc \N{GRINNING FACE} مرحبا"
    assert writable(words) == words
