"""A milestone as one area (or the whole programme) delivers it."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, FilteredRelation, Q

from milestones.models.milestone import Milestone
from partnership.programmes.models import Programme
from pilots.models import Area
from pilots.models.scoped import ScopedQuerySet


class DeliveryQuerySet(ScopedQuerySet["Delivery"]):
    def standing_at(self, day: date) -> Self:
        """Each delivery with the update that stood at the end of `day` as `stood`.

        One join: an update stands from the day it was reported until the next.
        """
        return self.annotate(
            stood=FilteredRelation(
                "updates",
                condition=Q(updates__reported_on__lte=day, updates__stands_until__gt=day),
            )
        )


class Delivery(models.Model):
    """`baseline_on` comes from the plan as first agreed and never changes."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="deliveries")
    milestone = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="deliveries")
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="deliveries",
        help_text="Empty: delivered once, for the whole programme.",
    )
    baseline_on = models.DateField()
    owner = models.CharField(max_length=200, blank=True, help_text="A post, not a name.")

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = [F("milestone__position"), F("area__position").asc(nulls_first=True)]
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(fields=["milestone", "area"], name="delivery_once_in_an_area"),
            models.UniqueConstraint(
                fields=["milestone"],
                condition=Q(area__isnull=True),
                name="delivery_once_for_the_programme",
            ),
        ]

    def __str__(self) -> str:
        where = self.area.name if self.area else "whole programme"
        return f"{self.milestone.reference}, {where}"
