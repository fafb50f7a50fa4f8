"""What belongs to an event – counts, activities, partners … – changed row by row."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Max, Model

from partnership.dates import day_words
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.programmes.models import PriorityGroup, Source
from pilots.actions import corrections
from pilots.actions.event_changes import event_change
from pilots.actions.event_life import figures_at_odds
from pilots.actions.learning_methods import method_called
from pilots.actions.organisations import known_or_added
from pilots.actions.short_figures import said_on
from pilots.event_parts import Part, Row, words_of_changes
from pilots.models import (
    ConsultationQuestion,
    Event,
    EventCount,
    EventParticipants,
    LearningMethod,
    ReportingBody,
)

MOST_ROWS = 100
LINKED = {"priority_groups": "Priority groups", "methods": "Learning methods", "bodies": "Boards"}


@dataclass(frozen=True)
class NewOrganisation:
    """An organisation that is not in the register yet."""

    name: str
    sector: str = ""


def change_rows(
    *,
    event: Event,
    part: Part,
    rows: Sequence[Row],
    seen: int,
    by: User,
    why: str = "",
    question: ConsultationQuestion | None = None,
    may_correct: bool = False,
) -> None:
    """Let the event have these rows of a part; rows that are not named stay as they are.

    `question` is the one whose themes they are. Its history says what was added,
    changed and removed. What confirmed figures were is kept with `why`, for who
    `may_correct` them; of counts `why` says why more attended than came through the
    door. Raises RefusedError, and ChangedMeanwhileError where somebody was quicker.
    """
    is_confirmed = event.status == Event.Status.CONFIRMED
    if part.rows == "counts" and is_confirmed:
        raise RefusedError("The figures are confirmed: correct one of them, with why, instead.")
    owner: Any = question or event
    standing = list(getattr(owner, part.rows).all())
    corrected = []
    if part.corrected and is_confirmed:
        corrections.refuse_removal(part, standing, rows)
        corrected = corrections.changes_of(part, standing, rows)
        corrections.refuse_unexplained(corrected, why=why, may_correct=may_correct)
    told = [_told(part, standing, rows), *(each.words for each in corrected)]
    explained = part.rows == "counts" and why != event.above_why
    if not told[0] and not explained:
        return
    reason = "; ".join(filter(None, [*told, why if corrected else ""]))
    with event_change(event, seen=seen, by=by, why=reason) as now:
        corrections.note_changes(now, corrected, why=why, by=by)
        corrections.rename(now, part, _renamed(part, standing, rows))
        _write(owner, event, part, rows, by)
        if part.rows == "counts":
            now.above_why = why if figures_at_odds(now) else ""


def _renamed(part: Part, standing: Iterable[Any], rows: Sequence[Row]) -> dict[str, str]:
    """What each row was called, and is called now."""
    name = part.told_by[0]
    known = {record.pk: getattr(record, name) for record in standing}
    return {
        known[row.key]: row.values[name]
        for row in rows
        if part.corrected and row.key in known and known[row.key] != row.values[name]
    }


def _told(part: Part, standing: Iterable[Model], rows: Sequence[Row]) -> str:
    known = {row.pk: row for row in standing}
    typed = {row.key: row for row in rows if row.key is not None and row.key in known}
    return words_of_changes(
        part.title,
        [_name(part, row.values) for row in rows if row.key is None and not row.is_removed],
        [
            _name(part, row.values)
            for key, row in typed.items()
            if not row.is_removed and _differs(known[key], row)
        ],
        [_name(part, row.values) for row in typed.values() if row.is_removed],
    )


def _name(part: Part, values: Any) -> str:
    names = [getattr(values[field], "name", values[field]) for field in part.told_by]
    return " ".join(str(name) for name in names if name)[:80]


def _differs(record: Model, row: Row) -> bool:
    return any(getattr(record, name) != value for name, value in row.values.items())


def _write(owner: Any, event: Event, part: Part, rows: Sequence[Row], by: User) -> None:
    """Remove, change and add; what is told apart anew is made anew, so that two can swap."""
    kept = getattr(owner, part.rows)
    known = {each.pk: each for each in kept.all()}
    last = (kept.aggregate(last=Max(part.order))["last"] or 0) if part.order else 0
    if len(known) + sum(row.key is None for row in rows) > MOST_ROWS:
        raise RefusedError(f"An event keeps at most {MOST_ROWS} of them: remove some first.")
    again: list[Any] = []
    for row in rows:
        record = known.get(row.key) if row.key else kept.model(**{kept.field.name: owner})
        if record is None:
            continue
        if row.is_removed:
            record.delete()
            continue
        if not record.pk or _differs(record, row):
            again.append(_put(record, row, part, event, by))
    for record in again:
        if record.pk is None and part.order and not getattr(record, part.order):
            last += 1
            setattr(record, part.order, last)
        record.save()


def _put(record: Any, row: Row, part: Part, event: Event, by: User) -> Any:
    """The values on the record; as a new one where it goes by another name now."""
    values = {name: _resolved(value, event, by) for name, value in row.values.items()}
    is_new = record.pk is None
    is_renamed = any(getattr(record, name, None) != values[name] for name in part.told_by)
    if isinstance(record, EventCount | EventParticipants) and (is_new or record.value is None):
        record.reported_on = said_on(event)
    if not is_new and is_renamed and part.rows != "questions":
        type(record)._default_manager.filter(pk=record.pk).delete()
        record.pk = None
        record._state.adding = True
    for name, value in values.items():
        setattr(record, name, value)
    return record


def _resolved(value: Any, event: Event, by: User) -> Any:
    """An organisation of that name, added to the register where it is not there yet."""
    if not isinstance(value, NewOrganisation):
        return value
    why = f"Added with the event {event.name}"
    known, _ = known_or_added(name=value.name, sector=value.sector, by=by, why=why)
    return known


@dataclass(frozen=True)
class About:
    """What is said of an event beyond its short facts; fields are named as the event's own.

    `reported_on` None leaves the day on which it was reported as it is.
    """

    purpose: str
    audience: str
    youngest: str
    oldest: str
    planned_with: str
    opened_by: str
    findings: str
    before_on: date | None
    happened_as_stated: str
    source: Source | None
    reported_on: date | None = None


def change_about(
    *,
    event: Event,
    seen: int,
    about: About,
    groups: Collection[PriorityGroup],
    methods: Collection[LearningMethod],
    bodies: Collection[ReportingBody],
    new_method: str = "",
    by: User,
) -> None:
    """Change what is said of an event, whom it was for and how people learned there.

    `new_method` adds a learning method to the programme's. Raises RefusedError
    and ChangedMeanwhileError.
    """
    links = {"priority_groups": groups, "methods": methods, "bodies": bodies}
    if about.before_on and event.happened.day:
        raise RefusedError(
            "Its day is known, so “before” says nothing: leave it empty.", "before_on"
        )
    with event_change(event, seen=seen, by=by, why=_links_words(event, links, new_method)) as now:
        _refuse_later(now, about.reported_on)
        for field in fields(about):
            if field.name != "reported_on" or about.reported_on:
                setattr(now, field.name, getattr(about, field.name))
        if new_method:
            links["methods"] = [*methods, method_called(now.programme, new_method)]
        for name, chosen in links.items():
            getattr(now, name).set(chosen)


def _refuse_later(event: Event, day: date | None) -> None:
    """What was known on a day can't become known later."""
    if day and day > event.reported_on:
        raise RefusedError(
            f"It was reported on {day_words(event.reported_on)}, before that paper: leave this"
            " empty.",
            "as_paper",
        )


def _links_words(event: Event, links: dict[str, Collection[Any]], new_method: str) -> str:
    told = []
    for name, chosen in links.items():
        before = set(getattr(event, name).all())
        added = [str(each) for each in chosen if each not in before]
        if name == "methods" and new_method:
            added.append(new_method)
        gone = [str(each) for each in before - set(chosen)]
        told.append(words_of_changes(LINKED[name], added, [], gone))
    return ". ".join(filter(None, told))
