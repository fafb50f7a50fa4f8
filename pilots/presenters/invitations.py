"""An invitation as its page tells it: to what, by whom, and whether it can be accepted."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.urls import reverse
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.models import Role, Scope, User
from partnership.people.permissions import may_words
from pilots.models import Invitation
from pilots.presenters.roles import from_words, held_as, wants_two_steps


class Standing(Enum):
    """How an invitation stands for the person before the screen."""

    UNKNOWN = "there is no such invitation"
    USED = "it was accepted"
    WITHDRAWN = "it was withdrawn"
    EXPIRED = "it has expired"
    NEW = "they make an account with it"
    SIGN_IN = "they have an account to sign in to"
    READY = "they are signed in as the one who is invited"
    SOMEBODY_ELSE = "they are signed in as somebody else"

    @property
    def status(self) -> int:
        """The HTTP status of its page: gone for good, not here, or here."""
        if self is Standing.UNKNOWN:
            return 404
        return 410 if self in (Standing.USED, Standing.WITHDRAWN, Standing.EXPIRED) else 200


def standing_of(
    invitation: Invitation | None,
    user: User | None,
    *,
    is_theirs: bool,
    has_account: bool,
    now: datetime,
) -> Standing:
    """How it stands: `is_theirs` where the signed-in person owns the invited address."""
    if invitation is None:
        return Standing.UNKNOWN
    if invitation.accepted_at:
        return Standing.USED
    if invitation.withdrawn_at:
        return Standing.WITHDRAWN
    if invitation.expires_at <= now:
        return Standing.EXPIRED
    if user is None:
        return Standing.SIGN_IN if has_account else Standing.NEW
    return Standing.READY if is_theirs else Standing.SOMEBODY_ELSE


@dataclass(frozen=True)
class Told:
    """What the page says of an invitation."""

    sentence: str
    who: str
    may: tuple[str, ...]
    two_steps: bool
    days: str
    until: str
    welcome: str


def told(invitation: Invitation) -> Told:
    """The invitation in sentences."""
    role = Role(invitation.role)
    what = held_as(role, invitation.place)
    who = str(invitation.invited_by or "A manager whose account is gone")
    where = "" if role.scope is Scope.PROGRAMME else f", in the programme {invitation.programme}"
    return Told(
        sentence=f"{who} invites you to be {what}{where}.",
        who=who,
        may=may_words(role),
        two_steps=wants_two_steps(role),
        days=from_words(invitation.role_starts_on, invitation.role_ends_on),
        until=day_words(timezone.localdate(invitation.expires_at)),
        welcome=_welcome(invitation, what),
    )


def _welcome(invitation: Invitation, what: str) -> str:
    if _is_to_come(invitation):
        return (
            f"You will be {what} from {day_words(invitation.role_starts_on)}."
            " Until then there is nothing for you here: come back on that day."
        )
    return f"You are {what} now."


def _is_to_come(invitation: Invitation) -> bool:
    return invitation.role_starts_on > timezone.localdate()


def where_begins(invitation: Invitation) -> str:
    """The page where a role begins: its area, its group, its body’s reports, the overview."""
    if _is_to_come(invitation):
        return reverse("home")
    slug = invitation.programme.slug
    if invitation.area:
        return reverse("area", args=[slug, invitation.area.slug])
    if invitation.group:
        return reverse("group", args=[slug, invitation.group.slug])
    return reverse("reports" if invitation.body else "overview", args=[slug])
