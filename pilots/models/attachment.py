"""Files that people add to records: kept whole, checked when they come and when they go."""

from django.conf import settings
from django.db import models

from partnership.people.permissions import Place
from partnership.programmes.models import Programme
from pilots.models.area import Area
from pilots.models.scoped import ScopedQuerySet


class Attachment(models.Model):
    """A stored file; `path` is its place in the storage, `sha256` what it must hold."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="attachments")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.CASCADE, related_name="attachments"
    )
    name = models.CharField(max_length=200, help_text="What it is called when it is downloaded.")
    path = models.CharField(max_length=200, unique=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = ScopedQuerySet["Attachment"].as_manager()

    class Meta:
        ordering = ["recorded_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def at(self) -> Place:
        """Where it is, for permissions."""
        return Place(area=self.area_id)
