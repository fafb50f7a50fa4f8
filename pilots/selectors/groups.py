"""Groups on a day: who sits in them, when they met, what they are to do."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet

from partnership.dates import UNKNOWN
from partnership.people.models import Sector
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Action, Area, Group, Meeting, Membership, RequiredSector, SeatRule
from pilots.representation import (
    MeetingFact,
    MeetingsHeld,
    Representation,
    Rule,
    Seat,
    Series,
    meetings_held,
    next_meeting,
    represent,
)
from pilots.selectors.actions import stood


@dataclass(frozen=True)
class GroupRecord:
    """A group as it stood on a day; `open_actions` None: no action was ever recorded."""

    group: Group
    representation: Representation
    rules: tuple[Rule, ...]
    required: tuple[str, ...]
    meetings: MeetingsHeld
    next_meeting: MeetingFact | None
    open_actions: int | None
    overdue_actions: int


def group_records(
    programme: Programme, *, as_at: date, reach: Reach, with_actions: bool = True
) -> tuple[GroupRecord, ...]:
    """Every group within reach reported by a day; six queries, five without their actions."""
    found = list(_groups(programme, as_at, reach))
    keys = [group.pk for group in found]
    required: dict[int, list[str]] = defaultdict(list)
    for each in RequiredSector.objects.filter(group__in=keys):
        required[each.group_id].append(each.get_sector_display())
    actions, meetings = _tallies(keys if with_actions else [], as_at), _meeting_facts(keys, as_at)
    seats, rules = seats_of(keys, as_at=as_at), rules_of(keys, as_at=as_at)
    return tuple(
        record(
            group,
            seats=seats[group.pk],
            rules=rules[group.pk],
            required=required[group.pk],
            meetings=meetings[group.pk],
            actions=actions[group.pk],
            as_at=as_at,
        )
        for group in found
    )


def record(
    group: Group,
    *,
    seats: Sequence[Seat],
    rules: Sequence[Rule],
    required: Sequence[str],
    meetings: Sequence[MeetingFact],
    actions: "ActionTally",
    as_at: date,
) -> GroupRecord:
    """How a group stood on a day, from what was reported by then."""
    return GroupRecord(
        group=group,
        representation=represent(seats, rules, required, on=as_at),
        rules=tuple(rules),
        required=tuple(required),
        meetings=meetings_held(series_of(group), meetings, on=as_at),
        next_meeting=next_meeting(meetings, on=as_at),
        open_actions=actions.open if actions.recorded else None,
        overdue_actions=actions.overdue,
    )


@dataclass
class ActionTally:
    """How many actions a group has recorded, and of those how many are open and overdue."""

    recorded: int = 0
    open: int = 0
    overdue: int = 0

    def add(self, *, is_open: bool, is_overdue: bool) -> None:
        self.recorded += 1
        self.open += is_open
        self.overdue += is_overdue


def series_of(group: Group) -> Series | None:
    """The group's series of meetings; None where it is not recorded."""
    first, last, every = (
        group.series_first_month,
        group.series_last_month,
        group.meets_every_months,
    )
    return Series(first, last, every) if first and last and every else None


def _groups(programme: Programme, as_at: date, reach: Reach) -> QuerySet[Group]:
    return (
        groups_in(programme, reach=reach)
        .filter(reported_on__lte=as_at)
        .order_by(F("area__position").asc(nulls_first=True), "name")
    )


def groups_in(programme: Programme, *, reach: Reach) -> QuerySet[Group]:
    """The programme's groups within reach, each with its area and source."""
    found = Group.objects.filter(programme=programme).visible_to(reach)
    return found.select_related("programme", "area", "source")


def areas_in(programme: Programme, *, reach: Reach) -> QuerySet[Area]:
    """The programme's areas within reach."""
    return Area.objects.filter(programme=programme).visible_to(reach)


def _tallies(groups: Sequence[int], as_at: date) -> Mapping[int, ActionTally]:
    found: dict[int, ActionTally] = defaultdict(ActionTally)
    for action in Action.objects.filter(group__in=groups).as_at(as_at):
        stands = stood(action, on=as_at)
        found[action.group_id].add(is_open=stands.is_open, is_overdue=stands.is_overdue)
    return found


def seats_of(groups: Sequence[int], *, as_at: date) -> Mapping[int, list[Seat]]:
    """Every seat reported by a day, also those that had ended, by their group; one query."""
    found: dict[int, list[Seat]] = defaultdict(list)
    memberships = Membership.objects.filter(group__in=groups, reported_on__lte=as_at)
    for each in memberships.select_related("organisation", "area", "seat_rule"):
        found[each.group_id].append(seat_of(each, as_at=as_at))
    return found


def seat_of(membership: Membership, *, as_at: date) -> Seat:
    """The seat of a membership as it was known on a day.

    Without a sector of its own it has its organisation's; an end that was
    reported later was not known yet.
    """
    organisation = membership.organisation
    sector = membership.sector or (organisation.sector if organisation else "")
    is_member = membership.role == Membership.Role.MEMBER
    ended_later = membership.end_reported_on is not None and membership.end_reported_on > as_at
    return Seat(
        post=membership.post,
        sector=str(Sector(sector).label) if sector else "",
        rule=membership.seat_rule.slug if membership.seat_rule else "",
        place=membership.area.name if membership.area else "",
        people=membership.people,
        host=organisation.name if organisation else "",
        role="" if is_member else membership.get_role_display(),
        since=membership.since,
        until=UNKNOWN if ended_later else membership.until,
        note=membership.note,
        is_voting=membership.is_voting,
        slug=membership.slug,
    )


def rules_of(groups: Sequence[int], *, as_at: date) -> Mapping[int, list[Rule]]:
    """Seat rules reported by a day, by their group; one query.

    One for each area is a row for each area of the programme.
    """
    rows = (
        SeatRule.objects.filter(group__in=groups, reported_on__lte=as_at)
        .order_by("slug", "group__programme__areas__position", "group__programme__areas__name")
        .values_list("group", "slug", "who", "seats", "per", "group__programme__areas__name")
    )
    places: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for *rule, area in rows:
        places[tuple(rule)].append(area)
    found: dict[int, list[Rule]] = defaultdict(list)
    for (group, slug, who, seats, per), areas in places.items():
        where = tuple(filter(None, areas)) if per == SeatRule.Per.EACH_AREA else ("",)
        found[group].append(Rule(slug, who, seats, where))
    return found


def _meeting_facts(groups: Sequence[int], as_at: date) -> Mapping[int, list[MeetingFact]]:
    found: dict[int, list[MeetingFact]] = defaultdict(list)
    rows = Meeting.objects.filter(group__in=groups, reported_on__lte=as_at)
    for meeting in rows.only("group_id", "number", "planned", "held", "status"):
        found[meeting.group_id].append(meeting_fact(meeting))
    return found


def meeting_fact(meeting: Meeting) -> MeetingFact:
    """A meeting for the rules."""
    return MeetingFact(
        meeting.number,
        meeting.planned,
        meeting.held,
        is_held=meeting.status == Meeting.Status.HELD,
        is_cancelled=meeting.status == Meeting.Status.CANCELLED,
    )
