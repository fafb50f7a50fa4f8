"""Meetings of a group, and what comes out of them."""

from django.db import models
from django.db.models import Q

from partnership.fields import KnownDayField, PartialDateField
from partnership.programmes.models import Programme, Sourced
from pilots.models.body import ReportingBody
from pilots.models.group import Group


class Meeting(Sourced):
    class Status(models.TextChoices):
        PLANNED = "planned", "Planned"
        HELD = "held", "Held"
        CANCELLED = "cancelled", "Cancelled"

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="meetings")
    number = models.PositiveSmallIntegerField(help_text="Its place in the series.")
    status = models.CharField(max_length=10, choices=Status)
    planned = PartialDateField()
    held = PartialDateField()
    held_on = KnownDayField(of="held")
    present = models.PositiveSmallIntegerField(null=True, blank=True)
    apologies = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.TextField(blank=True)

    class Meta:
        ordering = ["group", "number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="meeting_number_once"),
            models.CheckConstraint(
                condition=Q(held="") | Q(status="held"), name="meeting_held_on_means_held"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}, meeting {self.number}"


class Decision(Sourced):
    """What a group or a reporting body decided; it may authorise a plan change."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="decisions")
    slug = models.SlugField(max_length=80)
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    body = models.ForeignKey(
        ReportingBody, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    decided = PartialDateField()
    text = models.TextField()

    class Meta:
        ordering = ["reported_on", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="decision_slug_once"),
            models.CheckConstraint(
                condition=Q(group__isnull=False, body__isnull=True)
                | Q(group__isnull=True, body__isnull=False),
                name="decision_by_a_group_or_a_body",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Action(Sourced):
    """What somebody is to do by a day; its state at a day follows from its dates."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="actions")
    slug = models.SlugField(max_length=80)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )
    text = models.TextField()
    owner = models.CharField(max_length=200, help_text="A post, not a name.")
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(blank=True, help_text="What was done, or why it isn't needed.")

    class Meta:
        ordering = ["due_on", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["group", "slug"], name="action_slug_once"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(dropped_on__isnull=True),
                name="action_not_done_and_dropped",
            ),
        ]

    def __str__(self) -> str:
        return self.text
