"""Who came to the meetings that were held, sector by sector.

Pure. Posts are counted apart from the people of counted seats: of the one it
is known who came, of the other how many did. What was not counted is said.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from partnership.dates import NOT_RECORDED

PRESENT, APOLOGIES, ABSENT = "present", "apologies", "absent"


@dataclass(frozen=True)
class Attended:
    """One seat at one meeting; a counted seat has its `size`, and the `people` who came."""

    meeting: int
    sector: str
    state: str
    size: int | None = None
    people: int | None = None


@dataclass(frozen=True)
class SectorAttendance:
    """How often a sector's seats were filled; an empty sector is not recorded.

    `came` of `expected` are people of counted seats; at `uncounted` meetings
    they came and nobody recorded how many.
    """

    sector: str
    seats: int
    present: int
    apologies: int
    absent: int
    expected: int
    came: int
    uncounted: int

    @property
    def words(self) -> str:
        """5 of 6 seats present, 1 with apologies; 14 of 16 people of counted seats."""
        return "; ".join(part for part in (self._seats_words(), self._people_words()) if part)

    def _seats_words(self) -> str:
        if not self.seats:
            return ""
        said = [f"{self.present} of {_counted(self.seats, 'seat')} present"]
        said += [f"{self.apologies} with apologies"] if self.apologies else []
        said += [f"{self.absent} absent"] if self.absent else []
        return ", ".join(said)

    def _people_words(self) -> str:
        said = []
        if self.expected:
            said.append(f"{self.came} of {self.expected} people of counted seats")
        if self.uncounted:
            meetings = _counted(self.uncounted, "meeting")
            said.append(f"how many people came {NOT_RECORDED} for {meetings}")
        return ", ".join(said)


@dataclass(frozen=True)
class Attendance:
    """Attendance over the meetings held; some have totals only, some have nothing."""

    sectors: tuple[SectorAttendance, ...]
    covered: int
    totals_only: tuple[int, ...]
    unrecorded: tuple[int, ...]

    @property
    def base(self) -> str:
        """Of 3 meetings held: seat by seat for 1; totals only for meeting 2; not recorded …"""
        held = self.covered + len(self.totals_only) + len(self.unrecorded)
        said = [f"seat by seat for {self.covered}"] if self.covered else []
        if self.totals_only:
            said.append(f"totals only for {_numbers(self.totals_only)}")
        if self.unrecorded:
            said.append(f"{NOT_RECORDED} for {_numbers(self.unrecorded)}")
        return f"Of {_counted(held, 'meeting')} held: {'; '.join(said)}."


def attendance(rows: Iterable[Attended], totals: Iterable[tuple[int, bool]]) -> Attendance:
    """What the rows of the meetings held say; `totals` are (number, has totals) of each held."""
    found = list(rows)
    covered = {row.meeting for row in found}
    others = [(number, has) for number, has in sorted(totals) if number not in covered]
    names = sorted({row.sector for row in found}, key=lambda name: (not name, name))
    return Attendance(
        tuple(_sector(name, [row for row in found if row.sector == name]) for name in names),
        len(covered),
        tuple(number for number, has in others if has),
        tuple(number for number, has in others if not has),
    )


def _sector(name: str, rows: Iterable[Attended]) -> SectorAttendance:
    found = list(rows)
    posts = [row for row in found if row.size is None]
    counted = [row for row in found if row.size is not None]
    states = [row.state for row in posts]
    unknown = [row for row in counted if row.state == PRESENT and row.people is None]
    known = [row for row in counted if row not in unknown]
    return SectorAttendance(
        sector=name,
        seats=len(posts),
        present=states.count(PRESENT),
        apologies=states.count(APOLOGIES),
        absent=states.count(ABSENT),
        expected=sum(row.size or 0 for row in known),
        came=sum(row.people or 0 for row in known),
        uncounted=len({row.meeting for row in unknown}),
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _numbers(meetings: tuple[int, ...]) -> str:
    numbers = ", ".join(str(number) for number in meetings)
    return f"meeting {numbers}" if len(meetings) == 1 else f"meetings {numbers}"
