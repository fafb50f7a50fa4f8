"""Tables with and without the triggers that keep what was published, in a test's transaction."""

import importlib
from typing import Any

from django.db import connection

MIGRATIONS = ("0003_never_changed", "0004_frozen")


class Now:
    """Runs a migration's statements in the test's own transaction."""

    connection = connection

    def execute(self, sql: str, params: Any = None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)


def drop_guards() -> None:
    """Drop the triggers, once nothing waits for them; the transaction that is undone restores."""
    connection.check_constraints()
    for migration in _migrations():
        migration.without_guards(None, Now())


def raise_guards() -> None:
    """Make the triggers, however these tables were made."""
    drop_guards()
    for migration in _migrations():
        migration.with_guards(None, Now())


def _migrations() -> list[Any]:
    return [
        importlib.import_module(f"partnership.reports.migrations.{name}") for name in MIGRATIONS
    ]
