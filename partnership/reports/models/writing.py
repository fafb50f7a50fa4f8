"""What people write into a report: texts, answers to implications, comments; and by when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from partnership.people.models import Versioned
from partnership.reports.models.report import Report
from pilots.models.paper import BoardPaper, Implication


class ReportText(Versioned):
    """The text of one section; saved as it is typed, each save in its history."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="texts")
    section = models.SlugField(max_length=60, help_text="The section's key in the template.")
    text = models.TextField(blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    written_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords(excluded_fields=["version", "written_at"])

    class Meta:
        ordering = ["report", "section"]
        constraints = [
            models.UniqueConstraint(fields=["report", "section"], name="report_text_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.section}"


class Cover(Versioned):
    """What stands on the paper’s cover: what is asked of the body, and by whom."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="cover")
    purpose = models.CharField(max_length=80, blank=True)
    recommendations = models.TextField(
        blank=True, help_text="One a line; the product letters them."
    )
    report_by = models.CharField(
        max_length=120, blank=True, default="Programme manager", help_text="A post, not a name."
    )
    direction = models.CharField(
        max_length=20, choices=BoardPaper.Direction, blank=True, help_text="Empty: not said yet."
    )

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["report"]

    def __str__(self) -> str:
        return f"Cover of {self.report}"


class ImplicationAnswer(Versioned):
    """How one implication is answered; without a row it is blank, which blocks submission."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="implications")
    row = models.SlugField(max_length=60, help_text="The row's key in the template.")
    answer = models.CharField(max_length=20, choices=Implication.Answer)
    text = models.TextField(blank=True)

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["report", "row"]
        constraints = [
            models.UniqueConstraint(fields=["report", "row"], name="implication_answer_once"),
            models.CheckConstraint(
                condition=~Q(answer__in=["answered", "not-required"], text=""),
                name="report_implication_says_its_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.row}"


class ReportComment(models.Model):
    """A word between writers and approver on a section, or on the whole report."""

    class Kind(models.TextChoices):
        COMMENT = "comment", "Comment"
        REQUEST = "request", "Request to change"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="comments")
    section = models.SlugField(max_length=60, blank=True)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.COMMENT)
    text = models.TextField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="report_comment_has_words"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class ReportTask(models.Model):
    """One thing to be done for a report by a day, counted back from the paper deadline."""

    class Kind(models.TextChoices):
        FIGURES = "figures", "Bring the figures up to date"
        DRAFT = "draft", "Write the text"
        SIGN = "sign", "Approve"
        PAPER = "paper", "Papers due"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=10, choices=Kind)
    due_on = models.DateField()
    done_at = models.DateTimeField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    said_as: ClassVar[dict[str, str]] = {"due_on": "day by which it is due"}

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "kind"], name="report_task_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.get_kind_display()}"
