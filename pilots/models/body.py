"""Who is reported to, how often, on which template; when it meets and wants its papers."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Value
from simple_history.models import HistoricalRecords

from partnership.people.models import Organisation, Versioned
from partnership.people.permissions import Place
from partnership.programmes.models import Programme
from pilots.models.area import Area
from pilots.models.group import Group
from pilots.models.scoped import OfABodyQuerySet, ScopedQuerySet

NO_WORDS = Value({}, models.JSONField())


class ReportingBody(models.Model):
    class Kind(models.TextChoices):
        IJB = "ijb", "Integration Joint Board"
        HEALTH_BOARD = "health-board", "NHS board"
        STEERING_GROUP = "steering-group", "Steering group"
        COUNCIL = "council", "Council board"
        TRUST = "trust", "Trust board"
        FUNDER = "funder", "Funder"

    class Template(models.TextChoices):
        """The shipped layout that it starts with (partnership.reports.shipped)."""

        IJB = "ijb", "IJB progress report"
        NORTH_AYRSHIRE = "north-ayrshire", "IJB progress report, North Ayrshire style"
        SBAR = "sbar", "NHS board paper (SBAR)"
        NATIONAL = "national", "National steering group report"
        YEARLY_BOARD = "yearly-board", "Yearly report to a library or trust board"

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
    year_starts = models.PositiveSmallIntegerField(
        "month in which its year starts",
        null=True,
        blank=True,
        help_text="From 1 to 12; empty: the programme’s.",
    )
    is_drafted = models.BooleanField(
        "its drafts are made by themselves", default=True, db_default=True
    )
    status_words = models.JSONField(
        default=dict,
        blank=True,
        db_default=NO_WORDS,
        help_text="Its own words by ours, such as Amber: slightly adrift; ours where none is.",
    )
    marking = models.CharField(
        "marking line", max_length=80, blank=True, db_default="", help_text="Printed on each page."
    )
    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    said_as: ClassVar[dict[str, str]] = {"months_per_period": "months in one of its periods"}
    objects = ScopedQuerySet["ReportingBody"].as_manager()
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["area__position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="reporting_body_slug_once"),
            models.CheckConstraint(
                condition=Q(months_per_period__in=[1, 2, 3, 4, 6, 12]),
                name="reporting_body_period_divides_a_year",
            ),
            models.CheckConstraint(
                condition=Q(year_starts__isnull=True) | Q(year_starts__range=(1, 12)),
                name="reporting_body_year_starts_in_a_month",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def at(self) -> Place:
        """Where it is, for permissions."""
        return Place(area=self.area_id, group=self.group_id, body=self.pk)


class BodyMeeting(Versioned):
    """One meeting of a body that is reported to, and by when it wants its papers."""

    body = models.ForeignKey(ReportingBody, on_delete=models.CASCADE, related_name="meetings")
    meeting_on = models.DateField()
    papers_due_on = models.DateField()
    note = models.CharField(max_length=200, blank=True)

    said_as: ClassVar[dict[str, str]] = {
        "meeting_on": "day of the meeting",
        "papers_due_on": "day by which papers are due",
    }
    objects = OfABodyQuerySet["BodyMeeting"].as_manager()
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["meeting_on"]
        constraints = [
            models.UniqueConstraint(fields=["body", "meeting_on"], name="body_meeting_once"),
            models.CheckConstraint(
                condition=Q(papers_due_on__lte=F("meeting_on")),
                name="body_meeting_papers_come_before",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} on {self.meeting_on:%d %B %Y}"
