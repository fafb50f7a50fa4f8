"""Invented answers to public feedback forms of the illustrative programme.

No workbook carries answers (docs/workbook.md), so these are given here, once.
"""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from uuid import uuid4

from django.db import transaction

from partnership.programmes.models import Programme
from pilots.actions.feedback import Asking, ask_people
from pilots.actions.feedback_answers import Said, take_answer
from pilots.feedback_rules import OPEN_FOR
from pilots.models import Event, FeedbackForm

# How often each of the five points was given: enough for percentages at one event, too few
# for any at the other.
GIVEN: Mapping[str, Mapping[int, int]] = {
    "north-open-evening": {5: 19, 4: 9, 3: 3, 2: 2, 1: 1},
    "coast-reading-group-2": {5: 5, 4: 2},
}
COMMENTS: Mapping[str, tuple[str, ...]] = {
    "north-open-evening": (
        "Invented answer: I did not know that anybody could simply come in.",
        "Invented answer: More chairs, please.",
        "Invented answer: Somebody showed me where to ask about my tablets.",
    ),
    "coast-reading-group-2": ("Invented answer: An hour for myself.",),
}


@transaction.atomic
def give_answers(programme: Programme) -> None:
    """Answer the forms of two events, each within a week of its day; once and for all."""
    for event in programme.events.filter(slug__in=GIVEN, feedback_answers=None):
        if event.day and not FeedbackForm.objects.filter(event=event).exists():
            form = ask_people(event=event, asking=Asking(event.day, event.day + OPEN_FOR), by=None)
            for place, said in enumerate(_said(event)):
                on = event.day + timedelta(days=place % 7)
                take_answer(form=form, key=uuid4(), said=said, on=on)


def _said(event: Event) -> Iterator[Said]:
    comments = iter(COMMENTS[event.slug])
    for point, times in GIVEN[event.slug].items():
        for _ in range(times):
            yield Said(point, next(comments, ""), "en")
