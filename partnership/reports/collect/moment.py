"""Reading everything as it was at one moment, whoever writes meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """All queries of the block see the database as its first one saw it.

    Without it, a report collected while somebody saves could count an event
    in one section and not in another. SQLite's transactions are so by
    themselves; inside another transaction, that one decides.
    """
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
