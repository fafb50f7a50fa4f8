"""Anonymous answers, their matches, and the tallies that pages read.

A response holds no address, device, account or invitation, and the day alone of when it
came. Its key is random, so that the order of arrival is not in it.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from evaluation.models.survey import GridRow, Question, ScoredScale
from evaluation.models.wave import Wave
from partnership.people.models import Sector
from pilots.models import Area


class Response(models.Model):
    """`id` is the form's own key, made when it was opened: sent twice, it is stored once.

    `code_parts` are keyed hashes of the self-made code's parts: they can be compared part
    by part, and not read. `is_tallied` says whether the tallies hold it already.
    """

    class Channel(models.TextChoices):
        PUBLIC = "public", "Link or QR code"
        PAPER = "paper", "Paper form"

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="responses")
    channel = models.CharField(max_length=10, choices=Channel)
    language = models.CharField(max_length=10, blank=True)
    received_on = models.DateField()
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    sector = models.CharField(max_length=20, choices=Sector, blank=True)
    code_parts = models.JSONField(default=list, blank=True)
    set_aside_why = models.CharField(max_length=200, blank=True, help_text="Not counted, and why.")
    is_tallied = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["wave", "received_on"], name="response_by_day"),
            models.Index(
                fields=["wave"], condition=Q(is_tallied=False), name="response_to_be_tallied"
            ),
        ]

    def __str__(self) -> str:
        return "A response"


class Answer(models.Model):
    """To a question, or to a row of a grid; several rows where several could be chosen.

    Its key is random, like its response's: a sequence would tell who answered when.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    row = models.ForeignKey(
        GridRow, null=True, blank=True, on_delete=models.PROTECT, related_name="answers"
    )
    value = models.IntegerField(null=True, blank=True, help_text="A choice’s value, or a number.")
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "question", "value"],
                condition=Q(row__isnull=True),
                name="answer_once",
            ),
            models.UniqueConstraint(
                fields=["response", "question", "row"],
                condition=Q(row__isnull=False),
                name="answer_of_a_row_once",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | ~Q(text=""), name="answer_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.text or str(self.value)


class Match(models.Model):
    """Two responses of one person, found by the self-made code.

    An exact match stands at once; a near one is proposed, and an evaluator decides.
    """

    class How(models.TextChoices):
        EXACT = "exact", "The same code"
        NEAR = "near", "One part differs"

    class State(models.TextChoices):
        PROPOSED = "proposed", "To be confirmed"
        CONFIRMED = "confirmed", "Matched"
        REJECTED = "rejected", "Not the same person"

    wave = models.ForeignKey(
        Wave, on_delete=models.CASCADE, related_name="matches", help_text="The after wave."
    )
    before = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="matches_after")
    after = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="matches_before")
    how = models.CharField(max_length=10, choices=How)
    differs = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Which part of the code differs."
    )
    state = models.CharField(max_length=10, choices=State)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="match_once"),
            models.UniqueConstraint(
                fields=["before"], condition=Q(state="confirmed"), name="match_of_a_before_once"
            ),
            models.UniqueConstraint(
                fields=["after"], condition=Q(state="confirmed"), name="match_of_an_after_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["wave"], condition=Q(state="proposed"), name="match_to_be_decided"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_how_display()}: {self.get_state_display()}"


class Tally(models.Model):
    """How often an answer or a score was given in a wave, by area and sector.

    `value` empty: how many answered the question at all. With the responses that are not
    tallied yet it always equals the recount. A score is kept in hundredths.
    """

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="tallies")
    key = models.CharField(max_length=200, help_text="What is counted where, in one word.")
    question = models.ForeignKey(
        Question, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    row = models.ForeignKey(
        GridRow, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    scale = models.ForeignKey(
        ScoredScale, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    sector = models.CharField(max_length=20, choices=Sector, blank=True)
    value = models.IntegerField(null=True, blank=True)
    answers = models.IntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["wave", "key"], name="tally_once")]
        indexes = [models.Index(fields=["wave", "area", "sector"], name="tally_of_a_group")]

    def __str__(self) -> str:
        return f"{self.key}: {self.answers}"


class PairTally(models.Model):
    """How many matched people gave one answer before and another after.

    Every figure of a paired analysis comes from these; they stay when raw answers go. Never
    changed, but made anew: pages tell by the newest key that they show them already.
    """

    wave = models.ForeignKey(
        Wave, on_delete=models.CASCADE, related_name="pair_tallies", help_text="The after wave."
    )
    question = models.ForeignKey(
        Question, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    row = models.ForeignKey(
        GridRow, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    scale = models.ForeignKey(
        ScoredScale, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    sector = models.CharField(max_length=20, choices=Sector, blank=True)
    before = models.IntegerField()
    after = models.IntegerField()
    pairs = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["wave", "area", "sector"], name="pair_tally_of_a_group")]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}: {self.pairs}"


class ShownTable(models.Model):
    """A breakdown as it was shown outside the evaluators: what later ones must not undo.

    Never changed once it is there: pages tell by its key that they show it already.
    """

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="shown_tables")
    key = models.CharField(max_length=200, help_text="The question and what it is broken down by.")
    cells = models.JSONField()
    shown_on = models.DateField()

    class Meta:
        ordering = ["shown_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "key", "shown_on"], name="shown_table_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}, {self.shown_on}"
