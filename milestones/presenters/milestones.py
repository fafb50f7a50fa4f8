"""The plan in words for a page: what stands together, and where."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from milestones.parts import DeliveryRow, MilestoneRow, PlanPart
from milestones.schedule import NO_UPDATE, Rag
from partnership.dates import day_words

NAMED_AT_MOST = 4  # more places than this are counted, not named


@dataclass(frozen=True)
class StatusGroup:
    """Deliveries of one milestone that share a status; `words` where they share those too."""

    rag: Rag
    words: str
    where: str


@dataclass(frozen=True)
class MilestoneLine:
    """A milestone with how its deliveries stand, for a list."""

    milestone: MilestoneRow
    groups: tuple[StatusGroup, ...]


def lines(plan: PlanPart, *, areas_word: str) -> list[MilestoneLine]:
    """The plan's milestones in order, each with how its deliveries stand."""
    by_milestone: dict[int, list[DeliveryRow]] = defaultdict(list)
    for row in plan.deliveries:
        by_milestone[row.milestone.key].append(row)
    return [
        MilestoneLine(milestone, grouped(by_milestone[milestone.key], areas_word))
        for milestone in plan.milestones
    ]


def grouped(rows: Sequence[DeliveryRow], areas_word: str) -> tuple[StatusGroup, ...]:
    """Deliveries put together by status: by its words while few, else by its colour."""
    by_words: dict[tuple[Rag, str], list[DeliveryRow]] = defaultdict(list)
    for row in rows:
        by_words[row.status.rag, row.status.why].append(row)
    if len(by_words) > NAMED_AT_MOST:
        by_words = _by_rag(rows)
    order = {rag: place for place, rag in enumerate(Rag)}
    return tuple(
        StatusGroup(rag, words, places(found, areas_word))
        for (rag, words), found in sorted(by_words.items(), key=lambda item: order[item[0][0]])
    )


def _by_rag(rows: Iterable[DeliveryRow]) -> dict[tuple[Rag, str], list[DeliveryRow]]:
    found: dict[tuple[Rag, str], list[DeliveryRow]] = defaultdict(list)
    for row in rows:
        found[row.status.rag, ""].append(row)
    return found


def places(rows: Sequence[DeliveryRow], areas_word: str) -> str:
    """Where: the names while few, else how many; nothing for the whole programme."""
    names = [row.area for row in rows if row.area]
    if len(names) > NAMED_AT_MOST:
        return f"{len(names)} {areas_word}"
    return ", ".join(names)


def tally_sentence(plan: PlanPart) -> str:
    """1 complete · 3 red · 17 not started; statuses that nothing has are left out."""
    counts = [f"{count} {rag.value.lower()}" for rag, count in plan.tally.items() if count]
    return " · ".join(counts)


@dataclass(frozen=True)
class LateLine:
    """Red deliveries of one milestone that are late alike, with the places where."""

    milestone: MilestoneRow
    words: str
    where: str


def late_lines(plan: PlanPart, *, areas_word: str) -> list[LateLine]:
    """What is red, the longest late first; what is late alike stands in one line."""
    alike: dict[tuple[int, str], list[DeliveryRow]] = defaultdict(list)
    for row in plan.late:
        alike[row.milestone.key, late_words(row)].append(row)
    return [
        LateLine(rows[0].milestone, words, places(rows, areas_word))
        for (_, words), rows in alike.items()
    ]


def late_words(row: DeliveryRow) -> str:
    """How late a delivery is, and when it was last heard of."""
    if row.overdue_days:
        late = f"{row.overdue_days:,} day{'' if row.overdue_days == 1 else 's'} overdue"
    else:
        late = f"expected {row.standing.slip_days:,} days after baseline"
    heard = row.standing.updated_on
    return f"{late}, {f'last word {day_words(heard)}' if heard else NO_UPDATE}"


@dataclass(frozen=True)
class MatrixRow:
    """One milestone across the areas; for many areas, how many have each status."""

    milestone: MilestoneRow
    whole: DeliveryRow | None
    cells: tuple[DeliveryRow | None, ...]
    counts: tuple[int, ...]


@dataclass(frozen=True)
class Matrix:
    """Milestones × areas while the areas fit side by side, else milestones × statuses."""

    areas: tuple[tuple[str, str], ...]
    statuses: tuple[Rag, ...]
    rows: tuple[MatrixRow, ...]


SIDE_BY_SIDE = 6  # more areas than this are counted by status


def matrix(plan: PlanPart) -> Matrix:
    """The plan at a glance."""
    by_milestone: dict[int, dict[str, DeliveryRow]] = defaultdict(dict)
    for row in plan.deliveries:
        by_milestone[row.milestone.key][row.area_slug] = row
    areas = plan.areas if len(plan.areas) <= SIDE_BY_SIDE else ()
    statuses = () if areas else tuple(rag for rag, count in plan.tally.items() if count)
    return Matrix(
        areas=areas,
        statuses=statuses,
        rows=tuple(
            MatrixRow(
                milestone=milestone,
                whole=by_milestone[milestone.key].get(""),
                cells=tuple(by_milestone[milestone.key].get(slug) for slug, _ in areas),
                counts=tuple(
                    sum(row.status.rag is rag for row in by_milestone[milestone.key].values())
                    for rag in statuses
                ),
            )
            for milestone in plan.milestones
        ),
    )
