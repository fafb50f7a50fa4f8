"""Surveys: versions, sections, questions with their conditions, choices, scored scales.

A published version never changes; a new one maps its questions to those of the old.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from evaluation.models.outcome import Outcome
from partnership.people.models import Versioned
from partnership.programmes.models import Programme


class Survey(Versioned):
    class Purpose(models.TextChoices):
        PARTNERS = "partners", "Partners before and after"
        USERS = "users", "People who use the service, before and after"
        EVENT = "event", "Feedback on an event"
        CONSULTATION = "consultation", "Consultation"
        OTHER = "other", "Something else"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="surveys")
    slug = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=15, choices=Purpose)
    about = models.TextField("what it is to find out", blank=True)
    language = models.CharField(
        "language of its first wording", max_length=10, default="en", help_text="Its code."
    )
    is_retired = models.BooleanField(
        "no longer used", default=False, help_text="Its waves and results stay."
    )

    said_as: ClassVar[dict[str, str]] = {"is_retired": "is no longer used"}
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="survey_slug_once"),
        ]

    def __str__(self) -> str:
        return self.title


class CodeQuestion(models.Model):
    """One part of the self-made code: what only the respondent can answer, twice alike.

    Of the survey, not of a version: before and after ask for the same parts.
    """

    class Kind(models.TextChoices):
        LETTERS = "letters", "Letters"
        DIGITS = "digits", "Digits"

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="code_questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    example = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    length = models.PositiveSmallIntegerField(default=2, help_text="Letters or digits; 1 to 4.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "position"], name="code_question_once"),
            models.CheckConstraint(
                condition=Q(length__range=(1, 4)), name="code_question_1_to_4_signs"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class SurveyVersion(Versioned):
    """The questionnaire as it is asked from a day on; a draft until it is published."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    introduction = models.TextField(blank=True)
    thanks = models.TextField(blank=True)
    changed = models.CharField("what is new in it", max_length=300, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    said_as: ClassVar[dict[str, str]] = {
        "changed": "what is new in it",
        "published_at": "moment at which it was published",
        "published_by": "person who published it",
    }
    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["survey", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="survey_version_once"),
            models.UniqueConstraint(
                fields=["survey"],
                condition=Q(published_at__isnull=True),
                name="survey_one_draft_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey}, version {self.number}"

    @property
    def is_published(self) -> bool:
        """Whether it stands as it is for good."""
        return self.published_at is not None


class VersionText(models.Model):
    """A version’s words in a further language; `texts` has one for each key of the original."""

    version = models.ForeignKey(SurveyVersion, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=10, help_text="Its code, such as gd for Gaelic.")
    language_name = models.CharField(max_length=60, help_text="As its readers call it: Gàidhlig.")
    texts = models.JSONField(default=dict)

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language"], name="version_text_language_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}, {self.language_name}"


class Section(models.Model):
    """A page of the questionnaire."""

    version = models.ForeignKey(SurveyVersion, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    introduction = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.title


class ScoredScale(models.Model):
    """Questions that make one score, by a published rule; no licensed wording comes with it."""

    class Method(models.TextChoices):
        SWEMWBS = "swemwbs", "SWEMWBS (raw to metric score)"
        UCLA3 = "ucla-3", "UCLA three-item loneliness scale"
        DE_JONG = "de-jong-gierveld-6", "De Jong Gierveld six-item loneliness scale"
        SUM = "sum", "Sum of the items"
        MEAN = "mean", "Mean of the items"

    version = models.ForeignKey(SurveyVersion, on_delete=models.CASCADE, related_name="scales")
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    method = models.CharField(max_length=20, choices=Method)
    licence = models.CharField(
        "licence reference", max_length=200, blank=True, help_text="Of a licensed scale."
    )
    missing_allowed = models.PositiveSmallIntegerField(
        default=0, help_text="Items that may be missing from a sum or mean of its own."
    )
    more_is_better = models.BooleanField(default=True)
    outcomes = models.ManyToManyField(Outcome, blank=True, related_name="scales")

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="scored_scale_code_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    """Shown if the earlier question `shown_if` was answered as `shown_test` says."""

    class Kind(models.TextChoices):
        SCALE = "scale", "Points on a scale"
        SINGLE = "single", "One of several"
        MULTIPLE = "multiple", "Any of several"
        GRID = "grid", "Several rows on one scale"
        NUMBER = "number", "Number"
        DATE = "date", "Month or year"
        TEXT = "text", "Words"

    class Role(models.TextChoices):
        ORDINARY = "", "An ordinary question"
        AREA = "area", "Asks for the area"
        SECTOR = "sector", "Asks for the sector"
        CHARACTERISTIC = "characteristic", "Asks for a personal characteristic"

    class Better(models.TextChoices):
        MORE = "more", "The higher point is better"
        LESS = "less", "The lower point is better"
        NEITHER = "", "Neither is better"

    class Test(models.TextChoices):
        ALWAYS = "", "Always shown"
        ONE_OF = "one-of", "if the answer is one of"
        NONE_OF = "none-of", "if the answer is none of"
        ANSWERED = "answered", "if it was answered"

    version = models.ForeignKey(SurveyVersion, on_delete=models.CASCADE, related_name="questions")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=60, help_text="Its name in the codebook.")
    kind = models.CharField(max_length=10, choices=Kind)
    role = models.CharField(max_length=15, choices=Role, blank=True)
    text = models.TextField()
    help = models.CharField(max_length=300, blank=True)
    is_required = models.BooleanField(default=False)
    better = models.CharField(max_length=5, choices=Better, blank=True)
    lowest = models.IntegerField(null=True, blank=True, help_text="Of a number.")
    highest = models.IntegerField(null=True, blank=True, help_text="Of a number.")
    unit = models.CharField(max_length=40, blank=True)
    scale = models.ForeignKey(
        ScoredScale, null=True, blank=True, on_delete=models.SET_NULL, related_name="items"
    )
    scale_item = models.PositiveSmallIntegerField(null=True, blank=True)
    is_reversed = models.BooleanField("its points count the other way round", default=False)
    shown_if = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="decides"
    )
    shown_test = models.CharField(max_length=10, choices=Test, blank=True)
    shown_values = models.JSONField(default=list, blank=True)
    same_as = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="later_wordings",
        help_text="The question of an earlier version with the same meaning.",
    )
    outcomes = models.ManyToManyField(Outcome, blank=True, related_name="questions")

    class Meta:
        ordering = ["section__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="question_code_once"),
            models.CheckConstraint(
                condition=Q(shown_if__isnull=True) | ~Q(shown_if=models.F("id")),
                name="question_not_shown_by_itself",
            ),
            models.CheckConstraint(
                condition=Q(lowest__isnull=True)
                | Q(highest__isnull=True)
                | Q(highest__gte=models.F("lowest")),
                name="question_range_runs_upwards",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Choice(models.Model):
    """A point of a scale or one of several; `value` is what is stored and scored."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="choices")
    position = models.PositiveSmallIntegerField()
    value = models.SmallIntegerField()
    text = models.CharField(max_length=200)
    is_missing = models.BooleanField(
        "counts as no answer", default=False, help_text="Such as: prefer not to say."
    )
    stands_for = models.CharField(
        max_length=80, blank=True, help_text="The area’s slug, or the sector’s code."
    )
    is_alone = models.BooleanField(
        "excludes the others", default=False, help_text="Such as: none of these."
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "value"], name="choice_value_once"),
        ]

    def __str__(self) -> str:
        return self.text


class GridRow(models.Model):
    """A row of a grid: what the scale is asked of."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="grid_rows")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=60)
    text = models.CharField(max_length=200)
    same_as = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="later_wordings"
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "code"], name="grid_row_code_once"),
        ]

    def __str__(self) -> str:
        return self.text
