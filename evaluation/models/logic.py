"""The logic model: inputs, activities, outcomes and the arrows between them."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from evaluation.models.outcome import Outcome
from evaluation.models.standing import Standing
from milestones.models import Milestone
from partnership.programmes.models import Programme, Sourced


class Input(Sourced, Standing):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="inputs")
    reference = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    detail = models.TextField(blank=True)

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "reference"], name="input_reference_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Activity(Sourced, Standing):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="activities")
    reference = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=250)
    milestones = models.ManyToManyField(Milestone, blank=True, related_name="activities")
    inputs = models.ManyToManyField(Input, through="ActivityInput", related_name="activities")
    outcomes = models.ManyToManyField(Outcome, through="ActivityOutcome", related_name="activities")

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["position"]
        verbose_name_plural = "activities"
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "reference"], name="activity_reference_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.name}"


class LogicLink(models.Model):
    """An arrow of the logic model; `is_inferred` where no source draws it.

    Drawn from `reported_on` until `dropped_on`; empty: with its ends, and still.
    """

    is_inferred = models.BooleanField(default=False)
    reported_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


class ActivityInput(LogicLink):
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="input_links")
    input = models.ForeignKey(Input, on_delete=models.CASCADE, related_name="activity_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "input"], name="activity_input_once"),
        ]

    def __str__(self) -> str:
        return f"{self.input} → {self.activity.reference}"


class ActivityOutcome(LogicLink):
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="outcome_links")
    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="activity_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "outcome"], name="activity_outcome_once"),
        ]

    def __str__(self) -> str:
        return f"{self.activity.reference} → {self.outcome.reference}"


class OutcomeLink(LogicLink):
    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="leads_to_links")
    leads_to = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="led_to_by_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outcome", "leads_to"], name="outcome_link_once"),
            models.CheckConstraint(
                condition=~Q(outcome=F("leads_to")), name="outcome_not_leading_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome.reference} → {self.leads_to.reference}"
