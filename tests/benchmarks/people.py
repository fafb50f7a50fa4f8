"""Areas, venues, organisations, accounts and groups of a benchmark's programme."""

from collections.abc import Iterator
from datetime import date

from partnership.people.models import Organisation, Role, Scope, Sector, User
from partnership.programmes.models import Phase, PriorityGroup, Programme
from pilots.actions.roles import TABLES
from pilots.models import (
    Action,
    Area,
    Group,
    Meeting,
    Membership,
    PartnerRole,
    ReportingBody,
    RequiredSector,
    SeatRule,
    Venue,
)
from tests.benchmarks.copying import Row, copy_rows
from tests.benchmarks.sizes import FLOOR_PROGRAMME, PROGRAMME, Size

START, MONTHS = date(2022, 1, 1), 60
SECTORS = [sector.value for sector in Sector if sector.value]
ORGANISATIONS_PER_AREA, SEATS, MEETINGS, ACTIONS = 12, 12, 20, 40


def fill_people(size: Size) -> None:
    """Add everything that is not the plan and not an event."""
    _programmes()
    copy_rows(Organisation, _organisations(size))
    copy_rows(Area, _areas(size))
    copy_rows(Venue, _venues(size))
    copy_rows(PartnerRole, _partner_roles(size))
    copy_rows(User, _users(size))
    _fill_groups(size)
    _fill_roles(size)


def _programmes() -> None:
    for key, name in ((PROGRAMME, "Measured programme"), (FLOOR_PROGRAMME, "Floor")):
        programme = Programme.objects.create(
            pk=key, slug=f"programme-{key}", name=name, start_month=START, length_months=MONTHS
        )
        for number in range(1, 4):
            Phase.objects.create(programme=programme, number=number, name=f"Phase {number}")
            PriorityGroup.objects.create(
                programme=programme, slug=f"group-{number}", name=f"Priority group {number}"
            )


def _organisations(size: Size) -> Iterator[Row]:
    for key in range(1, size.areas * ORGANISATIONS_PER_AREA + 1):
        sector = SECTORS[key % len(SECTORS)]
        yield {"id": key, "slug": f"organisation-{key}", "name": f"Organisation {key}"} | {
            "sector": sector
        }


def _areas(size: Size) -> Iterator[Row]:
    for key in range(1, size.areas + 1):
        first = (key - 1) * ORGANISATIONS_PER_AREA + 1
        yield {
            "id": key,
            "programme_id": PROGRAMME,
            "slug": f"area-{key}",
            "name": f"Riverside and Hills {key}",
            "position": key,
            "stage": "early-adopter" if key <= 3 else "scale-up",
            "partnership_id": first,
            "council_id": first + 1,
            "health_board_id": first + 2,
            "library_service_id": first + 3,
        }


def _venues(size: Size) -> Iterator[Row]:
    for key in range(1, size.venues + 1):
        yield {
            "id": key,
            "area_id": (key - 1) % size.areas + 1,
            "slug": f"venue-{key}",
            "name": f"Library number {key}",
            "kind": "library",
        }


def _partner_roles(size: Size) -> Iterator[Row]:
    for key in range(1, size.areas * ORGANISATIONS_PER_AREA + 1):
        yield {
            "id": key,
            "programme_id": PROGRAMME,
            "area_id": (key - 1) // ORGANISATIONS_PER_AREA + 1,
            "organisation_id": key,
            "role": "partner",
            "since": "2022-01",
            "reported_on": START,
        }


def _users(size: Size) -> Iterator[Row]:
    for key in range(1, size.users + 1):
        yield {
            "id": key,
            "email": f"person{key}@example.org",
            "display_name": f"Post number {key}",
            "password": "!",
        }


def _fill_roles(size: Size) -> None:
    """The first account manages the programme; the others hold every other role in turn."""
    for scope, (table, place) in TABLES.items():
        if place:
            copy_rows(table, _roles(size, scope, f"{place}_id"))


def _roles(size: Size, scope: Scope, place: str) -> Iterator[Row]:
    others = [r for r in Role if r.scope is not Scope.SITE and r is not Role.PROGRAMME_MANAGER]
    for key in range(1, size.users + 1):
        role = others[key % len(others)] if key > 1 else Role.PROGRAMME_MANAGER
        if role.scope is scope:
            yield {
                "id": key,
                "user_id": key,
                place: PROGRAMME if scope is Scope.PROGRAMME else key % size.areas + 1,
                "role": role.value,
                "starts_on": START,
            }


def _fill_groups(size: Size) -> None:
    """A national group (1) and one for each area, with five years of meetings and actions."""
    groups = range(1, size.areas + 2)
    copy_rows(Group, (_group(key) for key in groups))
    copy_rows(SeatRule, (_seat_rule(key) for key in groups))
    copy_rows(RequiredSector, (_sector(key, place) for key in groups for place in range(3)))
    copy_rows(Membership, (_seat(key, place) for key in groups for place in range(SEATS)))
    copy_rows(Meeting, (_meeting(key, number) for key in groups for number in range(MEETINGS)))
    copy_rows(Action, (_action(key, number) for key in groups for number in range(ACTIONS)))
    copy_rows(ReportingBody, (_body(key) for key in groups))


def _group(key: int) -> Row:
    return {
        "id": key,
        "programme_id": PROGRAMME,
        "area_id": key - 1 or None,
        "slug": f"group-{key}",
        "name": "National steering group" if key == 1 else f"Steering group {key}",
        "kind": "steering-group",
        "terms_of_reference": "Watches over the plan and decides on changes to it.",
        "established": "2022-01",
        "meets_every_months": 3,
        "series_first_month": START,
        "series_last_month": date(2026, 12, 1),
        "reported_on": START,
    }


def _seat_rule(key: int) -> Row:
    return {
        "id": key,
        "group_id": key,
        "slug": "seats",
        "seats": SEATS + 2,
        "per": "group",
        "who": "Representatives of every sector",
        "reported_on": START,
    }


def _sector(key: int, place: int) -> Row:
    return {"id": key * 3 + place, "group_id": key, "sector": SECTORS[place]}


def _seat(key: int, place: int) -> Row:
    return {
        "id": key * SEATS + place,
        "group_id": key,
        "slug": f"seat-{place}",
        "post": f"Representative {place}",
        "organisation_id": max(key - 2, 0) * ORGANISATIONS_PER_AREA + place % 12 + 1,
        "seat_rule_id": key,
        "sector": SECTORS[place % len(SECTORS)],
        "role": "chair" if place == 0 else "member",
        "people": 8 if place == SEATS - 1 else None,
        "since": "2022-01",
        "until": "2025-06" if place == SEATS - 2 else "",
        "reported_on": START,
    }


def _meeting(key: int, number: int) -> Row:
    held = date(2022 + number // 4, number % 4 * 3 + 2, 10)
    was_held = held < date(2026, 11, 1)
    return {
        "id": key * MEETINGS + number,
        "group_id": key,
        "number": number + 1,
        "status": "held" if was_held else "planned",
        "planned": held.isoformat(),
        "held": held.isoformat() if was_held else "",
        "held_on": held if was_held else None,
        "present": 9 if was_held else None,
        "reported_on": held if was_held else START,
    }


def _action(key: int, number: int) -> Row:
    due = date(2022 + number // 8, number % 8 + 1, 15)
    return {
        "id": key * ACTIONS + number,
        "group_id": key,
        "slug": f"action-{number}",
        "text": f"Write to the partners of step {number}",
        "owner": "Library service manager",
        "due_on": due,
        "done_on": due if number % 5 else None,
        "reported_on": date(due.year, 1, 1),
    }


def _body(key: int) -> Row:
    return {
        "id": key,
        "programme_id": PROGRAMME,
        "area_id": key - 1 or None,
        "group_id": key if key == 1 else None,
        "slug": f"body-{key}",
        "name": "National steering group" if key == 1 else f"Integration Joint Board {key}",
        "kind": "steering-group" if key == 1 else "ijb",
        "template": "national" if key == 1 else "ijb",
    }
