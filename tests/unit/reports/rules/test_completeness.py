"""Blank blocks: every mandatory text is written, every implication answered."""

import pytest

from partnership.reports.rules.completeness import Answered, Asked, missing

SECTIONS = (Asked("conclusion", "Conclusion"), Asked("background", "Background", False))
ROWS = (Asked("financial", "Financial"), Asked("islands", "Island communities", False))
WHOLE = {"conclusion": "Going well."}
NONE = {"financial": Answered("none")}


def lacks(texts: dict[str, str], answers: dict[str, Answered]) -> tuple[str, ...]:
    return missing(sections=SECTIONS, rows=ROWS, texts=texts, answers=answers)


def test_a_complete_report_lacks_nothing() -> None:
    assert lacks(WHOLE, NONE) == ()


@pytest.mark.parametrize("texts", [{}, {"conclusion": ""}, {"conclusion": " \n"}])
def test_a_mandatory_text_is_written(texts: dict[str, str]) -> None:
    assert lacks(texts, NONE) == ("the text of “Conclusion”",)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, ("an answer to “Financial”",)),
        ({"financial": Answered("")}, ("an answer to “Financial”",)),
        ({"financial": Answered("answered", " ")}, ("the text for “Financial”",)),
        ({"financial": Answered("not-required")}, ("the reason for “Financial”",)),
        ({"financial": Answered("not-required", "No change of funds")}, ()),
        ({"financial": Answered("not-applicable")}, ()),
    ],
)
def test_an_implication_is_answered_or_says_why_not(
    given: dict[str, Answered], words: tuple[str, ...]
) -> None:
    assert lacks(WHOLE, given) == words


def test_what_the_template_has_no_longer_counts_for_nothing() -> None:
    assert lacks({"old": "Words"}, {"old": Answered("none")}) == (
        "the text of “Conclusion”",
        "an answer to “Financial”",
    )
