"""What a SQLite connection needs to be told that it would otherwise ask for at a price."""

import sqlite3
from typing import Any

from django.db.backends.signals import connection_created

JSON_SINCE = (3, 38)  # built in, unless left out on purpose


def know_json(connection: Any, **_: Any) -> None:
    """Say that SQLite has JSON.

    Django finds it out in a transaction, which here takes the write lock: while somebody
    writes, a page that reads would wait for it, and be told after 20 seconds that there is
    no JSON, for as long as its process lives.
    """
    if connection.vendor == "sqlite" and sqlite3.sqlite_version_info >= JSON_SINCE:
        connection.features.supports_json_field = True


def listen() -> None:
    """Tell every connection as it is made."""
    connection_created.connect(know_json, dispatch_uid="sqlite-has-json")
