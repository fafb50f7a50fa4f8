"""The e-mail that invites somebody to a role; its link is made as it is written."""

import secrets
from hashlib import sha256

from django.urls import reverse
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.mail import Purpose, Words, register, send
from partnership.people.models import Email, Role
from pilots.models import Invitation
from pilots.presenters.roles import held_as


def send_invitation(invitation: Invitation) -> None:
    """Send the invitation's e-mail; once it expires at another moment, it is another e-mail."""
    until = invitation.expires_at.isoformat()
    send(
        to=invitation.address,
        purpose=INVITATION,
        key=f"invitation {invitation.pk} until {until}",
        about={"invitation": invitation.pk, "until": until},
    )


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return sha256(token.encode()).hexdigest()


def _words(row: Email) -> Words | None:
    """The invitation with a fresh link; None if it was used, withdrawn or sent anew."""
    open_ = Invitation.objects.filter(
        pk=row.about["invitation"], accepted_at=None, withdrawn_at=None
    )
    invitation = open_.select_related("programme", "area", "group", "body").first()
    if invitation is None or invitation.expires_at.isoformat() != row.about["until"]:
        return None
    token = secrets.token_urlsafe(32)
    if not open_.update(token_hash=hash_of(token)):
        return None
    return Words(
        title=f"You are invited to be {held_as(Role(invitation.role), invitation.place)}",
        path=reverse("invitation", args=[token]),
        link="Look at the invitation",
        facts={
            "programme": invitation.programme.name,
            "until": day_words(timezone.localdate(invitation.expires_at)),
        },
    )


INVITATION = Purpose(
    name="invitation",
    words=_words,
    why="somebody who runs the programme gave your address",
    template="mail/invitation.txt",
    urgent=True,
    makes_token=True,
)


def register_invitation() -> None:
    """Make the purpose known."""
    register(INVITATION)
