"""What an event used of the portfolio: only what is read where the event is."""

from collections.abc import Sequence

from partnership.people.models import User
from partnership.people.refusals import RefusedError
from pilots.actions.event_details import change_rows
from pilots.event_parts import RESOURCES, Row
from pilots.models import Event
from pilots.selectors.learning import versions_for


def change_uses(*, event: Event, rows: Sequence[Row], seen: int, by: User) -> None:
    """Let the event have used these; see `change_rows`.

    Raises RefusedError for what is not shared, nor of the event's own area and programme,
    and ChangedMeanwhileError where somebody else was quicker.
    """
    there = set(versions_for(event).values_list("pk", flat=True))
    for row in rows:
        version = row.values["version"]
        if not row.is_removed and version.pk not in there:
            raise RefusedError(
                f"“{version.resource}” is not shared, and not of the event’s own area. Ask the"
                " programme’s managers to share it, then say that it was used."
            )
    change_rows(event=event, part=RESOURCES, rows=rows, seen=seen, by=by)
