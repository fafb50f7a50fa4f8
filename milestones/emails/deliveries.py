"""E-mails about a delivery: that it is due, that it is late, that nobody said a word."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone

from milestones.models import Delivery, DeliveryUpdate
from milestones.on_track import token_for
from milestones.schedule import Standing
from milestones.selectors.standings import standing_of
from partnership.people.mail import Purpose, Words, register, send
from partnership.people.models import Email, User
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period


def send_due(delivery: Delivery, *, due_on: date, to: User, name: str) -> None:
    """Remind whoever is to deliver; `name` tells the reminders of one due day apart."""
    _send(DUE, delivery, due_on=due_on, to=to, name=name)


def send_to_manager(delivery: Delivery, *, due_on: date, to: User) -> None:
    """Tell a programme's manager that a delivery stayed late in spite of its reminders."""
    _send(LATE, delivery, due_on=due_on, to=to, name="to-the-manager")


def _send(purpose: Purpose, delivery: Delivery, *, due_on: date, to: User, name: str) -> None:
    due = due_on.isoformat()
    send(
        to=to,
        purpose=purpose,
        key=f"delivery {delivery.pk} due {due}, {name}",
        about={"delivery": delivery.pk, "due": due},
    )


def send_silence(
    programme: Programme, quarter: Period, deliveries: Iterable[int], *, to: User, escalated: bool
) -> None:
    """Ask about deliveries of which nothing was said in a whole quarter, in one e-mail."""
    send(
        to=to,
        purpose=SILENCE_TO_MANAGER if escalated else SILENCE,
        key=f"programme {programme.pk}, quarter to {quarter.last.isoformat()}",
        about={
            "programme": programme.pk,
            "deliveries": sorted(deliveries),
            "since": quarter.first.isoformat(),
            "quarter": quarter.words,
        },
    )


# -- In the worker ---------------------------------------------------------------


def _still_due(row: Email) -> tuple[Delivery, Standing] | None:
    """The delivery, if it is still open and due on the day that is written about."""
    found = Delivery.objects.select_related("programme", "milestone", "area")
    delivery = found.get(pk=row.about["delivery"])
    standing = standing_of(delivery, on=timezone.localdate())
    is_same = standing.agreed_on.isoformat() == row.about["due"]
    return (delivery, standing) if standing.is_open and is_same else None


def _due(row: Email) -> Words | None:
    found = _still_due(row)
    if not found:
        return None
    delivery, standing = found
    slug = delivery.programme.slug
    return Words(
        title=f"{_due_words(standing, timezone.localdate())}: {_what(delivery)}",
        path=reverse("delivery-on-track", args=[slug, token_for(delivery)]),
        link="Say how it stands",
    )


def _late(row: Email) -> Words | None:
    found = _still_due(row)
    if not found:
        return None
    delivery, standing = found
    return Words(
        title=f"{_due_words(standing, timezone.localdate())}: {_what(delivery)}",
        path=reverse("milestone", args=[delivery.programme.slug, delivery.milestone.reference]),
        link="Open the milestone",
    )


def _due_words(standing: Standing, on: date) -> str:
    """Due in 28 days; Due today; Overdue by 14 days."""
    days = (standing.agreed_on - on).days
    if not days:
        return "Due today"
    count = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"Due in {count}" if days > 0 else f"Overdue by {count}"


def _what(delivery: Delivery) -> str:
    milestone = delivery.milestone
    where = f", {delivery.area}" if delivery.area else ""
    return f"{milestone.reference} {milestone.title}{where}"


def _silence(row: Email) -> Words | None:
    """Those of which still nothing was said since the quarter began, and that are open."""
    programme = Programme.objects.get(pk=row.about["programme"])
    since = date.fromisoformat(row.about["since"])
    asked = Delivery.objects.filter(pk__in=row.about["deliveries"])
    heard = DeliveryUpdate.objects.filter(delivery__in=asked, reported_on__gte=since)
    silent = asked.exclude(pk__in=heard.values("delivery")).count()
    if not silent:
        return None
    what = f"{silent} milestone{'' if silent == 1 else 's'}"
    return Words(
        title=f"{what} without an update in {row.about['quarter']}, {programme.name}",
        path=reverse("milestones", args=[programme.slug]),
        link="Open the milestones",
    )


DUE = Purpose(name="delivery-due", words=_due, why="you are to say how this milestone stands")
LATE = Purpose(
    name="delivery-late", words=_late, why="you manage the programme, and this stayed late"
)
SILENCE = Purpose(
    name="delivery-silence", words=_silence, why="you are to say how these milestones stand"
)
SILENCE_TO_MANAGER = Purpose(
    name="delivery-silence-manager",
    words=_silence,
    why="you manage the programme, and still nothing was said of them",
)


def register_deliveries() -> None:
    """Make these purposes known."""
    for purpose in (DUE, LATE, SILENCE, SILENCE_TO_MANAGER):
        register(purpose)
