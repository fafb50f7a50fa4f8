"""Deliveries: which there will be, and what of each follows from the plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from milestones.models import Delivery, Milestone, PlanAnswer, PlanVersion
from partnership.dates import end_of_month
from partnership.workbook.cells import Cells, Value, is_empty
from partnership.workbook.draft import Draft, Row
from partnership.workbook.sheets.plan import RowOfVersion
from pilots.models import Area

WHOLE_PROGRAMME = ""  # where an area's key would stand
FOLLOWS = ("baseline_on", "from_on", "works_to")


def tells_versions(draft: Draft) -> bool:
    """Whether the file tells the plan's versions, and with them which deliveries there are."""
    return bool(draft.rows[PlanVersion])


def begun_places(draft: Draft) -> set[str]:
    """Areas (or the whole programme) that the newest plan is not simply rolled out to.

    They have deliveries or answers already: stored, or in a file that tells versions.
    """
    places = {key[1] for key in draft.stored.cells[Delivery]}
    places |= {key[2] for key in draft.stored.cells[PlanAnswer]}
    if tells_versions(draft):
        places |= {key[1] for key in _named(draft)}
        places |= {row.key[2] for row in draft.rows[PlanAnswer] if row.key}
    return places


def _named(draft: Draft) -> set[tuple[str, str]]:
    """The deliveries that the file's own rows name, as far as there can be such."""
    rows = [row for row in draft.rows[Delivery] if row.is_sound("milestone", "area")]
    named = {(row.text("milestone"), row.text("area")) for row in rows}
    places = {reference: may_be_delivered_in(draft, reference) for reference, _ in named}
    return {key for key in named if key[1] in places[key[0]]}


def new_for_all(draft: Draft) -> list[str]:
    """Milestones that every area gets at once: new ones, unless areas answer to versions."""
    rows = [] if tells_versions(draft) else draft.rows[Milestone]
    return [row.key[0] for row in rows if row.key and draft.is_new(row)]


def expect_deliveries(draft: Draft) -> None:
    """Know the deliveries that the plan's roll-out will make, and those that the file names."""
    begun, new, dropped = begun_places(draft), set(new_for_all(draft)), _dropped(draft)
    for (reference,), cells in draft.together(Milestone).items():
        for place in _places(draft, _unsure_scope(draft, reference) or {str(cells["scope"])}):
            if reference in new or (place not in begun and reference not in dropped):
                draft.add_known(Delivery, (reference, place))
    for key in _named(draft):
        draft.add_known(Delivery, key)


def may_be_delivered_in(draft: Draft, reference: str) -> list[str]:
    """Where a milestone may be delivered, as its scope is now or was in any version."""
    scopes = _unsure_scope(draft, reference)
    for key, cells in draft.together(Milestone).items():
        scopes |= {str(cells["scope"])} if key == (reference,) else set()
    for key, cells in draft.together(RowOfVersion).items():
        scopes |= {str(cells["scope"])} if key[1] == reference else set()
    return list(_places(draft, scopes))


def _places(draft: Draft, scopes: set[str]) -> Iterator[str]:
    if Milestone.Scope.PROGRAMME in scopes:
        yield WHOLE_PROGRAMME
    if Milestone.Scope.EACH_AREA in scopes:
        yield from draft.known[Area]


def _unsure_scope(draft: Draft, reference: str) -> set[str]:
    """Every scope, where the one in the file has a fault of its own."""
    rows = (row for row in draft.rows[Milestone] if row.key == (reference,))
    return set() if all(row.is_sound("scope") for row in rows) else {*Milestone.Scope.values}


def _dropped(draft: Draft) -> set[str]:
    """Milestones that the newest version has dropped."""
    newest = max((int(key[0]) for key in draft.together(PlanVersion)), default=0)
    rows = draft.together(RowOfVersion).items()
    return {key[1] for key, cells in rows if key[0] == str(newest) and cells["is_dropped"]}


@dataclass(frozen=True)
class _TakenUp:
    """A milestone as it was when an area took it up."""

    version: str
    due_month: Value
    since: Value


def fill_deliveries(draft: Draft) -> None:
    """Fill what follows from the plan; a baseline that is there never changes."""
    plan = _PlanOverTime(draft)
    for row in draft.rows[Delivery]:
        if not row.key or not row.is_sound(*FOLLOWS):
            continue
        stored = draft.stored.cells[Delivery].get(row.key)
        if stored:
            _fill_from_stored(draft, row, stored)
        else:
            _fill_from_plan(row, plan)


def _fill_from_stored(draft: Draft, row: Row, stored: Cells) -> None:
    for name in FOLLOWS:
        if is_empty(row.cells[name]):
            row.cells[name] = stored[name]
    if row.cells["baseline_on"] != stored["baseline_on"]:
        right = f"Write {stored['baseline_on']}, or leave it empty."
        draft.fault(row, "baseline_on", "A baseline never changes.", right)


def _fill_from_plan(row: Row, plan: "_PlanOverTime") -> None:
    taken_up, start = plan.taken_up(row), plan.start_in(row.key[1])
    if row.cells["baseline_on"] is None and isinstance(taken_up.due_month, int) and start:
        row.cells["baseline_on"] = end_of_month(start, taken_up.due_month)
    row.cells["from_on"] = row.cells["from_on"] or taken_up.since
    row.cells["works_to"] = row.cells["works_to"] or taken_up.version


class _PlanOverTime:
    """The plan's rows as they will be, version by version where the file tells them."""

    def __init__(self, draft: Draft) -> None:
        self.milestones = draft.together(Milestone)
        self.areas = draft.together(Area)
        self.unsure = {row.key for row in draft.rows[Area] if not row.is_sound("start_month")}
        self.programme_start = draft.programme_cell("start_month")
        versions = draft.together(PlanVersion) if tells_versions(draft) else {}
        self.versions = {key[0]: versions[key] for key in sorted(versions, key=lambda k: int(k[0]))}
        self.rows = draft.together(RowOfVersion)

    def start_in(self, area: str) -> date | None:
        """The first day of month 1 there; None where that has a fault."""
        if (area,) in self.unsure:
            return None
        own = self.areas[area,]["start_month"] if area else None
        start = own or self.programme_start
        return start if isinstance(start, date) else None

    def taken_up(self, row: Row) -> _TakenUp:
        """The milestone in the version that first had it, or was in force on the row's day."""
        milestone, day = row.text("milestone"), row.cells["from_on"]
        having = [
            number
            for number in self.versions
            if (number, milestone) in self.rows and not self.rows[number, milestone]["is_dropped"]
        ]
        if not having:
            now = self.milestones[milestone,]
            return _TakenUp("", now["due_month"], now["reported_on"])
        by_then = [n for n in having if isinstance(day, date) and self._began(n) <= day]
        number = by_then[-1] if by_then else having[0]
        cells = self.rows[number, milestone]
        since = cells["reported_on"] or self.versions[number]["in_force_on"]
        return _TakenUp(number, cells["due_month"], since)

    def _began(self, number: str) -> date:
        day = self.versions[number]["in_force_on"]
        return day if isinstance(day, date) else date.max
