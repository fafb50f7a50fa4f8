"""Meetings of a group: planned, with an agenda; held, with attendance and minutes."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from partnership.fields import KnownDayField, PartialDateField
from partnership.people.models import Versioned
from partnership.programmes.models import Sourced
from pilots.models.group import Group, Membership
from pilots.models.scoped import OfAGroupQuerySet


class AgendaTemplateItem(models.Model):
    """An item that stands on every agenda of the group."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="agenda_template")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Meeting(Sourced, Versioned):
    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    class MinutesState(models.TextChoices):
        NONE = "", "Not written"
        DRAFT = "draft", "Draft"
        APPROVED = "approved", "Approved"

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="meetings")
    number = models.PositiveSmallIntegerField(help_text="Its place in the series.")
    status = models.CharField(max_length=10, choices=Status)
    planned = PartialDateField()
    starts_at = models.TimeField("starts at", null=True, blank=True)
    ends_at = models.TimeField("ends at", null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    held = PartialDateField()
    held_on = KnownDayField(of="held")
    present = models.PositiveSmallIntegerField(null=True, blank=True)
    apologies = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.TextField(blank=True)
    minutes_state = models.CharField(max_length=8, choices=MinutesState, blank=True)
    approved_at_meeting = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="approved_minutes",
        help_text="The later meeting that approved these minutes.",
    )
    approved_on = models.DateField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    minutes_version = models.PositiveIntegerField(
        default=1,
        db_default=1,
        editable=False,
        help_text="Counts changes of the minutes alone.",
    )
    as_approved = models.JSONField(
        null=True,
        blank=True,
        editable=False,
        help_text="What the approved minutes print, frozen when they were approved.",
    )

    said_as: ClassVar[dict[str, str]] = {
        "planned": "planned date",
        "starts_at": "start",
        "ends_at": "end",
        "held": "day it was held",
        "present": "number present",
        "apologies": "number of apologies",
        "minutes_state": "state of the minutes",
        "approved_on": "day the minutes were approved",
    }
    objects = OfAGroupQuerySet["Meeting"].as_manager()
    history = HistoricalRecords(excluded_fields=["version", "minutes_version", "as_approved"])

    class Meta:
        ordering = ["group", "number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="meeting_number_once"),
            models.CheckConstraint(
                condition=Q(held="") | Q(status="held"), name="meeting_held_on_means_held"
            ),
            models.CheckConstraint(
                condition=~Q(minutes_state="approved")
                | Q(approved_on__isnull=False, status="held"),
                name="minutes_approved_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}, meeting {self.number}"

    @property
    def are_minutes_approved(self) -> bool:
        return self.minutes_state == self.MinutesState.APPROVED


class AgendaItem(models.Model):
    """A numbered item of one meeting's agenda."""

    class Kind(models.TextChoices):
        TEMPLATE = "template", "Standing item"
        ACTIONS = "actions", "Overdue actions"
        REPORT = "report", "Report due"
        MINUTES = "minutes", "Minutes to approve"
        OTHER = "other", "Further item"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OTHER)
    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Whether a seat was filled; of a counted seat, how many of its people came."""

    class State(models.TextChoices):
        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Sent apologies"
        ABSENT = "absent", "Absent"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    seat = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="attendance")
    state = models.CharField(max_length=10, choices=State)
    people = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of a counted seat: how many came."
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "attendance"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "seat"], name="attendance_once_a_seat"),
            models.CheckConstraint(
                condition=Q(people__isnull=True) | Q(state="present", people__gte=1),
                name="attendance_counts_those_present",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_state_display()}"


class Declaration(models.Model):
    """An interest that a member declared at a meeting, and what was done about it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="declarations")
    seat = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="declarations")
    interest = models.TextField("the interest")
    outcome = models.TextField("what was done", blank=True, help_text="Such as: left for item 4.")

    history = HistoricalRecords()

    class Meta:
        verbose_name = "declaration of interest"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.seat}: {self.interest}"


class MinutesDraft(models.Model):
    """What somebody is writing: kept while they type, theirs alone until they save."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="minutes_drafts"
    )
    text = models.TextField(blank=True)
    seen_version = models.PositiveIntegerField(help_text="The minutes that it was begun from.")
    kept_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="minutes_draft_once"),
        ]

    def __str__(self) -> str:
        return f"Draft of {self.meeting}"


class MinutesCorrection(Sourced):
    """What was added to approved minutes, which themselves stay as they are."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="corrections")
    text = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return self.text
