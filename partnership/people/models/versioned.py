"""Records that two people may edit: the second is told, and loses nothing."""

from django.db import models


class Versioned(models.Model):
    """Counts its changes, so that a form knows whether it saw the newest.

    Changed through `partnership.people.versions.changing` only.
    """

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
