"""A manager's own judgement of a delivery, beside the status by rule."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from milestones.models.delivery import Delivery
from milestones.schedule import Rag
from partnership.programmes.models import Sourced
from pilots.models.scoped import ScopedQuerySet

RAGS = [(rag.value, rag.value) for rag in Rag]


class JudgementQuerySet(ScopedQuerySet["Judgement"]):
    area_path = "delivery__area"

    def standing_at(self, day: date) -> Self:
        """Those in force at the end of `day`, the newest of a delivery last."""
        ended = Q(withdrawn_on__isnull=False, withdrawn_on__lte=day)
        found = self.filter(reported_on__lte=day, ends_on__gte=day).exclude(ended)
        return found.order_by("reported_on", "pk")


class Judgement(Sourced):
    """Holds from `reported_on` to the end of `ends_on`, unless it is taken back before."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="judgements")
    rag = models.CharField("status", max_length=12, choices=RAGS)
    reason = models.TextField()
    ends_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ["reported_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("reported_on")), name="judgement_ends_after_it_began"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="judgement_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.delivery}: {self.rag}"
