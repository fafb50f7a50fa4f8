"""Who changed what of a milestone: its wording, and who answers for its deliveries."""

from collections import defaultdict
from itertools import pairwise
from typing import Any

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
    """Each change of an owner; one query, however many deliveries there are."""
    rows = Delivery.history.filter(reach.q("area"), milestone=key)
    by_delivery: dict[int, list[Any]] = defaultdict(list)
    for row in rows.select_related("history_user", "area").order_by("history_date", "history_id"):
        by_delivery[row.id].append(row)
    return [
        _owner_line(before, after)
        for told in by_delivery.values()
        for before, after in pairwise(told)
        if before.owner != after.owner
    ]


def _owner_line(before: Any, after: Any) -> HistoryLine:
    where = after.area.name if after.area else "the whole programme"
    was, now = (row.owner or NOT_RECORDED for row in (before, after))
    why = after.history_change_reason or ""
    is_loaded = why == FROM_WORKBOOK
    who = str(after.history_user) if after.history_user else THE_SERVICE
    return HistoryLine(
        who=LOADED if is_loaded else who,
        sentence=f"changed the owner in {where} from {was} to {now}",
        at=after.history_date,
        why="" if is_loaded else why,
    )
