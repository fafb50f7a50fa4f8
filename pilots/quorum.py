"""Who came to one meeting, in numbers, and whether it made its quorum.

Pure: no Django, no clock, no database. A counted seat fills as many seats as
of its people came; of one that is present without a number it is not known.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from partnership.dates import NOT_RECORDED

PRESENT, APOLOGIES, ABSENT = "present", "apologies", "absent"


@dataclass(frozen=True)
class Came:
    """One seat at the meeting. `state` "": not recorded; `size`: of a counted seat."""

    state: str = ""
    size: int | None = None
    people: int | None = None

    @property
    def seats(self) -> int:
        return 1 if self.size is None else self.size

    @property
    def is_uncounted(self) -> bool:
        """Whether people came and nobody recorded how many."""
        return self.state == PRESENT and self.size is not None and self.people is None

    @property
    def filled(self) -> int:
        """How many seats it is known to have filled."""
        if self.state != PRESENT:
            return 0
        return 1 if self.size is None else self.people or 0


@dataclass(frozen=True)
class Tally:
    """The numbers of one meeting; `quorum` None: the group has no such rule."""

    seats: int
    filled: int
    apologies: int
    absent: int
    unrecorded: int
    uncounted: int
    quorum: int | None

    @property
    def is_recorded(self) -> bool:
        """Whether it is recorded of any seat whether it was filled."""
        return bool(self.filled or self.apologies or self.absent or self.uncounted)

    @property
    def is_complete(self) -> bool:
        return not self.unrecorded and not self.uncounted

    @property
    def present(self) -> int | None:
        """How many were there; None where some of them were not counted."""
        return None if self.uncounted else self.filled

    @property
    def is_quorate(self) -> bool | None:
        """Whether enough seats were filled; None: no rule, or it can't be told."""
        if self.quorum is None or not self.is_recorded:
            return None
        if self.filled >= self.quorum:
            return True
        return False if self.is_complete else None

    @property
    def words(self) -> str:
        """11 of 14 seats were filled, 2 sent apologies, 1 was absent."""
        if not self.is_recorded:
            return f"Who came is {NOT_RECORDED}."
        verb = "was" if self.filled == 1 else "were"
        said = [f"{self.filled} of {_seats(self.seats)} {verb} filled"]
        said += [f"{self.apologies} sent apologies"] if self.apologies else []
        said += [f"{self.absent} {'was' if self.absent == 1 else 'were'} absent"] * bool(
            self.absent
        )
        if self.unrecorded:
            said.append(f"of {_seats(self.unrecorded)} it is {NOT_RECORDED}")
        if self.uncounted:
            said.append(f"how many people came is {NOT_RECORDED} for {_seats(self.uncounted)}")
        return f"{', '.join(said)}."

    @property
    def quorum_words(self) -> str:
        """8 make a quorum: it was quorate."""
        if self.quorum is None:
            return f"A rule for the quorum is {NOT_RECORDED}."
        verdict = {
            True: "it was quorate",
            False: "it was not quorate",
            None: "whether it was quorate can’t be told",
        }[self.is_quorate]
        return f"{self.quorum} make{'s' if self.quorum == 1 else ''} a quorum: {verdict}."


def tally(rows: Iterable[Came], *, quorum: int | None) -> Tally:
    """The numbers of a meeting from each of its seats."""
    found = list(rows)

    def seats(state: str) -> int:
        return sum(each.seats for each in found if each.state == state)

    return Tally(
        seats=sum(each.seats for each in found),
        filled=sum(each.filled for each in found),
        apologies=seats(APOLOGIES),
        absent=seats(ABSENT),
        unrecorded=seats(""),
        uncounted=sum(each.is_uncounted for each in found),
        quorum=quorum,
    )


def _seats(number: int) -> str:
    return "1 seat" if number == 1 else f"{number} seats"
