"""Records of several tables from one row of a query that is written once."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from django.db import DEFAULT_DB_ALIAS

Row = tuple[Any, ...]


class Joined:
    """Which tables a row holds whole, each by the path to it; "" is the query's own."""

    def __init__(self, *parts: tuple[str, Any]) -> None:
        self.models = [model for _, model in parts]
        self.fields = [[each.attname for each in model._meta.concrete_fields] for _, model in parts]
        self.columns = [
            f"{path}__{name}" if path else name
            for (path, _), names in zip(parts, self.fields, strict=True)
            for name in names
        ]

    def records(self, row: Sequence[Any]) -> list[Any]:
        """A record of each table; None where there is none. What follows in the row is left."""
        values, found = iter(row), []
        for model, names in zip(self.models, self.fields, strict=True):
            record = model.from_db(DEFAULT_DB_ALIAS, names, list(islice(values, len(names))))
            found.append(None if record.pk is None else record)
        return found
