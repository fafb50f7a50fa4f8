"""Lists of events narrowed to the rows behind one figure."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from pilots.models import (
    EventActivity,
    EventCount,
    EventPartner,
    FeedbackAnswer,
    FeedbackTally,
)
from pilots.models.event import EventQuerySet
from pilots.selectors.figures_then import figures_then, people_then

NOTHING_SAID = "-"  # in addresses: without a group, without a sector
SESSIONS, ANY = "sessions", "any"
PARTICIPATION = EventCount.Type.PARTICIPATION


@dataclass(frozen=True)
class Narrowing:
    """Days (both included), whether the day is known, and what must be recorded of an event.

    `counted` is a type of count, or sessions of activities; with `audience` of that group of
    people. `missing` is one that is not recorded. `sector` is of participants, `partners` of an
    organisation that was one. `answers` is one of the five points of feedback forms, or any.
    """

    since: date | None = None
    until: date | None = None
    dated: str = ""
    counted: str = ""
    audience: str = ""
    missing: str = ""
    sector: str = ""
    partners: str = ""
    answers: str = ""

    @property
    def is_any(self) -> bool:
        """Whether anything is asked for."""
        return self != Narrowing()

    @property
    def is_of_days(self) -> bool:
        """Whether nothing must be recorded of an event, but when it was."""
        return replace(self, since=None, until=None, dated="") == Narrowing()


def narrowed(events: EventQuerySet, asked: Narrowing, *, past: date | None = None) -> EventQuerySet:
    """Those of the events that fit; `past` is the day before today that is looked back to."""
    found = events
    if asked.since:
        found = found.filter(belongs_on__gte=asked.since)
    if asked.until:
        found = found.filter(belongs_on__lte=asked.until)
    if asked.dated:
        found = found.filter(day__isnull=asked.dated == "no")
    return found.filter(_recorded(asked, past))


def _recorded(asked: Narrowing, past: date | None) -> Q:
    """The conditions on what hangs on an event."""
    wanted = Q()
    if asked.counted:
        wanted &= _is_counted(asked.counted, asked.audience, past)
    if asked.missing:
        wanted &= ~_is_counted(asked.missing, "", past)
    if asked.sector:
        people = people_then(past).filter(sector=said(asked.sector), event=OuterRef("pk"))
        wanted &= Q(Exists(people.filter(then__isnull=False)))
    if asked.partners:
        partners = EventPartner.objects.filter(organisation__sector=said(asked.partners))
        wanted &= Q(Exists(partners.filter(event=OuterRef("pk"))))
    if asked.answers:
        wanted &= Q(Exists(_answers(asked.answers, past)))
    return wanted


def said(word: str) -> str:
    """A group or sector as it is kept."""
    return "" if word == NOTHING_SAID else word


def _is_counted(type: str, audience: str, past: date | None) -> Q:
    """A figure that a total takes in; participations may be its activities' too."""
    activities = EventActivity.objects.filter(event=OuterRef("pk"))
    if type == SESSIONS:
        return Q(Exists(activities.filter(sessions__isnull=False)))
    figures: QuerySet[Any] = figures_then(past).filter(type=type, event=OuterRef("pk"))
    figures = figures.filter(then__isnull=False)
    if audience:
        return Q(Exists(figures.filter(group=said(audience))))
    wanted = Q(Exists(figures.filter(may_overlap=False)))
    if type == PARTICIPATION:
        wanted |= Q(Exists(activities.filter(participations__isnull=False)))
    return wanted


def _answers(point: str, past: date | None) -> QuerySet[Any]:
    """Answers that count, of one of the five points or of any."""
    wanted = {} if point == ANY else {"satisfaction": int(point)}
    if past is None:
        return FeedbackTally.objects.filter(event=OuterRef("pk"), answers__gt=0, **wanted)
    given = FeedbackAnswer.objects.filter(
        event=OuterRef("pk"), set_aside_why="", received_on__lte=past, satisfaction__isnull=False
    )
    return given.filter(**wanted)
