"""How much data a measured site holds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """Numbers of records; `updates` are of each delivery, a delivery of each area and milestone."""

    name: str
    areas: int
    milestones: int
    updates: int
    venues: int
    users: int
    events: int
    respondents: int  # of the smaller survey, before and after; the larger has twenty times as many

    @property
    def words(self) -> str:
        """3 areas × 11 milestones × 4 updates, 12 venues, 20 users, 40 events."""
        return (
            f"{self.areas} areas × {self.milestones} milestones × {self.updates} updates,"
            f" {self.venues:,} venues, {self.users:,} users, {self.events:,} events"
        )


SMALL = Size(
    "small", areas=3, milestones=11, updates=4, venues=12, users=20, events=40, respondents=12
)
NATIONAL = Size(
    "national",
    areas=32,
    milestones=60,
    updates=24,
    venues=500,
    users=5_000,
    events=250_000,
    respondents=1_250,
)
SIZES = {size.name: size for size in (SMALL, NATIONAL)}
FLOOR_MILESTONES, FLOOR_EVENTS = 60, 10_000
PROGRAMME, FLOOR_PROGRAMME = 1, 2  # primary keys, in a database that nothing else fills
