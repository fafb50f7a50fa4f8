"""What belongs to an event: activities, partners, counts, feedback, coverage."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q

from partnership.people.models import Organisation, Sector
from partnership.programmes.models import Sourced
from pilots.models.event import Event


class Qualifier(models.TextChoices):
    """How sure a number is; “about” survives into every total it enters."""

    EXACT = "exact", "exact"
    ABOUT = "about", "about"
    AT_LEAST = "at-least", "at least"


class EventCount(models.Model):
    """One count; footfall, attendance and participation are never added together."""

    class Type(models.TextChoices):
        FOOTFALL = "footfall", "Footfall"
        ATTENDANCE = "attendance", "Attendance"
        PARTICIPATION = "participation", "Participation"

    class Method(models.TextChoices):
        DOOR_COUNTER = "door-counter", "Door counter"
        HEAD_COUNT = "head-count", "Head count"
        REGISTER = "register", "Register"
        ESTIMATE = "estimate", "Estimate"
        NOT_RECORDED = "", "Not recorded"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="counts")
    type = models.CharField(max_length=15, choices=Type)
    group = models.CharField(max_length=60, blank=True, help_text="Such as: adults, children.")
    value = models.PositiveIntegerField(null=True, blank=True, help_text="Empty: not recorded.")
    qualifier = models.CharField(max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    method = models.CharField(max_length=15, choices=Method, blank=True)
    as_stated = models.CharField(max_length=120, blank=True)
    may_overlap = models.BooleanField(
        default=False,
        help_text="These people may be among another count of the event: totals leave them out.",
    )
    reported_on = models.DateField(
        null=True, blank=True, help_text="When it was said; empty: with its event."
    )

    class Meta:
        ordering = ["type", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "type", "group"], name="event_count_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__lte=1_000_000),
                name="event_count_at_most_a_million",
            ),
        ]
        indexes = [
            models.Index(
                fields=["reported_on"],
                condition=Q(reported_on__isnull=False),
                name="event_count_said_later",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.group}: {self.value}"


class CountCorrection(Sourced):
    """What a confirmed figure was before it was corrected, why, and when that was said.

    A look back at a day before `reported_on` shows what the figure was. One that was added
    after confirmation is new; one without a `was_value` was not recorded.
    """

    class Part(models.TextChoices):
        COUNT = "count", "Count"
        ACTIVITY = "activity", "Participations in an activity"
        SECTOR = "sector", "People of a sector"
        FEEDBACK = "feedback", "Feedback as stated"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="corrections")
    number = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=10, choices=Part, default=Part.COUNT)
    type = models.CharField(max_length=15, choices=EventCount.Type, blank=True)
    group = models.CharField(
        max_length=120, blank=True, help_text="Or the activity’s name, the sector, the question."
    )
    was = models.CharField(
        max_length=120, help_text="The figure in words, as it was printed: about 200."
    )
    became = models.CharField(max_length=120)
    was_value = models.PositiveIntegerField(null=True, blank=True)
    was_qualifier = models.CharField(
        max_length=10, choices=Qualifier, default=Qualifier.EXACT, blank=True
    )
    was_stated = models.CharField(max_length=120, blank=True)
    was_per_cent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    was_base = models.PositiveIntegerField(null=True, blank=True)
    is_new = models.BooleanField("it was not there before", default=False)
    why = models.CharField(max_length=300)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["event", "number"]
        constraints = [
            models.UniqueConstraint(fields=["event", "number"], name="count_correction_once"),
            models.CheckConstraint(
                condition=~Q(part="count") | ~Q(type=""), name="count_correction_of_a_type"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.was} → {self.became}"


class EventParticipants(models.Model):
    """How many people of a sector took part in training, learning or a meeting."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="participants")
    sector = models.CharField(max_length=20, choices=Sector)
    value = models.PositiveIntegerField(null=True, blank=True, help_text="Empty: not recorded.")
    qualifier = models.CharField(max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    as_stated = models.CharField(max_length=120, blank=True)
    reported_on = models.DateField(
        null=True, blank=True, help_text="When it was said; empty: with its event."
    )

    class Meta:
        ordering = ["sector"]
        constraints = [
            models.UniqueConstraint(fields=["event", "sector"], name="event_participants_once"),
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__lte=1_000_000),
                name="event_participants_at_most_a_million",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_sector_display()}: {self.value}"


class EventActivity(models.Model):
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="activities")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    detail = models.TextField(blank=True)
    provider = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="activities"
    )
    is_commissioned = models.BooleanField(null=True, blank=True, help_text="Empty: not recorded.")
    audience = models.CharField(max_length=120, blank=True)
    sessions = models.PositiveSmallIntegerField(null=True, blank=True)
    participations = models.PositiveIntegerField(null=True, blank=True)
    participations_qualifier = models.CharField(
        max_length=10, choices=Qualifier, default=Qualifier.EXACT
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["event", "name"], name="event_activity_once"),
        ]

    def __str__(self) -> str:
        return self.name


class EventPartner(models.Model):
    """An organisation at an event, what it offered there, and what that cost or was worth."""

    class Given(models.TextChoices):
        COMMISSIONED = "commissioned", "Commissioned"
        IN_KIND = "in-kind", "In kind"
        NOT_RECORDED = "", "Not recorded"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="event_partners"
    )
    offered = models.CharField(max_length=200, blank=True)
    given = models.CharField(max_length=15, choices=Given, blank=True, db_default="")
    cost = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, blank=True, help_text="In pounds."
    )
    hours = models.DecimalField(
        "hours given in kind", max_digits=7, decimal_places=2, null=True, blank=True
    )
    hourly_rate = models.DecimalField(
        "declared rate an hour",
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        help_text="In pounds, as the organisation declares it.",
    )
    rate_source = models.CharField(
        "where the rate is from", max_length=200, blank=True, db_default=""
    )

    class Meta:
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["event", "organisation"], name="event_partner_once"),
            models.CheckConstraint(
                condition=Q(cost__isnull=True) | Q(given="commissioned", cost__gte=0),
                name="event_partner_cost_of_what_is_commissioned",
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=True, hourly_rate__isnull=True) | Q(given="in-kind"),
                name="event_partner_hours_in_kind",
            ),
            models.CheckConstraint(
                condition=(Q(hours__isnull=True) | Q(hours__gte=0))
                & (Q(hourly_rate__isnull=True) | Q(hourly_rate__gte=0)),
                name="event_partner_hours_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    @property
    def worth(self) -> Decimal | None:
        """What was given in kind, hours × declared rate, in pounds; None if unknown."""
        if self.hours is None or self.hourly_rate is None:
            return None
        return self.hours * self.hourly_rate


class EventFeedback(models.Model):
    """A result of asking people how it was, kept in the source's words.

    `per_cent` without `base` is printed with “base not recorded”.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="feedback")
    position = models.PositiveSmallIntegerField()
    answer = models.CharField(max_length=80, help_text="Such as: very satisfied.")
    per_cent = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    answers = models.PositiveIntegerField(null=True, blank=True)
    base = models.PositiveIntegerField(null=True, blank=True)
    as_stated = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["event", "answer"], name="event_feedback_once"),
            models.CheckConstraint(
                condition=Q(per_cent__isnull=True) | Q(per_cent__gte=0, per_cent__lte=100),
                name="event_feedback_per_cent_0_to_100",
            ),
        ]

    def __str__(self) -> str:
        return self.as_stated or self.answer


class ConsultationQuestion(models.Model):
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "number"], name="consultation_question_number_once"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ConsultationTheme(models.Model):
    """What people answered to a question, gathered under a theme by whoever read the answers."""

    question = models.ForeignKey(
        ConsultationQuestion, on_delete=models.CASCADE, related_name="themes"
    )
    position = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=120)
    answers = models.PositiveIntegerField(null=True, blank=True, help_text="Empty: not recorded.")
    qualifier = models.CharField(max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    detail = models.TextField("what people said, in sum", blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "theme"], name="consultation_theme_once"),
        ]

    def __str__(self) -> str:
        return self.theme


class EventCoverage(models.Model):
    """Who reported on the event, and how."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="coverage")
    medium = models.CharField(max_length=120)
    what = models.CharField(max_length=200)

    class Meta:
        ordering = ["medium"]
        constraints = [
            models.UniqueConstraint(fields=["event", "medium"], name="event_coverage_once"),
        ]

    def __str__(self) -> str:
        return f"{self.medium}: {self.what}"
