"""Organisations by what they are to the programme."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from partnership.dates import NOT_RECORDED
from partnership.people.models import Organisation
from pilots.models import PartnerRole

PLURALS = {
    PartnerRole.Role.FUNDER: "Funder’s principals",
    PartnerRole.Role.JOINT_MANAGER: "Joint managers",
    PartnerRole.Role.DELIVERY_PARTNER: "Delivery partners",
    PartnerRole.Role.SPONSOR: "Sponsors",
    PartnerRole.Role.COMMISSIONED: "Commissioned",
    PartnerRole.Role.PARTNER: "Partners",
    PartnerRole.Role.WIDER_CONNECTION: "Wider connections",
}


@dataclass(frozen=True)
class Line:
    """An organisation as a list shows it; `anchor` is its id where it is first named."""

    organisation: Organisation
    anchor: str
    sector: str
    known_as: str
    is_at_events: bool
    role: PartnerRole | None = None
    held: str = ""


@dataclass(frozen=True)
class RoleSection:
    """Those who hold one role."""

    title: str
    lines: tuple[Line, ...]


def by_role(roles: Iterable[PartnerRole]) -> list[RoleSection]:
    """The roles held, in the order in which the programme thinks of them."""
    order = list(PLURALS)
    held = sorted(roles, key=lambda held: order.index(PartnerRole.Role(held.role)))
    seen: set[str] = set()
    return [
        RoleSection(
            PLURALS[PartnerRole.Role(role)], tuple(_role_line(each, seen) for each in found)
        )
        for role, found in groupby(held, key=lambda held: held.role)
    ]


def _role_line(role: PartnerRole, seen: set[str]) -> Line:
    organisation = role.organisation
    anchor = "" if organisation.slug in seen else organisation.slug
    seen.add(organisation.slug)
    return Line(
        organisation,
        anchor,
        sector_words(organisation),
        known_as(organisation),
        is_at_events=role.at_events,  # type: ignore[attr-defined]
        role=role,
        held=held_words(role),
    )


def other_lines(organisations: Iterable[Organisation]) -> list[Line]:
    """Organisations that the programme names without a role."""
    return [
        Line(
            each,
            each.slug,
            sector_words(each),
            known_as(each),
            is_at_events=each.at_events,  # type: ignore[attr-defined]
        )
        for each in organisations
    ]


def sector_words(organisation: Organisation) -> str:
    """Third sector; nothing where the sector is not recorded."""
    return organisation.get_sector_display() if organisation.sector else ""


def known_as(organisation: Organisation) -> str:
    """also the ALLIANCE; became Public Health Scotland (April 2020)."""
    parts = []
    if aliases := [alias.name for alias in organisation.aliases.all()]:
        parts.append(f"also {', '.join(aliases)}")
    if organisation.became:
        when = organisation.became_when
        parts.append(
            f"became {organisation.became.name} ({when.words if when else f'date {NOT_RECORDED}'})"
        )
    return "; ".join(parts)


def held_words(role: PartnerRole) -> str:
    """since March 2019, until June 2020; nothing where neither is recorded."""
    if not (role.since or role.until):
        return ""
    since = f"since {role.since.words}" if role.since else f"since when {NOT_RECORDED}"
    return f"{since}, until {role.until.words}" if role.until else since


REGISTER_HEADS = ("Name", "Other names", "Sector", "Became", "Description")


@dataclass(frozen=True)
class RegisterLine:
    """An organisation as the register lists it."""

    organisation: Organisation
    sector: str
    known_as: str


def register_line(organisation: Organisation) -> RegisterLine:
    """Its sector and its other names in words."""
    return RegisterLine(organisation, sector_words(organisation), known_as(organisation))


def register_row(organisation: Organisation) -> list[object]:
    """The same as a row of a file."""
    return [
        organisation.name,
        "; ".join(alias.name for alias in organisation.aliases.all()),
        sector_words(organisation),
        organisation.became.name if organisation.became else "",
        organisation.description,
    ]
