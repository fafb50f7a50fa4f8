"""An event’s public form: opened, its days changed, closed and opened again."""

from dataclasses import dataclass
from datetime import date
from secrets import choice

from django.db import IntegrityError, transaction
from django.utils import timezone

from partnership.dates import day_words
from partnership.people.history import record_by
from partnership.people.models import User
from partnership.people.refusals import RefusedError
from partnership.people.versions import changing
from pilots.models import Event, FeedbackForm

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another
LENGTH = 10  # 50 bits: nobody comes upon a form by trying
LONGEST_DAYS = 366


@dataclass(frozen=True)
class Asking:
    """From which day to which a form takes answers, and whether it asks for a comment."""

    opens_on: date
    closes_on: date
    asks_comment: bool = True

    def put_on(self, form: FeedbackForm) -> None:
        form.opens_on, form.closes_on = self.opens_on, self.closes_on
        form.asks_comment = self.asks_comment


def ask_people(*, event: Event, asking: Asking, by: User | None) -> FeedbackForm:
    """Give the event a public form; `by` None is nobody, as of an invented programme.

    Raises RefusedError where it can have none.
    """
    _refuse_cancelled(event)
    _refuse_days(asking)
    form = FeedbackForm(event=event, code="".join(choice(LETTERS) for _ in range(LENGTH)))
    asking.put_on(form)
    record_by(form, by=by)
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError as error:
        raise RefusedError(
            "This event has a form already: somebody made it a moment ago. Open the event’s"
            " feedback page to see it."
        ) from error
    return form


def change_form(*, form: FeedbackForm, seen: int, asking: Asking, by: User) -> None:
    """Change its days and whether it asks for a comment; RefusedError, ChangedMeanwhileError."""
    _refuse_days(asking)
    with changing(form, seen=seen, by=by) as now:
        asking.put_on(now)


def close_form(*, form: FeedbackForm, seen: int, by: User) -> None:
    """Take no more answers, from now on. Raises RefusedError, ChangedMeanwhileError."""
    with changing(form, seen=seen, by=by, why="Closed the form") as now:
        if now.closed_at:
            raise RefusedError("It is closed already.")
        now.closed_at = timezone.now()


def reopen_form(*, form: FeedbackForm, seen: int, closes_on: date, by: User) -> None:
    """Take answers again until a day. Raises RefusedError, ChangedMeanwhileError."""
    _refuse_cancelled(form.event)
    today = timezone.localdate()
    if closes_on < today:
        raise RefusedError("That day is over. Choose today or a day to come.", "closes_on")
    with changing(form, seen=seen, by=by, why="Opened the form again") as now:
        now.opens_on, now.closes_on = min(now.opens_on, today), closes_on
        now.closed_at = None
        _refuse_days(Asking(now.opens_on, closes_on))


def _refuse_cancelled(event: Event) -> None:
    if event.status == Event.Status.CANCELLED:
        raise RefusedError("This event was cancelled, so there is nobody to ask.")


def _refuse_days(asking: Asking) -> None:
    if asking.closes_on < asking.opens_on:
        raise RefusedError(
            f"The form would close before it opens on {day_words(asking.opens_on)}."
            " Choose that day or a later one.",
            "closes_on",
        )
    if (asking.closes_on - asking.opens_on).days > LONGEST_DAYS:
        raise RefusedError(
            "A form is open for a year at most. Choose an earlier last day.", "closes_on"
        )
