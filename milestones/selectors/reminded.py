"""Who is to be reminded of what is delivered in an area, or for the whole programme.

And who was: an e-mail's row says to whom, about which deliveries, and on which day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from partnership.people.models import Email, Role, User
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

    def may_update(self, user: User | None, area: int | None) -> bool:
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


Told = tuple[int | None, int]  # the keys of a person and of a delivery


def told_on(day: date, purposes: Sequence[str]) -> set[Told]:
    """Who was written to about which delivery on a day."""
    return _pairs(Email.objects.filter(purpose__in=purposes, about__on=day.isoformat()))


def told_of_silence(programme: Programme, since: date, purpose: str) -> set[Told]:
    """Who was asked, about which delivery, why nothing was said of it in a quarter."""
    rows = Email.objects.filter(purpose=purpose, about__programme=programme.pk)
    return _pairs(rows.filter(about__since=since.isoformat()))


def _pairs(rows: Iterable[Email]) -> set[Told]:
    return {(row.user_id, key) for row in rows for key in _about(row)}


def _about(row: Email) -> Sequence[int]:
    """The keys of the deliveries that an e-mail is about."""
    return row.about.get("deliveries") or [row.about["delivery"]]


def is_said_elsewhere(row: Email, delivery: int, purposes: Sequence[str]) -> bool:
    """Whether another e-mail tells the same person of the same delivery (see `_others`)."""
    return any(delivery in _about(other) for other in _others(row, purposes))


def is_review_said_elsewhere(row: Email) -> bool:
    """The same of the risk that an e-mail is about."""
    return any(other.about["risk"] == row.about["risk"] for other in _others(row, [row.purpose]))


def _others(row: Email, purposes: Sequence[str]) -> QuerySet[Email]:
    """The e-mails to the same person before which this one steps back.

    Those asked for later, where e-mails waited for a worker or a mail server, and those
    that went out today. In a digest, which is one e-mail, only what is said later of the
    same matter goes before.
    """
    later = Q(pk__gt=row.pk) & ~Q(state__in=[Email.State.FAILED, Email.State.DROPPED])
    others = Email.objects.filter(user=row.user_id, purpose__in=purposes).exclude(pk=row.pk)
    if row.digest_id:
        return others.filter(later, purpose=row.purpose)
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    return others.filter(later | Q(sent_at__gte=midnight))
