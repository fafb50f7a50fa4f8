"""What is wrong with a plan: what keeps it from being published.

Pure: no Django, no clock, no database.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from milestones.plan import Plan, PlannedMilestone

PAGES = frozenset({"matrix", "timeline", "critical-path", "changes", "updates"})
"""What no milestone may be called: its address is that of another page."""


@dataclass(frozen=True)
class PlanFault:
    """What keeps a plan from being published; `key` is the row's, None for the whole plan."""

    key: int | None
    words: str


def faults(plan: Plan, *, length_months: int) -> tuple[PlanFault, ...]:
    """Everything that is wrong with a plan, in its order; none, if it can be published."""
    found = [fault for row in plan.milestones for fault in _row_faults(row, plan, length_months)]
    found += _doubles(plan)
    found += _phase_faults(plan)
    if loop := find_loop(plan):
        words = f"These wait for each other in a circle: {' → '.join(loop)}. Take one link away."
        found.append(PlanFault(None, words))
    if not plan.milestones:
        found.append(PlanFault(None, "The plan has no milestone."))
    return tuple(found)


def reference_fault(reference: str) -> str:
    """Why a milestone can’t be called so: no address could tell it from other pages."""
    if reference.casefold() in PAGES:
        return f"{reference} is the address of a page."
    if "/" in reference or not reference.strip("."):
        return f"{reference} can’t stand in the address of a page."
    return ""


def _doubles(plan: Plan) -> Iterator[PlanFault]:
    """References and keys that stand for more than one milestone."""
    references = Counter(row.reference.casefold() for row in plan.milestones)
    keys = Counter(row.key for row in (*plan.milestones, *plan.dropped))
    dropped = {row.reference.casefold() for row in plan.dropped}
    for row in plan.milestones:
        if keys[row.key] > 1:
            yield PlanFault(row.key, f"{row.reference} has a key that another row has too.")
        elif references[row.reference.casefold()] > 1:
            words = f"{row.reference} ({row.title}) has the reference of another milestone."
            yield PlanFault(row.key, words)
        elif row.reference.casefold() in dropped:
            yield PlanFault(
                row.key,
                f"{row.reference} is the reference of a milestone that was dropped."
                " Give it another, or restore that one.",
            )


def _phase_faults(plan: Plan) -> Iterator[PlanFault]:
    numbers = Counter(phase.number for phase in plan.phases)
    for number in (each for each, count in numbers.items() if count > 1):
        yield PlanFault(None, f"The plan has more than one phase {number}.")
    for row in plan.dropped:
        if row.phase not in numbers:
            words = f"{row.reference}, which was dropped, was in phase {row.phase}"
            yield PlanFault(None, f"{words}: the plan must keep that phase.")


def _row_faults(row: PlannedMilestone, plan: Plan, length_months: int) -> Iterator[PlanFault]:
    if not row.reference.strip() or not row.title.strip():
        yield PlanFault(row.key, "A milestone needs a reference and a title.")
    elif words := reference_fault(row.reference):
        yield PlanFault(row.key, f"{words} Give the milestone another reference.")
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
    yield from _target_faults(row)


def _target_faults(row: PlannedMilestone) -> Iterator[PlanFault]:
    """Targets that can't be met, because fewer contexts count than are wanted."""
    for target in row.targets:
        if target.contexts and target.wanted > len(target.contexts):
            yield PlanFault(
                row.key,
                f"{row.reference} wants {target.wanted} {target.what}, but names only"
                f" {len(target.contexts)} to count: name more contexts, or want fewer.",
            )


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
