"""A pilot area and its places."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from partnership.dates import end_of_month
from partnership.fields import PartialDateField
from partnership.people.models import Organisation
from partnership.people.permissions import Place
from partnership.programmes.models import PriorityGroup, Programme, Sourced
from pilots.models.scoped import ScopedQuerySet


class AreaQuerySet(ScopedQuerySet["Area"]):
    area_path = "pk"


class Area(models.Model):
    """One place that runs the programme; what it is called is the programme's word."""

    class Stage(models.TextChoices):
        EARLY_ADOPTER = "early-adopter", "Early adopter"
        SCALE_UP = "scale-up", "Scale-up"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="areas")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    stage = models.CharField(max_length=20, choices=Stage, blank=True)
    partnership = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="areas_as_hscp"
    )
    council = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="areas_as_council",
    )
    health_board = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="areas_as_health_board",
    )
    library_service = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="areas_as_library_service",
    )
    islands = models.CharField(max_length=200, blank=True, help_text="Islands in the area, named.")
    start_month = models.DateField(
        null=True,
        blank=True,
        help_text="The first day of its own month 1; empty: the programme's.",
    )

    objects = AreaQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="area_slug_once"),
            models.UniqueConstraint(fields=["programme", "name"], name="area_name_once"),
            models.CheckConstraint(
                condition=Q(start_month__isnull=True) | Q(start_month__day=1),
                name="area_starts_on_a_first",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def at(self) -> Place:
        """Where it is, for permissions."""
        return Place(area=self.pk)

    def end_of_month(self, number: int) -> date:
        """The last day of its month `number`, counted from its own start."""
        return end_of_month(self.start_month or self.programme.start_month, number)


class Locality(models.Model):
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="localities")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="locality_once")]

    def __str__(self) -> str:
        return self.name


class Venue(models.Model):
    """A place where the area holds events or tests the service model."""

    class Kind(models.TextChoices):
        LIBRARY = "library", "Library"
        SCHOOL = "school", "School"
        HEALTH = "health", "Health or care setting"
        COMMUNITY = "community", "Community venue"
        ONLINE = "online", "Online"

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="venues")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    locality = models.ForeignKey(Locality, null=True, blank=True, on_delete=models.SET_NULL)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["area", "slug"], name="venue_slug_once")]

    def __str__(self) -> str:
        return self.name


class VenueAlias(models.Model):
    """Another name that a venue goes by."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "venue aliases"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("venue", Lower("name"), name="venue_alias_once"),
        ]

    def __str__(self) -> str:
        return self.name


class AreaPriorityGroup(Sourced):
    """A priority group that an area works with, and since when."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="priority_groups")
    priority_group = models.ForeignKey(
        PriorityGroup, on_delete=models.PROTECT, related_name="areas"
    )
    chosen = PartialDateField()

    class Meta:
        ordering = ["priority_group__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "priority_group"], name="area_priority_group_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.priority_group)
