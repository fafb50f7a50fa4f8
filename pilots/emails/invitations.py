"""The e-mail that invites somebody to a role; its link is made as it is written."""

import secrets
from hashlib import sha256
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.mail import Purpose, Words, register, send
from partnership.people.models import Email, Role
from pilots.models import Invitation
from pilots.presenters.roles import held_as


def send_invitation(invitation: Invitation) -> None:
    """Send the invitation's e-mail, anew each time: an earlier one still unsent is dropped."""
    send(
        to=invitation.address,
        purpose=INVITATION,
        key=f"invitation {invitation.pk} sending {uuid4().hex}",
        about={"invitation": invitation.pk},
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
    if invitation is None or _was_sent_anew(row):
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


def _was_sent_anew(row: Email) -> bool:
    """Whether a later e-mail was asked for: its link is to be the only one."""
    of_it = {"purpose": row.purpose, "about__invitation": row.about["invitation"]}
    return Email.objects.filter(address=row.address, pk__gt=row.pk, **of_it).exists()


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
