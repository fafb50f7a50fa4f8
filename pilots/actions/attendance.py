"""Who came to a meeting, and the interests that they declared there."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from pilots.actions.meeting_limits import (
    NOT_CANCELLED,
    locked,
    refuse_if_approved,
    refuse_unless_held,
)
from pilots.models import Attendance, Declaration, Meeting
from pilots.quorum import Came, Tally, tally
from pilots.selectors.meetings import SeatAtMeeting, attendance_rows, seats_at
from pilots.text_changes import is_same


@dataclass(frozen=True)
class Mark:
    """What was said of a seat; `state` "" takes back what was; `people` of a counted seat."""

    state: str
    people: int | None = None


@transaction.atomic
def record_attendance(*, meeting: Meeting, seen: int, by: User, marks: Mapping[int, Mark]) -> Tally:
    """Record of each seat (by its key) whether it was filled, and the totals with it.

    Totals that were recorded without seats stay until the first seat is recorded.
    """
    with changing(meeting, seen=seen, by=by) as now:
        refuse_if_approved(now)
        refuse_unless_held(now)
        before = attendance_rows(now)
        for line in seats_at(now):
            if mark := marks.get(line.seat.pk):
                _mark(now, line, before.get(line.seat.pk), mark, by)
        counts = tally_of(now)
        if counts.is_recorded or before:
            now.present = counts.present if counts.is_recorded else None
            now.apologies = counts.apologies if counts.is_recorded else None
    return counts


def _mark(
    meeting: Meeting, line: SeatAtMeeting, row: Attendance | None, mark: Mark, by: User
) -> None:
    if (mark.state, mark.people) == (line.state, line.came):
        return
    _check(line, mark)
    if not mark.state:
        if row:
            record_by(row, by=by)
            row.delete()
        return
    row = row or Attendance(meeting=meeting, seat=line.seat)
    row.state, row.people = mark.state, mark.people
    record_by(row, by=by)
    row.save()


def _check(line: SeatAtMeeting, mark: Mark) -> None:
    seat, field = line.seat, f"people_{line.seat.pk}"
    if mark.people is None:
        if mark.state == Attendance.State.PRESENT and seat.people is not None:
            raise RefusedError(f"Say how many of the {seat.people} came: {seat.post}.", field)
        return
    if mark.state != Attendance.State.PRESENT or seat.people is None:
        raise RefusedError(
            f"People are counted only of a counted seat that came: {seat.post}.", field
        )
    if not 1 <= mark.people <= seat.people:
        raise RefusedError(
            f"{seat.post}: the seat is for {seat.people}, so enter 1 to {seat.people}."
            " If more came, change the seat first; if nobody did, choose absent.",
            field,
        )


def tally_of(meeting: Meeting) -> Tally:
    """The numbers of a meeting from its seats; one query."""
    return tally(
        (Came(each.state, each.seat.people, each.came) for each in seats_at(meeting)),
        quorum=meeting.group.quorum,
    )


@transaction.atomic
def declare_interest(
    *, meeting: Meeting, seat: int, interest: str, outcome: str, by: User
) -> Declaration:
    """Record an interest that the holder of a seat declared, and what was done about it."""
    now = locked(meeting)
    refuse_if_approved(now)
    if now.status == Meeting.Status.CANCELLED:
        raise RefusedError(NOT_CANCELLED)
    if seat not in {each.seat.pk for each in seats_at(now)}:
        raise RefusedError("That seat was not held on the day of the meeting.", "seat")
    row = Declaration(meeting=now, seat_id=seat, interest=interest, outcome=outcome)
    record_by(row, by=by)
    row.save()
    return row


@transaction.atomic
def change_declaration(
    *, meeting: Meeting, declaration: int, shown: str, outcome: str | None, by: User
) -> None:
    """Say what was done about an interest declared; None takes the declaration back.

    Raises RefusedError where it is not `shown`, what the person had before them,
    that would be written over.
    """
    now = locked(meeting)
    refuse_if_approved(now)
    row = now.declarations.select_for_update().filter(pk=declaration).first()
    if row is None:
        wrote = f" You had written: “{outcome}”" if outcome else ""
        raise RefusedError(f"This declaration was removed by somebody else meanwhile.{wrote}")
    if not any(is_same(row.outcome, text) for text in (shown, outcome) if text is not None):
        _refuse_overtaken(row)
    record_by(row, by=by)
    if outcome is None:
        row.delete()
    else:
        row.outcome = outcome
        row.save()


def _refuse_overtaken(row: Declaration) -> None:
    did = f"wrote here meanwhile: “{row.outcome}”" if row.outcome else "emptied this meanwhile."
    raise RefusedError(
        f"Somebody {did} What you sent stands here still: save it again to put it in the place of"
        " theirs.",
        "outcome",
    )
