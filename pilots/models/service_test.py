"""The service model tried in one context, in one setting of an area, in PDSA cycles."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from partnership.fields import KnownDayField, PartialDateField
from partnership.people.models import Versioned
from partnership.people.permissions import Place
from partnership.programmes.models import PriorityGroup, Programme, Sourced
from pilots.models.area import Area, Venue
from pilots.models.attachment import Attachment
from pilots.models.scoped import ScopedQuerySet


class TestContext(Versioned):
    """A context in which the service model is to be tested, such as health promotion."""

    __test__ = False  # not a test case, whatever pytest makes of the name

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="test_contexts")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=1)

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="test_context_slug_once"),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceTest(Sourced, Versioned):
    """`began` and `ended` are unknown until they are recorded: missing is not “never”."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="service_tests")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="service_tests")
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    context = models.ForeignKey(TestContext, on_delete=models.PROTECT, related_name="service_tests")
    setting = models.CharField(
        max_length=200, help_text="Where it was tried, such as: a library’s reading room."
    )
    venue = models.ForeignKey(
        Venue, null=True, blank=True, on_delete=models.SET_NULL, related_name="service_tests"
    )
    priority_group = models.ForeignKey(
        PriorityGroup,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="service_tests",
    )
    owner = models.CharField(max_length=200, blank=True, help_text="A post, not a name.")
    began = PartialDateField(help_text="When testing began, as exactly as it is known.")
    ended = PartialDateField(help_text="When testing ended, as exactly as it is known.")
    ended_day = KnownDayField(of="ended")
    is_stopped = models.BooleanField(
        "stopped early", default=False, help_text="It was given up: it counts towards no target."
    )
    end_reported_on = models.DateField(
        "end reported on",
        null=True,
        blank=True,
        help_text="A look back at an earlier day does not show the end; empty: known all along.",
    )
    findings = models.TextField(blank=True)
    report_title = models.CharField("evaluation report", max_length=200, blank=True)
    report_link = models.URLField(blank=True)
    report_file = models.ForeignKey(
        Attachment, null=True, blank=True, on_delete=models.SET_NULL, related_name="service_tests"
    )

    said_as: ClassVar[dict[str, str]] = {
        "is_stopped": "was stopped early",
        "began": "begin",
        "ended": "end",
    }
    objects = ScopedQuerySet["ServiceTest"].as_manager()
    history = HistoricalRecords(excluded_fields=["version", "ended_day"])

    class Meta:
        ordering = ["context__position", "title"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="service_test_slug_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def at(self) -> Place:
        """Where it is, for permissions."""
        return Place(area=self.area_id)


class PdsaCycle(Sourced, Versioned):
    """One turn of plan, do, study, act; what was refined is what the next one starts from."""

    class Decision(models.TextChoices):
        ADOPT = "adopt", "Adopt"
        ADAPT = "adapt", "Adapt"
        ABANDON = "abandon", "Abandon"

    service_test = models.ForeignKey(ServiceTest, on_delete=models.CASCADE, related_name="cycles")
    number = models.PositiveSmallIntegerField()
    began = PartialDateField()
    ended = PartialDateField()
    plan = models.TextField(help_text="What is tried, on whom, and what is expected.")
    do = models.TextField(blank=True, help_text="What was done, and what happened.")
    study = models.TextField(blank=True, help_text="What was learned, against what was expected.")
    act = models.TextField(blank=True, help_text="What follows from it.")
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    refinement = models.TextField(blank=True, help_text="What was changed in the service model.")

    said_as: ClassVar[dict[str, str]] = {
        "began": "begin",
        "ended": "end",
        "do": "words on what was done",
        "study": "words on what was learned",
        "act": "words on what follows",
    }
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        verbose_name = "PDSA cycle"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["service_test", "number"], name="pdsa_cycle_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="pdsa_cycle_from_1"),
        ]

    def __str__(self) -> str:
        return f"{self.service_test}, cycle {self.number}"
