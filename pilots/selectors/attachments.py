"""Files added to records, within a person's reach."""

from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import Attachment


def attachment_of(programme: Programme, key: int, *, reach: Reach) -> Attachment:
    """One file within reach; raises Attachment.DoesNotExist."""
    return Attachment.objects.filter(programme=programme).visible_to(reach).get(pk=key)
