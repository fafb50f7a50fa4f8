"""Giving a story to be reviewed and publishing it ask few queries, whatever it rests on."""

from datetime import date
from typing import Any

import pytest
from model_bakery import baker

from evaluation.actions.counting import count
from evaluation.models import (
    Excerpt,
    Indicator,
    IndicatorValue,
    Story,
    StoryEvidence,
    StorySection,
    SurveyVersion,
    Wave,
)
from partnership.programmes.models import Programme
from pilots.models import Venue
from tests.integration.evaluation.stories.conftest import WHERE, People
from tests.support.answer_records import a_questionnaire, answers
from tests.support.builders import an_event
from tests.support.evaluation_records import a_wave
from tests.support.fixtures import QueriesOf

pytestmark = pytest.mark.django_db
DAY = date(2019, 9, 1)
MOST = 15


def fill(story: Story, times: int) -> None:
    """So many sections more, each with every kind of evidence."""
    programme, talk = story.programme, Excerpt.objects.all()[0].conversation
    first = story.sections.count() + 1
    venue = baker.make(Venue, area=story.area, name=f"Hall {first}", slug=f"hall-{first}")
    for number in range(first, first + times):
        section = StorySection.objects.create(
            story=story, position=number, heading=f"Heading {number}", text="Words."
        )
        indicator = baker.make(
            Indicator, programme=programme, slug=f"loans-{number}", name=f"Loans {number}",
            kind="count", unit="loans", reported_on=DAY,
        )  # fmt: skip
        baker.make(
            IndicatorValue, indicator=indicator, value=number, when="2019-08", reported_on=DAY
        )
        said = Excerpt.objects.create(
            conversation=talk, text="It helped.", quotable="yes", released_text="It helped.",
            said_by=f"User {number}", released_on=DAY, checked_on=DAY,
        )  # fmt: skip
        for at, record in enumerate(
            ({"link": f"https://example.org/{number}"}, {"indicator": indicator},
             {"excerpt": said}, {"wave": a_shown_pair(number)},
             {"event": an_event(programme, f"Fun day {number}", area=story.area, venue=venue)})
        ):  # fmt: skip
            StoryEvidence.objects.create(
                story=story, section=section, words="Shown", position=10 * number + at, **record
            )


def a_shown_pair(number: int) -> Wave:
    """An after wave of which everybody may read something; it asked a later version."""
    first, second = SurveyVersion.objects.order_by("number")
    days = {"opens_on": DAY, "closes_on": DAY, "delete_on": date(2029, 9, 1)}
    before = a_wave(first, f"Before {number}", stage="before", **days)
    after: Wave = a_wave(second, f"After {number}", stage="after", before=before, **days)
    for wave, question in ((before, "confident"), (after, "confident")):
        for person in range(5):
            answers(wave, {question: 3}, code=[str(person), "b", "c"])
    count(before, after, on=date(2019, 10, 1))
    return after


@pytest.fixture
def asked(people: People, queries_of: QueriesOf) -> Any:
    def count(who: str, page: str) -> int:
        address = f"{WHERE}stories/a-desk-for-health/draft/{page}/"
        queries_of(people[who], address)
        return queries_of(people[who], address)

    return count


def test_a_page_costs_as_much_for_ten_times_the_sections_and_evidence(
    written: Story, quotation: Excerpt, programme: Programme, people: People, asked: Any
) -> None:
    a_questionnaire(programme)
    a_questionnaire(programme, number=2)
    fill(written, 1)
    few = {"submit": asked("writer", "submit"), "publish": asked("manager", "publish")}
    fill(written, 9)
    many = {"submit": asked("writer", "submit"), "publish": asked("manager", "publish")}

    told = people["manager"].get(f"{WHERE}stories/a-desk-for-health/draft/publish/")
    assert "Heading 12" in told.content.decode()
    assert "After 12" in told.content.decode()
    assert few == many
    assert max(many.values()) <= MOST
