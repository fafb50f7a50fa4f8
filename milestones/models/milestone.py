"""One row of the programme's plan; dates are derived from its month, never typed."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from partnership.programmes.models import Phase, PriorityGroup, Programme, Sourced
from pilots.models import EventKind, TestContext


class Milestone(Sourced):
    class Scope(models.TextChoices):
        PROGRAMME = "programme", "Whole programme"
        EACH_AREA = "each-area", "Each area"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="milestones")
    reference = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    phase = models.ForeignKey(Phase, on_delete=models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=250)
    due_month = models.SmallIntegerField(
        help_text="Due at the end of this month of the programme; 0 is before the start."
    )
    scope = models.CharField(max_length=10, choices=Scope)
    scope_inferred_from = models.TextField(
        blank=True, help_text="Why this scope, where the source does not say."
    )
    kotter_step = models.PositiveSmallIntegerField(null=True, blank=True)
    depends_on = models.ManyToManyField(
        "self", through="Dependency", symmetrical=False, related_name="needed_by"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "reference"], name="milestone_reference_once"
            ),
            models.CheckConstraint(
                condition=Q(due_month__gte=0, due_month__lte=240),
                name="milestone_due_in_month_0_to_240",
            ),
            models.CheckConstraint(
                condition=Q(kotter_step__isnull=True) | Q(kotter_step__gte=1, kotter_step__lte=8),
                name="milestone_kotter_step_1_to_8",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def planned_on(self) -> date:
        """The last day of the milestone's month, from the programme's start."""
        return self.programme.end_of_month(self.due_month)


class MilestonePart(models.Model):
    """A sub-item of a milestone."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["milestone", "number"], name="milestone_part_number_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Dependency(models.Model):
    """`milestone` can't be finished before `needs` is."""

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="needs")
    needs = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="pushes")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["milestone", "needs"], name="dependency_once"),
            models.CheckConstraint(
                condition=~Q(milestone=F("needs")), name="dependency_not_on_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone} needs {self.needs}"


class Output(models.Model):
    """What a milestone must leave behind.

    `group_named` keeps the wording of a source that names a group; without a
    `priority_group` beside it, the difference is shown.
    """

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="outputs")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    group_named = models.CharField(max_length=120, blank=True)
    priority_group = models.ForeignKey(
        PriorityGroup, null=True, blank=True, on_delete=models.SET_NULL, related_name="outputs"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "number"], name="output_number_once"),
        ]

    def __str__(self) -> str:
        return self.text


class Target(models.Model):
    """A number that the milestone needs, counted from records."""

    class Per(models.TextChoices):
        EACH_AREA = "each-area", "in each area"
        PROGRAMME = "programme", "in all"

    class Counts(models.TextChoices):
        EVENTS = "events", "events of a kind"
        CONTEXTS = "contexts", "contexts in which the service model was tested"

    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="targets")
    number = models.PositiveSmallIntegerField("position", default=1)
    wanted = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=120)
    per = models.CharField(max_length=10, choices=Per)
    counts = models.CharField(
        "counted from",
        max_length=10,
        choices=Counts,
        blank=True,
        db_default="",
        help_text="Empty: nothing yet.",
    )
    event_kind = models.ForeignKey(
        EventKind,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="targets",
        help_text="Events of this kind count towards it.",
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["milestone", "number"], name="target_number_once"),
            models.CheckConstraint(condition=Q(wanted__gte=1), name="target_wants_something"),
            models.CheckConstraint(
                condition=Q(counts="events", event_kind__isnull=False)
                | Q(counts="contexts", event_kind__isnull=True)
                | Q(counts=""),  # with a kind: written by a release that knew no `counts`
                name="target_counts_events_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wanted} {self.what}"


class TargetContext(models.Model):
    """A context whose tests count towards a target; a target without any counts them all."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="contexts")
    context = models.ForeignKey(TestContext, on_delete=models.PROTECT, related_name="targets")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "context"], name="target_context_once"),
        ]

    def __str__(self) -> str:
        return f"{self.target}: {self.context}"
