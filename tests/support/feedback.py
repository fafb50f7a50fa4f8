"""Feedback for tests: an event with a public form, an answer, and words in Gaelic."""

from datetime import date
from uuid import uuid4

from model_bakery import baker

from pilots.actions.feedback import Asking, ask_people
from pilots.actions.feedback_answers import Said, take_answer
from pilots.models import Event, FeedbackWording
from tests.support.builders import a_person


def answered(event: Event, comment: str, *, on: date) -> None:
    """Ask about the event on one day, and let one person answer; the programme has Gaelic."""
    form = ask_people(event=event, asking=Asking(on, on), by=a_person())
    take_answer(form=form, key=uuid4(), said=Said(4, comment, "en"), on=on)
    if not event.programme.feedback_wordings.exists():
        baker.make(
            FeedbackWording, programme=event.programme, language="gd", language_name="Gàidhlig"
        )
