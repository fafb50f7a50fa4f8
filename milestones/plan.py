"""The plan as a version holds it: its rows, and how a draft changes them.

Pure: no Django, no clock, no database. A row keeps its key through all versions;
nothing is matched by reference, title or date (domain words §3, "Plan changes").
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from cattrs.preconf.json import make_converter

EACH_AREA, WHOLE_PROGRAMME = "each-area", "programme"


@dataclass(frozen=True)
class PlannedPhase:
    """A named stretch of the plan; 0 is before the start."""

    number: int
    name: str

    @property
    def words(self) -> str:
        return f"Phase {self.number} {self.name}" if self.number else self.name


@dataclass(frozen=True)
class PlannedOutput:
    """What a milestone must leave behind; its number is its own for good.

    `priority_group` is the slug of the programme's group that `group_named`, the
    source's wording, means; empty where it means none of them.
    """

    number: int
    text: str
    group_named: str = ""
    priority_group: str = ""


@dataclass(frozen=True)
class PlannedTarget:
    """A number that a milestone needs. `counts` says what records are counted.

    `counts` is "events" (of the kind with slug `event_kind`), "contexts" (in which
    the service model was tested) or empty: nothing can be counted. `contexts` are the
    slugs of those that count, in their alphabet's order; empty: whichever there are.
    """

    number: int
    wanted: int
    what: str
    per: str
    counts: str = ""
    event_kind: str = ""
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlannedMilestone:
    """One row of the plan. A `key` below 0 is new in a draft: it is no record yet.

    `needs` are the keys of what must be finished first; `reported_on` is the day
    from which the row is part of the plan (None: since its version is in force).
    `gone_outputs` are numbers of outputs that it once asked for: their records stay,
    because they may have been delivered, and no other output takes the number.
    """

    key: int
    reference: str
    phase: int
    title: str
    due_month: int
    scope: str
    scope_inferred_from: str = ""
    kotter_step: int | None = None
    parts: tuple[str, ...] = ()
    outputs: tuple[PlannedOutput, ...] = ()
    targets: tuple[PlannedTarget, ...] = ()
    needs: tuple[int, ...] = ()
    reported_on: date | None = None
    gone_outputs: tuple[int, ...] = ()

    @property
    def is_each_area(self) -> bool:
        return self.scope == EACH_AREA

    @property
    def fresh_output(self) -> int:
        """A number that no output of it has or ever had."""
        return max([0, *(output.number for output in self.outputs), *self.gone_outputs]) + 1

    @property
    def fingerprint(self) -> int:
        """A number that another wording of the row does not share."""
        return _fingerprint(self)


@dataclass(frozen=True)
class Plan:
    """All rows of a version, in their order.

    `dropped` are rows of earlier versions as they last were: a delivery of one goes
    on until its area accepts that it is not needed.
    """

    phases: tuple[PlannedPhase, ...] = ()
    milestones: tuple[PlannedMilestone, ...] = ()
    dropped: tuple[PlannedMilestone, ...] = ()

    @property
    def by_key(self) -> dict[int, PlannedMilestone]:
        return {row.key: row for row in self.milestones}

    @property
    def phase_words(self) -> dict[int, str]:
        return {phase.number: phase.words for phase in self.phases}

    def references(self, keys: Sequence[int]) -> tuple[str, ...]:
        """The references of rows, in the plan's order; keys it lacks are left out."""
        wanted = set(keys)
        return tuple(row.reference for row in self.milestones if row.key in wanted)

    def with_row(self, row: PlannedMilestone) -> "Plan":
        """The plan with a row changed, or added at the end."""
        if row.key not in self.by_key:
            return replace(self, milestones=(*self.milestones, row))
        rows = tuple(row if each.key == row.key else each for each in self.milestones)
        return replace(self, milestones=rows)

    def without(self, key: int) -> "Plan":
        """The plan without a row, and without what others need of it.

        A row that is a record already is kept among those dropped.
        """
        gone = (self.by_key[key],) if key > 0 else ()
        rows = (
            replace(each, needs=tuple(need for need in each.needs if need != key))
            for each in self.milestones
            if each.key != key
        )
        return replace(self, milestones=tuple(rows), dropped=(*self.dropped, *gone))

    def restored(self, key: int) -> "Plan":
        """The plan with a dropped row back, at its end."""
        (row,) = [each for each in self.dropped if each.key == key]
        there = self.by_key
        back = replace(row, needs=tuple(need for need in row.needs if need in there))
        kept = tuple(each for each in self.dropped if each.key != key)
        return replace(self, milestones=(*self.milestones, back), dropped=kept)

    def moved(self, key: int, *, places: int) -> "Plan":
        """The plan with a row some places later (earlier where negative), at most to an end."""
        rows = list(self.milestones)
        row = self.by_key[key]
        start = rows.index(row)
        rows.remove(row)
        rows.insert(max(0, min(start + places, len(rows))), row)
        return replace(self, milestones=tuple(rows))

    def with_keys(self, keys: Mapping[int, int]) -> "Plan":
        """The plan with the keys of new rows replaced by those of their records."""
        return replace(
            self,
            milestones=tuple(
                replace(
                    row,
                    key=keys.get(row.key, row.key),
                    needs=tuple(sorted(keys.get(need, need) for need in row.needs)),
                )
                for row in self.milestones
            ),
        )

    @property
    def phases_fingerprint(self) -> int:
        """A number that other phases do not share."""
        return _fingerprint(self.phases)

    @property
    def fresh_key(self) -> int:
        """A key below 0 that no row has."""
        return min([0, *self.by_key]) - 1


_CONVERTER = make_converter()


def _fingerprint(part: Any) -> int:
    said = json.dumps(_CONVERTER.unstructure(part), sort_keys=True).encode()
    return int.from_bytes(hashlib.sha256(said).digest()[:6])


def to_json(plan: Plan) -> dict[str, Any]:
    """What is stored of a plan."""
    stored: dict[str, Any] = _CONVERTER.unstructure(plan)
    return stored


def from_json(stored: Mapping[str, Any]) -> Plan:
    """The plan that was stored."""
    return _CONVERTER.structure(stored, Plan)


def rebased(draft: Plan, *, on: Plan, since: Plan) -> Plan:
    """A draft begun from `since`, as it would be had it been begun from `on`.

    A row that the draft changed, added or dropped stays so; all others are as in
    `on`. The draft's order stays where the draft put rows in another order.
    """
    mine, base, theirs = draft.by_key, since.by_key, on.by_key
    changed = {key for key in mine | base if mine.get(key) != base.get(key)}
    kept = {key: row for key, row in theirs.items() if key not in changed}
    kept |= {key: row for key, row in mine.items() if key in changed}
    rows = tuple(
        replace(kept[key], needs=tuple(need for need in kept[key].needs if need in kept))
        for key in _order(list(mine), list(theirs), list(base))
        if key in kept
    )
    known = {row.key: row for row in (*on.dropped, *draft.dropped, *on.milestones)}
    dropped = tuple(row for key, row in known.items() if key not in kept)
    return Plan(draft.phases if draft.phases != since.phases else on.phases, rows, dropped)


def _order(mine: list[int], theirs: list[int], base: list[int]) -> list[int]:
    """All keys in the order of the draft if it has moved any, else in that of the others.

    A row that one order lacks stands after the row that it follows in the other.
    """
    has_moved = [key for key in mine if key in base] != [key for key in base if key in mine]
    order, other = (mine, theirs) if has_moved else (theirs, mine)
    order = list(order)
    for place, key in enumerate(other):
        if key not in order:
            before = next((each for each in reversed(other[:place]) if each in order), None)
            order.insert(order.index(before) + 1 if before is not None else 0, key)
    return order
