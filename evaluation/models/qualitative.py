"""Interviews, focus groups and letters; what was said, coded to themes and outcomes."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from evaluation.models.measure import Measure
from evaluation.models.outcome import Outcome
from evaluation.models.wave import Wave
from partnership.fields import KnownDayField, PartialDateField
from partnership.people.models import Sector, Versioned
from partnership.people.permissions import Place
from partnership.programmes.models import Programme, Sourced
from pilots.models import Area, ServiceTest
from pilots.models.scoped import ScopedQuerySet


class Theme(Versioned):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="themes")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)
    meaning = models.TextField(blank=True, help_text="What is coded to it, and what is not.")
    part_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="parts"
    )
    position = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="theme_slug_once"),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | ~Q(part_of=models.F("id")),
                name="theme_not_part_of_itself",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Conversation(Sourced, Versioned):
    """One session: who was asked, on what basis, who may read the whole of it.

    The text is read by evaluators alone unless `readers` says more; it goes on `delete_on`,
    and the excerpts that were released stay.
    """

    class Kind(models.TextChoices):
        INTERVIEW = "interview", "Interview"
        FOCUS_GROUP = "focus-group", "Focus group"
        LETTER = "letter", "Letter"
        SURVEY = "survey", "Words from a survey"

    class Consent(models.TextChoices):
        WRITTEN = "written", "Written consent"
        SPOKEN = "spoken", "Spoken consent, noted"
        GUARDIAN = "guardian", "Consent of a parent or guardian, and of the young person"
        PUBLIC = "public", "Published already"
        NOT_RECORDED = "", "Not recorded"

    class Readers(models.TextChoices):
        EVALUATORS = "evaluators", "Evaluators"
        AREA = "area", "Those who see the area’s results, too"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="conversations")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="conversations"
    )
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200, help_text="No name: such as Library staff, spring.")
    kind = models.CharField(max_length=12, choices=Kind)
    when = PartialDateField()
    day = KnownDayField(of="when")
    sector = models.CharField(max_length=20, choices=Sector, blank=True)
    who = models.CharField("who spoke", max_length=200, blank=True, help_text="Posts, never names.")
    people = models.PositiveSmallIntegerField(null=True, blank=True)
    service_test = models.ForeignKey(
        ServiceTest, null=True, blank=True, on_delete=models.SET_NULL, related_name="conversations"
    )
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.SET_NULL, related_name="conversations"
    )
    wave = models.ForeignKey(
        Wave,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="conversations",
        help_text="Of words from a survey: they go with its raw answers.",
    )
    consent = models.CharField(max_length=10, choices=Consent, blank=True)
    consent_note = models.CharField(max_length=300, blank=True)
    readers = models.CharField(max_length=12, choices=Readers, default=Readers.EVALUATORS)
    language = models.CharField(max_length=10, blank=True)
    text = models.TextField(blank=True)
    delete_on = models.DateField("its text is deleted on", null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)

    said_as: ClassVar[dict[str, str]] = {
        "who": "words for who spoke",
        "readers": "readers of its text",
        "delete_on": "day on which its text is deleted",
        "deleted_at": "moment at which its text was deleted",
        "consent_note": "words on the consent",
    }
    objects = ScopedQuerySet["Conversation"].as_manager()
    history = HistoricalRecords(excluded_fields=["version", "text", "day"])

    class Meta:
        ordering = ["-day", "title"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="conversation_slug_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def at(self) -> Place:
        """Where it is, for permissions."""
        return Place(area=self.area_id)


class Excerpt(Versioned):
    """Something that was said. Only a released one is read outside the evaluators.

    Released: it may be quoted, it was checked for names, and an evaluator released these
    very words (`released_text`), which may leave out what would give somebody away.
    """

    class Quotable(models.TextChoices):
        NOT_ASKED = "", "Not asked"
        YES = "yes", "May be quoted"
        NO = "no", "May not be quoted"

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="excerpts"
    )
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(blank=True)
    is_quotation = models.BooleanField("in their own words", default=True)
    quotable = models.CharField(max_length=5, choices=Quotable, blank=True)
    checked_on = models.DateField("checked for names on", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    released_text = models.TextField(blank=True)
    said_by = models.CharField(
        max_length=120, blank=True, help_text="As it is printed: Librarian, North Ayrshire."
    )
    released_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    said_as: ClassVar[dict[str, str]] = {
        "quotable": "consent to be quoted",
        "checked_on": "day on which it was read for names",
        "checked_by": "reader for names",
        "released_text": "released words",
        "released_on": "day of its release",
        "said_by": "words for who said it",
        "withdrawn_on": "day of its withdrawal",
        "withdrawn_why": "reason for its withdrawal",
    }
    history = HistoricalRecords(excluded_fields=["version", "text"])

    class Meta:
        ordering = ["conversation", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released_on__isnull=True)
                | (Q(quotable="yes", checked_on__isnull=False) & ~Q(released_text="")),
                name="excerpt_released_when_quotable_and_checked",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawn_why=""),
                name="excerpt_withdrawn_says_why",
            ),
        ]

    def __str__(self) -> str:
        return (self.released_text or self.text)[:80]


class Coding(models.Model):
    """That an excerpt is about a theme, or speaks for or against an outcome."""

    class Stance(models.TextChoices):
        SUPPORTS = "supports", "Supports"
        CONTRADICTS = "contradicts", "Contradicts"
        MIXED = "mixed", "Mixed"
        NONE = "", "No stance"

    excerpt = models.ForeignKey(Excerpt, on_delete=models.CASCADE, related_name="codings")
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.CASCADE, related_name="codings"
    )
    outcome = models.ForeignKey(
        Outcome, null=True, blank=True, on_delete=models.CASCADE, related_name="codings"
    )
    stance = models.CharField(max_length=12, choices=Stance, blank=True)
    coded_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(theme__isnull=False, outcome__isnull=True)
                | Q(theme__isnull=True, outcome__isnull=False),
                name="coding_of_a_theme_or_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome__isnull=True) | ~Q(stance=""),
                name="coding_of_an_outcome_has_a_stance",
            ),
            models.UniqueConstraint(
                fields=["excerpt", "theme"],
                condition=Q(theme__isnull=False),
                name="coding_of_a_theme_once",
            ),
            models.UniqueConstraint(
                fields=["excerpt", "outcome"],
                condition=Q(outcome__isnull=False),
                name="coding_of_an_outcome_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme or self.outcome} {self.stance}".strip()


class CaseSummary(Versioned):
    """What one conversation says on one theme: a cell of the framework matrix."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="summaries"
    )
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="summaries")
    text = models.TextField()

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["conversation", "theme__position"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "theme"], name="case_summary_once"),
        ]

    def __str__(self) -> str:
        return self.text[:80]
