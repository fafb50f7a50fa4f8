"""What a person chose to see of a list, kept under a name."""

from django.conf import settings
from django.db import models

from partnership.programmes.models.programme import Programme


class SavedView(models.Model):
    """The filters of one page, theirs alone; `query` is what follows the ? in its address."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="saved_views")
    page = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=500)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "programme", "page", "name"], name="saved_view_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name
