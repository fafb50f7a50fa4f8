"""Two texts compared paragraph by paragraph."""

from hypothesis import given
from hypothesis import strategies as st

from pilots.text_changes import Change, differences, is_same, paragraphs

TEXTS = st.lists(st.sampled_from(["One.", "Two.", "Three.", "Four."]), max_size=6).map("\n\n".join)


def test_what_was_changed_taken_out_and_added_stands_side_by_side() -> None:
    found = differences("One.\n\nTwo.\n\nThree.", "One.\n\n2.\n\nThree.\n\nFour.")

    assert found == (Change(("Two.",), ("2.",)), Change((), ("Four.",)))


def test_line_ends_and_blank_lines_make_no_difference() -> None:
    assert is_same("One.\r\n\r\nTwo.\r\nHalf", "One.\n \n\n\nTwo.\nHalf\n")
    assert not is_same("One. Two.", "One.\n\nTwo.")


@given(theirs=TEXTS, yours=TEXTS)
def test_every_paragraph_that_only_one_has_is_shown(theirs: str, yours: str) -> None:
    found = differences(theirs, yours)

    assert bool(found) == (paragraphs(theirs) != paragraphs(yours))
    for each in paragraphs(theirs):
        if each not in paragraphs(yours):
            assert any(each in change.theirs for change in found)
