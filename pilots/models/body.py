"""Who is reported to, how often, on which template."""

from django.db import models
from django.db.models import Q

from partnership.people.models import Organisation
from partnership.people.permissions import Place
from partnership.programmes.models import Programme
from pilots.models.area import Area
from pilots.models.group import Group
from pilots.models.scoped import ScopedQuerySet


class ReportingBody(models.Model):
    class Kind(models.TextChoices):
        IJB = "ijb", "Integration Joint Board"
        STEERING_GROUP = "steering-group", "Steering group"
        COUNCIL = "council", "Council board"
        TRUST = "trust", "Trust board"
        FUNDER = "funder", "Funder"

    class Template(models.TextChoices):
        IJB = "ijb", "IJB progress report"
        NATIONAL = "national", "National steering group report"

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="reporting_bodies"
    )
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="reporting_bodies",
        help_text="Empty: it is reported to on the whole programme.",
    )
    group = models.ForeignKey(
        Group,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reporting_bodies",
        help_text="The group itself, where the body is one of the programme's groups.",
    )
    council = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whom a direction to “the council” would go to.",
    )
    health_board = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    template = models.CharField(max_length=20, choices=Template)
    months_per_period = models.PositiveSmallIntegerField(default=3)

    objects = ScopedQuerySet["ReportingBody"].as_manager()

    class Meta:
        ordering = ["area__position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="reporting_body_slug_once"),
            models.CheckConstraint(
                condition=Q(months_per_period__in=[1, 2, 3, 4, 6, 12]),
                name="reporting_body_period_divides_a_year",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def at(self) -> Place:
        """Where it is, for permissions."""
        return Place(area=self.area_id, group=self.group_id, body=self.pk)
