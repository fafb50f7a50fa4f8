"""A person's private calendar feed."""

from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """The right to read one person's meetings and actions by a secret address.

    Only the token's hash is kept: the address is shown once, when it is made.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Calendar of {self.user}"
