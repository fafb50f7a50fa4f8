"""The portfolio of re-usable learning: resources, their versions, the methods they use."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from partnership.people.models import Versioned
from partnership.people.permissions import Place
from partnership.programmes.models import Programme, Sourced
from pilots.models.area import Area
from pilots.models.attachment import Attachment
from pilots.models.scoped import ScopedQuerySet


class LearningMethod(models.Model):
    """How people learn: a workshop, shadowing, a game, a talk, … as the programme names it."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="learning_methods"
    )
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="learning_method_slug_once"),
            models.UniqueConstraint(fields=["programme", "name"], name="learning_method_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class LearningResource(Sourced, Versioned):
    """One entry of the portfolio; what it holds is in its versions, the newest is on offer.

    One of an area is read in that area and by those who read the whole programme;
    one of no area by everybody who reads the programme, which is how it is shared.
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="learning_resources"
    )
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="learning_resources",
        help_text="Empty: shared with the whole programme.",
    )
    made_by = models.CharField(
        max_length=200, blank=True, help_text="Who made it: an area, a group or a post."
    )
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    is_retired = models.BooleanField(
        "no longer offered", default=False, help_text="Events that used it keep it."
    )

    objects = ScopedQuerySet["LearningResource"].as_manager()
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "slug"], name="learning_resource_slug_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def at(self) -> Place:
        """Where it is, for permissions."""
        return Place(area=self.area_id)


class LearningResourceVersion(Sourced):
    """A resource as it was on offer from a day on; a version is never changed."""

    resource = models.ForeignKey(
        LearningResource, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField()
    audience = models.CharField(max_length=300, blank=True)
    methods = models.ManyToManyField(LearningMethod, blank=True, related_name="resources")
    format = models.CharField(
        max_length=200, blank=True, help_text="Such as: half-day workshop for up to 12."
    )
    materials = models.TextField(blank=True, help_text="What is needed to run it.")
    guidance = models.TextField("guidance for whoever delivers it", blank=True)
    outcomes = models.TextField(
        "what people can do afterwards", blank=True, help_text="One in a line."
    )
    link = models.URLField(blank=True)
    changed = models.CharField("what is new in this version", max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["resource", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "number"], name="learning_resource_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource}, version {self.number}"


class LearningResourceFile(models.Model):
    """A file of a version: slides, a hand-out, a plan of the session."""

    version = models.ForeignKey(
        LearningResourceVersion, on_delete=models.CASCADE, related_name="files"
    )
    attachment = models.OneToOneField(
        Attachment, on_delete=models.CASCADE, related_name="learning_resource_file"
    )
    title = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title or str(self.attachment)
