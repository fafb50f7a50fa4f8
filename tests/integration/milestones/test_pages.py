"""The pages of the plan: who may read them, what they say, and at what cost."""

from datetime import date

import pytest
from django.urls import reverse

from milestones.actions.updates import UpdateRow
from milestones.models import Delivery, Risk, RiskReview
from milestones.schedule import Stage
from partnership.people.models import Role
from tests.support.builders import START, a_programme
from tests.support.plans import a_milestone, a_plan, said

pytestmark = pytest.mark.django_db
PAGES = pytest.mark.parametrize(
    ("name", "more"), [("milestones", []), ("milestone", ["M1"]), ("risks", []), ("overview", [])]
)


@pytest.fixture(autouse=True)
def plan(programme):
    a_plan(programme)
    a_milestone(programme, "M1", due_month=2)
    return programme


def address(programme, name, *more, day=""):
    query = f"?as_at={day}" if day else ""
    return reverse(name, args=[programme.slug, *more]) + query


def words(response) -> str:
    return " ".join(response.content.decode().split())


@PAGES
def test_a_reader_opens_it(programme, viewer, name, more):
    assert viewer.get(address(programme, name, *more)).status_code == 200


@PAGES
def test_an_outsider_is_not_told_that_it_exists(programme, signed_in, name, more):
    assert signed_in(None).get(address(programme, name, *more)).status_code == 404


@PAGES
def test_a_board_officer_is_told_who_could(programme, signed_in, name, more):
    response = signed_in(Role.IJB_OFFICER).get(address(programme, name, *more))
    assert response.status_code == 403
    assert "programme manager" in words(response)


@PAGES
@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2019-02-31", "is not a day"),
        ("nonsense", "is not a day"),
        ("2018-12-31", "lies before the programme"),
        ("2999-01-01", "has not come yet"),
    ],
)
def test_a_day_that_cannot_be_looked_back_to_is_refused_in_words(
    programme, viewer, name, more, day, said
):
    response = viewer.get(address(programme, name, *more, day=day))
    assert response.status_code == 400
    assert said in words(response)


def test_an_unknown_milestone_is_not_found(programme, viewer):
    assert viewer.get(address(programme, "milestone", "M99")).status_code == 404


def test_a_milestone_of_another_programme_is_not_found(viewer):
    other = a_plan(a_programme("Elsewhere"))
    a_milestone(other, "X1", due_month=2)
    assert viewer.get(address(other, "milestone", "X1")).status_code == 404


def test_the_list_says_why_it_is_red_and_where(programme, viewer):
    page = words(viewer.get(address(programme, "milestones", day="2019-10-24")))
    assert "due 28 February 2019, no update recorded" in page
    assert "Area 0, Area 1" in page


def test_the_list_is_narrowed_by_the_address(programme, viewer):
    a_milestone(programme, "M2", due_month=20)
    red = viewer.get(address(programme, "milestones", day="2019-03-15") + "&status=Red")
    assert "Title of M1" in words(red)
    assert "Title of M2" not in words(red)


def test_no_milestone_that_fits_is_said(programme, viewer):
    page = viewer.get(address(programme, "milestones", day="2019-03-15") + "&status=Green")
    assert "No milestone fits these choices" in words(page)


def test_a_filter_of_nonsense_shows_everything_and_says_so(programme, viewer):
    page = words(viewer.get(address(programme, "milestones") + "?status=purple"))
    assert "Title of M1" in page
    assert "purple is not one of the available choices" in page


def test_the_page_of_a_milestone_tells_what_was_reported_by_the_day(programme, viewer):
    delivery = Delivery.objects.filter(area__name="Area 0").get()
    said(
        delivery,
        UpdateRow(1, date(2019, 2, 1), Stage.STARTED, forecast_on=date(2019, 3, 31), note="Begun"),
        UpdateRow(2, date(2019, 4, 5), actual_on=date(2019, 4, 2), note="All in place"),
    )
    early = words(viewer.get(address(programme, "milestone", "M1", day="2019-03-01")))
    assert "Started; forecast 31 March 2019" in early
    assert "All in place" not in early
    late = words(viewer.get(address(programme, "milestone", "M1", day="2019-04-05")))
    assert "Done 2 April 2019" in late
    assert "done 2 April 2019, 33 days after baseline" in late


def test_a_risk_without_scores_is_not_recorded_and_one_with_them_has_a_score(programme, viewer):
    for reference in ("R1", "R2"):
        Risk.objects.create(
            programme=programme, reference=reference, title=f"Risk {reference}", reported_on=START
        )
    review = {"number": 1, "likelihood": 3, "impact": 4, "reported_on": date(2019, 2, 1)}
    RiskReview.objects.create(risk=Risk.objects.get(reference="R2"), **review)
    page = words(viewer.get(address(programme, "risks")))
    assert "not recorded" in page
    assert ">12<" in page.replace("> ", ">").replace(" <", "<")
    before = words(viewer.get(address(programme, "risks", day="2019-01-15")))
    assert ">12<" not in before.replace("> ", ">").replace(" <", "<")


@PAGES
def test_the_same_queries_for_50_milestones_as_for_1(programme, viewer, queries_of, name, more):
    few = queries_of(viewer, address(programme, name, *more))
    for place in range(2, 51):
        a_milestone(programme, f"M{place}", due_month=place % 24)
    for delivery in Delivery.objects.all()[:50]:
        said(delivery, UpdateRow(1, START, Stage.STARTED))
    assert queries_of(viewer, address(programme, name, *more)) == few
    assert few <= 15


def test_the_same_queries_for_50_risks_as_for_1(programme, viewer, queries_of):
    address_of_risks = address(programme, "risks")
    counts = []
    for numbers in (range(1), range(1, 50)):
        for place in numbers:
            risk = Risk.objects.create(
                programme=programme, reference=f"R{place}", title="A risk", reported_on=START
            )
            RiskReview.objects.create(risk=risk, number=1, likelihood=2, reported_on=START)
        counts.append(queries_of(viewer, address_of_risks))
    assert counts[0] == counts[1] <= 8
