"""Something held or planned, known as exactly as its source knows it."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from partnership.fields import KnownDayField, PartialDateField
from partnership.programmes.models import PriorityGroup, Programme, Sourced
from partnership.programmes.periods import Period
from pilots.models.area import Area, Venue
from pilots.models.scoped import ScopedQuerySet


class EventKind(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="event_kinds")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="event_kind_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name


class EventQuerySet(ScopedQuerySet["Event"]):
    def as_at(self, day: date) -> Self:
        """Events that had been reported by the end of `day`."""
        return self.filter(reported_on__lte=day)

    def belonging_to(self, period: Period) -> Self:
        """Events of the period: by their day, or by when they were reported without one."""
        return self.filter(belongs_on__range=(period.first, period.last))

    def held(self) -> Self:
        return self.filter(status=Event.Status.HELD)

    def planned(self) -> Self:
        return self.filter(status=Event.Status.PLANNED)


class Event(Sourced):
    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

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
    purpose = models.TextField(blank=True)
    audience = models.TextField(blank=True)
    youngest = models.CharField("youngest age, as stated", max_length=40, blank=True)
    oldest = models.CharField("oldest age, as stated", max_length=40, blank=True)
    planned_with = models.TextField(blank=True)
    opened_by = models.CharField(max_length=200, blank=True, help_text="A role, never a name.")
    findings = models.TextField(blank=True)
    priority_groups = models.ManyToManyField(PriorityGroup, blank=True, related_name="events")

    objects = EventQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["day", "belongs_on"])  # worked out from others

    class Meta:
        ordering = ["-belongs_on", "name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="event_slug_once"),
            models.CheckConstraint(
                condition=Q(before_on__isnull=True) | Q(day__isnull=True),
                name="event_before_only_without_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "-belongs_on", "name"], name="event_by_programme"),
            models.Index(fields=["area", "-belongs_on", "name"], name="event_by_area"),
            models.Index(fields=["programme", "kind", "status"], name="event_by_kind"),
            models.Index(
                fields=["programme", "status", "-belongs_on", "reported_on"], name="event_by_status"
            ),
        ]

    def __str__(self) -> str:
        return self.name
