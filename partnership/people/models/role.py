"""The shape of a role grant; each scope's own app holds its table."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models


class Role(models.TextChoices):
    """Roles as domain words §4 names them."""

    PROGRAMME_MANAGER = "programme-manager", "Programme manager"
    AREA_MANAGER = "area-manager", "Area manager"
    CHAIR = "chair", "Chair"
    STEERING_MEMBER = "steering-member", "Steering group member"
    EVALUATOR = "evaluator", "Evaluator"
    IJB_OFFICER = "ijb-officer", "IJB officer"
    VIEWER = "viewer", "Viewer"

    @property
    def in_sentence(self) -> str:
        """programme manager; IJB officer."""
        label = str(self.label)
        return label if label[:2].isupper() else label[0].lower() + label[1:]


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def in_force(self, *, on: date) -> Self:
        """Grants that hold on the day `on` (both ends included)."""
        return self.filter(starts_on__lte=on).filter(
            models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=on)
        )


class RoleGrant(models.Model):
    """One person's role in one scope, with its days."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="%(class)ss"
    )
    role = models.CharField(max_length=20, choices=Role)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="%(class)s_ends_after_start",
            ),
        ]
