"""A programme with an evaluation of any size, and people who hold roles in it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from evaluation.models import (
    Activity,
    ActivityInput,
    ActivityOutcome,
    Framework,
    Input,
    Measure,
    Outcome,
    OutcomeLink,
    OutcomeMapping,
)
from milestones.models import Milestone
from partnership.people.models import Role
from partnership.programmes.models import Phase, Programme, Source
from tests.support.builders import a_person
from tests.support.fixtures import queries_of  # noqa: F401

START = date(2019, 1, 1)
PAPER_DAY = date(2019, 10, 24)
NEWS_DAY = date(2021, 10, 5)


@pytest.fixture
def programme(db: None) -> Programme:
    return Programme.objects.create(
        slug="co-creating", name="Co-creating", start_month=START, length_months=24
    )


@pytest.fixture
def paper(programme: Programme) -> Source:
    return Source.objects.create(
        programme=programme, slug="paper", kind="board-paper", title="Paper", dated_on=PAPER_DAY
    )


@pytest.fixture
def signed_in(programme: Programme, client: Client) -> Callable[[Role | None], Client]:
    """Sign in somebody with a role in the programme, or (None) an outsider."""

    def sign_in(role: Role | None) -> Client:
        client.force_login(a_person(role, programme))
        return client

    return sign_in


def fill(programme: Programme, source: Source, count: int) -> None:
    """Give the programme `count` of each record of an evaluation, all linked."""
    phase = Phase.objects.create(programme=programme, number=1, name="Early")
    framework = Framework.objects.create(
        programme=programme, slug="logic", name="Logic", source=source, reported_on=PAPER_DAY
    )
    later = Framework.objects.create(
        programme=programme, slug="later", name="Later", position=2, reported_on=NEWS_DAY
    )
    last = Outcome.objects.create(
        framework=framework, reference="LT", position=0, level="long-term", statement="Health"
    )
    for number in range(1, count + 1):
        _fill_one(programme, phase, framework, later, last, number)


def _fill_one(
    programme: Programme,
    phase: Phase,
    framework: Framework,
    later: Framework,
    last: Outcome,
    number: int,
) -> None:
    of_paper = {"programme": programme, "position": number, "reported_on": PAPER_DAY}
    outcome = Outcome.objects.create(
        framework=framework,
        reference=f"O{number}",
        position=number,
        level="intermediate",
        statement=f"Outcome number {number}",
    )
    newer = Outcome.objects.create(
        framework=later,
        reference=f"S{number}",
        position=number,
        level="intermediate",
        statement=f"Strategic outcome {number}",
    )
    OutcomeMapping.objects.create(outcome=newer, same_as=outcome)
    OutcomeLink.objects.create(outcome=outcome, leads_to=last, is_inferred=True)
    put_in = Input.objects.create(reference=f"I{number}", name=f"Input {number}", **of_paper)
    activity = Activity.objects.create(
        reference=f"A{number}", name=f"Activity number {number}", **of_paper
    )
    milestone = Milestone.objects.create(
        programme=programme,
        reference=f"M{number}",
        position=number,
        phase=phase,
        title=f"Milestone {number}",
        due_month=number,
        scope="programme",
        reported_on=START,
    )
    activity.milestones.add(milestone)
    ActivityInput.objects.create(activity=activity, input=put_in, is_inferred=True)
    ActivityOutcome.objects.create(activity=activity, outcome=outcome, is_inferred=True)
    measure = Measure.objects.create(
        programme=programme,
        slug=f"interviews-{number}",
        kind="interviews",
        name=f"Interviews {number}",
        who="Partners",
        reported_on=PAPER_DAY,
    )
    measure.outcomes.add(outcome)
