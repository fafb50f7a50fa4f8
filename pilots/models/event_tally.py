"""Sums of what was held, kept month by month so that no page adds up every event.

Each row says what the events of one kind, in one area or of the whole programme, come to
in one month as it stands now. They always equal the recount of their events; a look back
at an earlier day counts the events themselves.
"""

from django.db import models
from django.db.models import Q

from partnership.people.models import Organisation, Sector
from partnership.programmes.models import Programme
from pilots.models.area import Area
from pilots.models.event_detail import EventCount
from pilots.models.event_kind import EventKind
from pilots.models.scoped import ScopedQuerySet


class MonthTally(models.Model):
    """How many events were held in a month, and what they were said to be like."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="month_tallies")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.CASCADE, related_name="month_tallies"
    )
    kind = models.ForeignKey(EventKind, on_delete=models.CASCADE, related_name="month_tallies")
    month = models.DateField(help_text="Its first day.")
    events = models.PositiveIntegerField(default=0, help_text="Held.")
    undated = models.PositiveIntegerField(
        default=0, help_text="Of these, without a known day: they are in the month of their report."
    )
    very_satisfied = models.PositiveIntegerField(default=0)
    satisfied = models.PositiveIntegerField(default=0)
    neither = models.PositiveIntegerField(default=0)
    dissatisfied = models.PositiveIntegerField(default=0)
    very_dissatisfied = models.PositiveIntegerField(default=0)

    objects = ScopedQuerySet["MonthTally"].as_manager()

    class Meta:
        ordering = ["month"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "area", "kind", "month"],
                condition=Q(area__isnull=False),
                name="month_tally_of_an_area_once",
            ),
            models.UniqueConstraint(
                fields=["programme", "kind", "month"],
                condition=Q(area__isnull=True),
                name="month_tally_of_no_area_once",
            ),
        ]
        indexes = [models.Index(fields=["programme", "month"], name="month_tally_by_month")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.month:%Y-%m}"


class MonthCount(models.Model):
    """What the events of a month counted of one type, in all or of one part of the people.

    As `counting.Tally`: `events` have a figure, the month’s others are missing. Part “~”
    is all of the events with a known day, kept where a month has others too; beside the
    types of count, “sessions” says how many sessions the events’ activities had.
    """

    month = models.ForeignKey(MonthTally, on_delete=models.CASCADE, related_name="counts")
    type = models.CharField(max_length=15, choices=EventCount.Type)
    part = models.CharField(max_length=60, blank=True, help_text="* in all; else whom: adults.")
    value = models.PositiveIntegerField()
    events = models.PositiveIntegerField()
    is_about = models.BooleanField(default=False)
    is_at_least = models.BooleanField(default=False)

    class Meta:
        ordering = ["type", "part"]
        constraints = [
            models.UniqueConstraint(fields=["month", "type", "part"], name="month_count_once"),
        ]
        indexes = [  # what is asked for most, answered without the table
            models.Index(
                fields=["month", "value", "events", "is_about", "is_at_least"],
                condition=Q(type="attendance", part="*"),
                name="month_count_attendance",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.part}: {self.value}"


class MonthSector(models.Model):
    """How many people of a sector took part in a month’s events."""

    month = models.ForeignKey(MonthTally, on_delete=models.CASCADE, related_name="sectors")
    sector = models.CharField(max_length=20, choices=Sector, blank=True)
    value = models.PositiveIntegerField()
    events = models.PositiveIntegerField()
    is_about = models.BooleanField(default=False)
    is_at_least = models.BooleanField(default=False)

    class Meta:
        ordering = ["sector"]
        constraints = [
            models.UniqueConstraint(fields=["month", "sector"], name="month_sector_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sector}: {self.value}"


class MonthPartner(models.Model):
    """At how many of a month’s events an organisation took part."""

    is_worked_out = True  # where organisations are merged, it is counted anew

    month = models.ForeignKey(MonthTally, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="month_tallies"
    )
    events = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["month", "organisation"], name="month_partner_once"),
        ]
        indexes = [
            models.Index(fields=["month", "organisation", "events"], name="month_partner_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.events}"
