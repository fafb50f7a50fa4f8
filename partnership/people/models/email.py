"""E-mails to send and sent: an outbox whose rows decide, and a log."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class EmailQuerySet(models.QuerySet["Email"]):
    def waiting(self) -> Self:
        """E-mails that wait for a digest."""
        return self.filter(state=Email.State.GATHERED)

    def to_be_sent(self) -> Self:
        """E-mails that nobody is sending, and whose time has come: queued, or left behind."""
        return self.filter(
            Q(state=Email.State.QUEUED) & (Q(not_before=None) | Q(not_before__lte=Now()))
            | Q(state=Email.State.SENDING, lease_until__lt=Now())
        )


class Email(models.Model):
    """One e-mail to one recipient for one purpose; its words are written when it is sent.

    `key` tells e-mails of one purpose apart (“action 42, due 2026-11-30”), so
    that asking twice sends once. Neither the row nor the queue holds a token:
    those are made by the worker, in the e-mail alone.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to be sent"
        GATHERED = "gathered", "Waiting for the digest"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Given up"
        DROPPED = "dropped", "No longer needed"

    address = models.EmailField("to")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="emails",
    )
    purpose = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    about = models.JSONField(default=dict, help_text="Keys and titles that its words need.")
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(auto_now_add=True)
    queued_at = models.DateTimeField(null=True, blank=True)
    not_before = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    digest = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="gathered"
    )
    failure = models.CharField(max_length=200, blank=True)

    objects = EmailQuerySet.as_manager()

    class Meta:
        verbose_name = "e-mail"
        ordering = ["-asked_at"]
        indexes = [
            models.Index(
                fields=["asked_at"],
                name="email_to_be_sent",
                condition=models.Q(state__in=["queued", "gathered", "sending"]),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["address", "purpose", "key"], name="email_once_for_a_purpose"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.key}"
