"""Where a programme comes from, who pays, how it works and who champions it."""

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.fields import PartialDateField
from partnership.people.models import Organisation, Versioned
from partnership.programmes.models.programme import Programme
from partnership.programmes.models.source import Sourced


class Funding(Sourced):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="funding")
    fund = models.CharField(max_length=200)
    on_behalf_of = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="funds"
    )
    amount_pounds = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, help_text="Empty: not recorded."
    )

    class Meta:
        ordering = ["fund"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "fund"], name="funding_once"),
            models.CheckConstraint(
                condition=models.Q(amount_pounds__isnull=True) | models.Q(amount_pounds__gte=0),
                name="funding_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.fund


class Approach(Sourced):
    """How the programme works: a method, a way of learning, a focus, what enables it."""

    class Kind(models.TextChoices):
        METHOD = "method", "Method"
        LEARNING = "learning-method", "Learning method"
        FOCUS = "focus-area", "Focus area"
        ENABLER = "enabler", "How it is enabled"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="approaches")
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=20, choices=Kind)
    name = models.CharField(max_length=200)
    detail = models.TextField(blank=True)

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="approach_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name


class PolicyReference(Sourced):
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="policy_references"
    )
    title = models.CharField(max_length=200)

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "title"], name="policy_reference_once"),
        ]

    def __str__(self) -> str:
        return self.title


class PrecedingWork(Sourced):
    """What was there before the programme, and led to it."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="preceding_work"
    )
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    happened = PartialDateField()
    organisations = models.ManyToManyField(Organisation, blank=True, related_name="+")

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="preceding_work_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Champion(Sourced, Versioned):
    """A post of influence on the programme, what is asked of it, where it stands."""

    class Kind(models.TextChoices):
        CHAMPION = "champion", "Champion"
        SPONSOR = "sponsor", "Sponsor"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="champions")
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=10, choices=Kind)
    post = models.CharField(max_length=200)
    asked_for = models.TextField("what is asked of it", blank=True)
    standing = models.TextField("where it stands", blank=True)
    since = PartialDateField()
    until = PartialDateField()

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["post"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="champion_slug_once"),
        ]

    def __str__(self) -> str:
        return self.post
