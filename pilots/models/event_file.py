"""What is kept with an event: photographs and documents, and the learning it used."""

from django.db import models
from django.db.models import Q

from pilots.models.attachment import Attachment
from pilots.models.event import Event
from pilots.models.learning import LearningResourceVersion


class EventFile(models.Model):
    """A photograph or a document, with what those in the picture agreed to."""

    class Kind(models.TextChoices):
        PHOTO = "photo", "Photograph"
        DOCUMENT = "document", "Document"

    class Consent(models.TextChoices):
        NOBODY = "nobody", "Nobody can be recognised"
        GIVEN = "given", "Everybody who can be recognised agreed"
        GUARDIANS = "guardians", "They, and the parents or guardians of children, agreed"
        NOT_RECORDED = "", "Not recorded"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="files")
    attachment = models.OneToOneField(
        Attachment, on_delete=models.CASCADE, related_name="event_file"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    caption = models.CharField(
        max_length=300, blank=True, help_text="What is to be seen; never a child’s name."
    )
    consent = models.CharField(max_length=10, choices=Consent, blank=True)
    consent_on = models.DateField("day of the consent", null=True, blank=True)
    consent_held_by = models.CharField(
        "who keeps the signed forms", max_length=200, blank=True, help_text="A post, not a name."
    )
    may_be_printed = models.BooleanField(
        "may be printed in reports and case studies", default=False
    )

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(may_be_printed=False) | Q(kind="document") | ~Q(consent=""),
                name="event_photo_printed_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return self.caption or str(self.attachment)


class EventResource(models.Model):
    """A learning resource, in the version that an event used."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="resources")
    version = models.ForeignKey(
        LearningResourceVersion, on_delete=models.PROTECT, related_name="events"
    )
    note = models.CharField("how it worked", max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "version"], name="event_resource_once"),
        ]

    def __str__(self) -> str:
        return str(self.version)
