"""The rules of a group that say how many seats go to whom."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError, changing
from partnership.slugs import fresh_slug
from pilots.actions.seats import EVER, refuse_day
from pilots.models import Group, SeatRule
from pilots.representation import Rule
from pilots.seating import place_refused, rule_too_small
from pilots.selectors.groups import seats_of


@dataclass(frozen=True)
class RuleDetails:
    """How many seats go to whom."""

    seats: int
    per: str
    who: str


@transaction.atomic
def add_rule(*, group: Group, details: RuleDetails, reported_on: date, by: User) -> SeatRule:
    """Lay down how many seats the group gives, and to whom."""
    Group.objects.select_for_update().get(pk=group.pk)  # one slug at a time
    refuse_day(reported_on, "reported_on")
    rule = SeatRule(
        group=group,
        slug=fresh_slug(details.who, group.seat_rules, otherwise="rule"),
        reported_on=reported_on,
        seats=details.seats,
        per=details.per,
        who=details.who,
    )
    record_by(rule, by=by)
    rule.save()
    return rule


def change_rule(*, rule: SeatRule, seen: int, details: RuleDetails, by: User) -> None:
    """Change a rule; it can't give fewer seats than are held by it today."""
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=rule.group_id)
        with changing(rule, seen=seen, by=by) as now:
            now.seats, now.per, now.who = details.seats, details.per, details.who
            _refuse_too_small(now)


def _refuse_too_small(rule: SeatRule) -> None:
    """Refuse a rule that would leave somebody without a seat, or without a place."""
    today = timezone.localdate()
    held = [
        each
        for each in seats_of([rule.group_id], as_at=EVER)[rule.group_id]
        if each.rule == rule.slug
    ]
    found = Rule(rule.slug, rule.who, rule.seats, _places(rule))
    for seat in held:
        if seat.is_held(today) and place_refused(found, seat):
            raise RefusedError(
                f"“{seat.post}” is seated by this rule without an area."
                " Say first whose seat it is.",
                "per",
            )
    if refused := rule_too_small(found, held, on=today):
        raise RefusedError(refused, "seats")


def _places(rule: SeatRule) -> tuple[str, ...]:
    if rule.per == SeatRule.Per.GROUP:
        return ("",)
    return tuple(rule.group.programme.areas.values_list("name", flat=True))


@transaction.atomic
def remove_rule(*, rule: SeatRule, seen: int, by: User) -> None:
    """Take a rule away, unless a seat is or was held by it."""
    Group.objects.select_for_update().get(pk=rule.group_id)
    now = SeatRule.objects.select_for_update().get(pk=rule.pk)
    if now.version != seen:
        raise ChangedMeanwhileError(now)
    if refused := removal_refused(now):
        raise RefusedError(refused)
    record_by(now, by=by)
    now.delete()


def removal_refused(rule: SeatRule) -> str:
    """Why a rule can't be taken away, and what to do; nothing where it can."""
    posts = list(rule.memberships.values_list("post", flat=True))
    if not posts:
        return ""
    named = ", ".join(f"“{post}”" for post in posts)
    verb = "seat is or was held" if len(posts) == 1 else "seats are or were held"
    return (
        f"{len(posts)} {verb} by this rule: {named}. Change each of them to another"
        " rule, or to none, and then remove it."
    )
