"""Organisations: known by several names, each in one sector."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from partnership.fields import PartialDateField
from partnership.people.models.versioned import Versioned


class Sector(models.TextChoices):
    """The sectors that a partnership spans (domain words, §2)."""

    PUBLIC_LIBRARY = "public-library", "Public library"
    SCHOOL_LIBRARY = "school-library", "School library"
    NHS_LIBRARY = "nhs-library", "NHS library"
    HEALTH = "health", "Health (NHS board)"
    PARTNERSHIP = "hscp", "Health and social care partnership"
    COUNCIL = "council", "Council"
    THIRD_SECTOR = "third-sector", "Third sector"
    EDUCATION = "education", "Education"
    NATIONAL_BODY = "national-body", "National body"
    PUBLIC = "public", "Public participation"
    NOT_RECORDED = "", "Not recorded"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def known_as(self, name: str) -> "OrganisationQuerySet":
        """Organisations whose name or any alias is `name`, whatever its case."""
        return self.filter(
            models.Q(name__iexact=name.strip()) | models.Q(aliases__name__iexact=name.strip())
        ).distinct()


class Organisation(Versioned):
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    sector = models.CharField(max_length=20, choices=Sector, blank=True)
    description = models.TextField(blank=True)
    became = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="formerly"
    )
    became_when = PartialDateField()

    objects = OrganisationQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("slug"), name="organisation_slug_once"),
            models.UniqueConstraint(Lower("name"), name="organisation_name_once"),
            models.CheckConstraint(
                condition=~models.Q(became=models.F("id")), name="organisation_not_its_successor"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationAlias(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="organisation_alias_once"),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationMerge(models.Model):
    """Two records of one organisation made one, with all that is needed to undo it."""

    kept = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="merges")
    duplicate_name = models.CharField(max_length=200)
    undo = models.JSONField(help_text="What was moved, and what was folded away, row by row.")
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-merged_at"]

    def __str__(self) -> str:
        return f"{self.duplicate_name} into {self.kept}"
