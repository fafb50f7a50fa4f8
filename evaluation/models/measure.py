"""How an outcome is measured: with whom, when, and by what."""

from django.db import models
from simple_history.models import HistoricalRecords

from evaluation.models.outcome import Outcome
from evaluation.models.standing import Standing
from partnership.programmes.models import Programme, Sourced


class Measure(Sourced, Standing):
    class Kind(models.TextChoices):
        INDICATOR = "indicator", "Indicator"
        QUESTIONNAIRE = "questionnaire", "Questionnaire"
        INTERVIEWS = "interviews", "Interviews"
        FOCUS_GROUPS = "focus-groups", "Focus groups"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="measures")
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=15, choices=Kind)
    name = models.CharField(max_length=200)
    who = models.CharField("with whom", max_length=200, blank=True)
    timing = models.CharField("when", max_length=200, blank=True)
    outcomes = models.ManyToManyField(Outcome, related_name="measures")

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="measure_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name
