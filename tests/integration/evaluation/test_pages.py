"""The pages of outcomes and of the logic model: who sees them, and what they say."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from evaluation.models import Activity
from partnership.people.models import Role
from partnership.programmes.models import Programme, Source
from tests.integration.evaluation.conftest import PAPER_DAY, START, fill

PAGES = ["outcomes", "logic-model"]
SignIn = Callable[[Role | None], Client]


@pytest.fixture(params=PAGES)
def address(request: pytest.FixtureRequest, programme: Programme) -> str:
    return reverse(request.param, args=[programme.slug])


def test_a_manager_sees_the_page(address: str, signed_in: SignIn, paper: Source) -> None:
    fill(paper.programme, paper, 3)

    assert signed_in(Role.PROGRAMME_MANAGER).get(address).status_code == 200


def test_a_stranger_is_not_told_that_the_programme_exists(address: str, signed_in: SignIn) -> None:
    assert signed_in(None).get(address).status_code == 404


def test_nobody_is_sent_to_sign_in(address: str, client: Client) -> None:
    response = client.get(address)

    assert response.status_code == 302
    assert response["Location"].startswith(reverse("sign-in"))


def test_an_officer_is_told_which_role_could(address: str, signed_in: SignIn) -> None:
    response = signed_in(Role.IJB_OFFICER).get(address)

    assert response.status_code == 403
    assert "programme manager" in response.content.decode()


def test_a_page_with_nothing_to_show_says_so(address: str, signed_in: SignIn) -> None:
    page = signed_in(Role.VIEWER).get(address).content.decode()

    assert "was reported by this day" in page


def test_a_day_before_the_paper_shows_nothing_of_it(
    address: str, signed_in: SignIn, paper: Source
) -> None:
    fill(paper.programme, paper, 1)
    client = signed_in(Role.VIEWER)
    before = client.get(address, {"as_at": START.isoformat()}).content.decode()
    on_the_day = client.get(address, {"as_at": PAPER_DAY.isoformat()}).content.decode()

    assert "Outcome number 1" not in before
    assert "Outcome number 1" in on_the_day
    assert "As at 24 October 2019" in on_the_day


def test_a_day_that_is_no_day_is_refused_in_words(address: str, signed_in: SignIn) -> None:
    response = signed_in(Role.VIEWER).get(address, {"as_at": "yesterday"})

    assert response.status_code == 400


def test_outcomes_show_measures_gaps_and_mappings(signed_in: SignIn, paper: Source) -> None:
    fill(paper.programme, paper, 1)
    client = signed_in(Role.EVALUATOR)
    page = client.get(reverse("outcomes", args=[paper.programme.slug])).content.decode()

    for words in ("Interviews 1", "No measure", "no results recorded", "Strategic outcome 1"):
        assert words in page
    assert reverse("milestone", args=[paper.programme.slug, "M1"]) in page


def test_the_drawing_is_named_and_its_table_carries_the_same(
    signed_in: SignIn, paper: Source
) -> None:
    fill(paper.programme, paper, 2)
    client = signed_in(Role.EVALUATOR)
    page = client.get(reverse("logic-model", args=[paper.programme.slug])).content.decode()
    drawing, _, table = page.partition("</svg>")

    assert '<title id="logic-model-words">Logic model. Inputs: Input 1, leads to A1;' in drawing
    assert 'aria-labelledby="logic-model-words"' in drawing
    for name in ("Input 2", "A2 Activity number 2", "O2 Outcome number 2", "LT Health"):
        assert name in table
    assert "inferred" in table


def test_outputs_and_other_frameworks_are_drawn_and_tabled(
    signed_in: SignIn, paper: Source
) -> None:
    fill(paper.programme, paper, 2)
    milestone = paper.programme.milestones.get(reference="M2")
    milestone.outputs.create(number=1, text="A vision for the service")
    client = signed_in(Role.EVALUATOR)
    page = client.get(reverse("logic-model", args=[paper.programme.slug])).content.decode()
    drawing, _, table = page.partition("</svg>")

    assert "Outputs of A2: A vision for the service." in drawing
    assert "<li>A vision for the service</li>" in table
    assert "says the same as S1" in drawing
    assert "also S1" in table
    assert f"{reverse('outcomes', args=[paper.programme.slug])}#mapping" in table


def test_markup_in_a_name_is_only_text(signed_in: SignIn, paper: Source) -> None:
    fill(paper.programme, paper, 1)
    Activity.objects.update(name="<script>alert(1)</script>")
    client = signed_in(Role.EVALUATOR)

    for name in PAGES:
        page = client.get(reverse(name, args=[paper.programme.slug])).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


@pytest.mark.parametrize("name", PAGES)
def test_fifty_rows_cost_as_many_queries_as_one(
    name: str, signed_in: SignIn, programme: Programme, paper: Source
) -> None:
    client = signed_in(Role.VIEWER)
    address = reverse(name, args=[programme.slug])
    fill(programme, paper, 1)
    with CaptureQueriesContext(connection) as for_one:
        client.get(address)
    programme.frameworks.all().delete()
    programme.activities.all().delete()
    programme.inputs.all().delete()
    programme.measures.all().delete()
    programme.milestones.all().delete()
    programme.phases.all().delete()
    fill(programme, paper, 50)
    with CaptureQueriesContext(connection) as for_fifty:
        response = client.get(address)

    assert "Activity number 50" in response.content.decode()
    assert len(for_fifty) == len(for_one) <= 15
