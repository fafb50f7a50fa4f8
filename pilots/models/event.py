"""Something held or planned, known as exactly as its source knows it."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from partnership.fields import KnownDayField, PartialDateField
from partnership.people.models import Versioned
from partnership.people.permissions import Place
from partnership.programmes.models import PriorityGroup, Programme, Sourced
from partnership.programmes.periods import Period
from pilots.models.area import Area, Venue
from pilots.models.body import ReportingBody
from pilots.models.event_kind import EventKind
from pilots.models.group import Group
from pilots.models.learning import LearningMethod
from pilots.models.scoped import ScopedQuerySet


class EventQuerySet(ScopedQuerySet["Event"]):
    def as_at(self, day: date) -> Self:
        """Events that had been reported by the end of `day`."""
        return self.filter(reported_on__lte=day)

    def belonging_to(self, period: Period) -> Self:
        """Events of the period: by their day, or by when they were reported without one."""
        return self.filter(belongs_on__range=(period.first, period.last))

    def held(self, *, as_at: date) -> Self:
        """Those that were known as held, confirmed or not, by the end of `as_at`."""
        return self.filter(held_by(as_at))

    def planned(self, *, as_at: date) -> Self:
        """Those still planned as far as was known by the end of `as_at`."""
        return self.filter(planned_by(as_at))

    def with_status(self, status: str, *, as_at: date) -> Self:
        """Those that stood so on a day; held takes those in whose figures are confirmed."""
        match status:
            case Event.Status.PLANNED:
                return self.planned(as_at=as_at)
            case Event.Status.HELD:
                return self.held(as_at=as_at)
            case Event.Status.CONFIRMED:
                return self.filter(status=status, confirmed_on__lte=as_at)
            case _:
                return self.filter(status=status).exclude(cancelled_reported_on__gt=as_at)


def held_by(day: date, path: str = "") -> Q:
    """Held, as far as was said by the end of a day; what names no day was known all along.

    `path` leads to the event from another record, such as `events__`.
    """
    said = Q(**{f"{path}held_reported_on__isnull": True})
    said |= Q(**{f"{path}held_reported_on__lte": day})
    return Q(**{f"{path}status__in": Event.WAS_HELD}) & said


def planned_by(day: date) -> Q:
    """Planned, as far as was said by the end of a day."""
    return (
        Q(status=Event.Status.PLANNED)
        | Q(status__in=Event.WAS_HELD, held_reported_on__gt=day)
        | Q(status=Event.Status.CANCELLED, cancelled_reported_on__gt=day)
    )


class Event(Sourced, Versioned):
    """`status` is how it stands now; `held_by` and `planned_by` say how it stood on a day."""

    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        CONFIRMED = "confirmed", "Held, figures confirmed"
        CANCELLED = "cancelled", "Cancelled"

    WAS_HELD = (Status.HELD, Status.CONFIRMED)

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="events")
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="events",
        help_text="Empty: a national event.",
    )
    kind = models.ForeignKey(EventKind, on_delete=models.PROTECT, related_name="events")
    venue = models.ForeignKey(
        Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="events"
    )
    place = models.CharField(
        max_length=200,
        blank=True,
        db_default="",
        help_text="Where it was, in words, if at no venue of the list.",
    )
    group = models.ForeignKey(
        Group,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
        help_text="The steering group that holds or logged it.",
    )
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=Status)
    happened = PartialDateField(help_text="When it was or will be, as exactly as it is known.")
    happened_as_stated = models.CharField(max_length=80, blank=True)
    before_on = models.DateField(
        null=True, blank=True, help_text="It was before this day, where no date is recorded."
    )
    day = KnownDayField(of="happened")
    belongs_on = models.GeneratedField(
        expression=Coalesce(F("day"), F("reported_on")),
        output_field=models.DateField(),
        db_persist=True,
    )
    starts_at = models.TimeField("start", null=True, blank=True)
    ends_at = models.TimeField("end", null=True, blank=True)
    ends_on = models.DateField(
        "last day", null=True, blank=True, help_text="Of an event of several days."
    )
    purpose = models.TextField(blank=True)
    audience = models.TextField(blank=True)
    youngest = models.CharField("youngest age, as stated", max_length=40, blank=True)
    oldest = models.CharField("oldest age, as stated", max_length=40, blank=True)
    planned_with = models.TextField(blank=True)
    opened_by = models.CharField(max_length=200, blank=True, help_text="A role, never a name.")
    went = models.CharField("how it went, in a line", max_length=300, blank=True, db_default="")
    findings = models.TextField(blank=True)
    above_why = models.CharField(
        "why more attended than came through the door", max_length=300, blank=True, db_default=""
    )
    priority_groups = models.ManyToManyField(PriorityGroup, blank=True, related_name="events")
    methods = models.ManyToManyField(
        LearningMethod, blank=True, related_name="events", verbose_name="learning methods"
    )
    bodies = models.ManyToManyField(
        ReportingBody,
        blank=True,
        related_name="events",
        verbose_name="boards engaged",
        help_text="Those whose people took part, beside the area’s own.",
    )
    repeats = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="repeated_by"
    )
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    held_reported_on = models.DateField(
        "day it was reported as held",
        null=True,
        blank=True,
        help_text="A look back at an earlier day shows it as planned; empty: known all along.",
    )
    confirmed_on = models.DateField("day its figures were confirmed", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    cancelled_reported_on = models.DateField(
        "day it was reported as cancelled", null=True, blank=True
    )
    cancelled_why = models.CharField(
        "why it was cancelled", max_length=300, blank=True, db_default=""
    )

    said_as = {"above_why": "reason why more attended than came through the door"}

    objects = EventQuerySet.as_manager()
    # The two days are worked out from others; the version only counts.
    history = HistoricalRecords(excluded_fields=["day", "belongs_on", "version"])

    class Meta:
        ordering = ["-belongs_on", "name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="event_slug_once"),
            models.CheckConstraint(
                condition=Q(before_on__isnull=True) | Q(day__isnull=True),
                name="event_before_only_without_a_day",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(day__isnull=False, ends_on__gt=F("day")),
                name="event_ends_after_its_first_day",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__gt=F("starts_at"))
                | Q(starts_at__isnull=False, ends_on__isnull=False),
                name="event_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=~Q(status="confirmed") | Q(confirmed_on__isnull=False),
                name="event_confirmed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(area__isnull=False) | Q(venue__isnull=True),
                name="event_venue_in_its_area",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "-belongs_on", "name"], name="event_by_programme"),
            models.Index(fields=["area", "-belongs_on", "name"], name="event_by_area"),
            models.Index(fields=["programme", "kind", "status"], name="event_by_kind"),
            models.Index(
                fields=["programme", "status", "-belongs_on", "reported_on"], name="event_by_status"
            ),
            models.Index(
                fields=["programme", "happened"],
                condition=Q(day__isnull=True),
                name="event_without_a_day",
            ),
            models.Index(
                fields=["programme", "ends_on"],
                condition=Q(ends_on__isnull=False),
                name="event_of_several_days",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def at(self) -> Place:
        """Where it is, for permissions."""
        return Place(area=self.area_id, group=self.group_id)

    def status_on(self, day: date) -> "Event.Status":
        """How it stood as far as was said by the end of a day."""
        held, cancelled = self.held_reported_on, self.cancelled_reported_on
        if self.status == self.Status.CANCELLED and cancelled and cancelled > day:
            return self.Status.PLANNED
        if self.status in self.WAS_HELD and held and held > day:
            return self.Status.PLANNED
        if self.status == self.Status.CONFIRMED and self.confirmed_on and self.confirmed_on > day:
            return self.Status.HELD
        return self.Status(self.status)

    def was_held_by(self, day: date) -> bool:
        """Whether it was known as held, its figures confirmed or not, by the end of a day."""
        return self.status_on(day) in self.WAS_HELD
