"""What waits for areas' answers: counted for first pages, and told to who may answer."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from milestones.actions.versions import newest_version
from milestones.emails.plan import send_changes, send_still_waits
from milestones.models import PlanVersion
from milestones.reminder_rules import MISSED_DAYS, is_reminded_of
from milestones.selectors.answers import waiting_answers
from milestones.selectors.reminded import managers_of
from partnership.programmes.models import Programme
from partnership.programmes.reach import EVERYTHING
from pilots.models import Area

AGAIN_AFTER = 14  # days after a version was published


@transaction.atomic
def tally_waiting(programme: Programme) -> None:
    """Count anew what waits, of the newest version; whoever changes an answer does so."""
    newest = newest_version(programme)
    if newest is None:
        return
    counts = waiting_answers(programme, EVERYTHING)
    waiting = {str(area or ""): count for area, count in counts.items()}
    PlanVersion.objects.filter(pk=newest.pk).exclude(waiting=waiting).update(waiting=waiting)


def tell_areas(version: PlanVersion) -> None:
    """Write to each area's managers, once, that rows of the newest version wait there.

    Whoever published it knows.
    """
    managers = managers_of(version.programme, on=timezone.localdate())
    for area in _where_some_wait(version):
        for user in managers.of_areas.get(area.pk, ()):
            if user.pk != version.published_by_id:
                send_changes(version, area, to=user)


def remind_of_answers(*, on: date) -> None:
    """Tell of versions that came with a workbook; remind once of rows that still wait.

    By then the programme's managers hear of an area that has none. The tallies are
    counted anew. Run again, it sends nothing twice.
    """
    for programme in Programme.objects.all():
        tally_waiting(programme)
        newest = newest_version(programme)
        if newest is None or newest.published_at is None:
            continue
        days = (on - timezone.localdate(newest.published_at)).days
        if not is_reminded_of(programme.ends_on, on=on):
            continue
        if 0 <= days <= MISSED_DAYS:
            tell_areas(newest)
        elif AGAIN_AFTER <= days <= AGAIN_AFTER + MISSED_DAYS:
            _remind(newest, on=on)


def _remind(version: PlanVersion, *, on: date) -> None:
    managers = managers_of(version.programme, on=on)
    for area in _where_some_wait(version):
        for user in managers.of(area.pk):
            send_still_waits(version, area, to=user)


def _where_some_wait(version: PlanVersion) -> list[Area]:
    """The areas that are asked about rows, as they were counted last."""
    version.refresh_from_db(fields=["waiting"])
    found = version.programme.areas.order_by("position", "pk")
    return [area for area in found if version.waiting.get(str(area.pk))]
