"""Groups, their seats and meetings, and the partners, as at a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import F

from partnership.dates import NOT_RECORDED
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.programmes.reach import Reach
from pilots.models import Action, Decision, Group, PartnerRole
from pilots.parts import ActionRow, DecisionRow, GroupRow, MemberRow, PartnerRow, PartnershipPart
from pilots.representation import Rule, Seat
from pilots.selectors.actions import stood
from pilots.selectors.groups import GroupRecord, group_records


def partnership_part(
    programme: Programme, *, period: Period, as_at: date, reach: Reach
) -> PartnershipPart:
    """Every group within reach, and the partners; eight queries."""
    records = group_records(programme, as_at=as_at, reach=reach, with_actions=False)
    partners = PartnerRole.objects.filter(programme=programme, reported_on__lte=as_at)
    partners = partners.visible_to(reach)
    decisions = _decisions(records, first=period.first, as_at=as_at)
    actions = _actions(records, as_at=as_at)
    return PartnershipPart(
        groups=tuple(
            _group(record, programme, decisions[record.group.pk], actions[record.group.pk])
            for record in records
        ),
        partners=tuple(_partner(row) for row in partners.select_related("organisation", "area")),
    )


def _group(
    record: GroupRecord,
    programme: Programme,
    decisions: Iterable[DecisionRow],
    actions: Iterable[ActionRow],
) -> GroupRow:
    group, stands = record.group, record.representation
    return GroupRow(
        slug=group.slug,
        name=group.name,
        kind=group.get_kind_display(),
        area=group.area.name if group.area else "",
        terms_of_reference=group.terms_of_reference,
        established=_established(group),
        seat_rules=tuple(_rule_words(rule, programme.area_word_plural) for rule in record.rules),
        meetings_held=record.meetings,
        vacant_seats=stands.vacant if stands.is_recorded else None,
        representation=stands.sentence,
        members=tuple(_member(seat) for seat in stands.seats),
        decisions=tuple(decisions),
        actions=tuple(actions),
    )


def _rule_words(rule: Rule, areas: str) -> str:
    """2 for each of 3 pilot areas, 6 in all: representatives of …"""
    if rule.places == ("",):
        return f"{rule.seats} in all: {rule.who}"
    return f"{rule.seats} for each of {len(rule.places)} {areas}, {rule.in_all} in all: {rule.who}"


def _established(group: Group) -> str:
    if group.established:
        return group.established.words
    return f"by {group.established_by.words}" if group.established_by else NOT_RECORDED


def _member(seat: Seat) -> MemberRow:
    return MemberRow(
        post=seat.post,
        organisation=seat.host,
        sector=seat.sector,
        role=seat.role or "Member",
        people=seat.people,
        area=seat.place,
    )


def _decisions(
    records: Iterable[GroupRecord], *, first: date, as_at: date
) -> Mapping[int, list[DecisionRow]]:
    """What each group decided, as reported from `first` to `as_at`."""
    groups = [record.group.pk for record in records]
    found: dict[int, list[DecisionRow]] = defaultdict(list)
    for row in Decision.objects.filter(group__in=groups, reported_on__range=(first, as_at)):
        found[row.group_id or 0].append(DecisionRow(row.text, row.decided.words))
    return found


def _actions(records: Iterable[GroupRecord], *, as_at: date) -> Mapping[int, list[ActionRow]]:
    groups = [record.group.pk for record in records]
    found: dict[int, list[ActionRow]] = defaultdict(list)
    rows = Action.objects.filter(group__in=groups).as_at(as_at)
    for row in rows.order_by(F("due_then").asc(nulls_last=True), "slug"):
        found[row.group_id].append(action_row(row, as_at))
    return found


def action_row(action: Action, as_at: date) -> ActionRow:
    """An action as it stood on a day, from what had been reported of it by then."""
    standing = stood(action, on=as_at)
    return ActionRow(
        action.text,
        standing.owner,
        standing.due_on,
        standing.state.words,
        standing.is_overdue,
    )


def _partner(row: PartnerRole) -> PartnerRow:
    organisation = row.organisation
    return PartnerRow(
        organisation=organisation.name,
        sector=organisation.get_sector_display() if organisation.sector else "",
        role=row.get_role_display(),
        area=row.area.name if row.area else "",
        since=row.since.words,
        detail=row.detail,
    )
