"""Emptying PostgreSQL's tables after a test that commits: those alone in which something is.

`TRUNCATE` makes each table and each index a new file, a thousand in all, whatever was in them;
rows that a test left are few, and soon deleted. Neither asks foreign keys, nor the triggers that
keep what was published.
"""

from collections.abc import Sequence
from typing import Any

from django.db.backends.postgresql.operations import DatabaseOperations

KEYS_ASIDE = "SET LOCAL session_replication_role = replica"


def delete_rows(
    self: DatabaseOperations, _style: Any, tables: Sequence[str], **_: Any
) -> list[str]:
    """What takes the place of `sql_flush`; the tests' user may do anything in their server."""
    names = [self.quote_name(table) for table in tables]
    asked = " UNION ALL ".join(
        f"SELECT {number} WHERE EXISTS (SELECT FROM {name})" for number, name in enumerate(names)
    )
    with self.connection.cursor() as cursor:
        cursor.execute(asked)
        filled = [names[number] for (number,) in cursor.fetchall()]
    return [KEYS_ASIDE, *(f"DELETE FROM {name}" for name in filled)]


def empty_by_rows() -> None:
    """From now on PostgreSQL's tables are emptied so."""
    DatabaseOperations.sql_flush = delete_rows  # type: ignore[assignment,method-assign]
