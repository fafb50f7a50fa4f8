"""Schedule rules: what stands after updates, slip, and RAG with its words.

Pure: no Django, no clock, no database. The rules are domain words §3, "Four
dates of a delivery" and "RAG is a rule, printed with its words".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

from partnership.dates import day_words
from partnership.programmes.periods import Period

NO_UPDATE = "no update recorded"


class Stage(Enum):
    """How far a delivery has come, as last reported."""

    NOT_STARTED = "not-started"
    STARTED = "started"
    COMPLETE = "complete"
    NOT_NEEDED = "not-needed"

    @property
    def words(self) -> str:
        return self.value.replace("-", " ").capitalize()


class Rag(Enum):
    """The status by rule; the order is the one in which the rule is tried."""

    COMPLETE = "Complete"
    NOT_NEEDED = "Not needed"
    RED = "Red"
    AMBER = "Amber"
    GREEN = "Green"
    NOT_STARTED = "Not started"


@dataclass(frozen=True)
class Tolerances:
    """A programme's settings for the rule: days, the month in which its year
    starts, and the day from which its plan is in force."""

    plan_from: date
    tolerance_days: int = 30
    horizon_days: int = 28
    year_starts: int = 1


@dataclass(frozen=True)
class Said:
    """One update: the day it was reported and what it changed (None: unchanged)."""

    reported_on: date
    stage: Stage | None = None
    forecast_on: date | None = None
    agreed_on: date | None = None
    actual_on: date | None = None


@dataclass(frozen=True)
class Standing:
    """How a delivery stands on a day.

    `updated_on` is the day of the last update; None where none was recorded.
    """

    baseline_on: date
    agreed_on: date
    stage: Stage = Stage.NOT_STARTED
    forecast_on: date | None = None
    actual_on: date | None = None
    updated_on: date | None = None

    @classmethod
    def at_first(cls, baseline_on: date) -> "Standing":
        """Before any update: agreed is the baseline."""
        return cls(baseline_on=baseline_on, agreed_on=baseline_on)

    @property
    def expected_on(self) -> date:
        """When it was done, or is now expected: actual, else forecast, else agreed."""
        return self.actual_on or self.forecast_on or self.agreed_on

    @property
    def slip_days(self) -> int:
        """Days from the baseline to when it was done or is expected; negative is early.

        Always from the baseline, so that a moved agreed date can't hide a slip.
        """
        return (self.expected_on - self.baseline_on).days

    @property
    def slip(self) -> int | None:
        """The slip where somebody said a date; None where nothing was said of it."""
        was_said = self.actual_on or self.forecast_on or self.agreed_on != self.baseline_on
        return self.slip_days if was_said else None

    @property
    def is_open(self) -> bool:
        return self.stage not in (Stage.COMPLETE, Stage.NOT_NEEDED)

    def days_overdue(self, on: date) -> int:
        """Days past the agreed date while still open; 0 when not past it."""
        return max((on - self.agreed_on).days, 0) if self.is_open else 0

    def after(self, said: Said) -> "Standing":
        """What stands once `said` is taken in."""
        stage = said.stage or (Stage.COMPLETE if said.actual_on else self.stage)
        actual = said.actual_on or self.actual_on
        return replace(
            self,
            stage=stage,
            agreed_on=said.agreed_on or self.agreed_on,
            forecast_on=said.forecast_on or self.forecast_on,
            actual_on=actual if stage is Stage.COMPLETE else None,
            updated_on=said.reported_on,
        )


@dataclass(frozen=True)
class Status:
    """A RAG status with the words that say why."""

    rag: Rag
    why: str

    @property
    def words(self) -> str:
        """Red: forecast 45 days after baseline."""
        return f"{self.rag.value}: {self.why}" if self.why else self.rag.value


def fold(baseline_on: date, updates: Iterable[Said]) -> list[Standing]:
    """What stood after each update, taken in the order given."""
    stands = Standing.at_first(baseline_on)
    return [stands := stands.after(said) for said in updates]


def status(
    standing: Standing,
    *,
    on: date,
    tolerances: Tolerances,
    needs: Sequence[Standing] = (),
) -> Status:
    """The status on a day, by the first part of the rule that fits.

    `needs` are the standings of the deliveries that this one depends on.
    """
    return status_of(standing, on=on, tolerances=tolerances, held_up=held_up(standing, needs))


def held_up(standing: Standing, needs: Iterable[Standing]) -> bool:
    """Whether something that a delivery depends on is open and expected later than itself."""
    return any(other.is_open and other.expected_on > standing.expected_on for other in needs)


def status_of(standing: Standing, *, on: date, tolerances: Tolerances, held_up: bool) -> Status:
    """The same, where it is known whether a dependency holds it up."""
    if standing.stage is Stage.COMPLETE:
        return Status(Rag.COMPLETE, _done_words(standing))
    if standing.stage is Stage.NOT_NEEDED:
        return Status(Rag.NOT_NEEDED, "descoped by a decision")
    for rag, reasons in (
        (Rag.RED, _red_reasons(standing, on, tolerances)),
        (Rag.AMBER, _amber_reasons(standing, on, tolerances, held_up)),
    ):
        if reasons:
            return Status(rag, _with_silence("; ".join(reasons), standing))
    if standing.stage is Stage.STARTED:
        return Status(Rag.GREEN, f"expected {day_words(standing.expected_on)}")
    return Status(Rag.NOT_STARTED, _with_silence(f"due {day_words(standing.agreed_on)}", standing))


def _done_words(standing: Standing) -> str:
    done = f"done {day_words(standing.expected_on)}"
    return f"{done}, {slip_words(standing.slip_days)}" if standing.slip_days else done


def _with_silence(why: str, standing: Standing) -> str:
    return why if standing.updated_on or why == NO_UPDATE else f"{why}, {NO_UPDATE}"


def _red_reasons(standing: Standing, on: date, tolerances: Tolerances) -> list[str]:
    reasons = []
    if standing.slip_days > tolerances.tolerance_days:
        reasons.append(_slip_reason(standing))
    if standing.agreed_on < on:
        reasons.append(f"due {day_words(standing.agreed_on)}")
    return reasons


def _amber_reasons(
    standing: Standing, on: date, tolerances: Tolerances, held_up: bool
) -> list[str]:
    reasons = []
    if standing.slip_days > 0:
        reasons.append(_slip_reason(standing))
    starts_late = on + timedelta(days=tolerances.horizon_days) >= standing.agreed_on
    if starts_late and standing.stage is Stage.NOT_STARTED:
        reasons.append(f"due {day_words(standing.agreed_on)} and not started")
    if held_up:
        reasons.append("something it depends on is expected later")
    quarter = silent_quarter(standing, on, tolerances)
    if quarter and standing.updated_on:
        reasons.append(f"no update in {quarter.words}")
    elif quarter and not reasons:
        reasons.append(NO_UPDATE)
    return reasons


def _slip_reason(standing: Standing) -> str:
    which = "forecast" if standing.forecast_on else "agreed date"
    return f"{which} {slip_words(standing.slip_days)}"


def silent_quarter(standing: Standing, on: date, tolerances: Tolerances) -> Period | None:
    """The last whole quarter of the plan by `on`, if nothing was reported in it or since."""
    quarter = _last_whole_quarter(on, tolerances.year_starts)
    if quarter.first < tolerances.plan_from:
        return None
    heard = standing.updated_on is not None and standing.updated_on >= quarter.first
    return None if heard else quarter


@lru_cache(maxsize=64)
def _last_whole_quarter(on: date, year_starts: int) -> Period:
    """The last quarter that has ended by the end of a day; the same for a whole plan."""
    quarter = Period.holding(on, year_starts=year_starts)
    return quarter if quarter.last == on else quarter.previous


def slip_words(days: int) -> str:
    """45 days after baseline; 1 day before baseline; on the baseline date."""
    if days == 0:
        return "on the baseline date"
    count = abs(days)
    return f"{count} day{'' if count == 1 else 's'} {'after' if days > 0 else 'before'} baseline"
