"""A report: one body, one period, one edition; its row decides what happens.

The message in the queue carries the row's key only. Claiming a row, renewing
its lease and finishing it are conditional updates fenced by the attempt, so a
message that is lost, late or delivered twice does no harm
(docs/decisions/0003-the-row-decides.md).
"""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Now
from django.utils import timezone

from partnership.programmes.models import Programme
from partnership.programmes.periods import Period
from partnership.reports.models.template import TemplateVersion
from pilots.models import BodyMeeting, ReportingBody

NOTHING = Value([], models.JSONField())
MAX_TRIES = 3  # what kills its maker three times is not tried a fourth time


def _person() -> models.ForeignKey:
    """Who did one thing; their account may go, and the report stays."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )


class ReportQuerySet(models.QuerySet["Report"]):
    def of(self, programme: Programme) -> Self:
        """Reports to the programme's bodies, without the frozen figures."""
        own = self.filter(body__programme=programme).defer("snapshot")
        return own.select_related("body__programme", "asked_by")

    def unpublished(self) -> Self:
        """Reports that are being written, reviewed, or wait to be published."""
        return self.filter(stage__in=Report.UNPUBLISHED)

    def unfinished(self) -> Self:
        """Reports that are queued or being made."""
        return self.filter(state__in=[Report.State.QUEUED, Report.State.MAKING])

    def left_behind(self) -> Self:
        """Reports that nobody is making: queued, or with a lease that ran out."""
        return self.filter(
            Q(state=Report.State.QUEUED) | Q(state=Report.State.MAKING, lease_until__lt=Now())
        )

    def to_be_made(self) -> Self:
        """Reports left behind that may be tried (again)."""
        return self.left_behind().filter(tries__lt=MAX_TRIES)

    def given_up(self) -> Self:
        """Reports left behind that were tried too often."""
        return self.left_behind().filter(tries__gte=MAX_TRIES)


class Report(models.Model):
    class Stage(models.TextChoices):
        """Where it stands between its writers, its approver and its readers."""

        DRAFT = "draft", "Draft"
        IN_REVIEW = "in-review", "In review"
        APPROVED = "approved", "Approved"
        PUBLISHED = "published", "Published"
        SUPERSEDED = "superseded", "Superseded"

    UNPUBLISHED = (Stage.DRAFT, Stage.IN_REVIEW, Stage.APPROVED)

    class State(models.TextChoices):
        """Where its files stand; none were asked for of a draft that nobody has printed."""

        NONE = "", "No files yet"
        QUEUED = "queued", "Waiting to be made"
        MAKING = "making", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"

    class Step(models.TextChoices):
        """What is being done to it, in order."""

        COLLECT = "collect", "Collecting the figures"
        HTML = "html", "Writing the web page"
        WORKBOOK = "workbook", "Writing the data workbook"
        PDF = "pdf", "Making the PDF"
        WORD = "docx", "Writing the text for Word"
        STORE = "store", "Storing the files"

    body = models.ForeignKey(ReportingBody, on_delete=models.PROTECT, related_name="reports")
    period_first = models.DateField()
    period_last = models.DateField()
    edition = models.PositiveSmallIntegerField(default=1)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT, db_default="draft")
    template = models.ForeignKey(
        TemplateVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="reports"
    )
    cut_off = models.DateField(
        null=True,
        blank=True,
        help_text="What was reported later is not in it; empty: its last day.",
    )
    meeting = models.ForeignKey(
        BodyMeeting,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reports",
        help_text="The meeting that it is written for.",
    )
    collected_at = models.DateTimeField(
        null=True, blank=True, help_text="When its figures were gathered from the records."
    )
    moved = models.JSONField(
        default=list,
        blank=True,
        db_default=NOTHING,
        help_text="What records say otherwise than the frozen figures, in sentences.",
    )
    moved_checked_at = models.DateTimeField(null=True, blank=True)
    counted_by = models.DateField(
        null=True,
        blank=True,
        help_text="Of a correction: the day on which counts of events are taken as known.",
    )
    drafted_at = models.DateTimeField(default=timezone.now, db_default=Now())
    submitted_by = _person()
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_by = _person()
    approved_at = models.DateTimeField(null=True, blank=True)
    on_behalf_of = models.CharField(max_length=120, blank=True, db_default="")
    authority = models.CharField(
        max_length=300,
        blank=True,
        db_default="",
        help_text="By what it was approved on somebody’s behalf.",
    )
    published_by = _person()
    published_at = models.DateTimeField(null=True, blank=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    why = models.CharField("reason for the correction", max_length=300, blank=True, db_default="")
    superseded_at = models.DateTimeField(null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reports_asked_for",
    )
    asked_at = models.DateTimeField(default=timezone.now)

    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    step = models.CharField(max_length=10, choices=Step, blank=True)
    attempt = models.PositiveSmallIntegerField(
        default=0, help_text="Counts up for good: whoever holds the newest one is making it."
    )
    tries = models.PositiveSmallIntegerField(
        default=0, help_text="Attempts since somebody last asked for it."
    )
    queued_at = models.DateTimeField(
        null=True, blank=True, help_text="When a worker was last sent for; empty: none could be."
    )
    lease_until = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True, help_text="Why making it failed, in words.")
    snapshot = models.JSONField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, help_text="The snapshot's SHA-256.")
    made_at = models.DateTimeField(null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-period_last", "body__name", "-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "period_last", "edition"], name="report_edition_once"
            ),
            models.CheckConstraint(
                condition=Q(period_last__gt=F("period_first")), name="report_period_runs_forward"
            ),
            models.UniqueConstraint(
                fields=["body", "period_last"],
                condition=Q(stage__in=["draft", "in-review", "approved"]),
                name="report_one_unpublished_edition",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(submitted_by__isnull=True)
                | ~Q(approved_by=F("submitted_by")),
                name="report_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["draft", "in-review"])
                | (Q(approved_at__isnull=False) & ~Q(fingerprint="")),
                name="report_approved_has_a_fingerprint",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["published", "superseded"]) | Q(published_at__isnull=False),
                name="report_published_has_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(edition=1) | (Q(corrects__isnull=False) & ~Q(why="")),
                name="report_correction_says_why",
            ),
            models.CheckConstraint(
                condition=Q(on_behalf_of="") | ~Q(authority=""),
                name="report_on_behalf_names_the_authority",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | (Q(made_at__isnull=False) & ~Q(fingerprint="")),
                name="report_ready_has_a_fingerprint",
            ),
            models.CheckConstraint(
                condition=~Q(state="failed") | ~Q(failure=""), name="report_failed_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state="making") | Q(lease_until__isnull=False),
                name="report_being_made_has_a_lease",
            ),
        ]
        indexes = [
            models.Index(
                fields=["state", "lease_until"],
                name="report_left_behind",
                condition=Q(state__in=["queued", "making"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.period_words}"

    @property
    def period_words(self) -> str:
        """July to September 2019; of a correction its edition too."""
        edition = f", edition {self.edition}" if self.edition > 1 else ""
        return f"{self.period.words}{edition}"

    @property
    def period(self) -> Period:
        return Period(self.period_first, self.period_last)

    @property
    def counted_now(self) -> date | None:
        """The day on which counts are known where its figures are gathered now: today's.

        None of a first edition, which takes those of its cut-off. A correction is often begun
        before the count is put right that it is for.
        """
        return timezone.localdate() if self.counted_by else None

    @property
    def is_unfinished(self) -> bool:
        """Whether it is still queued or being made."""
        return self.state in (self.State.QUEUED, self.State.MAKING)


class ReportFile(models.Model):
    """One of a report's files, checked against its hash whenever it is read."""

    class Kind(models.TextChoices):
        HTML = "html", "Web page"
        PDF = "pdf", "PDF"
        WORKBOOK = "xlsx", "Data workbook"
        WORD = "docx", "Text for Word"
        PLAIN = "plain", "Summary in plain words"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(max_length=5, choices=Kind)
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(help_text="Bytes.")

    class Meta:
        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["report", "kind"], name="report_file_kind_once"),
        ]

    def __str__(self) -> str:
        return self.path
