"""An event whose figures are confirmed, with all that is kept row by row, for tests."""

from datetime import date
from typing import Any

from model_bakery import baker

from pilots.models import (
    ConsultationQuestion,
    ConsultationTheme,
    CountCorrection,
    Event,
    EventParticipants,
    EventPartner,
)
from tests.support.builders import PAPER_DAY, a_count, an_event


def a_confirmed_event(place: Any) -> Event:
    """One of a place of two_areas: corrected, by sector, answered, commissioned."""
    event = an_event(
        place.programme, f"{place.word} fair", area=place.area, slug=f"{place.word}-fair",
        happened="2019-11-12", status="confirmed", confirmed_on=date(2019, 11, 20),
        group=place.group, went="Rain", place="In the yard",
    )  # fmt: skip
    a_count(event, "attendance", 41, group="adults")
    baker.make(
        CountCorrection, event=event, number=1, type="attendance", group="adults", was="40",
        became="41", was_value=40, why="One came late", reported_on=PAPER_DAY,
    )  # fmt: skip
    baker.make(EventParticipants, event=event, sector="health", value=9, as_stated="nine")
    question = baker.make(ConsultationQuestion, event=event, number=1, text="What helps?")
    baker.make(ConsultationTheme, question=question, position=1, theme="Tea", detail="Hot")
    baker.make(
        EventPartner, event=event, organisation=place.records["org"], offered="Chairs",
        given="commissioned", cost=20,
    )  # fmt: skip
    event.bodies.add(place.body)
    return event
