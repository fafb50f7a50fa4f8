"""An event's photographs and documents."""

from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Attachment, Event, EventFile
from pilots.photographs import preview_of

SIZES = ("whole", "preview")


def files_of(event: Event) -> list[EventFile]:
    """All of them, photographs last, each with who added it; one query."""
    return list(event.files.select_related("attachment__by"))


def file_of(event: Event, key: int) -> EventFile:
    """One of them; raises EventFile.DoesNotExist."""
    return event.files.select_related("attachment").get(pk=key)


def picture_of(programme: Programme, slug: str, key: int, *, size: str, reach: Reach) -> Attachment:
    """A photograph of an event within reach, or its preview; two queries.

    One whose preview is gone is given whole. Raises EventFile.DoesNotExist.
    """
    photo = EventFile.objects.select_related("attachment").get(
        reach.q("event__area"),
        event__programme=programme,
        event__slug=slug,
        kind=EventFile.Kind.PHOTO,
        pk=key,
    )
    whole: Attachment = photo.attachment
    if size == "whole":
        return whole
    return Attachment.objects.filter(path=preview_of(whole.path)).first() or whole
