"""Who gets into a programme: scope first, then one permission."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.models import Role, User
from partnership.people.permissions import ALLOWED, Permission, refusal
from partnership.programmes.models import Programme, ProgrammeRole


@dataclass(frozen=True)
class Entry:
    """A programme that a person is in, and all that they may do there."""

    programme: Programme
    permissions: frozenset[Permission]


def enter(user: User, slug: str, permission: Permission) -> Entry:
    """The programme `slug`, if `user` holds a role in it that has `permission`.

    Raises Http404 to outsiders, so that nothing tells them it exists, and
    PermissionDenied, naming who could, to insiders without the permission.
    One query.
    """
    held = list(
        ProgrammeRole.objects.in_force(on=timezone.localdate())
        .filter(user=user, programme__slug=slug)
        .select_related("programme")
    )
    if not held:
        raise Http404("There is no such programme, or you hold no role in it.")
    allowed = frozenset[Permission]().union(*(ALLOWED[Role(grant.role)] for grant in held))
    if permission not in allowed:
        raise PermissionDenied(refusal(permission))
    return Entry(held[0].programme, allowed)


def as_at_day(asked: str, programme: Programme) -> date:
    """The day to look back to: today, or the one asked for as YYYY-MM-DD.

    Raises BadRequest in words for what is not a day, lies ahead, or lies
    before the programme.
    """
    today = timezone.localdate()
    if not asked:
        return today
    try:
        day = date.fromisoformat(asked)
    except ValueError as error:
        raise BadRequest(
            f"“{asked[:40]}” is not a day. Write the year, month and day, such as 2019-10-24."
        ) from error
    if day > today:
        raise BadRequest(
            f"{day_words(day)} has not come yet. Choose today, {day_words(today)}, or a day before."
        )
    if day < programme.start_month:
        raise BadRequest(
            f"{day_words(day)} lies before the programme, which starts in month 1 on"
            f" {day_words(programme.start_month)}. Choose that day or a later one."
        )
    return day
