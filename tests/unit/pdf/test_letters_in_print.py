"""What is said not to print is what the fonts lack, and nothing else."""

import pytest

from partnership.letters_in_print import ALIKE, RANGES, unprintable
from partnership.pdf import characters


def test_the_ranges_are_those_of_the_fonts() -> None:
    ours = {ord(each) for each in characters._of_further_scripts()} | characters._known()
    said = set[int]()
    for each in RANGES.split():
        first, _, last = each.partition("-")
        said |= set(range(int(first, 16), int(last or first, 16) + 1))
    assert said == {each for each in ours if each > 126}
    assert set(ALIKE) == set(characters.ALIKE)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ""),
        ("A plain word, £5 – “so”", ""),
        ("\N{CJK UNIFIED IDEOGRAPH-6F22}a\N{CJK UNIFIED IDEOGRAPH-5B57}" * 2, "\u6f22\u5b57"),
        ("\N{ARABIC LETTER MEEM} \N{GRINNING FACE}\N{VARIATION SELECTOR-16}", ""),
        ("a\tb\nc\N{IDEOGRAPHIC SPACE}d\N{ZERO WIDTH JOINER}", ""),
    ],
)
def test_only_what_a_paper_can_not_print_is_told(words: str, found: str) -> None:
    assert unprintable(words) == found
