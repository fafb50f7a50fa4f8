"""What a sheet is, and the few words in which its specification is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import models

from partnership.programmes.models import Sourced
from partnership.workbook.columns import (
    Column,
    Kind,
    Links,
    choices_of,
    concrete_field,
    default_of,
    is_required,
    kind_of,
)

COMMON_HELP = {
    "slug": "Short name: letters, digits, - and _ (it stands in addresses).",
    "name": "What it is called.",
    "title": "Its title.",
    "text": "The words.",
    "detail": "What is to be said of it.",
    "kind": "What kind it is.",
    "note": "Anything else that was said.",
    "number": "Its place among the others, counted from 1.",
    "position": "Its place in lists, counted from 1.",
    "reference": "The short reference by which people speak of it.",
    "owner": "Who looks after it: a post, never a name.",
    "source": "The source that says so.",
    "reported_on": "The day on which it was said; empty: the day of its source.",
    "since": "When it began.",
    "until": "When it ended or ends.",
}


@dataclass(frozen=True)
class Sheet:
    """One sheet: its columns, the model of its rows and how they are found.

    `scope` is the path from the model to its programme (empty: shared by all
    programmes). `also_unique` are columns whose words stand once, besides the
    key; with `folds_case` whatever their case. `only` is what all of its records
    have in common: others of the model are no rows of it. Where it `is_numbered`,
    the last column of the key fills no field: it counts the records of one parent
    in the order in which they were made.
    """

    name: str
    model: type[models.Model]
    columns: tuple[Column, ...]
    about: str
    scope: str = "programme"
    also_unique: tuple[str, ...] = ()
    folds_case: bool = False
    only: tuple[tuple[str, Any], ...] = ()
    is_numbered: bool = False

    @property
    def key(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_key)

    @property
    def list_columns(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.links)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def is_sourced(self) -> bool:
        return issubclass(self.model, Sourced)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError where there is none."""
        return {column.name: column for column in self.columns}[name]


def sheet(
    name: str,
    model: type[models.Model],
    columns: Sequence[str | Column],
    about: str,
    *,
    help: Mapping[str, str] | None = None,
    **more: Any,
) -> Sheet:
    """A sheet from names of model fields (a star marks the key) and ready columns.

    A Sourced model's `source` and `reported_on` come last by themselves.
    """
    names = [*columns, *(("source", "reported_on") if issubclass(model, Sourced) else ())]
    made = tuple(
        _from_field(model, column, help or {}) if isinstance(column, str) else column
        for column in names
    )
    return Sheet(name, model, made, about, **more)


def _from_field(model: type[models.Model], name: str, words: Mapping[str, str]) -> Column:
    field = concrete_field(model, name.rstrip("*"))
    return Column(
        name=field.name,
        kind=kind_of(field),
        help=str(words.get(field.name) or field.help_text or COMMON_HELP.get(field.name, "")),
        is_key=name.endswith("*"),
        is_required=is_required(field) and field.name != "reported_on",
        field=field,
        choices=choices_of(field),
        default=default_of(field),
        to=field.related_model if isinstance(field, models.ForeignKey) else None,
    )


def month(model: type[models.Model], name: str, words: str) -> Column:
    """A month, kept as its first day."""
    return replace(_from_field(model, name, {name: words}), kind=Kind.MONTH)


def choice_or_nothing(model: type[models.Model], name: str, words: str) -> Column:
    """A choice of which an empty cell is none, whatever the model takes for granted."""
    return replace(_from_field(model, name, {name: words}), default="")


def finder(name: str, to: type[models.Model], words: str, *, required: bool = True) -> Column:
    """A key column that fills no field: a later column's `within` uses it."""
    star = name.rstrip("*")
    return Column(star, Kind.REFERENCE, words, name != star, required, to=to)


def within(
    model: type[models.Model],
    name: str,
    columns: Sequence[str],
    words: str,
    *,
    field: str = "",
    required: bool | None = None,
) -> Column:
    """A reference whose target's key begins with the cells of `columns`."""
    star = name.rstrip("*")
    target = concrete_field(model, field or star)
    return Column(
        star,
        Kind.REFERENCE,
        words,
        is_key=name != star,
        is_required=is_required(target) if required is None else required,
        field=target,
        to=target.related_model,
        within=tuple(columns),
    )


def own_words(model: type[models.Model], name: str, choices: Sequence[str], words: str) -> Column:
    """Words of its own for some of ours, kept by ours in one field."""
    made = _from_field(model, name, {name: words})
    return replace(made, kind=Kind.OWN_WORDS, choices=tuple(choices), default=())


def values(name: str, links: Links, words: str) -> Column:
    """A list column: texts, choices or references, each kept as a record of its own."""
    field = links.field
    to = field.related_model if field.is_relation else None
    choices = choices_of(field)
    kind = Kind.REFERENCES if to else Kind.CHOICES if choices else Kind.TEXTS
    return Column(name, kind, words, choices=choices, default=(), to=to, links=links)
