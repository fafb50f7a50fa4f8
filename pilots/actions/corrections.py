"""Confirmed figures are corrected: what each was, why it changed and since when stays."""

from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone

from partnership.dates import NOT_RECORDED
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from pilots.actions.event_changes import event_change
from pilots.counting import Count, CountType, Qualifier, Tally
from pilots.models import Event, EventCount


@dataclass(frozen=True)
class Corrected:
    """What a count should have said; `value` None is not recorded."""

    type: str
    group: str
    value: int | None
    qualifier: str

    @property
    def words(self) -> str:
        """about 200; not recorded."""
        return figure_words(self.value, self.qualifier)


def figure_words(value: int | None, qualifier: str) -> str:
    """A figure as pages print it."""
    if value is None:
        return NOT_RECORDED
    return Tally.of(Count("", CountType.ATTENDANCE, value, Qualifier(qualifier))).figure


def correct_count(*, event: Event, seen: int, corrected: Corrected, why: str, by: User) -> None:
    """Correct one confirmed figure, or add one that was forgotten; the event stays confirmed.

    A look back at a day before today shows what it was. Raises RefusedError
    where nothing changes or nothing is confirmed, and ChangedMeanwhileError.
    """
    if not why.strip():
        raise RefusedError("Say why the figure is corrected: readers are told.", "why")
    with event_change(event, seen=seen, by=by, why=_told(event, corrected, why)) as now:
        if now.status != Event.Status.CONFIRMED:
            raise RefusedError("Its figures are not confirmed, so change them as they are.")
        _write(now, corrected, why, by)


def _write(event: Event, corrected: Corrected, why: str, by: User) -> None:
    kept = {"type": corrected.type, "group": corrected.group}
    row = event.counts.filter(**kept).first()
    _refuse_same(row, corrected)
    today = timezone.localdate()
    last = event.corrections.aggregate(last=Max("number"))["last"] or 0
    event.corrections.create(
        number=last + 1,
        was=figure_words(row.value, row.qualifier) if row else NOT_RECORDED,
        became=corrected.words,
        was_value=row.value if row else None,
        was_qualifier=row.qualifier if row else "",
        why=why,
        by=by,
        reported_on=today,
        **kept,
    )
    row = row or EventCount(event=event, reported_on=today, **kept)
    row.value, row.qualifier, row.as_stated = corrected.value, corrected.qualifier, ""
    row.save()


def _refuse_same(row: EventCount | None, corrected: Corrected) -> None:
    if row is None and corrected.value is None:
        raise RefusedError("Give the figure that was forgotten.", "value")
    if row and (row.value, row.qualifier) == (corrected.value, corrected.qualifier):
        raise RefusedError(f"It says {corrected.words} already: give another figure.", "value")


def _told(event: Event, corrected: Corrected, why: str) -> str:
    row = event.counts.filter(type=corrected.type, group=corrected.group).first()
    was = figure_words(row.value, row.qualifier) if row else NOT_RECORDED
    name = of_what(corrected.type, corrected.group)
    return f"{name} corrected from {was} to {corrected.words}: {why}"[:300]


def of_what(type: str, group: str) -> str:
    """Attendance of children; Footfall."""
    label = str(EventCount.Type(type).label)
    return f"{label} of {group}" if group else label
