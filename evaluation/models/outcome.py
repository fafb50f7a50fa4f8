"""Outcomes in frameworks that may map to each other."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from evaluation.models.standing import Standing
from partnership.programmes.models import Programme, Sourced


class Framework(Sourced, Standing):
    """One set of outcomes, as one paper words them."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="frameworks")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=1)

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="framework_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Outcome(Standing):
    """What is to come of the programme; reported with its framework, or later on a day."""

    class Level(models.TextChoices):
        LONG_TERM = "long-term", "Long-term outcome"
        INTERMEDIATE = "intermediate", "Outcome"
        PRODUCT = "product", "Product named as an outcome"

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="outcomes")
    reference = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=15, choices=Level)
    statement = models.TextField()
    reported_on = models.DateField(null=True, blank=True, help_text="Empty: with its framework.")
    maps_to = models.ManyToManyField(
        "self", through="OutcomeMapping", symmetrical=False, related_name="mapped_from"
    )

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["framework__position", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "reference"], name="outcome_reference_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.statement}"


class OutcomeMapping(models.Model):
    """An outcome of one framework says what an outcome of another says."""

    outcome = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="mappings")
    same_as = models.ForeignKey(Outcome, on_delete=models.CASCADE, related_name="mappings_to_it")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outcome", "same_as"], name="outcome_mapping_once"),
            models.CheckConstraint(
                condition=~Q(outcome=F("same_as")), name="outcome_not_mapped_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome.reference} maps to {self.same_as.reference}"
