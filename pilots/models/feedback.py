"""What people who came say of an event: a public form, its answers, and their tally."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from partnership.people.models import Versioned
from partnership.programmes.models import Programme
from pilots.models.event import Event


class Satisfaction(models.IntegerChoices):
    """The five points; the words are shown in the language of the form."""

    VERY_DISSATISFIED = 1, "Very dissatisfied"
    DISSATISFIED = 2, "Dissatisfied"
    NEITHER = 3, "Neither satisfied nor dissatisfied"
    SATISFIED = 4, "Satisfied"
    VERY_SATISFIED = 5, "Very satisfied"


class FeedbackWording(Versioned):
    """The public form’s words in one language, as the programme gives them.

    English is built in; a programme adds Gaelic or another language, or its own English.
    """

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="feedback_wordings"
    )
    language = models.CharField(max_length=10, help_text="Its code, such as gd for Gaelic.")
    language_name = models.CharField(max_length=60, help_text="As its readers call it: Gàidhlig.")
    introduction = models.TextField()
    question = models.CharField(max_length=200)
    very_satisfied = models.CharField(max_length=80)
    satisfied = models.CharField(max_length=80)
    neither = models.CharField(max_length=80)
    dissatisfied = models.CharField(max_length=80)
    very_dissatisfied = models.CharField(max_length=80)
    comment = models.CharField("question for a comment", max_length=200)
    no_names = models.CharField("request to give no names", max_length=200)
    answer_first = models.CharField("words when nothing was answered", max_length=200)
    too_many = models.CharField("words when too many answer at once", max_length=300)
    not_sent = models.CharField("heading over what is wrong", max_length=80)
    too_long = models.CharField("words when a comment is too long", max_length=200)
    try_again = models.CharField("words when a page came incomplete", max_length=200)
    send = models.CharField("words of the button", max_length=40)
    thanks = models.TextField()
    another = models.CharField("link to answer for somebody else", max_length=80)
    closed = models.CharField("words when it is closed", max_length=200)
    not_yet = models.CharField("words when it is not open yet", max_length=200)
    not_stored = models.CharField("words when an answer was not stored", max_length=200)
    camera = models.CharField("how the code is used, on poster and cards", max_length=120)
    tick_one = models.CharField("on paper: tick one box", max_length=80)
    give_back = models.CharField("on paper: where it is given back", max_length=200)

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "language"], name="feedback_wording_language_once"
            ),
        ]

    def __str__(self) -> str:
        return self.language_name


class FeedbackForm(Versioned):
    """An event’s public form. `code` is in its address and its QR code; it opens nothing else."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="feedback_form")
    code = models.CharField(max_length=20, unique=True)
    opens_on = models.DateField()
    closes_on = models.DateField(help_text="The last day on which it takes answers.")
    closed_at = models.DateTimeField(null=True, blank=True, help_text="Closed before its day.")
    asks_comment = models.BooleanField("asks for a comment", default=True)

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=models.F("opens_on")),
                name="feedback_form_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return f"Feedback on {self.event}"


class FeedbackAnswer(models.Model):
    """One anonymous answer; it says nothing of who gave it, and when only to the day.

    `key` is the form’s, made when it was opened: an answer sent twice is stored once.
    """

    class Channel(models.TextChoices):
        PUBLIC = "public", "Link or QR code"
        PAPER = "paper", "Paper form"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="feedback_answers")
    key = models.UUIDField(unique=True)
    satisfaction = models.PositiveSmallIntegerField(
        choices=Satisfaction, null=True, blank=True, help_text="Empty: not answered."
    )
    comment = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    channel = models.CharField(max_length=10, choices=Channel)
    received_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text="Who typed a paper form in.",
    )
    set_aside_why = models.CharField(
        max_length=200, blank=True, help_text="Not counted, and why: a joke, a test, abuse."
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(satisfaction__isnull=True) | Q(satisfaction__range=(1, 5)),
                name="feedback_answer_1_to_5",
            ),
        ]
        indexes = [models.Index(fields=["event", "received_on"], name="feedback_answer_by_day")]

    def __str__(self) -> str:
        return f"Answer {self.pk}"


class FeedbackTally(models.Model):
    """How often each answer was given at an event; always equals the recount of its answers."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="feedback_tallies")
    satisfaction = models.PositiveSmallIntegerField(choices=Satisfaction)
    answers = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-satisfaction"]
        constraints = [
            models.UniqueConstraint(fields=["event", "satisfaction"], name="feedback_tally_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_satisfaction_display()}: {self.answers}"
