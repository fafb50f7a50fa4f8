"""E-mails about an event whose day has passed: how many came?"""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from partnership.people.mail import Purpose, Words, register, send
from partnership.people.models import Email, User
from partnership.programmes.access import entries_of
from pilots.models import Event
from pilots.selectors.event_figures import is_asked, uncounted


def send_how_many(event: Event, *, to: User, after: int) -> None:
    """Ask a person, so many days after an event's last day, how many came."""
    send(to=to, purpose=HOW_MANY, key=how_many_key(event, after), about={"event": event.pk})


def how_many_key(event: Event, after: int) -> str:
    """What tells one question from every other; an event moved to another day is asked anew."""
    return f"event {event.pk} on {event.day or event.happened}, {after} days"


def sent_how_many(due: Iterable[tuple[Event, int]]) -> set[tuple[int, str]]:
    """Who was asked which of these questions before, by their key; one query."""
    keys = [how_many_key(event, after) for event, after in due]
    found = Email.objects.filter(purpose=HOW_MANY.name, key__in=keys)
    return {(user, key) for user, key in found.values_list("user", "key") if user}


def _how_many(row: Email) -> Words | None:
    """Nothing any more once figures are there, or the person has nothing to do with them."""
    event = uncounted(on=timezone.localdate()).filter(pk=row.about["event"]).first()
    if event is None or row.user is None:
        return None
    entries = entries_of(row.user, slug=event.programme.slug)
    if not any(is_asked(row.user.pk, event, entry) for entry in entries):
        return None
    args = [event.programme.slug, event.slug]
    if event.status == Event.Status.PLANNED:
        path = reverse("event-hold", args=args)
    else:
        path = reverse("event-detail", args=[*args, "counts"])
    return Words(title=f"How many came? {event.name}", path=path, link="Add the figures")


HOW_MANY = Purpose(
    name="event-figures", words=_how_many, why="you logged this event, or confirm counts there"
)


def register_events() -> None:
    """Make the purpose known."""
    register(HOW_MANY)
