"""The plan as a version holds it: its rows, what is wrong with them, what differs.

Pure: no Django, no clock, no database. A row keeps its key through all versions;
nothing is matched by reference, title or date (domain words §3, "Plan changes").
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import Enum
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
    the service model was tested) or empty: nothing can be counted.
    """

    number: int
    wanted: int
    what: str
    per: str
    counts: str = ""
    event_kind: str = ""


@dataclass(frozen=True)
class PlannedMilestone:
    """One row of the plan. A `key` below 0 is new in a draft: it is no record yet.

    `needs` are the keys of what must be finished first; `reported_on` is the day
    from which the row is part of the plan (None: since its version is in force).
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

    @property
    def is_each_area(self) -> bool:
        return self.scope == EACH_AREA


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
    def fresh_key(self) -> int:
        """A key below 0 that no row has."""
        return min([0, *self.by_key]) - 1


_CONVERTER = make_converter()


def to_json(plan: Plan) -> dict[str, Any]:
    """What is stored of a plan."""
    stored: dict[str, Any] = _CONVERTER.unstructure(plan)
    return stored


def from_json(stored: Mapping[str, Any]) -> Plan:
    """The plan that was stored."""
    return _CONVERTER.structure(stored, Plan)


def rebased(draft: Plan, *, on: Plan, since: Plan) -> Plan:
    """A draft begun from `since`, as it would be had it been begun from `on`.

    A row that the draft changed, added or dropped stays so; all others are as in `on`.
    """
    mine, base = draft.by_key, since.by_key
    changed = {key for key in mine | base if mine.get(key) != base.get(key)}
    kept = [mine[row.key] if row.key in changed else row for row in on.milestones
            if row.key not in changed or row.key in mine]  # fmt: skip
    there = {row.key for row in kept}
    kept += [row for row in draft.milestones if row.key in changed and row.key not in there]
    there |= {row.key for row in kept}
    rows = tuple(replace(row, needs=tuple(n for n in row.needs if n in there)) for row in kept)
    known = {row.key: row for row in (*on.dropped, *draft.dropped, *on.milestones)}
    dropped = tuple(row for key, row in known.items() if key not in there)
    return Plan(draft.phases if draft.phases != since.phases else on.phases, rows, dropped)


# -- What is wrong with a plan -------------------------------------------------


@dataclass(frozen=True)
class PlanFault:
    """What keeps a plan from being published; `key` is the row's, None for the whole plan."""

    key: int | None
    words: str


def faults(plan: Plan, *, length_months: int) -> tuple[PlanFault, ...]:
    """Everything that is wrong with a plan, in its order; none, if it can be published."""
    found = [fault for row in plan.milestones for fault in _row_faults(row, plan, length_months)]
    twice = Counter(row.reference.casefold() for row in plan.milestones)
    found += [
        PlanFault(row.key, f"{row.reference} stands in the plan more than once.")
        for row in plan.milestones
        if twice[row.reference.casefold()] > 1
    ]
    if loop := find_loop(plan):
        words = f"These wait for each other in a circle: {' → '.join(loop)}. Take one link away."
        found.append(PlanFault(None, words))
    if not plan.milestones:
        found.append(PlanFault(None, "The plan has no milestone."))
    return tuple(found)


def _row_faults(row: PlannedMilestone, plan: Plan, length_months: int) -> Iterator[PlanFault]:
    if not row.reference.strip() or not row.title.strip():
        yield PlanFault(row.key, "A milestone needs a reference and a title.")
    if not 0 <= row.due_month <= length_months:
        yield PlanFault(
            row.key,
            f"{row.reference} is due in month {row.due_month}, but the programme has months 0"
            f" (before the start) to {length_months}.",
        )
    if row.phase not in plan.phase_words:
        yield PlanFault(row.key, f"{row.reference} is in a phase that the plan does not have.")
    if missing := [need for need in row.needs if need not in plan.by_key]:
        count = len(missing)
        yield PlanFault(row.key, f"{row.reference} depends on {count} that the plan does not have.")


def find_loop(plan: Plan) -> tuple[str, ...]:
    """References that wait for each other, the first of them again at the end; or nothing."""
    rows = plan.by_key
    done: set[int] = set()
    for start in rows:
        trail: list[int] = []
        walk = [(start, iter(rows[start].needs))]
        while walk:
            key, needs = walk[-1]
            if key not in done and key not in trail:
                trail.append(key)
            for need in needs:
                if need in trail:
                    loop = [*trail[trail.index(need) :], need]
                    return tuple(rows[each].reference for each in loop)
                if need in rows and need not in done:
                    walk.append((need, iter(rows[need].needs)))
                    break
            else:
                walk.pop()
                done.add(key)
                if trail and trail[-1] == key:
                    trail.pop()
    return ()


# -- What differs ----------------------------------------------------------------


class ChangeKind(Enum):
    """What an area is asked about a row; the first that fits."""

    NEW = "New"
    DROPPED = "Dropped"
    MOVED = "Moved"
    CHANGED = "Changed"


@dataclass(frozen=True)
class FieldChange:
    """One detail of a row in words, before and after."""

    what: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """A row that differs: `before` None is new, `after` None is dropped."""

    key: int
    kind: ChangeKind
    before: PlannedMilestone | None
    after: PlannedMilestone | None
    details: tuple[FieldChange, ...] = ()

    @property
    def row(self) -> PlannedMilestone:
        """The row as it will be, or as it was where it is dropped."""
        row = self.after or self.before
        assert row
        return row


def difference(before: Plan, after: Plan) -> tuple[RowChange, ...]:
    """Every row that differs, in the order of the later plan, dropped ones last.

    The order of rows itself, and the days from which rows are in the plan, are no
    difference to an area.
    """
    earlier, later = before.by_key, after.by_key
    keys = [*later, *(key for key in earlier if key not in later)]
    changes = (
        row_change(key, earlier.get(key), later.get(key), before=before, after=after)
        for key in keys
    )
    return tuple(change for change in changes if change)


def row_change(
    key: int,
    was: PlannedMilestone | None,
    now: PlannedMilestone | None,
    *,
    before: Plan,
    after: Plan,
) -> RowChange | None:
    """How one row differs, None where it does not; the plans give names to keys and numbers."""
    if was is None or now is None:
        if was is now:
            return None
        return RowChange(key, ChangeKind.DROPPED if was else ChangeKind.NEW, was, now)
    details = _details(was, now, before, after)
    if not details:
        return None
    moved = was.due_month != now.due_month
    return RowChange(key, ChangeKind.MOVED if moved else ChangeKind.CHANGED, was, now, details)


def _details(
    was: PlannedMilestone, now: PlannedMilestone, before: Plan, after: Plan
) -> tuple[FieldChange, ...]:
    pairs = zip(_in_words(was, before), _in_words(now, after), strict=True)
    return tuple(FieldChange(what, old, new) for (what, old), (_, new) in pairs if old != new)


def _in_words(row: PlannedMilestone, plan: Plan) -> list[tuple[str, str]]:
    """Everything of a row that an area works to, each with what it is called."""
    return [
        ("Reference", row.reference),
        ("Title", row.title),
        ("Due", due_words(row.due_month)),
        ("Phase", plan.phase_words.get(row.phase, f"Phase {row.phase}")),
        ("Scope", "In each area" if row.is_each_area else "Whole programme"),
        ("Kotter step", str(row.kotter_step or "none")),
        ("Parts", "; ".join(row.parts) or "none"),
        ("Outputs", "; ".join(each.text for each in row.outputs) or "none"),
        ("Targets", "; ".join(target_words(each) for each in row.targets) or "none"),
        ("Depends on", ", ".join(plan.references(row.needs)) or "nothing"),
    ]


def due_words(month: int) -> str:
    """End of month 6; before the start."""
    return f"end of month {month}" if month else "before the start"


def target_words(target: PlannedTarget) -> str:
    """3 test contexts in each area."""
    where = "in each area" if target.per == EACH_AREA else "in all"
    return f"{target.wanted} {target.what} {where}"


def same_row(one: PlannedMilestone | None, other: PlannedMilestone | None) -> bool:
    """Whether two rows ask the same of an area, whatever their place and day."""
    if one is None or other is None:
        return one is other
    ignored = {"reported_on"}
    names = [each.name for each in fields(PlannedMilestone) if each.name not in ignored]
    return all(getattr(one, name) == getattr(other, name) for name in names)
