"""The register of risks and issues, with dated reviews."""

from django.db import models
from django.db.models import Q

from partnership.programmes.models import Programme, Sourced
from pilots.models import Area
from pilots.models.scoped import ScopedQuerySet


class Risk(Sourced):
    class Kind(models.TextChoices):
        RISK = "risk", "Risk"
        ISSUE = "issue", "Issue"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="risks")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.CASCADE, related_name="risks"
    )
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.RISK)
    title = models.CharField(max_length=200)
    response = models.TextField(blank=True)
    owner = models.CharField(max_length=200, blank=True, help_text="A post, not a name.")

    objects = ScopedQuerySet["Risk"].as_manager()

    class Meta:
        ordering = ["reference"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "reference"], name="risk_reference_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"


class RiskReview(Sourced):
    """How a risk stood on the day it was reviewed; 1 is least, 5 is most."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="reviews")
    number = models.PositiveSmallIntegerField()
    likelihood = models.PositiveSmallIntegerField(null=True, blank=True)
    impact = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["reported_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["risk", "number"], name="risk_review_once"),
            models.CheckConstraint(
                condition=(Q(likelihood__isnull=True) | Q(likelihood__gte=1, likelihood__lte=5))
                & (Q(impact__isnull=True) | Q(impact__gte=1, impact__lte=5)),
                name="risk_scores_1_to_5",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk}, {self.reported_on}"
