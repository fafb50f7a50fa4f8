"""The kinds of event that a programme holds, and what each of them asks for."""

from django.db import models
from simple_history.models import HistoricalRecords

from partnership.people.models import Versioned
from partnership.programmes.models import Programme


class EventKind(Versioned):
    """What is asked of an event of the kind is asked first; nothing of it is demanded."""

    class Held(models.TextChoices):
        EITHER = "", "By an area or by the programme"
        AREA = "area", "By an area"
        PROGRAMME = "programme", "By the programme as a whole"

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="event_kinds")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=80)
    position = models.PositiveSmallIntegerField(default=0, db_default=0)
    description = models.CharField(
        max_length=200, blank=True, db_default="", help_text="What is meant, in a sentence."
    )
    held_by = models.CharField(max_length=10, choices=Held, blank=True, db_default="")
    asks_attendance = models.BooleanField("asks how many attended", default=True, db_default=True)
    asks_footfall = models.BooleanField("asks for footfall", default=False, db_default=False)
    asks_sectors = models.BooleanField(
        "asks from which sectors people came", default=False, db_default=False
    )
    asks_activities = models.BooleanField("asks for activities", default=False, db_default=False)
    asks_consultation = models.BooleanField(
        "asks for consultation questions", default=False, db_default=False
    )
    asks_resources = models.BooleanField(
        "asks which learning resources were used", default=False, db_default=False
    )
    is_retired = models.BooleanField(
        "no longer offered",
        default=False,
        db_default=False,
        help_text="Events of the kind stay; no new one is logged.",
    )

    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    history = HistoricalRecords(excluded_fields=["version"])

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "slug"], name="event_kind_slug_once"),
            models.UniqueConstraint(fields=["programme", "name"], name="event_kind_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
