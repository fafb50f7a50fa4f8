"""Parts of the self-made code: the same before and after, however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.rules.codes import CodeRefusedError, plain, read_code
from evaluation.rules.questionnaire import CodePart

LETTERS = CodePart(1, "First name of your mother", "letters", 2)
DIGITS = CodePart(2, "Day of your birthday", "digits", 2)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("Anna", "an"),
        ("AN", "an"),
        (" a n", "an"),
        ("Ánna", "an"),
        ("O’Neil", "on"),
        ("Øystein", "oy"),
        ("Łucja", "lu"),
        ("Ærø", "ae"),
        ("Мария", "ма"),
        ("", ""),
        ("  ", ""),
    ],
)
def test_letters_are_the_first_ones_without_case_and_accents(typed: str, same: str) -> None:
    assert plain(LETTERS, typed) == same


@pytest.mark.parametrize(
    ("typed", "same"), [("7", "07"), ("07", "07"), (" 7 ", "07"), ("1 2", "12"), ("0", "00")]
)
def test_digits_are_filled_up(typed: str, same: str) -> None:
    assert plain(DIGITS, typed) == same


@pytest.mark.parametrize(
    ("part", "typed"),
    [(LETTERS, "A"), (LETTERS, "7a"), (LETTERS, "--"), (DIGITS, "123"), (DIGITS, "x"),
     (DIGITS, "-1"), (DIGITS, "٣")],
)  # fmt: skip
def test_what_cannot_be_a_part_is_refused(part: CodePart, typed: str) -> None:
    with pytest.raises(CodeRefusedError):
        plain(part, typed)


def test_all_parts_are_read_and_wrong_ones_named() -> None:
    assert read_code((LETTERS, DIGITS), {"code.1": "Anna", "code.2": "400"}) == (
        ("an", ""),
        (DIGITS,),
    )
    assert read_code((LETTERS, DIGITS), {}) == (("", ""), ())


@given(st.text(max_size=12))
def test_the_one_form_is_its_own(typed: str) -> None:
    for part in (LETTERS, DIGITS):
        try:
            once = plain(part, typed)
        except CodeRefusedError:
            continue
        assert plain(part, once) == once
