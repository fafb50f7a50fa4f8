"""Month tallies as plain data, beside the recount of their events."""

from typing import Any

from django.utils import timezone

from partnership.programmes.models import Programme
from pilots.actions.event_changes import Counted
from pilots.actions.tallies import POINTS, held_now
from pilots.models import MonthTally
from pilots.month_sums import MonthSums, Sum
from pilots.selectors.month_facts import sums_by_place


def kept(programme: Programme) -> dict[Counted, MonthSums]:
    """What the tallies say; a month that came to hold nothing is left out."""
    rows = MonthTally.objects.filter(programme=programme)
    found = {
        Counted(programme.pk, row.area_id, row.kind_id, row.month): MonthSums(
            events=row.events,
            undated=row.undated,
            points={p: getattr(row, name) for p, name in POINTS.items() if getattr(row, name)},
            counts={(each.type, each.part): _sum(each) for each in row.counts.all()},
            sectors={each.sector: _sum(each) for each in row.sectors.all()},
            partners={each.organisation_id: each.events for each in row.partners.all()},
        )
        for row in rows.prefetch_related("counts", "sectors", "partners")
    }
    return {place: sums for place, sums in found.items() if sums != MonthSums()}


def recounted(programme: Programme) -> dict[Counted, MonthSums]:
    """What the events come to, counted one by one."""
    events = held_now().filter(programme=programme)
    return sums_by_place(events, as_at=timezone.localdate())


def _sum(row: Any) -> Sum:
    return Sum(row.value, row.events, row.is_about, row.is_at_least)
