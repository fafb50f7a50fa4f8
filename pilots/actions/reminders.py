"""Reminders of actions that are nearly due or late, each sent once."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from partnership.people.models import Role
from pilots.action_rules import Reminder, reminded_days, reminder_due
from pilots.emails.actions import send_reminder, send_to_chair
from pilots.models import Action, GroupRole
from pilots.selectors.owners import owner_is_here


def remind(*, on: date) -> None:
    """Send the reminders that should be out by a day; run again, it sends nothing twice.

    An owner who has left, or has no account, gets none; the group's chair is
    told in the end all the same.
    """
    due = [(action, each) for action, each in _due(on)]
    chairs = _chairs({action.group_id for action, each in due if each.is_to_chair}, on=on)
    for action, reminder in due:
        if reminder.is_to_chair:
            for chair in chairs:
                if chair.group_id == action.group_id and chair.user_id != action.owner_user_id:
                    send_to_chair(action, chair.user, name=reminder.name)
        elif action.is_owner_here:  # type: ignore[attr-defined]
            send_reminder(action, name=reminder.name)


def _due(on: date) -> Iterable[tuple[Action, Reminder]]:
    """The open actions of which somebody is to be reminded."""
    found = Action.objects.filter(done_on=None, dropped_on=None, due_on__range=reminded_days(on))
    found = found.annotate(is_owner_here=owner_is_here(on)).select_related("owner_user")
    for action in found:
        since = timezone.localdate(action.recorded_at)
        if action.due_on and (reminder := reminder_due(action.due_on, on=on, since=since)):
            yield action, reminder


def _chairs(groups: set[int], *, on: date) -> list[GroupRole]:
    held = GroupRole.objects.in_force(on=on).filter(group__in=groups, role=Role.CHAIR)
    return list(held.filter(user__is_active=True, user__locked_at=None).select_related("user"))
