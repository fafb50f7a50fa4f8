"""All that one group's page tells, as at a day."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet, Value

from partnership.people.history import (
    FROM_WORKBOOK,
    LOADED,
    THE_SERVICE,
    HistoryLine,
    history_of,
    lines_of,
)
from partnership.people.models import Sector
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.attendance import Attendance, Attended, attendance
from pilots.models import (
    Action,
    AgendaTemplateItem,
    Decision,
    Group,
    Meeting,
    ReportingBody,
    RequiredSector,
    SeatRule,
)
from pilots.models import Attendance as AttendanceRow
from pilots.selectors import actions as ask_actions
from pilots.selectors.groups import (
    ActionTally,
    GroupRecord,
    groups_in,
    meeting_fact,
    record,
    rules_of,
    seats_of,
)


@dataclass(frozen=True)
class GroupPage:
    """A group as it stood on a day, with what its page lists."""

    record: GroupRecord
    agenda: tuple[str, ...]
    actions: list[Action]
    meetings: list[Meeting]
    attendance: Attendance


def group_page(programme: Programme, slug: str, *, as_at: date, reach: Reach) -> GroupPage:
    """One group within reach; seven queries.

    Raises Group.DoesNotExist, also where it had not been reported by that day.
    """
    group = groups_in(programme, reach=reach).get(slug=slug, reported_on__lte=as_at)
    required, agenda = _laid_down(group)
    meetings = list(group.meetings.filter(reported_on__lte=as_at).order_by("-number"))
    actions = list(
        ask_actions.register(programme, reach=reach, as_at=as_at, group=slug, state=ask_actions.ALL)
    )
    return GroupPage(
        record(
            group,
            seats=seats_of([group.pk], as_at=as_at)[group.pk],
            rules=rules_of([group.pk], as_at=as_at)[group.pk],
            required=required,
            meetings=[meeting_fact(each) for each in meetings],
            actions=_tally(actions, as_at),
            as_at=as_at,
        ),
        agenda,
        actions,
        meetings,
        _attendance(meetings, as_at),
    )


def _laid_down(group: Group) -> tuple[list[str], tuple[str, ...]]:
    """The sectors that the group requires, and its standing agenda; one query."""
    items = AgendaTemplateItem.objects.filter(group=group)
    sectors = RequiredSector.objects.filter(group=group)
    rows = items.order_by().values_list(Value("item"), "position", "title")
    rows = rows.union(sectors.order_by().values_list(Value("sector"), Value(0), "sector"), all=True)
    found: dict[str, list[str]] = defaultdict(list)
    for kind, _, text in sorted(rows):
        found[kind].append(text)
    return [str(Sector(each).label) for each in found["sector"]], tuple(found["item"])


def _tally(actions: Iterable[Action], as_at: date) -> ActionTally:
    tally = ActionTally()
    for action in actions:
        stands = ask_actions.stood(action, on=as_at)
        tally.add(is_open=stands.is_open, is_overdue=stands.is_overdue)
    return tally


def _attendance(meetings: Sequence[Meeting], as_at: date) -> Attendance:
    """Who came to those of the meetings that had been held by a day; one query."""
    held = {each.pk: each for each in meetings if meeting_fact(each).was_held_by(as_at)}
    rows = AttendanceRow.objects.filter(meeting__in=held).select_related("seat__organisation")
    return attendance(
        [_attended(row, held[row.meeting_id].number) for row in rows],
        [
            (each.number, each.present is not None or each.apologies is not None)
            for each in held.values()
        ],
    )


def _attended(row: AttendanceRow, number: int) -> Attended:
    seat = row.seat
    sector = seat.sector or (seat.organisation.sector if seat.organisation else "")
    label = str(Sector(sector).label) if sector else ""
    return Attended(number, label, row.state, seat.people, row.people)


def decisions_of(group: Group, *, as_at: date) -> QuerySet[Decision]:
    """What the group had decided by a day, latest reported first."""
    found = group.decisions.filter(reported_on__lte=as_at).select_related("meeting", "source")
    return found.order_by("-reported_on", "slug")


def reports_to(group: Group) -> QuerySet[ReportingBody]:
    """The reporting bodies that the group itself is."""
    return group.reporting_bodies.all()


def group_history(group: Group) -> list[HistoryLine]:
    """What was changed in the group itself and in what it lays down, newest first."""
    lines = [*history_of(group), *_history_of_rules(group), *_history_of_parts(group)]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _history_of_rules(group: Group) -> list[HistoryLine]:
    """The lines of every rule the group has or had; one query."""
    rows: Any = SeatRule.history.filter(group=group.pk).select_related("history_user")
    by_rule: dict[int, list[Any]] = defaultdict(list)
    for row in rows.order_by("history_date", "history_id"):
        by_rule[row.id].append(row)
    return [line for found in by_rule.values() for line in _lines_of_rule(found)]


def _lines_of_rule(rows: list[Any]) -> list[HistoryLine]:
    whose = f"“{rows[-1].who}”"
    return [
        replace(line, sentence=f"{line.sentence} of the seat rule {whose}")
        if line.sentence.startswith("changed")
        else line
        for line in lines_of(rows, f"seat rule {whose}")
    ]


PARTS = {
    ("sector", "+"): "now requires the sector “{}”",
    ("sector", "-"): "no longer requires the sector “{}”",
    ("item", "+"): "put “{}” on every agenda",
    ("item", "-"): "took “{}” off every agenda",
}


def _history_of_parts(group: Group) -> list[HistoryLine]:
    """What was required and put on every agenda, and no longer; one query."""
    columns = (
        "history_type", "history_date", "history_user__display_name", "history_change_reason",
    )  # fmt: skip
    items: Any = AgendaTemplateItem.history.filter(group=group.pk).order_by()
    sectors: Any = RequiredSector.history.filter(group=group.pk).order_by()
    rows = items.values_list(Value("item"), "title", *columns)
    rows = rows.union(sectors.values_list(Value("sector"), "sector", *columns), all=True)
    return [line for row in rows if (line := _line_of_part(*row))]


def _line_of_part(
    part: str, text: str, change: str, at: datetime, who: str | None, why: str | None
) -> HistoryLine | None:
    """A line of a part put in or taken out; moving an item up or down is none."""
    if (part, change) not in PARTS:
        return None
    said = PARTS[part, change].format(Sector(text).label if part == "sector" else text)
    if why == FROM_WORKBOOK:
        return HistoryLine(LOADED, said, at)
    return HistoryLine(who or THE_SERVICE, said, at, why or "")
