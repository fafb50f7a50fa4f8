"""Files added to records, within a person's reach."""

from django.db.models import Q

from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Attachment
from pilots.photographs import PREVIEW_MARK

OF_STORIES = "stories/"  # given out by the story that names them, and by nothing else
EVENT, RESOURCE = "event_file__event__area", "learning_resource_file__version__resource__area"


def attachment_of(programme: Programme, key: int, *, reach: Reach) -> Attachment:
    """One file within reach; raises Attachment.DoesNotExist.

    What is of an event or of a resource is read by whoever reads that, wherever it
    has gone since; a preview is shown on pages alone.
    """
    readers = reach.q("area") & Q(event_file=None, learning_resource_file=None)
    readers |= reach.q(EVENT) & Q(event_file__isnull=False)
    readers |= reach.q(RESOURCE) & Q(learning_resource_file__isnull=False)
    files = Attachment.objects.filter(readers, programme=programme)
    apart = Q(path__endswith=PREVIEW_MARK) | Q(path__startswith=OF_STORIES)
    return files.exclude(apart).get(pk=key)
