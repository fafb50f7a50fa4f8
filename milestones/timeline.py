"""The timeline of a plan: which rows it has, in which groups, and what it says in all.

Pure: no Django, no clock, no database. `milestones.timeline_drawing` places the rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from milestones.parts import DeliveryRow, PlanPart
from milestones.schedule import slip_words
from milestones.timeline_drawing import Drawing, Group, draw
from milestones.timeline_entries import Address, Entry, Names, entry, gathered, next_of
from partnership.programmes.periods import Period

BY_PHASE, BY_AREA = "phase", "area"
MOST_ROWS = 80  # more deliveries than this are gathered, until an area or milestone is chosen


@dataclass(frozen=True)
class View:
    """What a person asked to see; empty is all of it. `area` is a slug."""

    by: str = BY_PHASE
    phase: str = ""
    area: str = ""
    milestone: str = ""
    quarter: Period | None = None


@dataclass(frozen=True)
class Addresses:
    """Where a row leads: one delivery's story, or the rows that were gathered in it."""

    of_delivery: Address
    of_gathered: Address


@dataclass(frozen=True)
class Timeline:
    """The picture, and the same in words; `drawing` is None where nothing is to be drawn."""

    summary: str
    is_gathered: bool
    groups: tuple[Group, ...]
    drawing: Drawing | None


def timeline(
    plan: PlanPart, view: View, *, to: Addresses, areas_word: str, today: str = "as at"
) -> Timeline:
    """The plan as it stood, in time; `today` are the words before the day looked at."""
    rows = chosen(plan, view)
    is_gathered = len(rows) > MOST_ROWS and not (view.area or view.milestone)
    names = Names(plan.milestones, () if is_gathered else rows)
    if is_gathered:
        groups = _gathered_groups(plan, rows, names, view, to, areas_word)
    else:
        groups = _groups(plan, rows, names, view, to)
    drawing = draw(groups, as_at=plan.as_at, within=view.quarter, today=today) if rows else None
    return Timeline(summary(rows), is_gathered, groups, drawing)


# -- Which rows -------------------------------------------------------------------


def chosen(plan: PlanPart, view: View) -> list[DeliveryRow]:
    """The deliveries that a person asked for; a quarter's are those that touch it."""
    return [
        row
        for row in (plan.in_area(view.area) if view.area else plan).deliveries
        if view.phase in ("", row.milestone.phase)
        and view.milestone in ("", row.milestone.reference)
        and (view.quarter is None or _touches(row, view.quarter))
    ]


def _touches(row: DeliveryRow, quarter: Period) -> bool:
    standing = row.standing
    days = (standing.baseline_on, standing.agreed_on, standing.expected_on)
    return min(days) <= quarter.last and max(days) >= quarter.first


def _groups(
    plan: PlanPart, rows: Sequence[DeliveryRow], names: Names, view: View, to: Addresses
) -> tuple[Group, ...]:
    """A row for each delivery, by phase or by area."""

    def drawn(row: DeliveryRow) -> Entry:
        href = to.of_delivery(row.milestone.reference, row.area_slug)
        return entry(row, names, as_at=plan.as_at, href=href, name=_name(row, view))

    found = _by_heading(plan, rows, view)
    return tuple(Group(heading, tuple(map(drawn, each))) for heading, each in found.items())


def _name(row: DeliveryRow, view: View) -> str:
    """What tells a row from those around it: the area under a phase, else the title."""
    if view.milestone:
        return row.where
    tells_area = view.by == BY_PHASE and bool(row.area) is not bool(view.area)
    return f"{row.where} – {row.milestone.title}" if tells_area else row.milestone.title


def _by_heading(
    plan: PlanPart, rows: Iterable[DeliveryRow], view: View
) -> Mapping[str, list[DeliveryRow]]:
    """Rows under their phase in the plan's order, or under their area, the whole first."""
    by_milestone: dict[int, list[DeliveryRow]] = defaultdict(list)
    for row in rows:
        by_milestone[row.milestone.key].append(row)
    found: dict[str, list[DeliveryRow]] = defaultdict(list)
    if view.by == BY_AREA:
        found |= {name: [] for name in ("Whole programme", *(name for _, name in plan.areas))}
    for milestone in plan.milestones:
        for row in by_milestone[milestone.key]:
            found[row.where if view.by == BY_AREA else milestone.phase or "No phase"].append(row)
    return {heading: each for heading, each in found.items() if each}


def _gathered_groups(
    plan: PlanPart,
    rows: Sequence[DeliveryRow],
    names: Names,
    view: View,
    to: Addresses,
    areas_word: str,
) -> tuple[Group, ...]:
    """A row for each milestone with the spread of its areas, or for each area what is next."""
    if view.by == BY_AREA:
        slugs = {name: slug for slug, name in plan.areas}
        entries = [
            next_of(where, each, names, as_at=plan.as_at, href=to.of_gathered("", slugs[where]))
            for where, each in _by_heading(plan, rows, view).items()
            if where in slugs
        ]
        return (Group(f"Next of each of {len(entries)} {areas_word}", tuple(entries)),)
    return tuple(
        Group(heading, tuple(_by_milestone(plan, each, names, to, areas_word)))
        for heading, each in _by_heading(plan, rows, view).items()
    )


def _by_milestone(
    plan: PlanPart, rows: Sequence[DeliveryRow], names: Names, to: Addresses, areas_word: str
) -> Iterable[Entry]:
    found: dict[int, list[DeliveryRow]] = defaultdict(list)
    for row in rows:
        found[row.milestone.key].append(row)
    for each in found.values():
        milestone = each[0].milestone
        if len(each) > 1:
            href = to.of_gathered(milestone.reference, "")
            yield gathered(milestone, each, names, areas_word=areas_word, href=href)
        else:
            href = to.of_delivery(milestone.reference, each[0].area_slug)
            one = entry(each[0], names, as_at=plan.as_at, href=href, name=milestone.title)
            yield one.keyed(str(milestone.key), milestone.needs)


# -- In words -----------------------------------------------------------------------


def summary(rows: Sequence[DeliveryRow]) -> str:
    """What the picture says: how many are done, late or overdue, and which is furthest off."""
    if not rows:
        return "Nothing to draw."
    slips = [row.standing.slip_days for row in rows]
    words = [
        f"{_many(sum(row.standing.actual_on is not None for row in rows)).capitalize()}"
        f" of {_plural(len(rows))} done",
        f"{_many(sum(slip > 0 for slip in slips))} late or expected late",
        f"{_many(sum(row.overdue_days > 0 for row in rows))} overdue",
    ]
    return f"{'; '.join(words)}. {_furthest(rows, slips)}".strip()


def _many(count: int) -> str:
    return f"{count:,}" if count else "none"


def _furthest(rows: Sequence[DeliveryRow], slips: Sequence[int]) -> str:
    """The row that is furthest after its baseline, if one is."""
    slip = max(slips)
    if slip <= 0:
        return ""
    row = rows[slips.index(slip)]
    return f"Furthest: {row.milestone.reference}, {row.where}, {slip_words(slip)}."


def _plural(count: int) -> str:
    return f"{count:,} deliver{'y' if count == 1 else 'ies'}"


def quarters(first: date, last: date, *, year_starts: int) -> list[Period]:
    """The quarters that hold the days from `first` to `last`."""
    found = [Period.holding(first, year_starts=year_starts)]
    while found[-1].last < last:
        found.append(found[-1].following)
    return found
