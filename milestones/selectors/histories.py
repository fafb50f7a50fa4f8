"""Who changed what of a milestone: its wording, and who answers for its deliveries."""

from typing import Any

from django.db.models import F, Window
from django.db.models.functions import Lag

from milestones.models import Delivery, Milestone
from partnership.dates import NOT_RECORDED
from partnership.people.history import (
    FROM_WORKBOOK,
    LOADED,
    THE_SERVICE,
    HistoryLine,
    lines_of,
)
from partnership.programmes.reach import Reach


def milestone_history(key: int, *, reach: Reach) -> list[HistoryLine]:
    """The changes of a milestone and of its deliveries' owners within reach, newest first.

    What was told of its deliveries stands in their own updates. Three queries at most.
    """
    rows = Milestone.history.filter(id=key).select_related("history_user")
    lines = lines_of(rows.order_by("history_date", "history_id"), "milestone")
    return sorted([*lines, *_owners(key, reach)], key=lambda line: line.at, reverse=True)


def _owners(key: int, reach: Reach) -> list[HistoryLine]:
    """Each change of an owner; one query, which leaves out what else was changed."""
    before = Window(Lag("owner"), partition_by="id", order_by=["history_date", "history_id"])
    rows = Delivery.history.filter(reach.q("area"), milestone=key).annotate(owner_before=before)
    changed = rows.filter(owner_before__isnull=False).exclude(owner_before=F("owner"))
    return [_owner_line(row) for row in changed.select_related("history_user", "area")]


def _owner_line(after: Any) -> HistoryLine:
    where = after.area.name if after.area else "the whole programme"
    was, now = (owner or NOT_RECORDED for owner in (after.owner_before, after.owner))
    why = after.history_change_reason or ""
    is_loaded = why == FROM_WORKBOOK
    who = str(after.history_user) if after.history_user else THE_SERVICE
    return HistoryLine(
        who=LOADED if is_loaded else who,
        sentence=f"changed the owner in {where} from {was} to {now}",
        at=after.history_date,
        why="" if is_loaded else why,
    )
