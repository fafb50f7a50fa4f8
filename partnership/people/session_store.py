"""Sessions in the database as Django keeps them, found with SQL that is written once."""

from typing import Any

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from partnership.web.prepared import Prepared


def _kept(*, key: str) -> QuerySet[Any, Any]:
    return Session.objects.filter(session_key=key).values_list("session_data", "expire_date")


KEPT = Prepared(_kept)


class SessionStore(db.SessionStore):
    """Has the name that Django's own has: what is kept is signed with it."""

    def load(self) -> dict[str, Any]:
        """What is kept, read anew at every request; nothing once it has ended; one query."""
        for data, ends in KEPT.rows(key=self.session_key):
            if ends > timezone.now():
                kept: dict[str, Any] = self.decode(data)
                return kept
        self._session_key = None
        return {}
