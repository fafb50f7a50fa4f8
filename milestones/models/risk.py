"""The register of risks and issues, with dated reviews."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from milestones.models.milestone import Milestone
from partnership.people.models import Versioned
from partnership.people.permissions import Place
from partnership.programmes.models import Programme, Sourced
from pilots.models import Area
from pilots.models.scoped import ScopedQuerySet


class Risk(Sourced, Versioned):
    """How likely and how grave it is, its reviews say: the last by a day stands on it."""

    class Kind(models.TextChoices):
        RISK = "risk", "Risk"
        ISSUE = "issue", "Issue"

    class Approach(models.TextChoices):
        TOLERATE = "tolerate", "Tolerate: accept it and watch"
        TREAT = "treat", "Treat: make it less likely or less grave"
        TRANSFER = "transfer", "Transfer: somebody else takes it on"
        TERMINATE = "terminate", "Terminate: stop what brings it about"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="risks")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.CASCADE, related_name="risks"
    )
    reference = models.CharField(max_length=20)
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.RISK)
    title = models.CharField(max_length=200)
    approach = models.CharField(max_length=10, choices=Approach, blank=True, db_default="")
    response = models.TextField(blank=True)
    owner = models.CharField(max_length=200, blank=True, help_text="A post, not a name.")
    owner_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="risks",
        verbose_name="owner’s account",
    )
    review_on = models.DateField("next review", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)
    milestones = models.ManyToManyField(
        Milestone, through="RiskMilestone", blank=True, related_name="risks"
    )

    objects = ScopedQuerySet["Risk"].as_manager()
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["reference"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "reference"], name="risk_reference_once"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    @property
    def at(self) -> Place:
        """Where it is, for permissions."""
        return Place(area=self.area_id)


class RiskMilestone(models.Model):
    """A milestone that a risk bears on."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="bears_on")
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="threats")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["risk", "milestone"], name="risk_milestone_once"),
        ]

    def __str__(self) -> str:
        return f"{self.risk} bears on {self.milestone}"


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
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

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
