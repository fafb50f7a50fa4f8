"""An outcome's page shows what leads to it, measures it and speaks of it; gaps are named."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from evaluation.models import Coding, Conversation, Excerpt, Indicator, IndicatorValue, Outcome
from partnership.people.models import Role
from partnership.programmes.models import Programme, Source
from tests.integration.evaluation.conftest import fill
from tests.support.builders import a_person, an_area

pytestmark = pytest.mark.django_db
DAY = date(2020, 3, 1)


@pytest.fixture
def model(programme: Programme, paper: Source) -> Programme:
    fill(programme, paper, 2)
    return programme


@pytest.fixture
def outcome(model: Programme) -> Outcome:
    return Outcome.objects.get(reference="O1")


def signed_in_as(role: Role, *places: Any) -> Client:
    client = Client()
    client.force_login(a_person(role, *places))
    return client


@pytest.fixture
def viewer(model: Programme) -> Client:
    return signed_in_as(Role.VIEWER, model)


def page(client: Client, where: str = "logic/O1/", query: str = "") -> str:
    answer = client.get(f"/programmes/co-creating/outcomes/{where}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def an_excerpt(outcome: Outcome, stance: str, *, area: Any = None, **details: Any) -> Excerpt:
    conversation = Conversation.objects.create(
        programme=outcome.framework.programme,
        area=area,
        slug=f"talk-{Conversation.objects.count()}",
        title="Talk",
        kind="interview",
        reported_on=DAY,
    )
    excerpt = Excerpt.objects.create(conversation=conversation, text="In confidence", **details)
    Coding.objects.create(excerpt=excerpt, outcome=outcome, stance=stance, coded_on=DAY)
    return excerpt


def test_an_outcome_names_what_is_around_it(viewer: Client, outcome: Outcome) -> None:
    told = page(viewer)

    for words in ("Outcome number 1", "Interviews 1", "A1 Activity number 1", ">M1<", "S1"):
        assert words in told
    assert "Missing: measured, but no data yet." in told


def test_the_newest_value_that_stood_is_shown(viewer: Client, outcome: Outcome) -> None:
    indicator = Indicator.objects.create(
        programme=outcome.framework.programme,
        slug="loans",
        name="Loans",
        kind="count",
        unit="loans",
        reported_on=DAY,
    )
    indicator.outcomes.add(outcome)
    old = IndicatorValue.objects.create(
        indicator=indicator, when="2020-01", value=1200, reported_on=DAY
    )
    IndicatorValue.objects.create(
        indicator=indicator,
        when="2020-01",
        value=1250,
        qualifier="about",
        reported_on=date(2020, 6, 1),
        replaces=old,
        why="Counted again",
    )
    IndicatorValue.objects.filter(pk=old.pk).update(superseded_on=date(2020, 6, 1))

    assert "about 1,250 loans" in page(viewer)
    assert "1,200 loans" in page(viewer, query="?as_at=2020-05-31")


def test_only_what_was_released_is_quoted(viewer: Client, outcome: Outcome) -> None:
    an_excerpt(outcome, "supports")
    an_excerpt(
        outcome,
        "supports",
        quotable="yes",
        checked_on=DAY,
        released_on=DAY,
        released_text="I ask the librarian first now.",
    )

    told = page(viewer)

    assert "2 excerpts: 2 support it." in told
    assert "I ask the librarian first now." in told
    assert "In confidence" not in told
    assert "evidence for it only" in told


def test_another_areas_evidence_is_not_counted(model: Programme, outcome: Outcome) -> None:
    here, there = an_area(model, "Here"), an_area(model, "There")
    an_excerpt(outcome, "contradicts", area=there)

    assert "contradicts" not in page(signed_in_as(Role.AREA_MANAGER, here))
    assert "1 contradicts it" in page(signed_in_as(Role.AREA_MANAGER, there))


def test_coverage_names_every_gap(viewer: Client, model: Programme) -> None:
    told = page(viewer, "coverage/")

    assert "Of 5 outcomes: 3 without a measure, 2 measured but without data yet." in told
    assert told.count("Measured, but no data yet") == 2


def test_coverage_agrees_with_each_outcomes_page(viewer: Client, outcome: Outcome) -> None:
    an_excerpt(outcome, "mixed")

    assert "Of 5 outcomes: 3 without a measure, 1 measured but" in page(viewer, "coverage/")
    assert "1 excerpt: 1 is mixed." in page(viewer)


def test_the_drawing_leads_to_each_outcome(viewer: Client, model: Programme) -> None:
    drawn = viewer.get("/programmes/co-creating/logic-model/").content.decode()

    for reference in ("O1", "O2", "LT"):
        assert f'<a href="/programmes/co-creating/outcomes/logic/{reference}/">' in drawn


@pytest.fixture
def known(outcome: Outcome) -> Outcome:
    """With a value of one of two indicators, and a questionnaire that nobody has answered."""
    programme = outcome.framework.programme
    for name in ("Loans", "Visits"):
        indicator = Indicator.objects.create(
            programme=programme, slug=name.lower(), name=name, kind="count", reported_on=DAY
        )
        indicator.outcomes.add(outcome)
    programme.indicators.get(name="Loans").values.create(when="2020-01", value=3, reported_on=DAY)
    asked = programme.measures.create(
        slug="asked", name="Asked before and after", kind="questionnaire", reported_on=DAY
    )
    asked.outcomes.add(outcome)
    return outcome


@pytest.mark.parametrize("where", ["logic/O1/", "coverage/"])
def test_each_measure_without_data_is_a_gap(viewer: Client, known: Outcome, where: str) -> None:
    told = page(viewer, where).lower()

    assert "to be asked by questionnaire, but no answers yet" in told
    assert "to be heard in interviews or focus groups, but nothing said yet" in told
    assert "1 of 2 indicators without a value" in told


def test_a_dropped_indicators_values_are_no_data(viewer: Client, known: Outcome) -> None:
    known.indicators.update(dropped_on=DAY, dropped_why="Not counted any more")

    assert "Of 5 outcomes: 3 without a measure, 2 measured but without" in page(viewer, "coverage/")
    assert "Missing: measured, but no data yet." in page(viewer)


def test_the_list_says_what_was_found_out(viewer: Client, known: Outcome) -> None:
    an_excerpt(known, "mixed")
    told = page(viewer, "")

    assert "5 outcomes in 2 frameworks: 3 without a measure, 1 with results." in told
    assert "<li>1 value of indicators</li><li>1 excerpt</li>" in told
    assert told.count("no results recorded") == 4


@pytest.mark.parametrize("where", ["logic/O9/", "nowhere/O1/"])
def test_an_outcome_that_is_not_there_is_not_found(viewer: Client, where: str) -> None:
    assert viewer.get(f"/programmes/co-creating/outcomes/{where}").status_code == 404


@pytest.mark.parametrize("where", ["logic/O1/", "coverage/", ""])
def test_a_page_costs_as_much_for_more(
    programme: Programme, paper: Source, queries_of: Any, where: str
) -> None:
    fill(programme, paper, 1)
    client = signed_in_as(Role.VIEWER, programme)
    address = f"/programmes/co-creating/outcomes/{where}"
    few = queries_of(client, address)
    outcome = Outcome.objects.get(reference="O1")
    for _ in range(10):
        an_excerpt(outcome, "supports")

    assert queries_of(client, address) == few <= 15
