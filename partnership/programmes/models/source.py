"""The papers that records come from."""

from django.db import models

from partnership.programmes.models.programme import Programme


class Source(models.Model):
    """A dated paper; what is loaded from it is reported on its date."""

    class Kind(models.TextChoices):
        BOARD_PAPER = "board-paper", "Board paper"
        NEWS = "news", "News item"
        LETTER = "letter", "Letter"
        MINUTES = "minutes", "Minutes"
        OTHER = "other", "Other document"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="sources")
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=20, choices=Kind)
    title = models.CharField(max_length=250)
    dated_on = models.DateField()

    class Meta:
        ordering = ["dated_on", "title"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="source_slug_once"),
        ]

    def __str__(self) -> str:
        return self.title


class Sourced(models.Model):
    """A record that was reported on a day, by a paper where there is one.

    `reported_on` is the day on which it was said; a look back at a day shows
    only what was reported by then (domain words §3, "History, in two times").
    """

    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reported_on = models.DateField(db_index=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
