"""Who may change which event: the rule of event_rules, asked of a person and a record."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.models import User
from partnership.people.permissions import Permission, refusal
from partnership.programmes.access import Entry
from pilots.event_rules import OWN_FOR_DAYS, may_change
from pilots.models import Event


def held_until(event: Event) -> date | None:
    """The last day of an event that is past planning; where none is known, the day of report."""
    if event.status == Event.Status.PLANNED:
        return None
    return event.ends_on or event.happened.last or event.reported_on


def may_change_event(entry: Entry, event: Event, person: User) -> bool:
    """Whether a person may change this event today."""
    return may_change(
        confirms=entry.may(Permission.CONFIRM_COUNTS, event.at),
        logs=entry.may(Permission.LOG_EVENTS, event.at),
        is_own=event.logged_by_id == person.pk,
        held_until=held_until(event),
        today=timezone.localdate(),
    )


def require_change(entry: Entry, event: Event, person: User) -> None:
    """Raise PermissionDenied, naming who could and why not, unless the person may change it."""
    if may_change_event(entry, event, person):
        return
    entry.require(Permission.LOG_EVENTS, event.at)
    if event.logged_by_id != person.pk:
        why = "Somebody else logged this event, so it is not yours to change."
    else:
        until = held_until(event)
        day = f" It ended on {day_words(until)}." if until else ""
        why = f"You can change your own events until {OWN_FOR_DAYS} days after they were held.{day}"
    raise PermissionDenied(f"{why} {refusal(Permission.CONFIRM_COUNTS)}")
