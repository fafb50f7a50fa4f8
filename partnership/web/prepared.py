"""Queries that are asked on every page: their SQL is written once, and then only filled in.

Writing the SQL of a query over many tables takes Django longer than the database
takes to answer it.
"""

import threading
from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet

Given = Mapping[str, Any]
MOST_KEPT = 64  # shapes of one query
LAST_KEY, LAST_DAY = 9_000_000_000_000_000_000, date(9999, 12, 31)


class _Kept(threading.local):
    """What was written, by what it was written for; of each thread, as connections are."""

    def __init__(self) -> None:
        self.written: dict[tuple[Hashable, ...], Any] = {}


class Prepared:
    """A query by what it is asked: `make(*shape, **given)` returns it, as `values_list`.

    `shape` changes the SQL itself; each value `given` (a key, a text or a day) must stand
    in it as it was given, not worked out further, and not decide how it is written.
    `around` is SQL that takes its rows further, as a table where {} stands in it.
    """

    def __init__(self, make: Callable[..., QuerySet[Any, Any]], *, around: str = "{}") -> None:
        self.make = make
        self.around = around
        self._kept = _Kept()

    def rows(self, *shape: Hashable, **given: Any) -> Iterator[tuple[Any, ...]]:
        """The rows as the query itself would return them, or what is around it; one query."""
        compiler, converters, sql, places = self._written(shape, given)
        params = [_filled(value, given[name]) if name else value for value, name in places]
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            found: list[tuple[Any, ...]] = cursor.fetchall()
        if not converters:
            return iter(found)
        return map(tuple, compiler.apply_converters(found, converters))

    def _written(self, shape: tuple[Hashable, ...], given: Given) -> Any:
        kept = self._kept.written
        key = (shape, *given, *(type(value) for value in given.values()))
        if key not in kept:
            if len(kept) >= MOST_KEPT:
                kept.clear()
            kept[key] = self._write(shape, given)
        return kept[key]

    def _write(self, shape: tuple[Hashable, ...], given: Given) -> Any:
        """The SQL, and of each parameter the name of the value that it stands in for."""
        stand_ins = {name: _stand_in(n, value) for n, (name, value) in enumerate(given.items())}
        query = self.make(*shape, **stand_ins).query
        compiler = query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        places = [(value, _name_of(value, stand_ins)) for value in params]
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(columns) if self.around == "{}" else None
        if missing := set(given) - {name for _, name in places}:
            raise ValueError(f"The query does not hold these as they were given: {missing}")
        return compiler, converters, self.around.format(sql), places


def _stand_in(number: int, value: Any) -> Any:
    """A value of the same type that no query holds otherwise."""
    if isinstance(value, date):
        return LAST_DAY.replace(day=31 - number)
    return LAST_KEY + number if isinstance(value, int) else f"stand-in {number}"


def _name_of(value: Any, stand_ins: Given) -> str:
    """The name of what a parameter stands in for; empty for one of the query's own."""
    for name, each in stand_ins.items():
        if value == each or (isinstance(each, date) and value == str(each)):
            return name
    return ""


def _filled(stand_in: Any, value: Any) -> Any:
    """A value as the database takes it, as it took what stood in for it."""
    return value if isinstance(stand_in, date) else type(stand_in)(value)
