"""Rows become records: the fields that a row fills, by the keys of what it refers to."""

from collections.abc import Callable
from typing import Any, TypeAlias

from django.db import models

from partnership.fields import KnownDayField
from partnership.workbook.cells import Value, own_words
from partnership.workbook.columns import Column, Kind
from partnership.workbook.draft import Draft, Row
from partnership.workbook.stored import Key

Ids: TypeAlias = dict[type[models.Model], dict[Key, Any]]
FindId: TypeAlias = Callable[[type[models.Model], Key], Any]


def fill(record: models.Model, row: Row, draft: Draft, find_id: FindId) -> None:
    """Set the record's fields from the row; `find_id` gives the primary key for a key."""
    for column in row.sheet.columns:
        if column.field and column.to:
            key = target_key(row, column, draft)
            setattr(record, column.field.attname, find_id(column.to, key) if key else None)
        elif column.field:
            setattr(record, column.field.attname, _kept(row.cells[column.name], column))
    for field in record._meta.concrete_fields:
        if isinstance(field, KnownDayField):
            field.pre_save(record, add=False)  # constraints compare the day


def _kept(value: Value, column: Column) -> Any:
    return own_words(value) if column.kind is Kind.OWN_WORDS else value


def target_key(row: Row, column: Column, draft: Draft) -> Key | None:
    """The key of what a reference cell refers to; None where it is empty."""
    assert column.to
    assert column.field
    text = row.text(column.name)
    if not text and column.field.null:
        return None
    if column.within:
        return (*(row.text(name) for name in column.within), text)
    return draft.known[column.to][text]


def has_programme(model: type[models.Model]) -> bool:
    """Whether its records name their programme themselves."""
    return any(field.name == "programme" for field in model._meta.concrete_fields)
