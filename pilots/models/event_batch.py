"""Events that come by the sheet: checked, mended, committed whole, undone within a day."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from partnership.people.permissions import Place
from partnership.programmes.models import Programme
from pilots.models.area import Area
from pilots.models.event import Event
from pilots.models.scoped import ScopedQuerySet


class EventBatch(models.Model):
    """One sheet of events on its way in. The row says how far it is, whoever works on it.

    `attempt` fences: what an earlier attempt still does is not stored. `lease_until` is
    until when a worker is believed to be at it (docs/decisions/0003-the-row-decides.md).
    """

    class State(models.TextChoices):
        CHECKING = "checking", "Being checked"
        READY = "ready", "Checked"
        WRITING = "writing", "Being stored"
        DONE = "done", "Stored"
        FAILED = "failed", "Failed"
        DISCARDED = "discarded", "Thrown away"
        UNDONE = "undone", "Undone"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="event_batches")
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="event_batches",
        help_text="The area of every event in it; empty: each row names its own.",
    )
    file_name = models.CharField(max_length=200, blank=True, help_text="Empty: it was pasted.")
    state = models.CharField(max_length=10, choices=State, default=State.CHECKING)
    rows_in_all = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    rows_faulty = models.PositiveIntegerField(default=0)
    problem = models.CharField(max_length=500, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="event_batches"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    stored_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedQuerySet["EventBatch"].as_manager()

    class Meta:
        ordering = ["-recorded_at"]
        indexes = [
            models.Index(
                fields=["lease_until"],
                condition=Q(state__in=["checking", "writing"]),
                name="event_batch_under_way",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name or "Pasted rows"

    @property
    def at(self) -> Place:
        """Where it is, for permissions."""
        return Place(area=self.area_id)


class EventBatchRow(models.Model):
    """One row as it was typed, what is wrong with it, and the event that it became."""

    batch = models.ForeignKey(EventBatch, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField(help_text="Its line in the sheet.")
    cells = models.JSONField(help_text="Each column’s text.")
    faults = models.JSONField(default=dict, help_text="What is wrong, by column.")
    is_left_out = models.BooleanField(default=False)
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.SET_NULL, related_name="batch_rows"
    )

    class Meta:
        ordering = ["batch", "number"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="event_batch_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.batch}, row {self.number}"
