"""What differs between two plans, row by row, as an area is asked about it.

Pure: no Django, no clock, no database.
"""

from dataclasses import dataclass, fields
from enum import Enum

from milestones.plan import EACH_AREA, Plan, PlannedMilestone, PlannedOutput, PlannedTarget


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

    The order of rows itself, the days from which rows are in the plan, and new names of
    phases and of what a row depends on, are no difference to an area.
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
    return tuple(
        FieldChange(what, old, new)
        for (what, old), (_, new) in pairs
        if old != new and what not in _named_anew(was, now)
    )


def _named_anew(was: PlannedMilestone, now: PlannedMilestone) -> set[str]:
    """What a row says of others in new words alone: it has the same phase, the same needs."""
    same = {"Phase": was.phase == now.phase, "Depends on": set(was.needs) == set(now.needs)}
    return {what for what, is_same in same.items() if is_same}


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
        ("Why this scope", row.scope_inferred_from or "the source says"),
        ("Outputs", "; ".join(output_words(each) for each in row.outputs) or "none"),
        ("Targets", "; ".join(target_words(each) for each in row.targets) or "none"),
        ("Depends on", ", ".join(_by_name(plan, row)) or "nothing"),
    ]


def row_words(row: PlannedMilestone, plan: Plan) -> list[tuple[str, str]]:
    """What a row asks for beyond its reference and title, less what it leaves open."""
    nothing = ("none", "nothing", "the source says")
    return [(what, words) for what, words in _in_words(row, plan)[2:] if words not in nothing]


def _by_name(plan: Plan, row: PlannedMilestone) -> list[str]:
    """What a row depends on; their places in the plan are no difference."""
    return sorted(plan.references(row.needs), key=lambda name: (len(name), name))


def due_words(month: int) -> str:
    """End of month 6; before the start."""
    return f"end of month {month}" if month else "before the start"


def output_words(output: PlannedOutput) -> str:
    """An output with the group that it is for, where it names one."""
    group = f"priority group {_name_of(output.priority_group)}" if output.priority_group else ""
    groups = [each for each in (output.group_named, group) if each]
    return f"{output.text} (for {', '.join(groups)})" if groups else output.text


def _name_of(slug: str) -> str:
    """What a slug stands for, so far as it tells."""
    return slug.replace("-", " ")


def target_words(target: PlannedTarget) -> str:
    """3 test contexts in each area, counted from contexts tested (complex-needs, …)."""
    where = "in each area" if target.per == EACH_AREA else "in all"
    words = f"{target.wanted} {target.what} {where}"
    if target.counts == "events":
        return f"{words}, counted from events ({_name_of(target.event_kind)})"
    which = f" ({', '.join(map(_name_of, target.contexts))})" if target.contexts else ""
    return f"{words}, counted from contexts tested{which}" if target.counts else words


def same_row(one: PlannedMilestone | None, other: PlannedMilestone | None) -> bool:
    """Whether two rows ask the same of an area, whatever their place and day."""
    if one is None or other is None:
        return one is other
    ignored = {"reported_on", "gone_outputs"}
    names = [each.name for each in fields(PlannedMilestone) if each.name not in ignored]
    return all(getattr(one, name) == getattr(other, name) for name in names)
