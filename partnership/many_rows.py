"""Many rows at once: by COPY on PostgreSQL, by plain inserts elsewhere.

bulk_create makes a record of every row and a parameter of every value, which takes
several times as long as the database takes to store them. Nothing here sends signals or
looks at choices, and a value is given as the database keeps it: a key, not a record.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connections, models, router

Row = Sequence[Any]
MOST_KEPT = 256  # statements: one for each number of rows of a table


def blank_row(model: type[models.Model]) -> dict[str, Any]:
    """What each column of a new row holds where nothing is said; without its key."""
    fields = model._meta.concrete_fields
    return {f.attname: _blank(f) for f in fields if not f.primary_key and not f.generated}


def _blank(field: Any) -> Any:
    return field.db_default if field.has_db_default() else field.get_default()


def add_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Add rows of one value for each of the columns; the others get the database's default."""
    connection = connections[router.db_for_write(model)]
    quote = connection.ops.quote_name
    fields: list[Any] = [model._meta.get_field(name) for name in columns]
    table = f"{quote(model._meta.db_table)} ({', '.join(quote(f.column) for f in fields)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with (
                connection.wrap_database_errors,
                cursor.copy(f"COPY {table} FROM STDIN") as copy,
            ):
                for row in rows:
                    copy.write_row(row)
            return
        prepare = [field.get_db_prep_save for field in fields]
        prepared = (
            [make(value, connection) for make, value in zip(prepare, row, strict=True)]
            for row in rows
        )
        places = ", ".join(["%s"] * len(fields))
        statement = f"INSERT INTO {table} VALUES ({places})"  # noqa: S608 (names of our tables)
        cursor.executemany(statement, list(prepared))


def add_records(model: type[models.Model], records: Sequence[models.Model]) -> None:
    """Add some new records, whose keys are made here, by one statement that is written once.

    For what the public sends from many phones at once. Nothing is read back. Raises
    IntegrityError as `save` does.
    """
    connection = connections[router.db_for_write(model)]
    fields = model._meta.concrete_fields
    values = [
        field.get_db_prep_save(getattr(record, field.attname), connection)
        for record in records
        for field in fields
    ]
    if values:
        with connection.cursor() as cursor:
            cursor.execute(_insert(model, len(records), connection.alias), values)


@lru_cache(maxsize=MOST_KEPT)
def _insert(model: Any, rows: int, alias: str) -> str:
    quote = connections[alias].ops.quote_name
    columns = [quote(field.column) for field in model._meta.concrete_fields]
    table = f"{quote(model._meta.db_table)} ({', '.join(columns)})"
    places = f"({', '.join(['%s'] * len(columns))})"
    return f"INSERT INTO {table} VALUES {', '.join([places] * rows)}"  # noqa: S608 (ours)


def add_selected(model: type[models.Model], columns: Sequence[str], found: models.QuerySet) -> None:
    """Add a row for each that a query of as many values finds; nothing of them is read here."""
    connection = connections[router.db_for_write(model)]
    quote = connection.ops.quote_name
    fields: list[Any] = [model._meta.get_field(name) for name in columns]
    names = ", ".join(quote(field.column) for field in fields)
    select, params = found.query.get_compiler(connection=connection).as_sql()
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quote(model._meta.db_table)} ({names}) {select}", params)


def point_each(model: type[models.Model], column: str, to: Mapping[int, int]) -> None:
    """Have rows, by their keys, point to other rows, by theirs."""
    connection = connections[router.db_for_write(model)]
    field: Any = model._meta.get_field(column)
    key: Any = model._meta.pk
    quote = connection.ops.quote_name
    table, set_to = quote(model._meta.db_table), f"SET {quote(field.column)} ="
    where = f"WHERE {table}.{quote(key.column)} ="
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            pairs = "FROM unnest(%s::bigint[], %s::bigint[]) AS new(row, points_to)"
            statement = f"UPDATE {table} {set_to} new.points_to {pairs} {where} new.row"
            cursor.execute(statement, [list(to), list(to.values())])
        else:
            statement = f"UPDATE {table} {set_to} %s {where} %s"
            cursor.executemany(statement, [(there, row) for row, there in to.items()])
