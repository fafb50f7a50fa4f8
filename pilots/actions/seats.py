"""Seats given, changed and ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from partnership.dates import UNKNOWN, PartialDate, day_words
from partnership.people.history import record_by
from partnership.people.models import Organisation, User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from partnership.slugs import fresh_slug
from partnership.spans import end_refused
from pilots.models import Area, Group, Membership, SeatRule
from pilots.representation import Rule, Seat
from pilots.seating import place_refused, post_twice, too_many
from pilots.selectors.groups import rules_of, seat_of, seats_of
from pilots.selectors.seats import may_hold

EVER = date.max  # of what was ever reported, whenever


@dataclass(frozen=True)
class SeatDetails:
    """What is said of a seat; its fields are named as the membership's own.

    `people` makes it a counted seat, which has a host and no account.
    """

    post: str
    organisation: Organisation | None = None
    area: Area | None = None
    seat_rule: SeatRule | None = None
    sector: str = ""
    role: str = Membership.Role.MEMBER
    is_voting: bool | None = None
    since: PartialDate = UNKNOWN
    until: PartialDate = UNKNOWN
    note: str = ""
    user: User | None = None
    people: int | None = None

    def put_on(self, seat: Membership) -> None:
        """Give the seat all of it; one that has no end any more has none reported."""
        for field in fields(self):
            setattr(seat, field.name, getattr(self, field.name))
        if not self.until:
            seat.end_reported_on = None


@transaction.atomic
def add_seat(*, group: Group, details: SeatDetails, reported_on: date, by: User) -> Membership:
    """Seat a post, or people without names, in a group.

    Raises RefusedError for what the group's rules or the dates don't allow.
    """
    Group.objects.select_for_update().get(pk=group.pk)  # two at once would both find room
    refuse_day(reported_on, "reported_on")
    seat = Membership(
        group=group,
        slug=fresh_slug(details.post, group.memberships, otherwise="seat"),
        reported_on=reported_on,
    )
    details.put_on(seat)
    _refuse(seat)
    record_by(seat, by=by)
    seat.save()
    return seat


def change_seat(*, seat: Membership, seen: int, details: SeatDetails, by: User) -> None:
    """Mend what was recorded of a seat; what changes on a day is an end and a new seat.

    Raises RefusedError, and ChangedMeanwhileError where somebody else was quicker.
    """
    with _changing(seat, seen=seen, by=by) as now:
        was = seat_of(now, as_at=EVER)
        details.put_on(now)
        _refuse(now, was)


def end_seat(
    *, seat: Membership, seen: int, until: PartialDate, why: str, reported_on: date, by: User
) -> None:
    """End a seat; a look back at a day before `reported_on` still shows it.

    Raises RefusedError where it has ended already, or would before it began.
    """
    with _changing(seat, seen=seen, by=by, why=why) as now:
        if now.until.last is not None and now.until.last < timezone.localdate():
            raise RefusedError(
                f"It has ended already, {now.until.words}. Change the seat to mend that date."
            )
        if refused := end_refused(now.since, until):
            raise RefusedError(refused, "until")
        refuse_day(reported_on, "end_reported_on", since=now.reported_on)
        now.until, now.end_reported_on = until, reported_on


@contextmanager
def _changing(seat: Membership, *, seen: int, by: User, why: str = "") -> Iterator[Membership]:
    with transaction.atomic():
        Group.objects.select_for_update().get(pk=seat.group_id)
        with changing(seat, seen=seen, by=by, why=why) as now:
            yield now


def _refuse(membership: Membership, was: Seat | None = None) -> None:
    """Raise RefusedError for the first thing that is wrong with a seat, at its field.

    What was wrong before a change, and is left as it `was`, stands in no one's way.
    """
    _refuse_strangers(membership)
    if refused := end_refused(membership.since, membership.until):
        raise RefusedError(refused, "until")
    seat, others = seat_of(membership, as_at=EVER), _others(membership)
    if membership.seat_rule and (was is None or _room(was) != _room(seat)):
        rule = _rule(membership.seat_rule)
        if refused := place_refused(rule, seat):
            raise RefusedError(refused, "area")
        if refused := too_many(rule, seat, others):
            raise RefusedError(refused, "people" if seat.people else "seat_rule")
    if (was is None or _who(was) != _who(seat)) and (refused := post_twice(seat, others)):
        raise RefusedError(refused, "post")


def _room(seat: Seat) -> tuple[Any, ...]:
    """What of a seat decides whether a rule has room for it."""
    return seat.rule, seat.place, seat.people, seat.since, seat.until


def _who(seat: Seat) -> tuple[Any, ...]:
    """What of a seat decides whether the same post is seated twice."""
    return seat.post, seat.host, seat.place, seat.since, seat.until


def _refuse_strangers(seat: Membership) -> None:
    """Refuse a rule, an area or an account that has nothing to do with the group."""
    group = seat.group
    if seat.seat_rule and seat.seat_rule.group_id != group.pk:
        raise RefusedError(
            f"“{seat.seat_rule.who}” is a rule of another group. Choose one of this group.",
            "seat_rule",
        )
    if seat.area and seat.area.programme_id != group.programme_id:
        raise RefusedError(
            f"{seat.area.name} belongs to another programme. Choose an area of this one.", "area"
        )
    if seat.area and group.area_id not in (None, seat.area_id):
        raise RefusedError(f"{seat.area.name} is not this group’s area. Leave it empty.", "area")
    if seat.user and not may_hold(seat.user, seat):
        raise RefusedError(
            f"{seat.user} holds no role in this group. Give them the role first, on the page"
            " “People”, or leave the account empty.",
            "user",
        )


def _others(seat: Membership) -> list[Seat]:
    """The group's other seats, whenever they were held."""
    found = seats_of([seat.group_id], as_at=EVER)[seat.group_id]
    return [each for each in found if each.slug != seat.slug]


def _rule(rule: SeatRule) -> Rule:
    """A rule with its places."""
    found = rules_of([rule.group_id], as_at=EVER)[rule.group_id]
    return next(each for each in found if each.slug == rule.slug)


def refuse_day(day: date, field: str, *, since: date | None = None) -> None:
    """Nothing is reported on a day to come, nor an end before the seat itself."""
    if day > timezone.localdate():
        raise RefusedError(
            f"{day_words(day)} has not come yet. Say the day on which it was reported.", field
        )
    if since and day < since:
        raise RefusedError(
            f"The seat itself was reported on {day_words(since)}: choose that day or a later one.",
            field,
        )
