"""Keeps the lease of a claim while its report is made, from a thread of its own."""

import contextlib
import logging
from collections.abc import Iterator
from threading import Event, Thread

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from partnership.reports.jobs import Claim, LostClaimError, renew

logger = logging.getLogger(__name__)


@contextlib.contextmanager
def kept(claim: Claim) -> Iterator[None]:
    """Renew the claim's lease every third of its length while the block lasts."""
    done = Event()
    keeper = Thread(target=_keep, args=(claim, done), name=f"lease-{claim.report_id}", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        done.set()
        keeper.join()


def _keep(claim: Claim, done: Event) -> None:
    """Renew until done, or until a later attempt has the report.

    The maker finds out at its next step. A database that is away is asked
    again: the lease may outlast its restart.
    """
    try:
        while not done.wait(settings.REPORT_LEASE_SECONDS / 3):
            try:
                renew(claim)
            except LostClaimError:
                return
            except (DatabaseError, InterfaceError) as error:
                logger.warning("Report %s: lease not renewed: %s", claim.report_id, error)
                connection.close()
    finally:
        connection.close()  # threads have connections of their own
