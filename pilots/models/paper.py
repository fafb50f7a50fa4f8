"""What a paper put to a board: recommendations, implications, direction."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from partnership.programmes.models import Sourced
from pilots.models.body import ReportingBody
from pilots.models.scoped import OfABodyQuerySet


class BoardPaper(Sourced):
    class Direction(models.TextChoices):
        NONE = "none", "No direction required"
        COUNCIL = "council", "Council"
        HEALTH_BOARD = "health-board", "Health board"
        BOTH = "both", "Council and health board"
        NOT_RECORDED = "", "Not recorded"

    body = models.ForeignKey(ReportingBody, on_delete=models.CASCADE, related_name="papers")
    slug = models.SlugField(max_length=80)
    meeting_on = models.DateField()
    subject = models.CharField(max_length=250)
    purpose = models.TextField(blank=True)
    direction_required = models.CharField(max_length=20, choices=Direction, blank=True)
    consultation = models.TextField(blank=True)
    conclusion = models.TextField(blank=True)

    objects = OfABodyQuerySet["BoardPaper"].as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["meeting_on", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["body", "slug"], name="board_paper_slug_once"),
        ]

    def __str__(self) -> str:
        return self.subject


class Recommendation(models.Model):
    paper = models.ForeignKey(BoardPaper, on_delete=models.CASCADE, related_name="recommendations")
    letter = models.CharField(max_length=2)
    text = models.TextField()

    class Meta:
        ordering = ["letter"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "letter"], name="recommendation_letter_once"),
        ]

    def __str__(self) -> str:
        return f"{self.letter}) {self.text}"


class Implication(models.Model):
    """One row of a paper's implications, answered or declared not to arise."""

    class Answer(models.TextChoices):
        ANSWERED = "answered", "Answered"
        NONE = "none", "None"
        NOT_APPLICABLE = "not-applicable", "Not applicable"
        NOT_REQUIRED = "not-required", "Not required"

    paper = models.ForeignKey(BoardPaper, on_delete=models.CASCADE, related_name="implications")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=80)
    answer = models.CharField(max_length=20, choices=Answer)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "heading"], name="implication_heading_once"),
            models.CheckConstraint(
                condition=~Q(answer="answered", text=""), name="implication_answer_has_words"
            ),
            models.CheckConstraint(
                condition=~Q(answer="not-required", text=""),
                name="implication_not_required_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.heading
