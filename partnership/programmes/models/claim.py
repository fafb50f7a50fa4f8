"""Dates that papers state, held beside the one that is agreed."""

from django.db import models

from partnership.fields import PartialDateField
from partnership.programmes.models.programme import Programme
from partnership.programmes.models.source import Sourced


class DateClaim(Sourced):
    """What one paper says of how long the programme runs."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="date_claims")
    slug = models.SlugField(max_length=80)
    about = models.CharField(max_length=120, help_text="Such as: implementation ends.")
    as_stated = models.CharField(max_length=200)
    where = models.CharField("where in the paper", max_length=120, blank=True)
    means = PartialDateField(help_text="The end that the words mean.")
    is_inferred = models.BooleanField(
        default=False, help_text="The end was worked out from a span such as “next 18 months”."
    )

    class Meta:
        ordering = ["reported_on", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="date_claim_slug_once"),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.as_stated}"

    @property
    def agrees(self) -> bool | None:
        """Whether the claim fits the programme's agreed end; None where it names no date."""
        if not self.means:
            return None
        return self.means.may_include(self.programme.ends_on)
