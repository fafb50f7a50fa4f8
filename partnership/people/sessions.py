"""Where a person is signed in: listed and ended, with as many queries for one as for many."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils import timezone

from partnership.people.models import User


@dataclass(frozen=True)
class OpenSession:
    """One browser in which an account is signed in."""

    pk: int
    device: str
    address: str
    since: datetime
    seen_at: datetime
    is_this: bool


def open_sessions(user: User, *, this: str | None) -> list[OpenSession]:
    """The account's sessions that still work, the one with the key `this` first.

    One that was opened with an earlier password works no longer, though its row
    is still there. Two queries.
    """
    known = UserSession.objects.filter(user=user).order_by("-last_seen_at")
    works = _working_keys(user, [row.session_key for row in known])
    found = [_open(row, this) for row in known if row.session_key in works]
    return sorted(found, key=lambda session: not session.is_this)


def _working_keys(user: User, keys: list[str]) -> set[str]:
    rows = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    right = user.get_session_auth_hash()
    return {row.session_key for row in rows if row.get_decoded().get(HASH_SESSION_KEY) == right}


def _open(row: UserSession, this: str | None) -> OpenSession:
    return OpenSession(
        pk=row.pk,
        device=device_words(row.user_agent),
        address=row.ip,
        since=row.created_at,
        seen_at=row.last_seen_at,
        is_this=row.session_key == this,
    )


BROWSERS = {"Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "Chrome": "Chrome"} | {
    "CriOS": "Chrome",
    "FxiOS": "Firefox",
    "Safari": "Safari",
}
SYSTEMS = {"iPhone": "an iPhone", "iPad": "an iPad", "Android": "Android"} | {
    "Windows": "Windows",
    "CrOS": "a Chromebook",
    "Mac OS": "a Mac",
    "Linux": "Linux",
}


def device_words(user_agent: str) -> str:
    """A browser as its owner knows it: “Firefox on Windows”."""
    browser = next((name for mark, name in BROWSERS.items() if mark in user_agent), "A browser")
    system = next((name for mark, name in SYSTEMS.items() if mark in user_agent), "")
    return f"{browser} on {system}" if system else browser


def end_session(user: User, *, pk: int) -> None:
    """End one of the account's own sessions; of another's, none."""
    _end(UserSession.objects.filter(user=user, pk=pk))


def end_other_sessions(user: User, *, this: str | None) -> None:
    """End the account's sessions but the one with the key `this`."""
    _end(UserSession.objects.filter(user=user).exclude(session_key=this))


def end_all_sessions(user: User) -> None:
    """End every session of an account, as when a manager locks it."""
    _end(UserSession.objects.filter(user=user))


def _end(rows: QuerySet[UserSession]) -> None:
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    rows.delete()


def forget_ended_sessions() -> None:
    """Delete what is left of sessions that are over: nobody needs to know where they were."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
