"""A direction is told in whole sentences, however its recorder ended its parts."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from partnership.reports.document import Paragraph
from partnership.reports.rules.board_word import LIVE, BoardsWord, DecidedRow, DirectionRow
from partnership.reports.sections.boards_word import boards_word


def told(**said: str) -> str:
    row = DirectionRow("D1", date(2019, 10, 24), "the council", "Outreach", status=LIVE, **said)
    snapshot: Any = SimpleNamespace(boards_word=BoardsWord(directions=(row,)))
    return next(
        block.text
        for block in boards_word(snapshot).blocks
        if isinstance(block, Paragraph) and block.text.startswith("Direction D1")
    )


@pytest.mark.parametrize("end", ["", ".", " "])
def test_each_part_ends_once(end: str) -> None:
    said = told(
        text=f"Open on Sundays{end}", budget=f"£5,000, set aside{end}",
        intended_outcome=f"more visits{end}",
    )  # fmt: skip
    assert said == (
        "Direction D1, to the council, on Outreach: Open on Sundays. Budget: £5,000, set aside."
        " What is to come of it: more visits."
    )


def test_what_is_not_recorded_is_left_out() -> None:
    assert told(text="Who pays?") == "Direction D1, to the council, on Outreach: Who pays?"


@pytest.mark.parametrize(
    ("outcome", "text", "words"),
    [
        ("Noted", "", "noted the report on July to September 2019."),
        ("Approved", "with thanks", "approved the report on July to September 2019. With thanks."),
        (
            "Asked for more",
            "what it costs",
            "asked for more on the report on July to September 2019: what it costs.",
        ),
    ],
)
def test_what_the_body_decided_is_told_in_sentences(outcome: str, text: str, words: str) -> None:
    row = DecidedRow("July to September 2019", date(2019, 11, 14), outcome, text)
    snapshot: Any = SimpleNamespace(boards_word=BoardsWord(decisions=(row,)))
    first, *_ = boards_word(snapshot).blocks
    assert first == Paragraph(f"On 14 November 2019 the body {words}")
