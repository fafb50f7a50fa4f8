"""Forms that create something: sent twice, they create it once."""

from django.conf import settings
from django.db import models


class SentForm(models.Model):
    """The one-time key of a form that was acted on, and where its sender was led."""

    key = models.UUIDField(primary_key=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    led_to = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return str(self.key)
