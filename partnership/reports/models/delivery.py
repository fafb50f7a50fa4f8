"""What becomes of a published report: who took it, who may read it openly, what the board said."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from partnership.people.models import Versioned
from partnership.reports.models.report import Report, ReportFile
from pilots.models import ReportingBody
from pilots.models.paper import BoardPaper


class Download(models.Model):
    """That somebody took a file of a report; kept with the report."""

    file = models.ForeignKey(ReportFile, on_delete=models.CASCADE, related_name="downloads")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Empty: by the public link, which knows nobody.",
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["file", "at"], name="download_of_a_file")]

    def __str__(self) -> str:
        return f"{self.file} on {self.at:%d %B %Y}"


class PublishedWords(models.Model):
    """The words of one section of a published report, to be searched."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="words")
    number = models.PositiveSmallIntegerField(help_text="The section’s number; 0 is the cover.")
    heading = models.CharField(max_length=200)
    text = models.TextField()

    class Meta:
        ordering = ["report", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="published_words_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.heading}"


class PublicLink(models.Model):
    """A body's wish that anybody who has the link may read its published reports."""

    body = models.ForeignKey(ReportingBody, on_delete=models.CASCADE, related_name="public_links")
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["body"], condition=Q(revoked_at__isnull=True), name="public_link_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Public link of {self.body}"


class BoardDecision(Versioned):
    """What a board did with a report that was put to it."""

    class Outcome(models.TextChoices):
        NOTED = "noted", "Noted"
        APPROVED = "approved", "Approved"
        ASKED_FOR_MORE = "asked-for-more", "Asked for more"

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="decision")
    meeting_on = models.DateField()
    outcome = models.CharField(max_length=20, choices=Outcome)
    text = models.TextField(blank=True)
    minute = models.CharField(max_length=120, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    history = HistoricalRecords(excluded_fields=["version", "recorded_at"])

    class Meta:
        ordering = ["-meeting_on"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(outcome="asked-for-more", text=""),
                name="board_decision_says_what_more",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.get_outcome_display()}"


class Direction(Versioned):
    """A board's binding written instruction (Public Bodies (Joint Working) (Scotland) Act 2014,
    sections 26 to 28): it stands until it is varied, revoked, superseded or complete.
    """

    class Status(models.TextChoices):
        LIVE = "live", "Live"
        VARIED = "varied", "Varied"
        REVOKED = "revoked", "Revoked"
        SUPERSEDED = "superseded", "Superseded"
        COMPLETE = "complete", "Complete"

    class Effect(models.TextChoices):
        """What it makes of the earlier one that it replaces; the label is what it does to it."""

        VARIED = "varied", "varies"
        REVOKED = "revoked", "revokes"
        SUPERSEDED = "superseded", "supersedes"

    body = models.ForeignKey(ReportingBody, on_delete=models.PROTECT, related_name="directions")
    report = models.ForeignKey(
        Report, null=True, blank=True, on_delete=models.PROTECT, related_name="directions"
    )
    reference = models.CharField(max_length=60)
    given_on = models.DateField()
    to_whom = models.CharField(max_length=20, choices=BoardPaper.Direction)
    functions = models.CharField("function or functions", max_length=300)
    text = models.TextField()
    budget = models.CharField("budget and its use", max_length=300, blank=True)
    intended_outcome = models.TextField(blank=True)
    review_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=Status, default=Status.LIVE)
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    effect = models.CharField(max_length=12, choices=Effect, blank=True)
    minute = models.CharField(max_length=120, blank=True)

    said_as: ClassVar[dict[str, str]] = {
        "given_on": "day on which it was given",
        "to_whom": "whom it is to",
        "review_on": "day of its review",
        "replaces": "direction that it varies or revokes",
        "effect": "what it does to that one",
    }
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["-given_on", "reference"]
        constraints = [
            models.UniqueConstraint(fields=["body", "reference"], name="direction_reference_once"),
            models.CheckConstraint(
                condition=Q(to_whom__in=["council", "health-board", "both"]),
                name="direction_is_to_somebody",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, effect="")
                | Q(replaces__isnull=False, effect__in=["varied", "revoked", "superseded"]),
                name="direction_says_what_it_does_to_another",
            ),
        ]

    def __str__(self) -> str:
        return self.reference
