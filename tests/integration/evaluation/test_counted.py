"""The measures worked out of events: each figure leads to the events that it is of."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from model_bakery import baker

from evaluation.models import Measure
from partnership.people.models import Role
from partnership.programmes.models import Programme
from tests.support.builders import PAPER_DAY, a_body, a_person, an_area, an_event
from tests.support.fixtures import queries_of, viewer  # noqa: F401

pytestmark = pytest.mark.django_db
QueriesOf = Callable[[Client, str], int]


@pytest.fixture
def counted(programme: Programme) -> Programme:
    """Two areas with boards; a training in each, of which one says who came."""
    for name, people in (("North", 12), ("South", None)):
        area = an_area(programme, name)
        a_body(programme, f"{name} IJB", area=area)
        event = an_event(programme, f"{name} training", "Training", area=area)
        if people:
            baker.make(
                "pilots.EventParticipants", event=event, sector="health", value=people,
                qualifier="about",
            )  # fmt: skip
    a_body(programme, "East IJB", area=an_area(programme, "East"))
    programme.event_kinds.update(asks_sectors=True)
    return programme


def page_of(client: Client, programme: Programme, query: str = "") -> Any:
    return client.get(reverse("counted-measures", args=[programme.slug]) + query)


def plain(answer: Any) -> str:
    """The page's words, in one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_each_figure_says_of_which_events_it_is(viewer: Client, counted: Programme) -> None:  # noqa: F811
    answer = page_of(viewer, counted)

    assert "Counted at 1 of the 2 events that ask for it." in plain(answer)
    assert "2 of 3 Integration Joint Boards engaged." in plain(answer)
    assert "South training Fun day" not in plain(answer)
    rows = [(line.event.name, line.people) for line in answer.context["lines"]]
    assert rows == [("North training", "Health (NHS board) about 12"), ("South training", "")]


def test_the_figure_leads_to_its_events(viewer: Client, counted: Programme) -> None:  # noqa: F811
    (link,) = re.findall(
        r'href="([^"]+sector=health[^"]*)"', page_of(viewer, counted).content.decode()
    )
    rows = viewer.get(link.replace("&amp;", "&")).content.decode()

    assert "North training" in rows
    assert "South training" not in rows
    (there,) = re.findall(
        r'href="([^"]+area=south[^"]*)"', page_of(viewer, counted).content.decode()
    )
    assert "South training" in viewer.get(there.replace("&amp;", "&")).content.decode()


def test_a_day_and_an_area_narrow_both(viewer: Client, counted: Programme) -> None:  # noqa: F811
    south = plain(page_of(viewer, counted, "?area=south"))
    assert "None of them says yet how many came from which sector" in south
    assert "1 of 1 Integration Joint Boards engaged." in south

    before = plain(page_of(viewer, counted, "?as_at=2019-02-01"))
    assert "No event had been held by this day that asks" in before
    assert "0 of 3 Integration Joint Boards engaged." in before

    nowhere = plain(page_of(viewer, counted, "?area=nowhere"))
    assert "There is no pilot area “nowhere” here" in nowhere
    assert "engaged." not in nowhere


def test_people_of_an_area_see_its_events_and_board_alone(counted: Programme) -> None:
    client = Client()
    client.force_login(a_person(Role.AREA_MANAGER, counted.areas.get(slug="south")))
    words = plain(page_of(client, counted))

    assert "North" not in words
    assert "1 of 1 Integration Joint Boards engaged." in words


def test_the_measures_of_an_outcome_lead_here(viewer: Client, counted: Programme) -> None:  # noqa: F811
    framework = baker.make("evaluation.Framework", programme=counted, reported_on=PAPER_DAY)
    outcome = baker.make(
        "evaluation.Outcome", framework=framework, reference="O1", level="intermediate"
    )
    for slug, name in (("participants-by-sector", "From each sector"), ("other", "Other")):
        measure = baker.make(
            Measure, programme=counted, slug=slug, name=name, kind="indicator",
            reported_on=PAPER_DAY,
        )  # fmt: skip
        measure.outcomes.add(outcome)

    page = viewer.get(reverse("outcomes", args=[counted.slug])).content.decode()

    assert page.count("counted from events</a>") == 1
    assert 'counted-from-events/#sectors">counted' in page
    assert "Measures O1." in plain(page_of(viewer, counted))


def test_more_events_and_boards_cost_no_more_queries(
    viewer: Client,  # noqa: F811
    counted: Programme,
    queries_of: QueriesOf,  # noqa: F811
) -> None:
    address = reverse("counted-measures", args=[counted.slug])
    counted.events.first().bodies.set(counted.reporting_bodies.all())
    for_few = queries_of(viewer, address)
    for number in range(20):
        event = an_event(counted, f"Training {number}", "Training")
        baker.make("pilots.EventParticipants", event=event, sector="council", value=1)
        event.bodies.set(counted.reporting_bodies.all())

    assert queries_of(viewer, address) == for_few <= 15
