"""One event with all that belongs to it, for its own page."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import CharField, DateTimeField, F, Model, Q, QuerySet, Value
from django.db.models.functions import JSONObject

from partnership.people.models import Organisation
from partnership.programmes.models import Programme
from partnership.programmes.reach import Reach
from pilots.models import (
    ConsultationTheme,
    Event,
    ReportingBody,
)

ROWS = ("counts", "corrections", "activities", "partners", "participants", "feedback", "coverage")
OF_ORGANISATIONS = {"activities": "provider", "partners": "organisation"}
NAMED = ("priority_groups", "methods", "bodies")


@dataclass(frozen=True)
class EventInFull:
    """An event whose rows are at hand, the names linked to it, and the bodies told of it.

    `bodies` are (name, months of its period) pairs.
    """

    event: Event
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bodies: tuple[tuple[str, int], ...] = ()


def event_in_full(programme: Programme, slug: str, *, as_at: date, reach: Reach) -> EventInFull:
    """One event with all that belongs to it; two queries, however much it is.

    Raises Event.DoesNotExist where it is out of reach, or had not been reported
    by that day.
    """
    found: QuerySet[Event] = programme.events.as_at(as_at).visible_to(reach)
    event = found.select_related(
        "area", "kind", "venue__locality", "venue__area", "source", "confirmed_by", "repeats"
    ).get(slug=slug)
    told: dict[str, list[Any]] = defaultdict(list)
    for what, values in _all_rows(event):
        told[what].append(values)
    for name in ROWS:
        _put(event, name, _records(event, name, told[name]))
    _put_questions(event, told["questions"], told["themes"])
    bodies = sorted((each["name"], each["months_per_period"]) for each in told["told"])
    names = {name: tuple(sorted(each["name"] for each in told[name])) for name in NAMED}
    return EventInFull(event, names, tuple(bodies))


def _all_rows(event: Event) -> QuerySet[Any, Any]:
    """(what, values) of every row of the event's parts; one query."""
    asked = ConsultationTheme.objects.filter(question__event=event)
    told = ReportingBody.objects.filter(
        Q(area=event.area_id) | Q(area__isnull=True), programme=event.programme_id
    )
    parts = [
        *(_named(each, getattr(event, each), _fields(event, each)) for each in ROWS),
        _named("questions", event.questions, _columns(event.questions.model)),
        _named("themes", asked, _columns(ConsultationTheme)),
        *(_named(each, getattr(event, each), ["name"]) for each in NAMED),
        _named("told", told, ["name", "months_per_period"]),
    ]
    return parts[0].union(*parts[1:], all=True)


def _named(what: str, rows: Any, fields: Iterable[str]) -> QuerySet[Any, Any]:
    values = JSONObject(**{name: F(name) for name in fields})
    name = Value(what, output_field=CharField())
    return rows.order_by().values_list(name, values)


def _columns(model: type[Model]) -> list[str]:
    """The columns that a page needs: all but the moments of recording."""
    return [each.attname for each in _kept(model)]


def _kept(model: type[Model]) -> list[Any]:
    fields = model._meta.concrete_fields
    return [each for each in fields if not isinstance(each, DateTimeField)]


def _fields(event: Event, part: str) -> list[str]:
    own = _columns(getattr(event, part).model)
    if through := OF_ORGANISATIONS.get(part):
        return [*own, f"{through}__name", f"{through}__slug"]
    return own


def _records(event: Event, part: str, rows: Iterable[dict[str, Any]]) -> list[Any]:
    model: Any = getattr(event, part).model
    through = OF_ORGANISATIONS.get(part)
    found = []
    for values in rows:
        record = _record(model, values)
        record.event = event
        if through and values[f"{through}_id"] is not None:
            key, name = values[f"{through}_id"], values[f"{through}__name"]
            at = Organisation(pk=key, name=name, slug=values[f"{through}__slug"])
            setattr(record, through, at)
        found.append(record)
    return found


def _record(model: Any, values: Mapping[str, Any]) -> Any:
    """The record of a row that came as JSON."""
    record = model(**{f.attname: f.to_python(values[f.attname]) for f in _kept(model)})
    record._state.adding = False
    return record


def _put_questions(event: Event, questions: Iterable[Any], themes: Iterable[Any]) -> None:
    answers: dict[int, list[Any]] = defaultdict(list)
    for each in themes:
        answers[each["question_id"]].append(_record(ConsultationTheme, each))
    found = [_record(event.questions.model, each) for each in questions]
    for question in found:
        question.event = event
        _put(question, "themes", answers[question.pk])
    _put(event, "questions", found)


def _put(record: Any, name: str, rows: list[Any]) -> None:
    """Let the record have these rows at hand, in their order, as a prefetch would."""
    found = getattr(record, name).get_queryset()
    for each in reversed(found.model._meta.ordering):
        rows.sort(key=_by(each))
    found._result_cache, found._prefetch_done = rows, True
    if not hasattr(record, "_prefetched_objects_cache"):
        record._prefetched_objects_cache = {}
    record._prefetched_objects_cache[name] = found


def _by(path: str) -> Any:
    """The key by which rows stand in the order of a field, or of a field of what it names."""
    own, _, other = path.partition("__")

    def key(row: Any) -> Any:
        value = row.event_id if own == "event" else getattr(row, own)
        return getattr(value, other) if other else value

    return key
