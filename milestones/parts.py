"""The plan, its detail and the risks as plain, frozen data.

Pure: no Django, no clock, no database. `collect` and `detail` make them.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from milestones.risk_rules import (
    Level,
    impact_words,
    judged_words,
    level_of,
    likelihood_words,
    natural_order,
    score_of,
    score_words,
)
from milestones.schedule import Rag, Standing, Status, slip_words
from partnership.dates import day_words


@dataclass(frozen=True)
class MilestoneRow:
    """One row of the plan, as the programme words it."""

    key: int
    reference: str
    title: str
    phase: str
    due_month: int
    planned_on: date
    is_each_area: bool
    scope_inferred_from: str
    reported_on: date
    needs: tuple[int, ...] = ()
    kotter_step: int | None = None
    is_dropped: bool = False


@dataclass(frozen=True)
class Judged:
    """A manager's judgement beside the status by rule, with its reason and last day."""

    rag: Rag
    reason: str
    ends_on: date

    @property
    def words(self) -> str:
        return f"Judged {self.rag.value}: {self.reason} (until {day_words(self.ends_on)})"


@dataclass(frozen=True)
class Pusher:
    """A delivery that pushes another; all but `where` empty where it is out of reach."""

    where: str
    key: int = 0
    reference: str = ""
    title: str = ""

    @property
    def words(self) -> str:
        """M3, Midlothian."""
        return f"{self.reference}, {self.where}" if self.reference else self.where


@dataclass(frozen=True)
class DeliveryRow:
    """One delivery on a day: dates, slip, status by rule and what a manager judged.

    `last_forecast_on` is what was expected at the end of the period before.
    `slip_days` runs from the baseline; `overdue_days` from the agreed date, which
    had been moved `times_moved` times by then. `key` is the delivery's. `pushed_to`
    is the knock-on forecast (milestones.knock_on), None where nothing pushes it or it
    was not asked for; `pushed_by` says what does.
    """

    milestone: MilestoneRow
    area: str
    area_slug: str
    standing: Standing
    status: Status
    overdue_days: int
    note: str = ""
    reason: str = ""
    last_forecast_on: date | None = None
    key: int = 0
    owner: str = ""
    times_moved: int = 0
    judged: Judged | None = None
    pushed_to: date | None = None
    pushed_by: tuple[Pusher, ...] = ()

    @property
    def where(self) -> str:
        return self.area or "Whole programme"

    @property
    def slip_words(self) -> str:
        """12 days before baseline; nothing while no slip is known or there is none."""
        return slip_words(self.standing.slip) if self.standing.slip else ""

    @property
    def moved_words(self) -> str:
        """Due date moved 3 times; nothing where it never was."""
        if not self.times_moved:
            return ""
        often = "once" if self.times_moved == 1 else f"{self.times_moved} times"
        return f"Due date moved {often}"

    @property
    def pushed_days(self) -> int:
        """Days from what is expected to the knock-on forecast; 0 where nothing pushes it."""
        return (self.pushed_to - self.standing.expected_on).days if self.pushed_to else 0

    @property
    def pushed_words(self) -> str:
        """Pushed to 12 December 2019 by M3, Midlothian; nothing where nothing pushes it."""
        if not self.pushed_to:
            return ""
        by = "; ".join(pusher.words for pusher in self.pushed_by)
        return f"Pushed to {day_words(self.pushed_to)} by {by}"


@dataclass(frozen=True)
class PlanPart:
    """The plan as it stood at the end of `as_at`."""

    as_at: date
    milestones: tuple[MilestoneRow, ...]
    areas: tuple[tuple[str, str], ...]
    deliveries: tuple[DeliveryRow, ...]

    @cached_property
    def tally(self) -> dict[Rag, int]:
        """How many deliveries have each status, in the order of the rule."""
        counts = Counter(row.status.rag for row in self.deliveries)
        return {rag: counts[rag] for rag in Rag}

    @cached_property
    def late(self) -> tuple[DeliveryRow, ...]:
        """The red ones, longest overdue or slipped first."""
        red = [row for row in self.deliveries if row.status.rag is Rag.RED]
        return tuple(sorted(red, key=lambda row: -max(row.overdue_days, row.standing.slip_days)))

    def in_area(self, slug: str) -> "PlanPart":
        """What bears on one area: its own deliveries and the whole programme's."""
        kept = [row for row in self.deliveries if row.area_slug in ("", slug)]
        areas = [area for area in self.areas if area[0] == slug]
        return replace(self, areas=tuple(areas), deliveries=tuple(kept))

    def reported_after(self, earlier: "PlanPart") -> "PlanPart":
        """The same plan, each delivery with what was expected in an earlier look at it."""
        expected = {
            (row.milestone.key, row.area_slug): row.standing.expected_on
            for row in earlier.deliveries
            if row.standing.updated_on
        }
        rows = [
            replace(row, last_forecast_on=expected.get((row.milestone.key, row.area_slug)))
            for row in self.deliveries
        ]
        return replace(self, deliveries=tuple(rows))

    @cached_property
    def next_due(self) -> tuple[DeliveryRow, ...]:
        """The deliveries of the milestone that is due next and still open."""
        ahead = [
            row
            for row in self.deliveries
            if row.standing.is_open and row.standing.agreed_on >= self.as_at
        ]
        soonest = min((row.standing.agreed_on for row in ahead), default=None)
        return tuple(row for row in ahead if row.standing.agreed_on == soonest)

    def open_by(self, last: date) -> tuple[DeliveryRow, ...]:
        """The open deliveries due or expected by a day, those that were due earlier among them."""
        return tuple(
            row
            for row in self.deliveries
            if row.standing.is_open
            and min(row.standing.agreed_on, row.standing.expected_on) <= last
        )


@dataclass(frozen=True)
class RiskRow:
    """A risk or issue as last reviewed; scores of 1 to 5, None: not recorded.

    `milestones` are the references of those that it bears on; `closed_on` is the
    day for which it was closed, None while it is open.
    """

    reference: str
    kind: str
    title: str
    area: str
    owner: str
    response: str
    likelihood: int | None
    impact: int | None
    state: str
    reported_on: date
    reviewed_on: date | None
    approach: str = ""
    area_slug: str = ""
    review_on: date | None = None
    milestones: tuple[str, ...] = ()
    closed_on: date | None = None

    @property
    def where(self) -> str:
        return self.area or "Whole programme"

    @property
    def is_open(self) -> bool:
        return self.closed_on is None

    @property
    def score(self) -> int | None:
        """Likelihood × impact, where both are recorded."""
        return score_of(self.likelihood, self.impact)

    @property
    def level(self) -> Level | None:
        """How grave its score is; none where it has none."""
        return level_of(self.score)

    @property
    def likelihood_words(self) -> str:
        """4 Likely."""
        return likelihood_words(self.likelihood)

    @property
    def impact_words(self) -> str:
        """3 Moderate."""
        return impact_words(self.impact)

    @property
    def score_words(self) -> str:
        """12, High."""
        return score_words(self.score)

    @property
    def judged_words(self) -> str:
        """4 Likely × 3 Moderate: 12, High."""
        return judged_words(self.likelihood, self.impact)

    @property
    def gravity(self) -> tuple[bool, bool, int, tuple[tuple[int, int | str], ...]]:
        """Sorts the gravest first: open before closed, scored before those that are not."""
        score = self.score
        return not self.is_open, score is None, -(score or 0), natural_order(self.reference)


@dataclass(frozen=True)
class OutputRow:
    """An output; `difference` says where its wording names another group than the programme."""

    text: str
    group_named: str
    difference: str
    delivered_in: tuple[str, ...]
    number: int = 0


@dataclass(frozen=True)
class CountedRecord:
    """A record that counts towards a target, or (`why_not`) does not.

    `kind` is "event" or "service-test", `slug` its place there; `when` its day in words.
    `report` is the evaluation report of a test that counts, or says that there is none.
    """

    kind: str
    slug: str
    name: str
    when: str
    where: str
    why_not: str = ""
    report: str = ""


@dataclass(frozen=True)
class AreaProgress:
    """How much an area has of what each is to have."""

    slug: str
    area: str
    counted: int

    def words(self, wanted: int) -> str:
        """2 of 3 in North Ayrshire; none of 3 in Midlothian."""
        return f"{self.counted or 'none'} of {wanted} in {self.area}"


@dataclass(frozen=True)
class TargetRow:
    """A number wanted, in each area or in all, and what records count towards it.

    `counted` is None where nothing can be counted yet, which is not zero. What an
    area has beyond what is wanted of each does not count for another. `by_area` is
    empty for a target in all. The newest of the records `towards` it, and of the
    `others` that don't count, are here only where they were asked for; `unlisted` are
    the counted ones beyond those.
    """

    wanted: int
    what: str
    is_each_area: bool
    areas: int
    counted: int | None
    counted_from: str
    number: int = 0
    by_area: tuple[AreaProgress, ...] = ()
    towards: tuple[CountedRecord, ...] = ()
    others: tuple[CountedRecord, ...] = ()
    unlisted: int = 0

    @property
    def wanted_in_all(self) -> int:
        return self.wanted * self.areas if self.is_each_area else self.wanted

    @property
    def words_of_a_part(self) -> str:
        """3 test contexts in each area: for those who do not see every area."""
        return f"{self.wanted} {self.what} {'in each area' if self.is_each_area else 'in all'}"

    @property
    def words(self) -> str:
        """3 test contexts in each area, 9 in all."""
        if not self.is_each_area:
            return f"{self.wanted} {self.what} in all"
        return f"{self.wanted} {self.what} in each area, {self.wanted_in_all} in all"

    @property
    def progress(self) -> str:
        """2 of 4 recorded; or that nothing is."""
        if self.counted is None:
            return "progress not recorded"
        if self.counted == 0:
            return f"none of {self.wanted_in_all} recorded"
        return f"{self.counted} of {self.wanted_in_all} recorded"


@dataclass(frozen=True)
class MilestoneDetail:
    """The parts, outputs and targets of one milestone."""

    parts: tuple[str, ...]
    outputs: tuple[OutputRow, ...]
    targets: tuple[TargetRow, ...]
