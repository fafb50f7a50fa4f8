"""Groups on a day: who sits in them, when they met, what they are to do."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from partnership.people.models import Sector
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import (
    Action,
    Decision,
    Group,
    Meeting,
    Membership,
    ReportingBody,
    RequiredSector,
    SeatRule,
)
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
    programme: Programme, *, as_at: date, reach: Reach, slug: str = ""
) -> tuple[GroupRecord, ...]:
    """Every group within reach reported by a day, or the one with this slug; five queries."""
    groups = _groups(programme, as_at, reach)
    if slug:
        groups = groups.filter(slug=slug)
    found = list(groups)
    keys = [group.pk for group in found]
    seats, rules = _seats(keys, as_at), _rules(keys, as_at)
    required, meetings = _required(keys), _meeting_facts(keys, as_at)
    return tuple(
        GroupRecord(
            group=group,
            representation=represent(
                seats[group.pk], rules[group.pk], required[group.pk], on=as_at
            ),
            rules=tuple(rules[group.pk]),
            required=tuple(required[group.pk]),
            meetings=meetings_held(series_of(group), meetings[group.pk], on=as_at),
            next_meeting=next_meeting(meetings[group.pk], on=as_at),
            open_actions=group.open_count if group.action_count else None,  # type: ignore[attr-defined]
            overdue_actions=group.overdue_count,  # type: ignore[attr-defined]
        )
        for group in found
    )


def series_of(group: Group) -> Series | None:
    """The group's series of meetings; None where it is not recorded."""
    first, last, every = (
        group.series_first_month,
        group.series_last_month,
        group.meets_every_months,
    )
    return Series(first, last, every) if first and last and every else None


def _groups(programme: Programme, as_at: date, reach: Reach) -> QuerySet[Group]:
    is_open = _open_on(as_at, "actions__")
    return (
        Group.objects.filter(programme=programme, reported_on__lte=as_at)
        .visible_to(reach)
        .select_related("area", "source")
        .annotate(
            action_count=Count("actions", filter=Q(actions__reported_on__lte=as_at)),
            open_count=Count("actions", filter=is_open),
            overdue_count=Count("actions", filter=is_open & Q(actions__due_on__lt=as_at)),
        )
        .order_by(F("area__position").asc(nulls_first=True), "name")
    )


def _open_on(day: date, at: str = "") -> Q:
    """Whether an action reported by a day was neither done nor dropped by it."""
    by_then = Q(**{f"{at}reported_on__lte": day})
    for end in ("done_on", "dropped_on"):
        by_then &= Q(**{f"{at}{end}__isnull": True}) | Q(**{f"{at}{end}__gt": day})
    return by_then


def _seats(groups: Sequence[int], as_at: date) -> Mapping[int, list[Seat]]:
    found: dict[int, list[Seat]] = defaultdict(list)
    memberships = Membership.objects.filter(group__in=groups, reported_on__lte=as_at)
    for each in memberships.select_related("organisation", "area", "seat_rule"):
        found[each.group_id].append(_seat(each))
    return found


def _seat(membership: Membership) -> Seat:
    """The seat of a membership; without a sector of its own it has its organisation's."""
    organisation = membership.organisation
    sector = membership.sector or (organisation.sector if organisation else "")
    is_member = membership.role == Membership.Role.MEMBER
    return Seat(
        post=membership.post,
        sector=str(Sector(sector).label) if sector else "",
        rule=membership.seat_rule.slug if membership.seat_rule else "",
        place=membership.area.name if membership.area else "",
        people=membership.people,
        host=organisation.name if organisation else "",
        role="" if is_member else membership.get_role_display(),
        since=membership.since,
        until=membership.until,
        note=membership.note,
        is_voting=membership.is_voting,
    )


def _rules(groups: Sequence[int], as_at: date) -> Mapping[int, list[Rule]]:
    """Seat rules; one for each area is a row for each area of the programme."""
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


def _required(groups: Sequence[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = RequiredSector.objects.filter(group__in=groups).values_list("group", "sector")
    for group, sector in rows:
        found[group].append(str(Sector(sector).label))
    return found


def _meeting_facts(groups: Sequence[int], as_at: date) -> Mapping[int, list[MeetingFact]]:
    found: dict[int, list[MeetingFact]] = defaultdict(list)
    rows = Meeting.objects.filter(group__in=groups, reported_on__lte=as_at)
    for group, number, planned, held, status in rows.values_list(
        "group", "number", "planned", "held", "status"
    ):
        is_held, is_cancelled = status == Meeting.Status.HELD, status == Meeting.Status.CANCELLED
        found[group].append(MeetingFact(number, planned, held, is_held, is_cancelled))
    return found


def meetings_of(group: Group, *, as_at: date) -> QuerySet[Meeting]:
    """The group's meetings as reported by a day, latest first."""
    return group.meetings.filter(reported_on__lte=as_at).order_by("-number")


def open_actions(group: Group, *, as_at: date) -> QuerySet[Action]:
    """What the group was still to do on a day, soonest due first, without a day last."""
    return (
        group.actions.filter(_open_on(as_at))
        .select_related("meeting")
        .order_by(F("due_on").asc(nulls_last=True), "slug")
    )


def closed_actions(group: Group, *, as_at: date) -> QuerySet[Action]:
    """What was done or no longer needed by a day, in the order of its slug."""
    reported = group.actions.filter(reported_on__lte=as_at)
    return reported.exclude(_open_on(as_at)).order_by("slug")


def decisions_of(group: Group, *, as_at: date) -> QuerySet[Decision]:
    """What the group had decided by a day, latest reported first."""
    found = group.decisions.filter(reported_on__lte=as_at).select_related("meeting", "source")
    return found.order_by("-reported_on", "slug")


def reports_to(group: Group) -> QuerySet[ReportingBody]:
    """The reporting bodies that the group itself is."""
    return group.reporting_bodies.all()
