"""Steering groups, guiding coalitions and networks of practice."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from partnership.fields import PartialDateField
from partnership.people.models import Organisation, Versioned
from partnership.people.models.organisation import Sector
from partnership.people.permissions import Place
from partnership.programmes.models import Programme, Sourced
from pilots.models.area import Area
from pilots.models.scoped import OfAGroupQuerySet, ScopedQuerySet


class Group(Sourced, Versioned):
    class Kind(models.TextChoices):
        STEERING_GROUP = "steering-group", "Steering group"
        COALITION = "guiding-coalition", "Guiding coalition"
        NETWORK = "network-of-practice", "Network of practice"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="groups")
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="groups",
        help_text="Empty: a national group.",
    )
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind)
    terms_of_reference = models.TextField(blank=True)
    established = PartialDateField()
    established_by = PartialDateField(help_text="It existed by then, where no date is recorded.")
    meets_every_months = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Empty: how often it meets is not recorded."
    )
    series_first_month = models.DateField(null=True, blank=True)
    series_last_month = models.DateField(null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Seats that must be filled at a meeting; empty: no rule."
    )
    meets_at = models.CharField("usual place", max_length=200, blank=True)

    objects = ScopedQuerySet["Group"].as_manager()
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["area__position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="group_slug_once"),
            models.CheckConstraint(
                condition=Q(
                    series_first_month__isnull=True,
                    series_last_month__isnull=True,
                )
                | Q(
                    meets_every_months__isnull=False,
                    meets_every_months__gte=1,
                    series_first_month__isnull=False,
                    series_last_month__isnull=False,
                    series_last_month__gte=models.F("series_first_month"),
                ),
                name="group_series_has_both_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def at(self) -> Place:
        """Where it is, for permissions."""
        return Place(area=self.area_id, group=self.pk)


class SeatRule(Sourced, Versioned):
    """How many seats the group gives, each area or in all, and to whom."""

    class Per(models.TextChoices):
        EACH_AREA = "each-area", "each area"
        GROUP = "group", "the whole group"

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="seat_rules")
    slug = models.SlugField(max_length=80)
    seats = models.PositiveSmallIntegerField()
    per = models.CharField(max_length=10, choices=Per)
    who = models.CharField(max_length=200)

    objects = OfAGroupQuerySet["SeatRule"].as_manager()
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.UniqueConstraint(fields=["group", "slug"], name="seat_rule_slug_once"),
            models.CheckConstraint(condition=Q(seats__gte=1), name="seat_rule_gives_a_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.seats} for {self.get_per_display()}: {self.who}"


class RequiredSector(models.Model):
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="required_sectors")
    sector = models.CharField(max_length=20, choices=Sector)

    history = HistoricalRecords()

    class Meta:
        ordering = ["sector"]
        constraints = [
            models.UniqueConstraint(fields=["group", "sector"], name="required_sector_once"),
            models.CheckConstraint(condition=~Q(sector=""), name="required_sector_named"),
        ]

    def __str__(self) -> str:
        return self.get_sector_display()


class Membership(Sourced, Versioned):
    """A dated seat: a post, or a counted seat (people from a host, without names)."""

    class Role(models.TextChoices):
        CO_CHAIR = "co-chair", "Co-chair"
        CHAIR = "chair", "Chair"
        MEMBER = "member", "Member"

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="memberships")
    slug = models.SlugField(max_length=80)
    post = models.CharField(max_length=200, help_text="A post or who they are; never a name.")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="memberships",
    )
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The area whose seat it is, in a group with seats for each area.",
    )
    seat_rule = models.ForeignKey(
        SeatRule, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships"
    )
    sector = models.CharField(max_length=20, choices=Sector, blank=True)
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    people = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="For a counted seat: how many people it holds."
    )
    is_voting = models.BooleanField(null=True, blank=True, help_text="Empty: not recorded.")
    since = PartialDateField()
    until = PartialDateField()
    end_reported_on = models.DateField(
        "end reported on",
        null=True,
        blank=True,
        help_text="A look back at an earlier day still shows the seat; empty: known all along.",
    )
    note = models.TextField(blank=True)

    objects = OfAGroupQuerySet["Membership"].as_manager()
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["role", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["group", "slug"], name="membership_slug_once"),
            models.CheckConstraint(
                condition=Q(people__isnull=True) | Q(people__gte=1, user__isnull=True),
                name="counted_seat_has_people_and_no_account",
            ),
        ]

    def __str__(self) -> str:
        return self.post

    @property
    def is_counted_seat(self) -> bool:
        return self.people is not None
