"""Who came to one meeting, in numbers and words, and whether it made its quorum."""

import pytest

from pilots.quorum import Came, tally

PRESENT, APOLOGIES, ABSENT = (Came(state) for state in ("present", "apologies", "absent"))
YOUNG = Came("present", size=8, people=6)


def test_a_counted_seat_fills_as_many_seats_as_of_its_people_came() -> None:
    counts = tally([PRESENT, APOLOGIES, ABSENT, YOUNG], quorum=7)

    assert (counts.seats, counts.filled, counts.present) == (11, 7, 7)
    assert counts.words == "7 of 11 seats were filled, 1 sent apologies, 1 was absent."
    assert counts.quorum_words == "7 make a quorum: it was quorate."


def test_a_counted_seat_that_sent_apologies_sent_them_for_all_its_people() -> None:
    counts = tally([Came("apologies", size=8), Came("absent", size=2), PRESENT], quorum=None)

    assert (counts.apologies, counts.absent) == (8, 2)
    assert counts.words == "1 of 11 seats was filled, 8 sent apologies, 2 were absent."
    assert counts.quorum_words == "A rule for the quorum is not recorded."


@pytest.mark.parametrize(
    ("rows", "is_quorate"),
    [
        ([PRESENT, PRESENT], True),
        ([PRESENT, ABSENT], False),
        ([PRESENT, Came()], None),
        ([PRESENT, PRESENT, Came()], True),
        ([PRESENT, Came("present", size=8)], None),
        ([Came(), Came()], None),
    ],
)
def test_a_quorum_is_told_only_where_it_can_be(rows: list[Came], is_quorate: bool | None) -> None:
    assert tally(rows, quorum=2).is_quorate is is_quorate


def test_what_nobody_recorded_is_never_nobody() -> None:
    counts = tally([Came(), Came()], quorum=2)

    assert not counts.is_recorded
    assert counts.words == "Who came is not recorded."
    assert "can’t be told" in counts.quorum_words


def test_people_who_were_not_counted_make_the_number_unknown() -> None:
    counts = tally([PRESENT, Came("present", size=8), Came()], quorum=1)

    assert counts.present is None
    assert counts.words == (
        "1 of 10 seats was filled, of 1 seat it is not recorded,"
        " how many people came is not recorded for 1 seat."
    )
    assert counts.quorum_words == "1 makes a quorum: it was quorate."
