"""What a report to a body is made of: sections and implication rows, in versions by date.

A published version never changes, and a published report keeps the one it was made with.
"""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from partnership.people.models import Versioned
from partnership.programmes.models import Programme
from pilots.models import ReportingBody


class ReportTemplate(Versioned):
    """The layout of one kind of paper; its versions say what it holds."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="report_templates"
    )
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="report_template_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name


class TemplateVersionQuerySet(models.QuerySet["TemplateVersion"]):
    def in_force(self, day: date) -> Self:
        """Published versions, the one in force on a day first."""
        return self.filter(published_at__isnull=False, valid_from__lte=day).order_by(
            "-valid_from", "-number"
        )


class TemplateVersion(Versioned):
    """A template as it holds from a day on; a draft until it is published."""

    template = models.ForeignKey(ReportTemplate, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    why = models.CharField("what is new in it", max_length=300, blank=True)
    asks = models.CharField(
        "words before the recommendations", max_length=120, default="The Board is asked to"
    )
    purposes = models.JSONField(
        "purposes to choose from", default=list, help_text="Such as “For noting”, in order."
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    said_as: ClassVar[dict[str, str]] = {
        "valid_from": "first day on which it holds",
        "purposes": "purposes that it offers",
        "published_at": "moment at which it was published",
        "published_by": "person who published it",
    }
    objects = TemplateVersionQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["template", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="template_version_once"),
            models.UniqueConstraint(
                fields=["template"],
                condition=Q(published_at__isnull=True),
                name="template_has_one_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template}, version {self.number}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


class TemplateSection(models.Model):
    """One numbered section: a text that is written, and beneath it what the figures say."""

    version_of = models.ForeignKey(
        TemplateVersion, on_delete=models.CASCADE, related_name="sections"
    )
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(
        max_length=60, help_text="By it a text is found again in the next report."
    )
    heading = models.CharField(max_length=120)
    help = models.TextField(blank=True)
    is_mandatory = models.BooleanField("its text must be written", default=False)
    parts = models.JSONField(
        default=list, blank=True, help_text="What is printed beneath the text, in order."
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version_of", "key"], name="template_section_key_once"),
            models.UniqueConstraint(
                fields=["version_of", "position"], name="template_section_position_once"
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class ImplicationRow(models.Model):
    """One implication that a paper on this template answers, or says why not."""

    version_of = models.ForeignKey(
        TemplateVersion, on_delete=models.CASCADE, related_name="implications"
    )
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=60)
    heading = models.CharField(max_length=80)
    help = models.TextField(blank=True)
    is_mandatory = models.BooleanField("must be answered", default=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["version_of", "key"], name="implication_row_key_once"),
        ]

    def __str__(self) -> str:
        return self.heading


class TemplateChoice(models.Model):
    """On which template a body is reported to, from a day on."""

    body = models.ForeignKey(
        ReportingBody, on_delete=models.CASCADE, related_name="template_choices"
    )
    template = models.ForeignKey(ReportTemplate, on_delete=models.PROTECT, related_name="choices")
    from_on = models.DateField()

    history = HistoricalRecords()

    class Meta:
        ordering = ["body", "-from_on"]
        constraints = [
            models.UniqueConstraint(fields=["body", "from_on"], name="template_choice_a_day_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.template}"
