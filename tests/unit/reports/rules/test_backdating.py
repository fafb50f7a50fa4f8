"""Tasks of a report are counted back from its deadline, and never lie in its period."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.reports.rules.backdating import DRAFT, FIGURES, PAPER, SIGN, Lead, tasks

LAST = date(2019, 9, 30)


def test_they_are_counted_back_from_the_deadline() -> None:
    assert tasks(period_last=LAST, papers_due=date(2019, 11, 20), lead=Lead(21, 14, 5)) == {
        FIGURES: date(2019, 10, 30),
        DRAFT: date(2019, 11, 6),
        SIGN: date(2019, 11, 15),
        PAPER: date(2019, 11, 20),
    }


def test_a_deadline_soon_after_the_period_shares_what_time_there_is() -> None:
    found = tasks(period_last=LAST, papers_due=date(2019, 10, 8), lead=Lead(21, 14, 5))

    assert list(found.values()) == [
        date(2019, 10, 1), date(2019, 10, 4), date(2019, 10, 7), date(2019, 10, 8),
    ]  # fmt: skip


@given(
    room=st.integers(1, 120),
    lead=st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 60)),
)
def test_they_stay_in_order_between_the_period_and_the_deadline(
    room: int, lead: tuple[int, int, int]
) -> None:
    due = LAST + timedelta(room)
    days = list(
        tasks(period_last=LAST, papers_due=due, lead=Lead(*sorted(lead, reverse=True))).values()
    )

    assert days == sorted(days)
    assert days[0] > LAST
    assert days[-1] == due


def test_a_deadline_within_the_period_is_refused() -> None:
    with pytest.raises(ValueError, match="before the period"):
        tasks(period_last=LAST, papers_due=LAST, lead=Lead())


def test_an_approval_before_the_draft_is_refused() -> None:
    with pytest.raises(ValueError, match="before the approval"):
        Lead(21, 5, 14)
