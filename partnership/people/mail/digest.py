"""One e-mail in place of many: what waited is listed by title, with a link to each."""

import logging
from datetime import date, datetime

from django.db import DatabaseError, transaction
from django.db.models import Min
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.mail.digest_days import last_due
from partnership.people.mail.failures import reason_of
from partnership.people.mail.outbox import store
from partnership.people.mail.purposes import Purpose, Words, register, words_of
from partnership.people.models import Email, EmailPreference, User

logger = logging.getLogger(__name__)


def gather() -> None:
    """Make each digest that is due, once for a person and day.

    A morning on which no scheduler ran is made up for by the next one that does.
    """
    waiting = Email.objects.waiting().filter(digest=None)
    now = timezone.now()
    people = waiting.order_by("user").values_list("user", "user__email_preference")
    for user_id, preference, first in people.annotate(first=Min("asked_at")):
        due = last_due(now, weekly=preference == EmailPreference.WEEKLY)
        if first < due:
            _gather_for(user_id, due)


@transaction.atomic
def _gather_for(user_id: int, due: datetime) -> None:
    """Take what waits for a person into one e-mail; what comes after it waits for the next."""
    user = User.objects.get(pk=user_id)
    row, is_new = store(
        address=user.email, user=user, purpose=DIGEST, key=f"{due:%Y-%m-%d}", about={}
    )
    if is_new:
        Email.objects.waiting().filter(user=user, digest=None).update(digest=row)


def _digest_words(row: Email) -> Words | None:
    """The titles of what was gathered, each once; None if none of it needs saying any more."""
    said = [_words_of(each) for each in row.gathered.waiting().order_by("asked_at", "pk")]
    items = tuple(dict.fromkeys((each.title, each.path) for each in said if each))
    if not items:
        return None
    things = "1 thing" if len(items) == 1 else f"{len(items)} things"
    day = day_words(date.fromisoformat(row.key))
    return Words(title=f"{things} for you, {day}", items=items)


def _words_of(row: Email) -> Words | None:
    """What one e-mail would say; one that can't be written does not hold up the others."""
    state, failure = Email.State.DROPPED, ""
    try:
        with transaction.atomic():
            words = words_of(row)
    except DatabaseError:
        raise
    except Exception as error:
        words, state, failure = None, Email.State.FAILED, reason_of(error)
        logger.error("E-mail %s was given up: %s", row.pk, failure)
    if words is None:
        Email.objects.filter(pk=row.pk).update(state=state, failure=failure)
    return words


DIGEST = register(
    Purpose(
        name="digest",
        words=_digest_words,
        why="you chose one digest for what is not urgent",
    )
)
