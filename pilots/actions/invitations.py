"""Invitations to a role: made, sent again, withdrawn, accepted."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from partnership.dates import day_after, day_words
from partnership.people.accounts import why_shut
from partnership.people.actions import make_account
from partnership.people.history import record_by
from partnership.people.models import Role, RoleGrant, User
from partnership.people.refusals import RefusedError
from partnership.people.selectors import owns_address
from partnership.programmes.access import entries_of
from partnership.programmes.models import Programme
from pilots.actions.roles import TABLES, check_days, grant
from pilots.emails.invitations import send_invitation
from pilots.granting import PLACES, Where, at_of, may_give
from pilots.models import Invitation, Membership

NOT_ANSWERED_FOR = (
    "Whoever invited you can no longer give this role. Ask for a new invitation: the programme’s"
    " manager can send it."
)
USED = "This invitation was used or withdrawn a moment ago: nothing was done twice."


@transaction.atomic
def invite(
    *,
    programme: Programme,
    address: str,
    display_name: str,
    role: Role,
    where: Where,
    seat: Membership | None = None,
    from_on: date,
    until_on: date | None = None,
    by: User,
) -> Invitation:
    """Invite an e-mail address to a role, and send the e-mail once this is committed.

    Whoever has that address accepts by themselves, whether they have an account
    or not: nobody learns here which addresses have one. Raises RefusedError for
    one's own address, for somebody who holds the role or is invited to it
    already, for a seat that is not the group's, and for impossible days.
    """
    address = address.strip().lower()
    if address == by.email:
        raise RefusedError("You can’t invite yourself: ask somebody else to.", "address")
    check_days(from_on, until_on)
    if until_on is not None and until_on < timezone.localdate():
        raise RefusedError("This day is past: the role would be over at once.", "ends_on")
    Programme.objects.select_for_update().get(pk=programme.pk)  # one such check at a time
    place = {} if where == programme else {PLACES[role.scope]: where}
    _refuse_twice(programme, address, role, where, place)
    _check_seat(seat, where)
    invitation = Invitation.objects.create(
        programme=programme,
        address=address,
        display_name=display_name,
        role=role,
        seat=seat,
        role_starts_on=from_on,
        role_ends_on=until_on,
        invited_by=by,
        expires_at=_expiry(until_on),
        **place,
    )
    send_invitation(invitation)
    return invitation


def _expiry(until_on: date | None) -> datetime:
    """Some days from now, or with the role's last day if that is sooner."""
    expires = timezone.now() + timedelta(days=settings.INVITATION_DAYS)
    if until_on is None:
        return expires
    over = datetime.combine(day_after(until_on), time.min)
    return min(expires, timezone.make_aware(over))


def _refuse_twice(
    programme: Programme, address: str, role: Role, where: Where, place: dict[str, Any]
) -> None:
    waiting = Invitation.objects.filter(
        programme=programme, address=address, role=role, accepted_at=None, withdrawn_at=None
    ).filter(**place)
    if found := waiting.first():
        on = day_words(timezone.localdate(found.invited_at))
        state = "has expired" if found.expires_at <= timezone.now() else "still waits"
        raise RefusedError(
            f"{address} was invited to this role on {on}, and that invitation {state}:"
            " on the People page it can be sent again or withdrawn.",
            "address",
        )
    table, name = TABLES[role.scope]
    held = table.objects.filter(user__email=address, role=role, **{name: where})
    if held.in_force(on=timezone.localdate()).exists():
        raise RefusedError(f"{address} holds this role already.", "address")


def _check_seat(seat: Membership | None, where: Where) -> None:
    if seat is None:
        return
    if seat.group != where or seat.is_counted_seat or seat.user_id is not None:
        raise RefusedError("Choose a seat of this group that nobody holds yet.", "seat")


@transaction.atomic
def resend(*, invitation: Invitation, by: User) -> None:
    """Send an invitation again, with a new link and new days; the earlier link ends.

    It is now by whoever sends it again: they answer for it.
    Raises RefusedError if it was accepted or withdrawn, or the role is over.
    """
    if invitation.role_ends_on and invitation.role_ends_on < timezone.localdate():
        raise RefusedError(
            f"The role ended on {day_words(invitation.role_ends_on)}. Withdraw this"
            " invitation, and invite them again with other dates."
        )
    expires = _expiry(invitation.role_ends_on)
    _claim(invitation, expires_at=expires, token_hash="", invited_by=by)
    invitation.expires_at, invitation.invited_by = expires, by
    send_invitation(invitation)


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> None:
    """Take an invitation back: its link ends. Raises RefusedError if it was accepted."""
    _claim(invitation, withdrawn_at=timezone.now(), withdrawn_by=by)


def _claim(invitation: Invitation, **changes: Any) -> None:
    """Change an invitation that is still open, or refuse: of two at once, one wins."""
    still_open = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if not still_open.update(**changes):
        raise RefusedError(USED)


@transaction.atomic
def accept(*, invitation: Invitation, by: User) -> RoleGrant:
    """Take up the role one was invited to, with the seat that goes with it.

    Raises RefusedError if the invitation was used, withdrawn or has expired
    meanwhile, is to another address, was made by the same person, or by somebody
    who may no longer give the role.
    """
    if not owns_address(by, invitation.address):
        raise RefusedError(f"This invitation is for {invitation.address}.")
    if invitation.invited_by == by:
        raise RefusedError("You can’t accept an invitation that you made yourself.")
    now = timezone.now()
    if invitation.expires_at <= now:
        raise RefusedError("This invitation has expired.")
    if not _is_answered_for(invitation):
        raise RefusedError(NOT_ANSWERED_FOR)
    _claim(invitation, accepted_at=now, accepted_by=by)
    taken, _ = grant(
        role=Role(invitation.role),
        to=by,
        where=_where(invitation),
        from_on=invitation.role_starts_on,
        until_on=invitation.role_ends_on,
        by=invitation.invited_by,
    )
    if invitation.seat_id is not None:
        _take_seat(invitation.seat_id, by)
    return taken


@transaction.atomic
def accept_with_account(
    *, invitation: Invitation, display_name: str, password: str | None
) -> RoleGrant:
    """Make the account of the invited address, verified, and take up the role.

    Without a password the account is opened by a passkey. Raises RefusedError as
    `accept` does, or if the address has an account.
    """
    try:
        with transaction.atomic():
            user = make_account(
                address=invitation.address, display_name=display_name, password=password
            )
    except IntegrityError as error:
        raise RefusedError(
            f"{invitation.address} has an account already: sign in, and accept there."
        ) from error
    return accept(invitation=invitation, by=user)


def _is_answered_for(invitation: Invitation) -> bool:
    """Whether whoever invited may still give the role: it is no way in for the time after."""
    inviter = invitation.invited_by
    if inviter is None or why_shut(inviter):
        return False
    entries = entries_of(inviter, slug=invitation.programme.slug)
    at, role = at_of(_where(invitation)), Role(invitation.role)
    return any(may_give(entry, role, at) for entry in entries)


def _where(invitation: Invitation) -> Where:
    where: Where = getattr(invitation, PLACES[Role(invitation.role).scope])
    return where


def _take_seat(seat: int, user: User) -> None:
    """Tie a seat to its person, unless somebody else got it meanwhile or it is counted."""
    free = Membership.objects.select_for_update().filter(pk=seat, user=None, people=None)
    if found := free.first():
        found.user = user
        found.version += 1
        record_by(found, by=user, why="by accepting an invitation")
        found.save()
