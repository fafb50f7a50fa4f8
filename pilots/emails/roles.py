"""E-mails about a role: that it ends soon, to those who could put that off; that it was changed."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.mail import Purpose, Words, register, send
from partnership.people.models import Email, Role, RoleGrant, User
from pilots.granting import where_held
from pilots.presenters.roles import held_as
from pilots.selectors.people import KINDS, kind_of, programme_of


def send_ends_soon(grant: RoleGrant, *, to: User) -> None:
    """Tell a manager that somebody's role ends soon; once for each day on which it would end."""
    _send(ENDS_SOON, grant, to=to, key="ends soon")


def send_changed(grant: RoleGrant) -> None:
    """Tell people that somebody else moved the days of their role."""
    _send(CHANGED, grant, to=grant.user, key=f"version {grant.version}")


def _send(purpose: Purpose, grant: RoleGrant, *, to: User, key: str) -> None:
    kind, until = kind_of(grant), grant.ends_on.isoformat() if grant.ends_on else ""
    send(
        to=to,
        purpose=purpose,
        key=f"{kind} role {grant.pk} until {until}, {key}",
        about={"kind": kind, "role": grant.pk, "until": until},
    )


def _still_so(row: Email) -> RoleGrant | None:
    """The role, if its last day is still the one that is written about."""
    kind = row.about["kind"]
    grant = KINDS[kind].objects.select_related("user", kind).filter(pk=row.about["role"]).first()
    until = grant.ends_on.isoformat() if grant and grant.ends_on else ""
    return grant if until == row.about["until"] else None


def _ends_soon(row: Email) -> Words | None:
    grant = _still_so(row)
    if grant is None or grant.ends_on is None or grant.ends_on < timezone.localdate():
        return None
    slug = programme_of(grant).slug
    return Words(
        title=f"A role ends on {day_words(grant.ends_on)}: {grant.get_role_display()},"
        f" {where_held(grant)}",
        path=reverse("people-role", args=[slug, kind_of(grant), grant.pk]),
        link="Look at the role",
    )


def _changed(row: Email) -> Words | None:
    grant = _still_so(row)
    if grant is None:
        return None
    what = held_as(Role(grant.role), str(where_held(grant)))
    return Words(title=_changed_title(what, grant.ends_on), path=reverse("account"), link=ACCOUNT)


def _changed_title(what: str, ends_on: date | None) -> str:
    if ends_on is None:
        return f"Your role as {what} has no end set"
    if ends_on < timezone.localdate():
        return f"Your role as {what} has ended"
    return f"Your role as {what} ends on {day_words(ends_on)}"


ACCOUNT = "Look at your account"
ENDS_SOON = Purpose(
    name="role-ends-soon",
    words=_ends_soon,
    why="you manage this programme, and can put off the end",
)
CHANGED = Purpose(
    name="role-changed",
    words=_changed,
    why="it is about what you may do here",
    urgent=True,
)


def register_roles() -> None:
    """Make these purposes known."""
    register(ENDS_SOON)
    register(CHANGED)
