"""Waves: one collection each of a survey's version, from whom, when, and on what terms."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from evaluation.models.survey import SurveyVersion
from partnership.people.models import Versioned
from partnership.people.permissions import Place
from partnership.programmes.models import Programme
from pilots.models import Area, Event, Group
from pilots.models.scoped import ScopedQuerySet


class PrivacyNotice(models.Model):
    """What respondents are told and agree to; a published one never changes."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="privacy_notices"
    )
    number = models.PositiveSmallIntegerField()
    information = models.TextField(help_text="What is asked, why, who reads it, for how long.")
    consent = models.CharField(max_length=300, help_text="What a respondent ticks.")
    minimum_age = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="From which age; empty: the programme’s age of consent."
    )
    texts = models.JSONField(
        default=dict, blank=True, help_text="The same in further languages, by their codes."
    )
    published_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["programme", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"], name="privacy_notice_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Information for respondents, version {self.number}"


class Wave(Versioned):
    """`code` is in its public address and its QR code; it opens the form and nothing else.

    An after wave names the before wave that it is matched with. `delete_on` is the day on
    which raw answers and codes go; tallies and published results stay.
    """

    class Stage(models.TextChoices):
        BEFORE = "before", "Before"
        AFTER = "after", "After"
        SINGLE = "single", "Once"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="waves")
    version_asked = models.ForeignKey(SurveyVersion, on_delete=models.PROTECT, related_name="waves")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    stage = models.CharField(max_length=10, choices=Stage)
    before = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="after"
    )
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="waves"
    )
    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="waves"
    )
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.SET_NULL, related_name="waves"
    )
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="The last day on which it takes answers.")
    closed_at = models.DateTimeField(null=True, blank=True, help_text="Closed before its day.")
    audience = models.PositiveIntegerField(
        "how many are asked", null=True, blank=True, help_text="Empty: not recorded."
    )
    notice = models.ForeignKey(PrivacyNotice, on_delete=models.PROTECT, related_name="waves")
    code = models.CharField(max_length=20, unique=True)
    by_invitation = models.BooleanField("only with an invitation, once each", default=False)
    asks_code = models.BooleanField("asks for the self-made code", default=False)
    delete_on = models.DateField("raw answers are deleted on")
    deleted_at = models.DateTimeField(null=True, blank=True)
    reported_on = models.DateField(help_text="Its results are in reports from this day on.")

    said_as: ClassVar[dict[str, str]] = {
        "stage": "answer to “before or after”",
        "before": "before wave that it is compared with",
        "version_asked": "questionnaire that is asked",
        "opens_on": "first day on which it takes answers",
        "closes_on": "last day on which it takes answers",
        "closed_at": "moment at which it was closed",
        "audience": "number of people who are asked",
        "by_invitation": "takes answers with an invitation only",
        "notice": "information for respondents",
        "delete_on": "day on which single answers are deleted",
        "deleted_at": "moment at which single answers were deleted",
    }
    objects = ScopedQuerySet["Wave"].as_manager()
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["-opens_on", "name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="wave_slug_once"),
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")), name="wave_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(delete_on__gt=F("closes_on")), name="wave_deleted_after_it_closes"
            ),
            models.CheckConstraint(
                condition=Q(before__isnull=True) | Q(stage="after", asks_code=True),
                name="wave_after_is_matched_by_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def at(self) -> Place:
        """Where it is, for permissions."""
        return Place(area=self.area_id, group=self.group_id)


class Invitation(models.Model):
    """A key that lets one person answer once. It says whether it was used, never for what.

    No moment is kept, and no link to the response: neither can be found from the other.
    """

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="invitations")
    key_hash = models.CharField(max_length=64, unique=True)
    is_used = models.BooleanField(default=False)

    class Meta:
        ordering = ["key_hash"]
        indexes = [models.Index(fields=["wave", "is_used"], name="invitation_used")]

    def __str__(self) -> str:
        return f"An invitation to {self.wave}"


class Deletion(models.Model):
    """That raw answers were deleted: how many, when, and why."""

    class Reason(models.TextChoices):
        RETENTION = "retention", "On the day set"
        RESPONDENT = "respondent", "As the respondent asked"
        MISTYPED = "mistyped", "A paper form was typed wrong"

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="deletions")
    reason = models.CharField(max_length=12, choices=Reason)
    responses = models.PositiveIntegerField()
    on = models.DateField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.responses} deleted on {self.on}"
