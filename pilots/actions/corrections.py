"""Confirmed figures are corrected: what each was, why it changed and since when stays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils import timezone

from partnership.dates import NOT_RECORDED
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from pilots.actions.event_changes import event_change
from pilots.event_parts import Part, Row
from pilots.figure_words import feedback_figure, figure, of_part, of_what
from pilots.models import CountCorrection, Event, EventCount

Of = CountCorrection.Part
CLOSED = (
    "The figures are confirmed. Whoever confirms counts there can correct them, with why; leave"
    " the numbers as they were."
)
NO_WHY = "The figures are confirmed: say why they are corrected. Readers are told."


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
        return figure(self.value, self.qualifier)


def correct_count(*, event: Event, seen: int, corrected: Corrected, why: str, by: User) -> None:
    """Correct one confirmed count, or add one that was forgotten; the event stays confirmed.

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
    was = {"was_value": row.value, "was_stated": row.as_stated} if row else {"is_new": True}
    note(
        event,
        **kept,
        **was,
        was=figure(row.value, row.qualifier) if row else NOT_RECORDED,
        became=corrected.words,
        was_qualifier=row.qualifier if row else "",
        why=why,
        by=by,
    )
    row = row or EventCount(event=event, reported_on=timezone.localdate(), **kept)
    row.value, row.qualifier, row.as_stated = corrected.value, corrected.qualifier, ""
    row.save()


def note(event: Event, **said: Any) -> None:
    """Keep what a figure was, as the event's next correction, said today."""
    last = event.corrections.aggregate(last=Max("number"))["last"] or 0
    event.corrections.create(number=last + 1, reported_on=timezone.localdate(), **said)


def _refuse_same(row: EventCount | None, corrected: Corrected) -> None:
    if row is None and corrected.value is None:
        raise RefusedError("Give the figure that was forgotten.", "value")
    if row and (row.value, row.qualifier) == (corrected.value, corrected.qualifier):
        raise RefusedError(f"It says {corrected.words} already: give another figure.", "value")


def _told(event: Event, corrected: Corrected, why: str) -> str:
    row = event.counts.filter(type=corrected.type, group=corrected.group).first()
    was = figure(row.value, row.qualifier) if row else NOT_RECORDED
    name = of_what(corrected.type, corrected.group)
    return f"{name} corrected from {was} to {corrected.words}: {why}"[:300]


@dataclass(frozen=True)
class Change:
    """One confirmed figure of a part's row that changes; empty `before` is a new row."""

    part: Part
    group: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    stated: str = ""  # the source's words for what it was

    @property
    def words(self) -> str:
        """Participations in Laughter workshops corrected from 34 to 30."""
        name = of_part(self.part.corrected, "", self.group)
        return f"{name} corrected from {self.was} to {self.became}"

    @property
    def was(self) -> str:
        return _words(self.part, self.before) if self.before else NOT_RECORDED

    @property
    def became(self) -> str:
        return _words(self.part, self.after)


def _words(part: Part, values: Mapping[str, Any]) -> str:
    if part.corrected == Of.FEEDBACK:
        given = (values[name] for name in ("per_cent", "answers", "base", "as_stated"))
        return feedback_figure(*given)
    return figure(*(values[name] for name in part.figures))


def changes_of(part: Part, records: Iterable[Any], rows: Sequence[Row]) -> list[Change]:
    """The figures that these rows change, of a part whose figures are confirmed."""
    known = {record.pk: record for record in records}
    found = [_change(part, known.get(row.key), row) for row in rows if not row.is_removed]
    return [each for each in found if each is not None]


def _change(part: Part, record: Any, row: Row) -> Change | None:
    name = part.told_by[0]
    after = {each: row.values[each] for each in part.figures}
    if row.key is None:
        return Change(part, str(row.values[name]), {}, after) if _is_known(part, after) else None
    if record is None:
        return None
    before = {each: getattr(record, each) for each in part.figures}
    stated = getattr(record, "as_stated", "")
    changed = Change(part, str(getattr(record, name)), before, after, stated)
    return changed if before != after else None


def _is_known(part: Part, values: Mapping[str, Any]) -> bool:
    return any(values[each] not in (None, "") for each in part.figures if "qualifier" not in each)


def refuse_removal(part: Part, records: Iterable[Any], rows: Sequence[Row]) -> None:
    """Raise RefusedError where a row with a confirmed figure would go."""
    gone = {row.key for row in rows if row.is_removed}
    for record in records:
        values = {each: getattr(record, each) for each in part.figures}
        if record.pk in gone and _is_known(part, values):
            raise RefusedError(
                f"The figures of “{record}” are confirmed, so it stays. If they were wrong, empty"
                " its number instead: what it was is kept."
            )


def refuse_unexplained(changes: Sequence[Change], *, why: str, may_correct: bool) -> None:
    """Raise RefusedError for confirmed figures that change without leave or reason."""
    if changes and not may_correct:
        raise RefusedError(CLOSED)
    if changes and not why.strip():
        raise RefusedError(NO_WHY, "why")


def note_changes(event: Event, changes: Iterable[Change], *, why: str, by: User) -> None:
    """Keep what each confirmed figure was."""
    for each in changes:
        note(
            event,
            part=each.part.corrected,
            group=each.group,
            was=each.was[:120],
            became=each.became[:120],
            is_new=not each.before,
            why=why,
            by=by,
            **_kept(each),
        )


def _kept(change: Change) -> dict[str, Any]:
    before = change.before
    if not before:
        return {}
    if change.part.corrected == Of.FEEDBACK:
        return {
            "was_value": before["answers"],
            "was_per_cent": before["per_cent"],
            "was_base": before["base"],
            "was_stated": change.stated,
            "was_qualifier": "",
        }
    value, sure = (before[name] for name in change.part.figures)
    return {"was_value": value, "was_qualifier": sure, "was_stated": change.stated}


def rename(event: Event, part: Part, names: Mapping[str, str]) -> None:
    """Let corrections follow what they were of to its new name."""
    for each in event.corrections.filter(part=part.corrected, group__in=names):
        each.group = names[each.group]
        each.save(update_fields=["group"])
