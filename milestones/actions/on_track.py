"""The shortest update, by the link of a reminder: it is still on track."""

from django.db import transaction
from django.utils import timezone

from milestones.actions.reports import STILL_ON_TRACK, record_update
from milestones.models import Delivery
from milestones.on_track import last_number
from milestones.selectors.standings import standing_of
from milestones.update_rules import Word
from partnership.people.models import User
from partnership.people.refusals import RefusedError

USED = (
    "Something was said of this milestone since the e-mail was sent, or the link was used: nothing"
    " was changed. Open the milestone to say how it stands now."
)


@transaction.atomic
def say_on_track(*, delivery: Delivery, last_seen: int, note: str = "", by: User) -> None:
    """Report that no date of an open delivery changes.

    `last_seen` is the number of the last word on it that the person knew of.
    Raises RefusedError where another word came since, or it is done or not needed.
    """
    locked = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if last_number(locked) != last_seen:
        raise RefusedError(USED)
    standing = standing_of(locked, on=timezone.localdate())
    if not standing.is_open:
        raise RefusedError("It is not open any more: nothing was changed.")
    word = Word(stage=standing.stage, note=note or STILL_ON_TRACK)
    record_update(delivery=locked, seen=locked.version, word=word, by=by)
