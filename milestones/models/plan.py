"""Versions of the plan, and what each area answered to their changes."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from milestones.models.milestone import Milestone
from milestones.plan import Plan, from_json
from partnership.people.models import Versioned
from partnership.programmes.models import Programme
from partnership.web.remembered import Remembered
from pilots.models import Area, Decision
from pilots.models.scoped import ScopedQuerySet

PLANS = Remembered(lambda key, content: from_json(content), most=64)


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def published(self) -> Self:
        return self.filter(state=PlanVersion.State.PUBLISHED)

    def in_force(self, day: date) -> Self:
        """The published versions that were in force by the end of `day`, the newest first."""
        return self.published().filter(in_force_on__lte=day).order_by("-number")


class PlanVersion(Versioned):
    """The whole plan as it was agreed at one time, or the draft of the next.

    `content` holds every row (milestones.plan); a published one never changes. The
    tables Milestone, Output and Target keep each row's identity and its newest
    wording. `milestones.actions` alone writes both. `waiting` is a tally, kept of the
    newest alone (milestones.actions.waiting), so that first pages need not count.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="plan_versions")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    number = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Given when it is published."
    )
    based_on = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="drafts"
    )
    content = models.JSONField(default=dict)
    why = models.TextField(blank=True, help_text="What changes, and why.")
    decision = models.ForeignKey(
        Decision,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="plan_versions",
        help_text="What authorised it.",
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    in_force_on = models.DateField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    waiting = models.JSONField(
        default=dict,
        editable=False,
        help_text="How many rows wait for an answer, by the area’s key; empty: the programme’s.",
    )

    objects = PlanVersionQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["version", "content", "waiting"])

    class Meta:
        ordering = ["programme", "number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["programme"], condition=Q(state="draft"), name="plan_draft_once"
            ),
            models.CheckConstraint(
                condition=Q(
                    state="draft",
                    number__isnull=True,
                    in_force_on__isnull=True,
                    published_at__isnull=True,
                )
                | Q(
                    state="published",
                    number__isnull=False,
                    in_force_on__isnull=False,
                    published_at__isnull=False,
                ),
                name="plan_version_published_with_number_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"Plan version {self.number}" if self.number else "Draft of the plan"

    @property
    def plan(self) -> Plan:
        """Its rows; those of a published one, which never changes, are the same object."""
        if self.state != self.State.PUBLISHED:
            return from_json(self.content)
        return PLANS(self.pk, self.content)


class PlanAnswer(models.Model):
    """What an area, or the whole programme, said to one changed row of a version.

    What was declined may be accepted later, in an answer of its own.
    """

    version = models.ForeignKey(PlanVersion, on_delete=models.CASCADE, related_name="answers")
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="answers")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.CASCADE, related_name="plan_answers"
    )
    is_accepted = models.BooleanField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reported_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet["PlanAnswer"].as_manager()

    class Meta:
        ordering = ["recorded_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "milestone", "area", "is_accepted"],
                name="plan_answer_once_in_an_area",
            ),
            models.UniqueConstraint(
                fields=["version", "milestone", "is_accepted"],
                condition=Q(area__isnull=True),
                name="plan_answer_once_for_the_programme",
            ),
            models.CheckConstraint(
                condition=Q(is_accepted=True) | ~Q(reason=""), name="plan_declined_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.milestone}: {'accepted' if self.is_accepted else 'declined'}"
