"""E-mails about a delivery: that it is due, that it is late, that nobody said a word.

Each row keeps the day on which it was asked for (`on`), and what it is about, so that
nobody is asked twice about one delivery on one day.
"""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone

from milestones.addresses import delivery_address
from milestones.collect import plan_part
from milestones.models import Delivery
from milestones.on_track import token_for
from milestones.schedule import Standing
from milestones.selectors.reminded import is_said_elsewhere, managers_of
from milestones.selectors.standings import standing_of
from partnership.people.mail import Purpose, Words, register, send
from partnership.people.models import Email, User
from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.programmes.reach import EVERYTHING


def send_due(delivery: Delivery, *, due_on: date, to: User, name: str, on: date) -> Email:
    """Remind whoever is to deliver; `name` tells the reminders of one due day apart."""
    return _send(DUE, delivery, due_on=due_on, to=to, name=name, on=on)


def send_to_manager(delivery: Delivery, *, due_on: date, to: User, on: date) -> Email:
    """Tell a programme's manager that a delivery stayed late in spite of its reminders."""
    return _send(LATE, delivery, due_on=due_on, to=to, name="to-the-manager", on=on)


def _send(
    purpose: Purpose, delivery: Delivery, *, due_on: date, to: User, name: str, on: date
) -> Email:
    due = due_on.isoformat()
    return send(
        to=to,
        purpose=purpose,
        key=f"delivery {delivery.pk} due {due}, {name}",
        about={"delivery": delivery.pk, "due": due, "on": on.isoformat()},
    )


def send_silence(
    programme: Programme,
    quarter: Period,
    deliveries: Iterable[int],
    *,
    to: User,
    escalated: bool,
    on: date,
) -> Email:
    """Ask about deliveries of which nothing was said in a whole quarter, in one e-mail."""
    day = on.isoformat()
    return send(
        to=to,
        purpose=SILENCE_TO_MANAGER if escalated else SILENCE,
        key=f"programme {programme.pk}, quarter to {quarter.last.isoformat()}, asked {day}",
        about={
            "programme": programme.pk,
            "deliveries": sorted(deliveries),
            "since": quarter.first.isoformat(),
            "quarter": quarter.words,
            "on": day,
        },
    )


# -- In the worker ---------------------------------------------------------------


def _still_due(row: Email) -> tuple[Delivery, Standing] | None:
    """The delivery, if it is still open and due on the day that is written about.

    And if it is still theirs to update, and no other e-mail tells them of it.
    """
    found = Delivery.objects.select_related("programme", "milestone", "area")
    delivery = found.get(pk=row.about["delivery"])
    today = timezone.localdate()
    standing = standing_of(delivery, on=today)
    is_same = standing.agreed_on.isoformat() == row.about["due"]
    if not (standing.is_open and is_same) or is_said_elsewhere(row, delivery.pk, NAMES):
        return None
    managers = managers_of(delivery.programme, on=today)
    return (delivery, standing) if managers.may_update(row.user, delivery.area_id) else None


def _due(row: Email) -> Words | None:
    found = _still_due(row)
    if not found:
        return None
    delivery, standing = found
    today = timezone.localdate()
    if standing.expected_on < today:  # nobody can say with one press that it is on track
        path = delivery_address("delivery-update", delivery)
    else:
        path = reverse("delivery-on-track", args=[delivery.programme.slug, token_for(delivery)])
    title = f"{_due_words(standing, today)}: {_what(delivery)}"
    return Words(title=title, path=path, link="Say how it stands")


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
    """Those that are open and theirs, and of which still nothing was said since it began."""
    programme = Programme.objects.get(pk=row.about["programme"])
    silent = len(_still_silent(row, programme))
    if not silent:
        return None
    what = f"{silent} milestone{'' if silent == 1 else 's'}"
    return Words(
        title=f"{what} without an update in {row.about['quarter']}, {programme.name}",
        path=reverse("milestone-updates", args=[programme.slug]),
        link="Say how they stand",
    )


def _still_silent(row: Email, programme: Programme) -> list[int]:
    """The deliveries of an e-mail that it is still to ask about."""
    since, today = date.fromisoformat(row.about["since"]), timezone.localdate()
    managers = managers_of(programme, on=today)
    areas = dict(Delivery.objects.filter(pk__in=row.about["deliveries"]).values_list("pk", "area"))
    return [
        each.key
        for each in plan_part(programme, as_at=today, reach=EVERYTHING).deliveries
        if each.key in areas
        and each.standing.is_open
        and (each.standing.updated_on or date.min) < since
        and managers.may_update(row.user, areas[each.key])
        and not is_said_elsewhere(row, each.key, NAMES)
    ]


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
PURPOSES = (DUE, LATE, SILENCE, SILENCE_TO_MANAGER)
NAMES = tuple(purpose.name for purpose in PURPOSES)


def register_deliveries() -> None:
    """Make these purposes known."""
    for purpose in PURPOSES:
        register(purpose)
