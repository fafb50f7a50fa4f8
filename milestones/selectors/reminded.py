"""Who is to be reminded of what is delivered in an area, or for the whole programme."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from partnership.people.models import Role, User
from partnership.programmes.models import Programme, ProgrammeRole
from pilots.models import AreaRole


@dataclass(frozen=True)
class Managers:
    """Those who may update deliveries today: of the programme, and of each area by its key."""

    of_programme: tuple[User, ...]
    of_areas: Mapping[int, tuple[User, ...]]

    def of(self, area: int | None) -> tuple[User, ...]:
        """The area's managers, or the programme's where there is none."""
        return (area and self.of_areas.get(area)) or self.of_programme

    def may_update(self, user: User, area: int | None) -> bool:
        """Whether that account may update what is delivered there."""
        own = self.of_areas.get(area, ()) if area else ()
        return user in own or user in self.of_programme

    def asked(self, owner: User | None, area: int | None) -> tuple[User, ...]:
        """Who is written to: its owner while they may update it, else the managers there."""
        return (owner,) if owner and self.may_update(owner, area) else self.of(area)


def managers_of(programme: Programme, *, on: date) -> Managers:
    """Who manages the programme and its areas on a day; two queries."""
    of_areas: dict[int, list[User]] = defaultdict(list)
    for role in _here(AreaRole, on).filter(area__programme=programme, role=Role.AREA_MANAGER):
        of_areas[role.area_id].append(role.user)
    own = _here(ProgrammeRole, on).filter(programme=programme, role=Role.PROGRAMME_MANAGER)
    return Managers(
        of_programme=tuple(role.user for role in own),
        of_areas={area: tuple(users) for area, users in of_areas.items()},
    )


def _here(table: Any, on: date) -> Any:
    held = table.objects.in_force(on=on).filter(user__is_active=True, user__locked_at=None)
    return held.select_related("user").order_by("pk")
