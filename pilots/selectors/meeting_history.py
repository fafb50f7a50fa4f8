"""What happened to a meeting and its parts, in sentences: two queries, however many parts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, TextField, Value
from django.db.models.functions import Cast

from partnership.people.history import FROM_WORKBOOK, LOADED, THE_SERVICE, HistoryLine, lines_of
from pilots.models import AgendaItem, Attendance, Declaration, Meeting, MinutesCorrection
from pilots.presenters.meeting_history import Step, told_together

TOGETHER = timedelta(seconds=2)  # changes so close are one save of one form


def history_of_meeting(
    meeting: Meeting, posts: Mapping[int, str], corrections: Iterable[MinutesCorrection]
) -> list[HistoryLine]:
    """The meeting's history, newest first; `posts` are the seats' words by their keys."""
    added = [
        HistoryLine(
            str(each.by or THE_SERVICE), "added a correction to the minutes", each.recorded_at
        )
        for each in corrections
    ]
    lines = [*_own_lines(meeting), *_part_lines(meeting, posts), *added]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _own_lines(meeting: Meeting) -> list[HistoryLine]:
    """What is derived, or said beside the minutes, is left out and not looked up again."""
    rows = list(
        meeting.history.select_related("history_user").order_by("history_date", "history_id")
    )
    for row in rows:
        row.approved_by_id = row.approved_at_meeting_id = row.held_on = None
    return lines_of(rows, "meeting")


@dataclass(frozen=True)
class _Row:
    """A historical row of a part, of whichever table."""

    kind: str
    at: datetime
    type: str
    user: str
    why: str
    seat: int | None
    title: str

    @property
    def who(self) -> str:
        return LOADED if self.why == FROM_WORKBOOK else self.user or THE_SERVICE

    @property
    def sort(self) -> tuple[str, str, str]:
        return self.kind, self.type, self.who


def _part_lines(meeting: Meeting, posts: Mapping[int, str]) -> Iterator[HistoryLine]:
    nothing: Any = Cast(Value(None), IntegerField())
    attendance = _rows(Attendance, meeting, F("seat_id"), Value("")).exclude(history_type="+")
    declared = _rows(Declaration, meeting, F("seat_id"), Value(""))
    agenda = _rows(AgendaItem, meeting, nothing, F("title"))
    found = agenda.union(attendance, declared, all=True)
    for rows in _saved_together(sorted((_Row(*values) for values in found), key=lambda r: r.at)):
        first = rows[0]
        step = Step(first.kind, first.type, [posts.get(r.seat or 0, r.title) for r in rows])
        why = "" if first.why == FROM_WORKBOOK else first.why
        yield HistoryLine(first.who, told_together(step), first.at, why)


def _rows(model: Any, meeting: Meeting, seat: Any, title: Any) -> QuerySet[Any, Any]:
    """The columns of _Row, alike for every table."""
    rows: QuerySet[Any, Any] = model.history.filter(meeting_id=meeting.pk).order_by()
    return rows.values_list(
        Value(model._meta.model_name, output_field=CharField()),
        "history_date",
        "history_type",
        Cast(F("history_user__display_name"), TextField()),
        Cast(F("history_change_reason"), TextField()),
        seat,
        Cast(title, TextField()),
    )


def _saved_together(rows: Iterable[_Row]) -> list[list[_Row]]:
    """Rows of one kind, done by one person at one moment, as one step."""
    steps: dict[tuple[str, str, str], list[list[_Row]]] = {}
    for row in rows:
        before = steps.setdefault(row.sort, [])
        if before and row.at - before[-1][-1].at <= TOGETHER:
            before[-1].append(row)
        else:
            before.append([row])
    return [step for found in steps.values() for step in found]
