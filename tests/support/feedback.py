"""Feedback for tests: an event with a public form, an answer, and words in Gaelic."""

from datetime import date
from uuid import uuid4

from partnership.programmes.models import Programme
from pilots.actions.feedback import Asking, ask_people
from pilots.actions.feedback_answers import Said, take_answer
from pilots.models import Event, FeedbackWording
from tests.support.builders import a_person

GAELIC = {
    "language": "gd",
    "language_name": "Gàidhlig",
    "introduction": "Facal no dhà.",
    "question": "Dè cho riaraichte?",
    "very_satisfied": "Glè riaraichte",
    "satisfied": "Riaraichte",
    "neither": "Eadar",
    "dissatisfied": "Mì-riaraichte",
    "very_dissatisfied": "Glè mhì-riaraichte",
    "comment": "Dè bha math?",
    "no_names": "Gun ainmean.",
    "answer_first": "Tagh freagairt an toiseach.",
    "too_many": "Fuirich deich mionaidean.",
    "not_sent": "Cha deach a chur fhathast",
    "too_long": "Dèan nas giorra e.",
    "try_again": "Brùth am putan a-rithist.",
    "send": "Cuir",
    "thanks": "Tapadh leibh.",
    "another": "Freagairt eile",
    "closed": "Dùinte.",
    "not_yet": "Chan eil e fosgailte fhathast.",
    "not_stored": "Cha deach a ghleidheadh.",
    "camera": "Cleachd an camara.",
    "tick_one": "Cuir strìochag ri aon.",
    "give_back": "Thoir air ais e.",
}


def gaelic(programme: Programme) -> FeedbackWording:
    """The programme’s forms, and its papers, in Gaelic too."""
    return FeedbackWording.objects.create(programme=programme, **GAELIC)


def answered(event: Event, comment: str, *, on: date) -> None:
    """Ask about the event on one day, and let one person answer; the programme has Gaelic."""
    form = ask_people(event=event, asking=Asking(on, on), by=a_person())
    take_answer(form=form, key=uuid4(), said=Said(4, comment, "en"), on=on)
    if not event.programme.feedback_wordings.exists():
        gaelic(event.programme)
