"""Lists of events narrowed to the rows behind one figure."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from pilots.models import EventActivity, EventCount, EventParticipants, EventPartner
from pilots.models.event import EventQuerySet

NOTHING_SAID = "-"  # in addresses: without a group, without a sector
PARTICIPATION = EventCount.Type.PARTICIPATION


@dataclass(frozen=True)
class Narrowing:
    """Days (both included), whether the day is known, and what must be recorded of an event.

    `counted` is a type of count; with `audience` of that group of people. `sector` is of
    participants, `partners` of an organisation that was one.
    """

    since: date | None = None
    until: date | None = None
    dated: str = ""
    counted: str = ""
    audience: str = ""
    sector: str = ""
    partners: str = ""

    @property
    def is_any(self) -> bool:
        """Whether anything is asked for."""
        return self != Narrowing()


def narrowed(events: EventQuerySet, asked: Narrowing) -> EventQuerySet:
    """Those of the events that fit."""
    found = events
    if asked.since:
        found = found.filter(belongs_on__gte=asked.since)
    if asked.until:
        found = found.filter(belongs_on__lte=asked.until)
    if asked.dated:
        found = found.filter(day__isnull=asked.dated == "no")
    return found.filter(_recorded(asked))


def _recorded(asked: Narrowing) -> Q:
    """The conditions on what hangs on an event."""
    wanted = Q()
    if asked.counted:
        wanted &= _is_counted(asked.counted, asked.audience)
    if asked.sector:
        people = EventParticipants.objects.filter(sector=asked.sector, value__isnull=False)
        wanted &= Q(Exists(people.filter(event=OuterRef("pk"))))
    if asked.partners:
        sector = "" if asked.partners == NOTHING_SAID else asked.partners
        partners = EventPartner.objects.filter(organisation__sector=sector)
        wanted &= Q(Exists(partners.filter(event=OuterRef("pk"))))
    return wanted


def _is_counted(type: str, audience: str) -> Q:
    """A figure that a total takes in; participations may be its activities' too."""
    figures = EventCount.objects.filter(type=type, value__isnull=False, event=OuterRef("pk"))
    if audience:
        group = "" if audience == NOTHING_SAID else audience
        return Q(Exists(figures.filter(group=group)))
    wanted = Q(Exists(figures.filter(may_overlap=False)))
    if type == PARTICIPATION:
        taken = EventActivity.objects.filter(event=OuterRef("pk"), participations__isnull=False)
        wanted |= Q(Exists(taken))
    return wanted
