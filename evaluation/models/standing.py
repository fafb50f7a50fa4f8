"""What stands in the logic model until it is dropped, on a day and for a reason."""

from django.db import models

from partnership.people.models import Versioned


class Standing(Versioned):
    """Dropped, never deleted: a look back at an earlier day still shows it."""

    dropped_on = models.DateField(null=True, blank=True, help_text="Empty: it stands.")
    dropped_why = models.CharField(max_length=300, blank=True, db_default="")

    version = models.PositiveIntegerField(default=1, db_default=1, editable=False)

    class Meta:
        abstract = True
