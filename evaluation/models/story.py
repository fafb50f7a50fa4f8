"""Case studies and evaluation reports of service tests: written, reviewed, published."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.fields.json import KT
from simple_history.models import HistoricalRecords

from evaluation.models.indicator import Indicator
from evaluation.models.outcome import Outcome
from evaluation.models.qualitative import Excerpt
from evaluation.models.wave import Wave
from partnership.people.models import Versioned
from partnership.people.permissions import Place
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Area, Attachment, Event, ServiceTest, Venue
from pilots.models.scoped import ScopedQuerySet


class StoryQuerySet(ScopedQuerySet["Story"]):
    def published_to(self, reach: Reach, *, by: date) -> Self:
        """Those of which an edition was out by a day, that may be read within `reach` today.

        One that is of an area is read there, or by the whole programme where it is shared. One
        that was withdrawn is out of sight on every day until a new edition comes.
        """
        editions = StoryEdition.objects.filter(story=OuterRef("pk"), published_at__date__lte=by)
        reads = Q() if reach.is_everything else reach.q("area") | Q(is_shared=True)
        return self.filter(reads, Exists(editions), withdrawn_why="")

    def as_published(self, *, by: date) -> Any:
        """Each with the number, moment and first words of its newest edition by a day.

        A draft of the next edition may say otherwise; readers don’t see it.
        """
        newest = StoryEdition.objects.filter(story=OuterRef("pk"), published_at__date__lte=by)
        newest = newest.order_by("-number")
        words = {
            f"published_{name}": Subquery(
                newest.annotate(it=KT(f"snapshot__{name}")).values("it")[:1]
            )
            for name in ("title", "summary", "place", "outcome_words")
        }
        return self.annotate(
            edition=Subquery(newest.values("number")[:1]),
            published_at=Subquery(newest.values("published_at")[:1]),
            **words,
        )


class Story(Versioned):
    """A case study, or the evaluation report of one service test.

    Whoever wrote it last doesn't approve it. What was published stays as its edition.
    """

    class Kind(models.TextChoices):
        CASE_STUDY = "case-study", "Case study"
        EVALUATION = "evaluation-report", "Evaluation report"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        IN_REVIEW = "in-review", "In review"
        PUBLISHED = "published", "Published"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Consent(models.TextChoices):
        NOBODY = "nobody", "Nobody can be recognised"
        GIVEN = "given", "Everybody who can be recognised agreed to publication"
        NOT_RECORDED = "", "Not recorded"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="stories")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="stories"
    )
    venue = models.ForeignKey(
        Venue, null=True, blank=True, on_delete=models.SET_NULL, related_name="stories"
    )
    service_test = models.OneToOneField(
        ServiceTest, null=True, blank=True, on_delete=models.PROTECT, related_name="evaluation"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    outcomes = models.ManyToManyField(Outcome, blank=True, related_name="stories")
    consent = models.CharField(max_length=10, choices=Consent, blank=True)
    consent_note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sent_back_why = models.CharField(max_length=500, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    is_shared = models.BooleanField(
        "read by the whole programme", default=False, help_text="Else by those of its area."
    )

    said_as: ClassVar[dict[str, str]] = {
        "written_by": "last writer",
        "sent_back_why": "words with which it was sent back",
        "withdrawn_on": "day of its withdrawal",
        "withdrawn_why": "reason for its withdrawal",
        "is_shared": "is read by the whole programme",
    }
    objects = StoryQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        verbose_name_plural = "stories"
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="story_slug_once"),
            models.CheckConstraint(
                condition=~Q(kind="evaluation-report") | Q(service_test__isnull=False),
                name="story_evaluates_a_service_test",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | ~Q(consent=""),
                name="story_published_with_consent",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_why=""),
                name="story_withdrawn_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def at(self) -> Place:
        """Where it is, for permissions."""
        return Place(area=self.area_id)


class StorySection(Versioned):
    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=120)
    text = models.TextField(blank=True)

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["story", "position"], name="story_section_once"),
        ]

    def __str__(self) -> str:
        return self.heading


class StoryEvidence(models.Model):
    """One thing that a story rests on: exactly one of the records, or a link."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="evidence")
    section = models.ForeignKey(
        StorySection, null=True, blank=True, on_delete=models.SET_NULL, related_name="evidence"
    )
    excerpt = models.ForeignKey(
        Excerpt, null=True, blank=True, on_delete=models.PROTECT, related_name="in_stories"
    )
    indicator = models.ForeignKey(
        Indicator, null=True, blank=True, on_delete=models.PROTECT, related_name="in_stories"
    )
    wave = models.ForeignKey(
        Wave, null=True, blank=True, on_delete=models.PROTECT, related_name="in_stories"
    )
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.PROTECT, related_name="in_stories"
    )
    attachment = models.ForeignKey(
        Attachment, null=True, blank=True, on_delete=models.PROTECT, related_name="in_stories"
    )
    link = models.URLField(blank=True)
    words = models.CharField("what it shows", max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.words or self.link


class StoryEdition(models.Model):
    """A story as it was published: its words, its evidence and its PDF, for good."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    snapshot = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    pdf_path = models.CharField(max_length=200)
    pdf_sha256 = models.CharField(max_length=64)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    published_at = models.DateTimeField(auto_now_add=True)
    changed = models.CharField("what is new in it", max_length=300, blank=True)

    class Meta:
        ordering = ["story", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["story", "number"], name="story_edition_once"),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True)
                | Q(drafted_by__isnull=True)
                | ~Q(published_by=F("drafted_by")),
                name="story_edition_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.story}, edition {self.number}"
