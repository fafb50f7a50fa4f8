"""What an organisation is to the programme or to one area, and when."""

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.fields import PartialDateField
from partnership.people.models import Organisation, Versioned
from partnership.programmes.models import Programme, Sourced
from pilots.models.area import Area
from pilots.models.scoped import ScopedQuerySet


class PartnerRole(Sourced, Versioned):
    class Role(models.TextChoices):
        FUNDER = "funder", "Funder's principal"
        JOINT_MANAGER = "joint-manager", "Joint manager"
        DELIVERY_PARTNER = "delivery-partner", "Delivery partner"
        SPONSOR = "sponsor", "Sponsor"
        COMMISSIONED = "commissioned", "Commissioned"
        PARTNER = "partner", "Partner"
        WIDER_CONNECTION = "wider-connection", "Wider connection"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="partner_roles")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.CASCADE, related_name="partner_roles"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="partner_roles"
    )
    role = models.CharField(max_length=20, choices=Role)
    detail = models.CharField(max_length=250, blank=True)
    since = PartialDateField()
    until = PartialDateField()

    objects = ScopedQuerySet["PartnerRole"].as_manager()
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["role", "organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "area", "organisation", "role"],
                name="partner_role_once_in_an_area",
            ),
            models.UniqueConstraint(
                fields=["programme", "organisation", "role"],
                condition=models.Q(area__isnull=True),
                name="partner_role_once_in_the_programme",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_role_display()}"
