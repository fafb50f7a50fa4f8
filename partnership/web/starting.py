"""What web workers share: loaded once, by the process that they are made from."""

import gc
from contextlib import suppress

from django.db import connection
from django.urls import get_resolver

WAIT = 2  # seconds for a database that does not answer: the site starts without it


def load_for_all() -> None:
    """Load what the first request would, and leave it where it is.

    What a worker writes to it has for itself alone, and a collector of garbage writes
    to all that it looks at: it looks no more at what is there by now. No connection and
    no thread is open afterwards, for neither outlives the making of a worker.
    """
    get_resolver().reverse_dict  # noqa: B018  reads every address, and so every view
    _meet_the_database()
    gc.collect()
    gc.freeze()


def _meet_the_database() -> None:
    """Connect once, past the pool: what the driver and its cryptography load is 4 MB."""
    if connection.vendor == "postgresql":
        import psycopg

        asked = connection.get_connection_params() | {"connect_timeout": WAIT}
        with suppress(psycopg.Error):
            psycopg.connect(**asked).close()
