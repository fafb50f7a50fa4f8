"""People and invitations as lists show them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.models import Role, RoleGrant, Scope
from partnership.programmes.access import Entry
from pilots.granting import at_of, may_give, where_held
from pilots.models import Invitation
from pilots.presenters.roles import days_words, standing, wants_two_steps
from pilots.selectors.people import kind_of

STANDINGS = {
    "begins": ("Not begun", "blue"),
    "held": ("Held", "green"),
    "ends": ("Ends", "orange"),
    "ended": ("Ended", "grey"),
}
HEADS = ("Who", "E-mail address", "Role", "Where", "Since", "Until", "Standing")


@dataclass(frozen=True)
class PersonLine:
    """One role of one person; `address` and `url` only for those who may change it."""

    grant: RoleGrant
    name: str
    address: str
    role: str
    where: str
    standing: str
    tone: str
    is_ended: bool
    two_steps: bool
    seat: str
    url: str


@dataclass(frozen=True)
class InvitationLine:
    """One invitation that waits; `url` only for those who may send or withdraw it."""

    invitation: Invitation
    is_expired: bool
    url: str


def person_line(
    entry: Entry, grant: RoleGrant, *, on: date, seats: Mapping[tuple[int, int], str]
) -> PersonLine:
    """A grant as a line; the person's address is for those alone who may change it."""
    role, user = Role(grant.role), grant.user
    may_change = may_give(entry, role, at_of(where_held(grant)))
    stands = standing(grant, on=on)
    word, tone = STANDINGS[stands]
    is_locked = not user.is_active or user.locked_at is not None
    return PersonLine(
        grant=grant,
        name=user.display_name,
        address=user.email if may_change else "",
        role=str(role.label),
        where=where_words(grant),
        standing="Account locked" if is_locked and stands != "ended" else word,
        tone="red" if is_locked and stands != "ended" else tone,
        is_ended=stands == "ended",
        two_steps=wants_two_steps(role),
        seat=seats.get((user.pk, getattr(grant, "group_id", 0)), ""),
        url=role_url(entry, grant) if may_change else "",
    )


def where_words(grant: RoleGrant) -> str:
    """The place of a role; the whole programme where it is of the programme."""
    return "Whole programme" if kind_of(grant) == "programme" else grant.place


def role_url(entry: Entry, grant: RoleGrant, page: str = "role") -> str:
    """Where a role is read or changed by this person: within the programme or the group."""
    slug = entry.programme.slug
    if manages_people(entry):
        return reverse(f"people-{page}", args=[slug, kind_of(grant), grant.pk])
    group = where_held(grant)
    return reverse(f"group-people-{page}", args=[slug, getattr(group, "slug", ""), grant.pk])


def invitation_url(entry: Entry, invitation: Invitation) -> str:
    """Where an invitation is sent again or withdrawn by this person."""
    slug = entry.programme.slug
    if manages_people(entry):
        return reverse("people-invitation", args=[slug, invitation.pk])
    group = invitation.group.slug if invitation.group else ""
    return reverse("group-people-invitation", args=[slug, group, invitation.pk])


def manages_people(entry: Entry) -> bool:
    """Whether the person may give every role of the programme."""
    return may_give(entry, Role.PROGRAMME_MANAGER, at_of(entry.programme))


def invitation_line(entry: Entry, invitation: Invitation, *, now: datetime) -> InvitationLine:
    """An invitation as a line of those that wait."""
    role = Role(invitation.role)
    where = invitation.area or invitation.group or invitation.body or invitation.programme
    may_change = may_give(entry, role, at_of(where))
    return InvitationLine(
        invitation,
        invitation.expires_at <= now,
        invitation_url(entry, invitation) if may_change else "",
    )


def file_rows(lines: Iterable[PersonLine]) -> Iterable[tuple[str, ...]]:
    """The lines as rows of a file, in the order of HEADS."""
    for line in lines:
        grant = line.grant
        yield (
            line.name,
            line.address,
            line.role,
            line.where,
            day_words(grant.starts_on),
            day_words(grant.ends_on) if grant.ends_on else "",
            line.standing,
        )


def role_choices(grants: Iterable[RoleGrant]) -> list[tuple[str, str]]:
    """The roles that somebody holds, in the order of the domain's table."""
    held = {grant.role for grant in grants}
    return [(role.value, str(role.label)) for role in Role if role.value in held]


def place_choices(grants: Iterable[RoleGrant]) -> list[tuple[str, str]]:
    """The places where somebody holds a role, in the order of the list."""
    return list(dict.fromkeys((place_key(each), where_words(each)) for each in grants))


def place_key(grant: RoleGrant) -> str:
    """How the address names a place: area:north-ayrshire; programme."""
    kind = kind_of(grant)
    if Role(grant.role).scope is Scope.PROGRAMME:
        return kind
    return f"{kind}:{getattr(where_held(grant), 'slug', '')}"


def role_facts(line: PersonLine) -> list[tuple[str, object]]:
    """What the page of a role says of it."""
    facts: list[tuple[str, object]] = [
        ("Who", line.name),
        ("E-mail address", line.address),
        ("Role", line.role),
        ("Where", line.where),
        ("Held", first_up(days_words(line.grant.starts_on, line.grant.ends_on))),
        ("Signs in with two steps", "Required by this role" if line.two_steps else "Not required"),
    ]
    return [*facts, ("Seat", line.seat)] if line.seat else facts


def first_up(words: str) -> str:
    """Since 1 May 2026."""
    return words[0].upper() + words[1:]


def expires_words(invitation: Invitation) -> str:
    """The day on which it expires, or expired."""
    return day_words(timezone.localdate(invitation.expires_at))


def invitation_facts(invitation: Invitation) -> list[tuple[str, object]]:
    """What the page of an invitation that waits says of it."""
    role = Role(invitation.role)
    facts: list[tuple[str, object]] = [
        ("To", invitation.address),
        ("What others would see", invitation.display_name),
        ("Role", f"{role.label}, {days_words(invitation.role_starts_on, invitation.role_ends_on)}"),
        ("Where", invitation.place),
        ("Invited by", invitation.invited_by or "an account that is gone"),
        ("Invited on", day_words(timezone.localdate(invitation.invited_at))),
        ("Can be accepted until", expires_words(invitation)),
    ]
    return [*facts, ("Seat", invitation.seat)] if invitation.seat else facts
