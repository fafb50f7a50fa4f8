"""What a place is asked about a newer version of the plan, and what its answer does.

Pure: no Django, no clock, no database. A place is an area, or the whole programme.
The rule is domain words §3, "Plan changes".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from milestones.plan import Plan, PlannedMilestone
from milestones.plan_changes import ChangeKind, RowChange, row_change
from milestones.schedule import Said, Stage, Standing, slip_words
from partnership.dates import day_words


@dataclass(frozen=True, eq=False)
class Seen:
    """A version of the plan as one kind of place sees it: with the rows delivered there."""

    number: int
    plan: Plan
    in_an_area: bool
    rows: Mapping[int, PlannedMilestone] = field(init=False)

    def __post_init__(self) -> None:
        rows = {r.key: r for r in self.plan.milestones if r.is_each_area is self.in_an_area}
        object.__setattr__(self, "rows", rows)


def asked(
    newest: Seen, *, works_to: Mapping[int, Seen], declined: Mapping[int, Seen]
) -> Iterator[RowChange]:
    """The rows of the newest version that a place has not answered, in the plan's order.

    `works_to` is the version whose row the place took up, by key; `declined` the one
    in which it last said no. What it declined is asked again once it changes again.
    """
    for change, is_declined in _open(newest, works_to, declined):
        if not is_declined:
            yield change


def still_declined(
    newest: Seen, *, works_to: Mapping[int, Seen], declined: Mapping[int, Seen]
) -> Iterator[RowChange]:
    """The rows of the newest version to which a place said no, and may yet say yes."""
    for change, is_declined in _open(newest, works_to, declined):
        if is_declined:
            yield change


def _open(
    newest: Seen, works_to: Mapping[int, Seen], declined: Mapping[int, Seen]
) -> Iterator[tuple[RowChange, bool]]:
    """Each row that a place does not work to yet, and whether it said no to just that."""
    keys = [*newest.rows, *(key for key in works_to if key not in newest.rows)]
    for key in keys:
        held = works_to.get(key)
        if held and held.number == newest.number:
            continue
        if change := _between(key, held, newest):
            yield change, _said_no(key, held, declined.get(key), newest)


def _between(key: int, held: Seen | None, newest: Seen) -> RowChange | None:
    was = held.rows.get(key) if held else None
    before = held.plan if held else newest.plan
    return row_change(key, was, newest.rows.get(key), before=before, after=newest.plan)


def _said_no(key: int, held: Seen | None, said_no: Seen | None, newest: Seen) -> bool:
    if said_no is None or (held and held.number >= said_no.number):
        return False
    return _between(key, said_no, newest) is None


@dataclass(frozen=True)
class Effect:
    """What accepting does to a delivery, in words and in what is recorded (None: nothing).

    `refused` says why it can't be accepted.
    """

    words: str
    stage: Stage | None = None
    agreed_on: date | None = None
    refused: str = ""

    @property
    def says_something(self) -> bool:
        """Whether an update is recorded."""
        return bool(self.stage or self.agreed_on)


NO_DECISION = "this version of the plan names no decision"


def effect(
    change: RowChange, standing: Standing | None, *, due_on: date, has_decision: bool
) -> Effect:
    """What accepting a change does where the delivery stands so.

    `due_on` is the last day of the row's month in the place; without a delivery
    there is no standing.
    """
    if standing is None:
        return Effect(f"It begins here, with the baseline {day_words(due_on)}.")
    match change.kind:
        case ChangeKind.NEW:
            return _needed_again(standing, due_on, has_decision)
        case ChangeKind.DROPPED:
            return _dropped(standing, has_decision)
        case ChangeKind.MOVED:
            return _moved(standing, due_on, has_decision)
        case ChangeKind.CHANGED:
            return Effect("The dates stay as they are.")


def _dropped(standing: Standing, has_decision: bool) -> Effect:
    if not standing.is_open:
        return Effect(f"{_closed_words(standing)} Nothing else changes.")
    if not has_decision:
        words = f"A milestone is not needed only by a decision, and {NO_DECISION}."
        return Effect(words, refused=words)
    return Effect("It is recorded as not needed, by the decision.", stage=Stage.NOT_NEEDED)


def _needed_again(standing: Standing, due_on: date, has_decision: bool) -> Effect:
    if standing.stage is not Stage.NOT_NEEDED:
        return _moved(standing, due_on, has_decision)
    stage = Stage.NOT_STARTED
    again = Said(due_on, stage=stage)
    moved = _moved(standing.after(again), due_on, has_decision)
    return Effect(f"It is needed here again. {moved.words}", stage=stage, agreed_on=moved.agreed_on)


def _moved(standing: Standing, due_on: date, has_decision: bool) -> Effect:
    if not standing.is_open:
        return Effect(f"{_closed_words(standing)} The dates stay as they are.")
    was = day_words(standing.agreed_on)
    if standing.agreed_on == due_on:
        return Effect(f"The agreed date is {was} already: no date moves.")
    if not has_decision:
        return Effect(f"The agreed date stays {was}: {NO_DECISION}.")
    then = standing.after(Said(due_on, agreed_on=due_on))
    which = "forecast stays and is" if then.forecast_on else "new date is"
    words = (
        f"The agreed date moves from {was} to {day_words(due_on)}. The baseline stays"
        f" {day_words(then.baseline_on)}: the {which} {slip_words(then.slip_days)}."
    )
    return Effect(words, agreed_on=due_on)


def _closed_words(standing: Standing) -> str:
    is_done = standing.stage is Stage.COMPLETE
    return "It is complete, and stays so." if is_done else "It is not needed already."
