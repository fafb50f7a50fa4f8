"""Actions recorded, given to somebody, moved, reported on, closed and opened again.

Each word on an action is a row of its trail (ActionUpdate) and a row of its
history. Words are reported in order: a look back at a day reads the last one
by then.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import ChangedMeanwhileError, changing
from partnership.slugs import fresh_slug
from pilots.action_rules import State
from pilots.actions import action_limits as limits
from pilots.actions.meeting_limits import lock_to_record
from pilots.emails.actions import send_given
from pilots.models import Action, ActionUpdate, Group, Meeting


@dataclass(frozen=True)
class Owner:
    """Whose action it is: a post, and the account of whoever holds it, where there is one."""

    words: str
    user: User | None = None

    def __str__(self) -> str:
        return self.words

    def has(self, action: Action) -> bool:
        """Whether the action is theirs already."""
        return (action.owner, action.owner_user_id) == (self.words, self.user and self.user.pk)


@transaction.atomic
def record_action(
    *,
    group: Group,
    text: str,
    owner: Owner,
    due_on: date | None,
    meeting: Meeting | None = None,
    reported_on: date | None = None,
    by: User,
) -> Action:
    """Record what somebody is to do for a group, and tell them.

    A due day that has passed is kept: minutes are often written up late.
    Raises RefusedError for an owner who left, a day that can't be, or a meeting
    whose minutes are approved.
    """
    day = reported_on or timezone.localdate()
    limits.refuse_owner_who_left(owner.user, group)
    limits.refuse_due_day(due_on, group)
    limits.refuse_reported_day(day, group)
    Group.objects.select_for_update().get(pk=group.pk)  # two equal texts get two slugs
    lock_to_record(meeting)
    action = Action(
        group=group, meeting=meeting, text=text, due_on=due_on, reported_on=day,
        slug=fresh_slug(text, group.actions, otherwise="action"),
        owner=owner.words, owner_user=owner.user,
    )  # fmt: skip
    record_by(action, by=by)
    action.save()
    _tell(action, number=0, by=by)
    return action


@transaction.atomic
def change_action(
    *,
    action: Action,
    seen: int,
    owner: Owner,
    due_on: date | None,
    why: str,
    reported_on: date | None = None,
    by: User,
) -> None:
    """Give an open action to somebody else, move its due day, or say how it goes.

    A new owner or day needs a reason. Raises RefusedError, and
    ChangedMeanwhileError where somebody else was quicker.
    """
    was = Owner(action.owner, action.owner_user)
    with _saying(action, seen=seen, why=why, reported_on=reported_on, by=by) as now:
        limits.refuse_closed(now)
        if not owner.has(now):
            limits.refuse_owner_who_left(owner.user, now.group)
        if due_on != now.due_on:
            limits.refuse_due_day(due_on, now.group)
        if not why and not (owner.has(now) and due_on == now.due_on):
            raise RefusedError("Say why the owner or the due day changes.", "why")
        now.owner, now.owner_user, now.due_on = owner.words, owner.user, due_on
    if not was.has(action):
        _tell(action, number=_last_number(action), by=by)


def report_on_action(
    *, action: Action, seen: int, words: str, reported_on: date | None = None, by: User
) -> None:
    """Say how an open action goes; nothing else of it changes."""
    with _saying(action, seen=seen, why=words, reported_on=reported_on, by=by) as now:
        limits.refuse_closed(now)


def close_action(
    *,
    action: Action,
    seen: int,
    state: State,
    ended_on: date,
    outcome: str,
    reported_on: date | None = None,
    by: User,
) -> None:
    """Close an action as done, with what was done, or as no longer needed, with why.

    Whoever presses twice has closed it once. Somebody else is told by
    RefusedError who was quicker.
    """
    try:
        with _saying(action, seen=seen, why=outcome, reported_on=reported_on, by=by) as now:
            limits.refuse_closed(now)
            limits.refuse_end(ended_on, reported_on or timezone.localdate(), now)
            now.done_on = ended_on if state is State.DONE else None
            now.dropped_on = ended_on if state is State.DROPPED else None
            now.outcome = outcome
    except ChangedMeanwhileError as error:
        ended = error.now.done_on or error.now.dropped_on
        if (ended, error.now.outcome) != (ended_on, outcome):
            limits.refuse_closed(error.now)
            raise


def reopen_action(
    *, action: Action, seen: int, why: str, reported_on: date | None = None, by: User
) -> None:
    """Open a closed action again, with the reason; what was done stays in its trail."""
    with _saying(action, seen=seen, why=why, reported_on=reported_on, by=by) as now:
        if not (now.done_on or now.dropped_on):
            raise RefusedError("It is open already: nothing was changed.")
        now.done_on = now.dropped_on = None
        now.outcome = ""


@contextmanager
def _saying(
    action: Action, *, seen: int, why: str, reported_on: date | None, by: User
) -> Iterator[Action]:
    """Change an action and write down what was said of it, in one transaction."""
    day = reported_on or timezone.localdate()
    with transaction.atomic():
        with changing(action, seen=seen, by=by, why=why) as now:
            limits.refuse_reported_day(day, now.group)
            last = now.updates.order_by("number").last() or _as_recorded(now)
            limits.refuse_before_last(last, day)
            yield now
        _word(action, number=last.number + 1, why=why, reported_on=day, by=by)


def _as_recorded(action: Action) -> ActionUpdate:
    """Keep the action as it was recorded, before it changes for the first time."""
    return _word(action, number=0, why=action.outcome, reported_on=action.reported_on, by=None)


def _word(
    action: Action, *, number: int, why: str, reported_on: date, by: User | None
) -> ActionUpdate:
    return ActionUpdate.objects.create(
        action=action, number=number, why=why, reported_on=reported_on, by=by,
        owner=action.owner, due_on=action.due_on,
        done_on=action.done_on, dropped_on=action.dropped_on,
    )  # fmt: skip


def _last_number(action: Action) -> int:
    return action.updates.order_by("number").values_list("number", flat=True).last() or 0


def _tell(action: Action, *, number: int, by: User) -> None:
    """Tell an owner that the action is theirs, unless they took it themselves."""
    if action.owner_user_id != by.pk:
        send_given(action, number=number)
