"""E-mails about the plan: that changes of it wait for an area's answer, and still do."""

from django.urls import reverse

from milestones.models import PlanVersion
from partnership.people.mail import Purpose, Words, register, send
from partnership.people.models import Email, User
from pilots.models import Area


def send_changes(version: PlanVersion, area: Area, *, to: User) -> None:
    """Tell an area's manager that a new version changes rows there."""
    _send(CHANGES, version, area, to=to)


def send_still_waits(version: PlanVersion, area: Area, *, to: User) -> None:
    """Remind whoever may answer for an area that rows still wait."""
    _send(STILL_WAITS, version, area, to=to)


def _send(purpose: Purpose, version: PlanVersion, area: Area, *, to: User) -> None:
    """Write to a person once, whatever address they had then."""
    key = f"version {version.pk} area {area.pk}"
    if not Email.objects.filter(user=to, purpose=purpose.name, key=key).exists():
        send(to=to, purpose=purpose, key=key, about={"version": version.pk, "area": area.pk})


# -- In the worker ---------------------------------------------------------------


def _changes(row: Email) -> Words | None:
    return _words(row, "{changes} of the plan to accept or decline, {area}")


def _still_waits(row: Email) -> Words | None:
    return _words(row, "{changes} of the plan still to accept or decline, {area}")


def _words(row: Email, title: str) -> Words | None:
    """What waits there by now; nothing where all is answered, or a newer version asks."""
    version = PlanVersion.objects.select_related("programme").get(pk=row.about["version"])
    area = version.programme.areas.get(pk=row.about["area"])
    count = version.waiting.get(str(area.pk), 0)
    later = version.programme.plan_versions.filter(number__gt=version.number)
    if not count or later.exists():
        return None
    changes = "1 change" if count == 1 else f"{count} changes"
    return Words(
        title=title.format(changes=changes, area=area.name),
        path=reverse("plan-answers", args=[version.programme.slug, area.slug]),
        link="See what changes",
    )


CHANGES = Purpose(
    name="plan-changes", words=_changes, why="the plan changed, and you manage this area"
)
STILL_WAITS = Purpose(
    name="plan-changes-wait",
    words=_still_waits,
    why="the plan changed two weeks ago, and you may answer for this area",
)


def register_plan() -> None:
    """Make these purposes known."""
    for purpose in (CHANGES, STILL_WAITS):
        register(purpose)
