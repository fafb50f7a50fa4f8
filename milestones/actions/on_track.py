"""The shortest update: it is still on track."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from milestones.actions.updates import UpdateRow, record_updates
from milestones.models import Delivery
from milestones.on_track import last_number
from milestones.selectors.standings import standing_of
from partnership.people.models import User
from partnership.people.refusals import RefusedError

STILL_ON_TRACK = "Still on track."
USED = (
    "Something was said of this milestone since the e-mail was sent, or the link was used: nothing"
    " was changed. Open the milestone to say how it stands now."
)


@transaction.atomic
def say_on_track(
    *, delivery: Delivery, last_seen: int, note: str = "", reported_on: date | None = None, by: User
) -> None:
    """Report that no date of an open delivery changes.

    `last_seen` is the number of the last word on it that the person knew of.
    Raises RefusedError where another word came since, or it is done or not needed.
    """
    locked = Delivery.objects.select_for_update().get(pk=delivery.pk)
    number = last_number(locked)
    if number != last_seen:
        raise RefusedError(USED)
    day = reported_on or timezone.localdate()
    if not standing_of(locked, on=day).is_open:
        raise RefusedError("It is not open any more: nothing was changed.")
    row = UpdateRow(number=number + 1, reported_on=day, note=note or STILL_ON_TRACK)
    record_updates(delivery=locked, rows=[row], by=by)
