"""What was said of a delivery, day by day."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from milestones.models.delivery import Delivery
from milestones.models.milestone import Output
from milestones.schedule import Stage
from partnership.dates import day_words
from partnership.programmes.models import Sourced
from pilots.models import Attachment, Decision, Event

FOR_GOOD = date.max  # a day that never comes: an index finds it quicker than “none”
STAGES = [(stage.value, stage.words) for stage in Stage]


class DeliveryUpdate(Sourced):
    """One report about a delivery: what was said, and what stood after it.

    The `said_` fields hold what this update changed (empty: unchanged). The
    fields without prefix are the fold of all updates up to this one, kept so
    that any day is one indexed look-up; `milestones.actions.updates` alone writes them.
    The update stands from `reported_on` until before `stands_until`; the last
    one stands for good.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="updates")
    number = models.PositiveIntegerField(help_text="Its place among the delivery's updates.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="delivery_updates",
    )
    reported_by = models.CharField(max_length=200, blank=True, help_text="A post, not a name.")
    said_stage = models.CharField(max_length=12, choices=STAGES, blank=True)
    said_forecast_on = models.DateField(null=True, blank=True)
    said_agreed_on = models.DateField(null=True, blank=True)
    said_actual_on = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(
        Decision,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="plan_changes",
        help_text="What authorised a new agreed date, or that it is not needed.",
    )
    reason = models.TextField(blank=True)
    note = models.TextField(blank=True)

    stage = models.CharField(max_length=12, choices=STAGES, default=Stage.NOT_STARTED.value)
    agreed_on = models.DateField()
    forecast_on = models.DateField(null=True, blank=True)
    actual_on = models.DateField(null=True, blank=True)
    times_moved = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="How often the agreed date had been moved by then."
    )
    stands_until = models.DateField(default=FOR_GOOD)

    class Meta:
        ordering = ["delivery", "reported_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="delivery_update_once"),
            models.CheckConstraint(
                condition=Q(said_agreed_on__isnull=True)
                | (Q(decision__isnull=False) & ~Q(reason="")),
                name="agreed_date_moves_by_decision_and_reason",
            ),
            models.CheckConstraint(
                condition=~Q(said_stage="not-needed") | Q(decision__isnull=False),
                name="descoped_by_decision",
            ),
            models.CheckConstraint(
                condition=Q(stage="complete", actual_on__isnull=False)
                | (~Q(stage="complete") & Q(actual_on__isnull=True)),
                name="complete_has_an_actual_date",
            ),
            models.CheckConstraint(
                condition=Q(stands_until__gte=F("reported_on")),
                name="delivery_update_stands_forward",
            ),
        ]
        indexes = [
            # A look at today reads one row for each delivery, however many updates it had.
            models.Index(
                fields=["stands_until", "reported_on", "delivery"], name="delivery_update_standing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delivery}: {self.words}"

    @property
    def words(self) -> str:
        """What was said, in one line: Started; forecast 30 June 2019."""
        days = (
            ("done", self.said_actual_on),
            ("forecast", self.said_forecast_on),
            ("agreed date moved to", self.said_agreed_on),
        )
        stage = "" if self.said_actual_on else self.get_said_stage_display()
        said = [stage] if stage else []
        said += [f"{what} {day_words(day)}" for what, day in days if day]
        sentence = "; ".join(said) or "No change of dates"
        return sentence[0].upper() + sentence[1:]

    @property
    def is_late_entry(self) -> bool:
        """Whether somebody recorded it only after the day for which they reported it.

        What came with a workbook, or from a paper of that day, is not late.
        """
        is_typed = self.by_id is not None and self.source_id is None
        return is_typed and timezone.localdate(self.recorded_at) > self.reported_on


class OutputDelivered(Sourced):
    """An output left behind, with what shows it."""

    delivery = models.ForeignKey(
        Delivery, on_delete=models.CASCADE, related_name="outputs_delivered"
    )
    output = models.ForeignKey(Output, on_delete=models.CASCADE, related_name="delivered")
    evidence = models.CharField(max_length=250, help_text="Where or what it is.")
    link = models.URLField(blank=True)
    attachment = models.ForeignKey(
        Attachment, null=True, blank=True, on_delete=models.SET_NULL, related_name="outputs_shown"
    )
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.SET_NULL, related_name="outputs_shown"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["output__number"]
        constraints = [
            models.UniqueConstraint(fields=["delivery", "output"], name="output_delivered_once"),
        ]

    def __str__(self) -> str:
        return str(self.output)
