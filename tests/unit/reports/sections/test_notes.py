"""The data notes: what is hidden, what comes late, and what papers state otherwise."""

from datetime import date
from typing import Any

import pytest

from partnership.reports.document import Paragraph
from partnership.reports.sections.notes import data_notes
from partnership.reports.snapshot import Claim
from tests.support.small_snapshots import SmallSnapshot


class Noted(SmallSnapshot):
    claims: tuple[Claim, ...] = ()

    @property
    def engagement(self) -> Any:
        found = super().engagement
        found.undated = 0
        return found


def notes(*agree: bool | None) -> str:
    snapshot = Noted(about={"edition": 1})
    snapshot.claims = tuple(
        Claim("End", "next year", "A paper", date(2019, 10, 24), each) for each in agree
    )
    blocks = data_notes(snapshot, "f" * 64).blocks  # type: ignore[arg-type]
    return " ".join(block.text for block in blocks if isinstance(block, Paragraph))


def test_suppression_and_late_entries_are_explained() -> None:
    said = notes()
    assert "What a small number would tell of few people is hidden" in said
    assert "labelled a late entry" in said


@pytest.mark.parametrize(
    ("agree", "words"),
    [
        ((True, None), "No statement of a paper would mean another end."),
        ((True, False, None), "in other ways too: 1 statement of 3 would mean another end."),
    ],
)
def test_what_papers_state_of_the_end_is_counted(
    agree: tuple[bool | None, ...], words: str
) -> None:
    said = notes(*agree)
    assert f"The programme’s agreed end is 31 December 2020. {words}" in said.replace(
        "Papers state its length ", ""
    )
