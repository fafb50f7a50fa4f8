"""Who changed what, when: written with each change, read back in sentences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import models
from django.utils import timezone

from partnership.dates import NOT_RECORDED, PartialDate, day_words
from partnership.many_rows import add_selected
from partnership.people.models.user import User

# What no person would miss; an owner's account is said by the owner's post beside it.
HIDDEN = {"id", "version", "slug", "recorded_at", "password", "owner_user"}
NAMES = {  # where a field's own name makes no sentence
    "decided": "date of the decision",
    "end reported on": "day on which its end was reported",
    "established": "date of its beginning",
    "established by": "date by which it was there",
    "meets every months": "months from one meeting to the next",
    "people": "number of people",
    "per": "place that it is for",
    "reported on": "day on which it was reported",
    "series first month": "first month of its meetings",
    "series last month": "last month of its meetings",
    "since": "start",
    "until": "end",
    "user": "account",
    "who": "words for its holders",
}
Known = Mapping[tuple[type[models.Model], Any], str]
THE_SERVICE = "The service"
FROM_WORKBOOK = "from the programme’s workbook"  # the reason that loading gives
LOADED = "The programme’s workbook"


def record_by(record: Any, *, by: User | None, why: str = "") -> None:
    """Say who makes the next change of a record, and why; call before saving or deleting it."""
    record._history_user = by
    record._change_reason = why


def record_many(
    records: models.QuerySet[Any], *, sort: str, by: User | None, why: str = ""
) -> None:
    """Write what saving (`sort` +) or deleting (-) each of the records would: its historical row.

    One statement, however many they are; call it while they stand.
    """
    past: Any = records.model.history.model
    names = [field.attname for field in past.tracked_fields]
    said = {
        "history_date": timezone.now(),
        "history_type": sort,
        "history_change_reason": why[:100],
        "history_user_id": by.pk if by else None,
    }
    values = (
        models.Value(value, output_field=past._meta.get_field(name)) for name, value in said.items()
    )
    found = records.order_by("pk").values_list(*names, *values)
    add_selected(past, [*names, *said], found)


@dataclass(frozen=True)
class HistoryLine:
    """One change: “Area manager changed the due day from 1 May 2019 to 24 May 2019.”"""

    who: str
    sentence: str
    at: datetime
    why: str = ""


def history_of(
    record: models.Model, *, noun: str = "", within: Sequence[models.Model] = ()
) -> list[HistoryLine]:
    """What happened to a record, and to those `within` it, newest first, in sentences.

    One query for each record, and one for each kind of record that was changed
    for another. What came with a workbook begins with a line that says so.
    """
    lines = _lines(record, noun or str(type(record)._meta.verbose_name))
    for part in within:
        lines += _lines(part, f"{type(part)._meta.verbose_name} “{part}”")
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _lines(record: models.Model, noun: str) -> list[HistoryLine]:
    rows = record.history.select_related("history_user")  # type: ignore[attr-defined]
    return lines_of(rows.order_by("history_date", "history_id"), noun)


def lines_of(rows: Iterable[Any], noun: str) -> list[HistoryLine]:
    """The sentences of one record's historical rows, oldest first."""
    told = list(rows)
    steps = list(zip([None, *told], told, strict=False))
    known = _known(steps)
    sentences = [(row, _sentence(row, before, noun, known)) for before, row in steps]
    return [_line(row, sentence) for row, sentence in sentences if sentence]


def _known(steps: Iterable[tuple[Any, Any]]) -> Known:
    """The words of every record that one step names and the other does not."""
    keys: dict[type[models.Model], set[Any]] = defaultdict(set)
    for before, after in steps:
        for field, old, new in _differing(before, after) if before else ():
            if field.is_relation:
                keys[field.related_model] |= {old, new} - {None}
    return {
        (model, record.pk): str(record)
        for model, pks in keys.items()
        for record in model._default_manager.filter(pk__in=pks)
    }


def _line(row: Any, sentence: str) -> HistoryLine:
    why = row.history_change_reason or ""
    if why == FROM_WORKBOOK:
        return HistoryLine(LOADED, sentence, row.history_date)
    who = str(row.history_user) if row.history_user else THE_SERVICE
    return HistoryLine(who, sentence, row.history_date, why)


def _sentence(row: Any, before: Any, noun: str, known: Known) -> str:
    if row.history_type == "+":
        return f"recorded the {noun}"
    if row.history_type == "-":
        return f"removed the {noun}"
    if before is None:
        return f"changed the {noun}"
    changes = [_change(*step, known) for step in _differing(before, row)]
    why = row.history_change_reason
    if not changes and why and why != FROM_WORKBOOK:
        return f"changed what belongs to the {noun}"  # the reason beside it says what
    return "; ".join(f"changed {each}" for each in changes)


def _differing(before: Any, after: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Each field that a person would miss, with what it was and what it became."""
    for field in after.instance_type._meta.concrete_fields:
        if field.name in HIDDEN or not hasattr(after, field.attname):
            continue
        old, new = getattr(before, field.attname), getattr(after, field.attname)
        if old != new:
            yield field, old, new


def _change(field: Any, old: Any, new: Any, known: Known) -> str:
    """The due day from … to …; of a long text only that it changed."""
    name = _named(field)
    if isinstance(field, models.TextField):
        return name if old else f"{name}, which was empty"
    return f"{name} from {_words(field, old, known)} to {_words(field, new, known)}"


def _named(field: Any) -> str:
    """the due day; what was done; whether it authorises a change to the plan.

    A field goes by its verbose name, or by what the model's `said_as` calls it.
    """
    name = getattr(field.model, "said_as", {}).get(field.name) or str(field.verbose_name)
    if isinstance(field, models.BooleanField):
        return f"whether it {name}"
    return name if name.startswith(("what ", "where ")) else f"the {NAMES.get(name, name)}"


def _words(field: Any, value: Any, known: Known) -> str:
    if value is None or value == "":
        return NOT_RECORDED
    if field.is_relation:
        return known.get((field.related_model, value), "a record that is gone")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return value_words(value)


def value_words(value: Any) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, PartialDate):
        return value.words
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{day_words(local.date())}, {local:%H:%M}"
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {words}" for name, words in value.items()) or NOT_RECORDED
    if isinstance(value, list):
        return "; ".join(str(each) for each in value) or NOT_RECORDED
    return str(value)
