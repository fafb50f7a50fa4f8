"""The logic model is kept in the browser: added to, changed, dropped; links are dated."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from evaluation.collect import evaluation_part
from evaluation.models import Activity, ActivityOutcome, Input, Measure, Outcome
from partnership.people.models import Role
from partnership.programmes.models import Programme, Source
from tests.integration.evaluation.conftest import fill
from tests.support.builders import a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def model(programme: Programme, paper: Source) -> Programme:
    """Two of each: I1 I2 → A1 A2 → O1 O2 → LT."""
    fill(programme, paper, 2)
    return programme


@pytest.fixture
def evaluator(model: Programme) -> Client:
    client = Client()
    client.force_login(a_person(Role.EVALUATOR, model))
    return client


def send(client: Client, where: str, **typed: Any) -> Any:
    data = {"once_key": str(uuid4()), "reported_on": "2020-01-01", **typed}
    return client.post(f"/programmes/co-creating/logic-model/{where}/", data)


def drawn(programme: Programme, as_at: date | None = None) -> set[tuple[str, str]]:
    """The arrows by their ends, as the page draws them."""
    part = evaluation_part(programme, as_at=as_at or timezone.localdate())
    names = {node.key: node.reference for node in part.logic_model.nodes}
    return {(names[link.source], names[link.target]) for link in part.logic_model.links}


def test_an_input_is_added_after_the_others(evaluator: Client, model: Programme) -> None:
    assert send(evaluator, "new/inputs", reference="I3", name="Volunteers").status_code == 302

    found = Input.objects.get(reference="I3")
    assert (found.position, found.reported_on) == (3, date(2020, 1, 1))
    assert "Volunteers" in evaluator.get("/programmes/co-creating/logic-model/").content.decode()


def test_a_reference_is_given_once(evaluator: Client, model: Programme) -> None:
    answer = send(evaluator, "new/inputs", reference="i1", name="Volunteers")

    assert "is taken by another" in answer.content.decode()
    assert model.inputs.count() == 2


def test_an_outcome_is_added_to_its_framework(evaluator: Client, model: Programme) -> None:
    framework = model.frameworks.get(slug="logic")
    typed = {"framework": framework.pk, "reference": "O9", "level": "intermediate"}

    assert send(evaluator, "new/outcomes", statement="Trust", **typed).status_code == 302

    assert framework.outcomes.get(reference="O9").reported_on == date(2020, 1, 1)


def test_nothing_is_reported_tomorrow(evaluator: Client, model: Programme) -> None:
    tomorrow = (timezone.localdate() + timedelta(1)).isoformat()
    answer = send(evaluator, "new/inputs", reference="I3", name="Volunteers", reported_on=tomorrow)

    assert "has not come yet" in answer.content.decode()


def test_links_are_drawn_and_dropped_today_and_a_look_back_keeps_them(
    evaluator: Client, model: Programme
) -> None:
    activity = Activity.objects.get(reference="A1")
    other = Outcome.objects.get(reference="O2")
    typed = {"reference": "A1", "name": activity.name, "seen_version": 1}

    answer = send(evaluator, "keep/activities/A1", outcomes=[other.pk], **typed)

    assert answer.status_code == 302
    assert ("A1", "O2") in drawn(model)
    assert ("A1", "O1") not in drawn(model)
    assert {("A1", "O1")} & drawn(model, date(2020, 6, 1)) == {("A1", "O1")}
    page = evaluator.get("/programmes/co-creating/logic-model/keep/activities/A1/")
    assert "Leads to: O2 added, O1 dropped" in page.content.decode()


def test_a_link_that_is_drawn_again_stands(evaluator: Client, model: Programme) -> None:
    activity = Activity.objects.get(reference="A1")
    outcome = Outcome.objects.get(reference="O1")
    ActivityOutcome.objects.filter(activity=activity).update(dropped_on=date(2020, 1, 1))
    typed = {"reference": "A1", "name": activity.name, "seen_version": 1}

    send(evaluator, "keep/activities/A1", outcomes=[outcome.pk], **typed)

    assert ("A1", "O1") in drawn(model)


def test_what_is_dropped_is_seen_at_an_earlier_day(evaluator: Client, model: Programme) -> None:
    typed = {"on": "2021-01-01", "why": "Merged with O2", "seen_version": 1}

    assert send(evaluator, "keep/outcomes/logic.O1/drop", **typed).status_code == 302

    def outcomes(as_at: date) -> set[str]:
        part = evaluation_part(model, as_at=as_at)
        return {row.reference for row in part.frameworks[0].outcomes}

    assert "O1" not in outcomes(date(2021, 1, 1))
    assert "O1" in outcomes(date(2020, 12, 31))
    assert (
        "Merged with O2"
        in evaluator.get("/programmes/co-creating/logic-model/keep/").content.decode()
    )


def test_what_was_dropped_is_taken_up_again(evaluator: Client, model: Programme) -> None:
    Measure.objects.filter(slug="interviews-1").update(
        dropped_on=date(2021, 1, 1), dropped_why="Too dear"
    )

    send(evaluator, "keep/measures/interviews-1/drop", seen_version=1)

    measure = Measure.objects.get(slug="interviews-1")
    assert (measure.dropped_on, measure.dropped_why) == (None, "")


def test_nothing_is_dropped_before_it_was_said(evaluator: Client, model: Programme) -> None:
    typed = {"on": "2019-01-01", "why": "Mistaken", "seen_version": 1}
    answer = send(evaluator, "keep/inputs/I1/drop", **typed)

    assert "reported on 24 October 2019" in answer.content.decode()
    assert Input.objects.get(reference="I1").dropped_on is None


def test_outcomes_do_not_lead_round_in_a_circle(evaluator: Client, model: Programme) -> None:
    last, first = Outcome.objects.get(reference="LT"), Outcome.objects.get(reference="O1")
    typed = {"reference": "LT", "level": "long-term", "statement": "Health", "seen_version": 1}

    answer = send(evaluator, "keep/outcomes/logic.LT", leads_to=[first.pk], **typed)

    assert "in a circle" in answer.content.decode()
    assert not last.leads_to_links.exists()


def test_who_was_slower_is_told_and_changes_nothing(evaluator: Client, model: Programme) -> None:
    Input.objects.filter(reference="I1").update(version=4, name="Core team")

    answer = send(evaluator, "keep/inputs/I1", reference="I1", name="Mine", seen_version=1)

    assert "Core team" in answer.content.decode()
    assert Input.objects.get(reference="I1").name == "Core team"


@pytest.mark.parametrize("role", [Role.AREA_MANAGER, Role.STEERING_MEMBER, Role.VIEWER])
def test_others_read_the_model_and_are_told_who_keeps_it(model: Programme, role: Role) -> None:
    client = Client()
    client.force_login(a_person(role, model))

    answer = client.get("/programmes/co-creating/logic-model/keep/")

    assert answer.status_code == 403
    assert "a programme manager or an evaluator can" in answer.content.decode().lower()


def test_what_is_nowhere_is_not_found(evaluator: Client) -> None:
    for where in ("keep/inputs/I9", "keep/ideas/I1", "new/ideas"):
        assert evaluator.get(f"/programmes/co-creating/logic-model/{where}/").status_code == 404
