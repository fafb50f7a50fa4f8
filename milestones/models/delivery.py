"""A milestone as one area (or the whole programme) delivers it."""

from datetime import date
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, FilteredRelation, Q
from simple_history.models import HistoricalRecords

from milestones.models.milestone import Milestone
from milestones.models.plan import PlanVersion
from partnership.people.models import Versioned
from partnership.people.permissions import Place
from partnership.programmes.models import Programme
from pilots.models import Area
from pilots.models.scoped import ScopedQuerySet

SINCE_ALWAYS = date(2000, 1, 1)  # then the plan's own row says since when it is there


class DeliveryQuerySet(ScopedQuerySet["Delivery"]):
    def standing_at(self, day: date) -> Self:
        """Each delivery with the update that stood at the end of `day` as `stood`.

        One join: an update stands from the day it was reported until the next. The
        judgement in force on that day is `judged`.
        """
        return self.annotate(
            stood=FilteredRelation(
                "updates",
                condition=Q(updates__reported_on__lte=day, updates__stands_until__gt=day),
            ),
            judged=FilteredRelation(
                "judgements",
                condition=Q(judgements__reported_on__lte=day, judgements__ends_on__gte=day)
                & (Q(judgements__withdrawn_on=None) | Q(judgements__withdrawn_on__gt=day)),
            ),
        )


class Delivery(Versioned):
    """`baseline_on` comes from the plan as first agreed and never changes.

    `works_to` is the version of the plan whose row the area took up last, and
    `from_on` the day from which it was to be delivered here at all.
    """

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
    owner_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="deliveries",
        verbose_name="owner’s account",
    )
    from_on = models.DateField(
        db_default=SINCE_ALWAYS, help_text="The day from which it is part of the plan here."
    )
    works_to = models.ForeignKey(
        PlanVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="deliveries"
    )

    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    said_as: ClassVar[dict[str, str]] = {"works_to": "version of the plan that it works to"}
    objects = DeliveryQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["version"])

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

    @property
    def at(self) -> Place:
        """Where it is, for permissions."""
        return Place(area=self.area_id)
