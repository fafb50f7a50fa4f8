"""Indicators: what is counted or measured, from where, towards what, and its values."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from evaluation.models.measure import Measure
from evaluation.models.outcome import Outcome
from evaluation.models.standing import Standing
from evaluation.models.survey import Survey
from partnership.fields import KnownDayField, PartialDateField
from partnership.people.models import Sector, Versioned
from partnership.people.permissions import Place
from partnership.programmes.models import Programme, Sourced
from pilots.models import Area, EventKind, TestContext
from pilots.models.event_detail import Qualifier
from pilots.models.scoped import ScopedQuerySet


class Indicator(Sourced, Standing):
    """`computed_from` says which records it is counted from; empty: its values are entered.

    Values are put together over areas and over time in the declared way only.
    """

    class Kind(models.TextChoices):
        COUNT = "count", "Count"
        PER_CENT = "per-cent", "Percentage"
        RATIO = "ratio", "Ratio"
        SCORE = "score", "Score"
        DIRECTION = "direction", "Direction only"

    class Better(models.TextChoices):
        MORE = "more", "More is better"
        LESS = "less", "Less is better"
        NEITHER = "", "Neither is better"

    class Together(models.TextChoices):
        SUM = "sum", "Added up"
        LATEST = "latest", "The latest"
        MEAN = "mean", "The mean"
        NEVER = "never", "Never put together"

    class Computed(models.TextChoices):
        ENTERED = "", "Entered by hand"
        EVENTS = "events", "Events held"
        PARTICIPANTS = "participants", "Participants by sector"
        BODIES = "bodies", "Reporting bodies engaged"
        TESTS = "tests", "Service tests done"
        SCALE = "scale", "Mean score of a survey’s scale"
        ANSWERS = "answers", "Share of a survey’s answers"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="indicators")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    definition = models.TextField(blank=True, help_text="What counts, and what does not.")
    kind = models.CharField(max_length=10, choices=Kind)
    unit = models.CharField(max_length=60, blank=True, help_text="Such as: people, loans, points.")
    better = models.CharField(max_length=5, choices=Better, blank=True)
    is_per_area = models.BooleanField("has a value in each area", default=False)
    over_areas = models.CharField(max_length=10, choices=Together, default=Together.NEVER)
    over_time = models.CharField(max_length=10, choices=Together, default=Together.LATEST)
    outcomes = models.ManyToManyField(Outcome, blank=True, related_name="indicators")
    measure = models.ForeignKey(
        Measure, null=True, blank=True, on_delete=models.SET_NULL, related_name="indicators"
    )
    position = models.PositiveSmallIntegerField(default=0)

    computed_from = models.CharField(max_length=15, choices=Computed, blank=True)
    event_kinds = models.ManyToManyField(EventKind, blank=True, related_name="+")
    sector = models.CharField(max_length=20, choices=Sector, blank=True)
    test_context = models.ForeignKey(
        TestContext, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    survey = models.ForeignKey(
        Survey, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators"
    )
    survey_code = models.CharField(
        "scale or question",
        max_length=60,
        blank=True,
        help_text="The code of the survey’s scale, or of its question.",
    )
    counted_answers = models.JSONField(
        default=list, blank=True, help_text="The values of the answers that count towards a share."
    )

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="indicator_slug_once"),
            models.CheckConstraint(
                condition=~Q(kind="direction") | Q(computed_from=""),
                name="indicator_direction_is_entered",
            ),
            models.CheckConstraint(
                condition=~Q(computed_from__in=["scale", "answers"]) | Q(survey__isnull=False),
                name="indicator_of_a_survey_names_it",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sign(self) -> str:
        """What is written behind a figure: its unit, and per cent as a sign."""
        return "%" if self.kind == self.Kind.PER_CENT else self.unit


class IndicatorAim(Sourced, Versioned):
    """Where an indicator started and where it is to get to; of one area or of all of them."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="aims")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.CASCADE, related_name="indicator_aims"
    )
    baseline = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    baseline_as_stated = models.CharField(max_length=120, blank=True)
    baseline_when = PartialDateField()
    target = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    target_as_stated = models.CharField(max_length=120, blank=True)
    target_when = PartialDateField()

    objects = ScopedQuerySet["IndicatorAim"].as_manager()
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["indicator", "area__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area"],
                condition=Q(area__isnull=False),
                name="indicator_aim_of_an_area_once",
            ),
            models.UniqueConstraint(
                fields=["indicator"],
                condition=Q(area__isnull=True),
                name="indicator_aim_of_no_area_once",
            ),
        ]

    def __str__(self) -> str:
        where = self.area.name if self.area else "the whole programme"
        return f"{self.indicator}, {where}"


class IndicatorValue(Sourced):
    """What an indicator was found to be, as at a date; a correction is a value of its own.

    `superseded_on` is the day on which another value was reported for the same: a look back
    at an earlier day still shows this one.
    """

    class Direction(models.TextChoices):
        UP = "up", "Up"
        SAME = "same", "The same"
        DOWN = "down", "Down"

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="values")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.CASCADE, related_name="indicator_values"
    )
    when = PartialDateField(help_text="The day or month that it holds for.")
    day = KnownDayField(of="when")
    value = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    base = models.PositiveIntegerField(
        null=True, blank=True, help_text="Of how many; empty: not recorded."
    )
    direction = models.CharField(max_length=5, choices=Direction, blank=True)
    qualifier = models.CharField(max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    as_stated = models.CharField(
        max_length=200, blank=True, help_text="The source’s words, such as: threefold."
    )
    note = models.CharField(max_length=300, blank=True, help_text="Such as: at three sites.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="replaced_by"
    )
    superseded_on = models.DateField(null=True, blank=True)
    why = models.CharField("why it was corrected", max_length=300, blank=True)

    objects = ScopedQuerySet["IndicatorValue"].as_manager()

    class Meta:
        ordering = ["indicator", "day", "when", "pk"]
        indexes = [models.Index(fields=["indicator", "area", "day"], name="indicator_value_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(as_stated="") | ~Q(direction=""),
                name="indicator_value_says_something",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(why=""),
                name="indicator_value_correction_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.when}: {self.as_stated or self.value}"

    @property
    def at(self) -> Place:
        """Where it is, for permissions."""
        return Place(area=self.area_id)
