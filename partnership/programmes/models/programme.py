"""The programme: aims, months, phases, priority groups, words and settings."""

from datetime import date

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from partnership.dates import end_of_month, month_number
from partnership.people.models import RoleGrant, Scope, Versioned
from partnership.people.models.role import granted_in


class Programme(Versioned):
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    situation = models.TextField(blank=True, help_text="What the programme answers to.")
    start_month = models.DateField(help_text="The first day of month 1.")
    start_inferred_from = models.TextField(
        blank=True, help_text="Why month 1 is this month, where no source says so."
    )
    length_months = models.PositiveSmallIntegerField()
    groups_each_area_picks = models.PositiveSmallIntegerField(
        "further priority groups that each area picks", null=True, blank=True
    )
    area_word = models.CharField("what an area is called", max_length=40, default="pilot area")
    area_word_plural = models.CharField(max_length=40, default="pilot areas")
    year_starts = models.PositiveSmallIntegerField(
        "month in which its reporting year starts", default=1
    )
    tolerance_days = models.PositiveSmallIntegerField(default=30)
    horizon_days = models.PositiveSmallIntegerField(default=28)
    counts_only_below = models.PositiveSmallIntegerField(default=10)
    base_beside_below = models.PositiveSmallIntegerField(default=30)
    suppress_below = models.PositiveSmallIntegerField(default=5)
    consent_age = models.PositiveSmallIntegerField("age of consent for online services", default=13)
    is_illustrative = models.BooleanField(
        default=False, help_text="Invented to show the product; every page and report says so."
    )

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["is_illustrative", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start_month__day=1), name="programme_starts_on_a_first"
            ),
            models.CheckConstraint(
                condition=Q(length_months__gte=1, length_months__lte=240),
                name="programme_length_1_to_240_months",
            ),
            models.CheckConstraint(
                condition=Q(year_starts__gte=1, year_starts__lte=12),
                name="programme_year_starts_in_a_month",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def end_of_month(self, number: int) -> date:
        """The last day of the programme's month `number`."""
        return end_of_month(self.start_month, number)

    @property
    def ends_on(self) -> date:
        """The agreed end: the last day of the last month."""
        return self.end_of_month(self.length_months)

    def month_on(self, day: date) -> int:
        """Which month of the programme `day` is in; may lie outside 1…length."""
        return month_number(self.start_month, day)


class ProgrammeName(models.Model):
    """A further name under which sources speak of the programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="programme_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeRole(RoleGrant):
    """A role in the whole of a programme."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="roles")

    scope_paths = {"programme": "programme"}

    class Meta(RoleGrant.Meta):
        constraints = [
            *RoleGrant.Meta.constraints,
            granted_in(Scope.PROGRAMME),
            models.UniqueConstraint(
                fields=["user", "programme", "role", "starts_on"], name="programme_role_once"
            ),
        ]

    @property
    def place(self) -> str:
        return self.programme.name


class Aim(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="aims")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="aim_number_once"),
        ]

    def __str__(self) -> str:
        return f"Aim {self.number}"


class Phase(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="phases")
    number = models.PositiveSmallIntegerField(help_text="0 is before the start.")
    name = models.CharField(max_length=120)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="phase_number_once"),
        ]

    def __str__(self) -> str:
        return f"Phase {self.number} {self.name}" if self.number else self.name


class PriorityGroup(models.Model):
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="priority_groups"
    )
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="priority_group_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name


class GlossaryTerm(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="glossary")
    term = models.CharField(max_length=80)
    meaning = models.TextField()

    class Meta:
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "term"], name="glossary_term_once"),
        ]

    def __str__(self) -> str:
        return self.term
