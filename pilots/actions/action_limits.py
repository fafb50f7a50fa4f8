"""What no action may be: given to somebody who left, due at an impossible day, closed twice."""

from datetime import date, timedelta

from django.utils import timezone

from partnership.dates import day_words
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from pilots.action_rules import stands
from pilots.models import Action, ActionUpdate, Group
from pilots.selectors.actions import now_of
from pilots.selectors.owners import is_candidate

YEARS_AHEAD = 5  # a due day beyond is more likely a slip of the finger


def refuse_owner_who_left(user: User | None, group: Group) -> None:
    """Refuse an account that is locked, or whose holder does not work for the group."""
    if user and not is_candidate(user, group, on=timezone.localdate()):
        raise RefusedError(
            f"{user} has left: the account is locked, or holds no role here any more."
            " Choose somebody else.",
            "owner",
        )


def refuse_due_day(due_on: date | None, group: Group) -> None:
    """Refuse a due day before the programme or years away; one that has passed may be."""
    if due_on is None:
        return
    refuse_before_programme(due_on, group, "due_on")
    if due_on > timezone.localdate() + timedelta(days=366 * YEARS_AHEAD):
        raise RefusedError(
            f"{day_words(due_on)} is more than {YEARS_AHEAD} years away. Check the year.", "due_on"
        )


def refuse_reported_day(day: date, group: Group) -> None:
    """Refuse a day of report that has not come, or lies before the programme."""
    _refuse_ahead(day, "Choose the day on which it was said.", "reported_on")
    refuse_before_programme(day, group, "reported_on")


def refuse_before_last(last: ActionUpdate, day: date) -> None:
    """Refuse a word reported before the last one: words are read in order."""
    if day < last.reported_on:
        raise RefusedError(
            f"The last word on it was reported on {day_words(last.reported_on)}:"
            " choose that day or a later one.",
            "reported_on",
        )


def refuse_end(ended_on: date, reported_on: date, action: Action) -> None:
    """Refuse an end that lies ahead, or before the action was given out."""
    _refuse_ahead(ended_on, "Close it on the day, or after it.", "ended_on")
    if ended_on < action.reported_on:
        raise RefusedError(
            f"The action was recorded for {day_words(action.reported_on)}:"
            " choose that day or a later one.",
            "ended_on",
        )
    if ended_on > reported_on:
        raise RefusedError(
            f"It can’t have been reported on {day_words(reported_on)}, before it ended.",
            "reported_on",
        )


def refuse_closed(action: Action) -> None:
    """Refuse what is asked of an action that somebody has closed, and say who."""
    ended = action.done_on or action.dropped_on
    if ended is None:
        return
    last = action.updates.select_related("by").order_by("number").last()
    who = f", as {last.by} said" if last and last.by else ""
    how = stands(now_of(action), on=ended).sentence
    raise RefusedError(
        f"It is closed already: {how[0].lower()}{how[1:]}{who}. Nothing was changed."
        " To go on with it, it has to be opened again first."
    )


def _refuse_ahead(day: date, do: str, field: str) -> None:
    if day > timezone.localdate():
        raise RefusedError(f"{day_words(day)} has not come yet. {do}", field)


def refuse_before_programme(day: date, group: Group, field: str) -> None:
    """Refuse a day before the programme starts: more likely a slip of the finger."""
    start = group.programme.start_month
    if day < start:
        raise RefusedError(
            f"{day_words(day)} lies before the programme, which starts on {day_words(start)}."
            " Check the year.",
            field,
        )
