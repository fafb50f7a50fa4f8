"""The plan's pictures as pages: what they show, to whom, of which day, at what cost."""

from datetime import date

import pytest
from django.urls import reverse

from milestones.actions.updates import UpdateRow
from milestones.models import Delivery
from milestones.schedule import Stage
from partnership.people.models import Role
from tests.support.builders import START, a_person, an_area
from tests.support.plans import a_milestone, a_plan, said

pytestmark = pytest.mark.django_db
DAY = "2019-10-24"
PAGES = [
    ("milestone-matrix", []),
    ("milestone-timeline", []),
    ("milestone-trend", ["M1"]),
    ("milestone-areas", ["M1"]),
]
FILES = [("milestone-matrix-file", []), ("milestone-areas-file", ["M1"])]
PICTURES = pytest.mark.parametrize(("name", "more"), PAGES)


@pytest.fixture
def plan(programme):
    """Two milestones in two areas and one of the whole programme; M1 was reported on twice."""
    a_plan(programme)
    a_milestone(programme, "M1", due_month=6)
    a_milestone(programme, "M2", due_month=8)
    a_milestone(programme, "M3", due_month=24, in_each_area=False)
    said(
        delivery("M1", "Area 0"),
        UpdateRow(1, date(2019, 2, 1), Stage.STARTED, forecast_on=date(2019, 7, 31), reason="Snow"),
        UpdateRow(2, date(2019, 8, 5), actual_on=date(2019, 8, 2), note="All in place"),
    )
    return programme


def delivery(reference: str, area: str) -> Delivery:
    return Delivery.objects.get(milestone__reference=reference, area__name=area)


def address(programme, name, *more, **asked) -> str:
    query = "&".join(f"{key}={value}" for key, value in asked.items() if value)
    return reverse(name, args=[programme.slug, *more]) + (f"?{query}" if query else "")


def words(response) -> str:
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def lines(response) -> list[str]:
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    return b"".join(response.streaming_content).decode("utf-8-sig").splitlines()


# -- What is drawn -------------------------------------------------------------------


def test_the_matrix_has_a_cell_for_each_delivery_with_word_days_and_link(plan, viewer):
    page = words(viewer.get(address(plan, "milestone-matrix", as_at=DAY)))
    assert '<a href="../M1/?as_at=2019-10-24#at-area-0">Complete</a> +33 days' in page
    assert '<a href="../M1/?as_at=2019-10-24#at-area-1">Red</a> late 116 days' in page
    assert '<a href="../M3/?as_at=2019-10-24#at-whole-programme">Amber</a>' in page
    assert "All together: 3 red, 1 amber, 1 complete" in page


def test_the_milestone_page_has_what_the_matrix_links_to(plan, viewer):
    page = words(viewer.get(address(plan, "milestone", "M1")))
    assert 'id="at-area-0"' in page
    assert 'id="at-area-1"' in page


def test_the_matrix_is_narrowed_by_the_address(plan, viewer):
    red = words(viewer.get(address(plan, "milestone-matrix", as_at=DAY, status="Red")))
    assert "Title of M2" in red
    assert "Title of M3" not in red
    one = words(viewer.get(address(plan, "milestone-matrix", as_at=DAY, area="area-1")))
    assert "#at-area-0" not in one
    assert "#at-area-1" in one


def test_the_timeline_draws_each_delivery_and_has_the_same_as_a_table(plan, viewer):
    page = words(viewer.get(address(plan, "milestone-timeline", as_at=DAY)))
    assert page.count('class="tl-row"') == 5
    assert "1 of 5 deliveries done; 1 late or expected late; 3 overdue" in page
    assert "done 2 Aug 2019" in page
    assert '<td data-label="Done or expected">done 2 August 2019</td>' in page
    assert "as at 24 October 2019" in page


def test_the_timeline_of_a_quarter_shows_what_touches_it(plan, viewer):
    quarter = words(viewer.get(address(plan, "milestone-timeline", quarter="2020-12-31")))
    assert quarter.count('class="tl-row"') == 1
    nothing = words(viewer.get(address(plan, "milestone-timeline", quarter="2020-03-31")))
    assert "No delivery fits these choices" in nothing


def test_the_trend_draws_each_update_with_its_reason_in_the_table(plan, viewer):
    page = words(viewer.get(address(plan, "milestone-trend", "M1", as_at=DAY)))
    assert page.count("<circle") == 3
    assert "31 days after baseline</td>" in page
    assert "Snow" in page
    assert "Drawn: the 1 delivery furthest" in page


def test_the_trend_of_an_early_day_knows_nothing_of_later_updates(plan, viewer):
    page = words(viewer.get(address(plan, "milestone-trend", "M1", as_at="2019-03-01")))
    assert "2 August 2019" not in page
    before = words(viewer.get(address(plan, "milestone-trend", "M1", as_at="2019-01-15")))
    assert "No update was reported by this day" in before


def test_areas_are_compared_by_slip_or_in_their_order(plan, viewer):
    by_slip = words(viewer.get(address(plan, "milestone-areas", "M1", as_at=DAY)))
    assert by_slip.index(">Area 1</a>") < by_slip.index(">Area 0</a>")
    by_area = words(viewer.get(address(plan, "milestone-areas", "M1", as_at=DAY, order="area")))
    assert by_area.index(">Area 0</a>") < by_area.index(">Area 1</a>")
    assert "5 August 2019: All in place" in by_area


def test_the_views_of_the_plan_lead_to_each_other_and_keep_the_day(plan, viewer):
    for name, current in (("milestones", "List"), ("milestone-matrix", "Matrix")):
        page = words(viewer.get(address(plan, name, as_at=DAY)))
        assert f"{address(plan, 'milestone-timeline')}?as_at={DAY}" in page
        assert f'aria-current="page">{current}</a>' in page


# -- As files ---------------------------------------------------------------------------


def test_the_matrix_as_a_file_follows_the_address(plan, viewer):
    found = lines(viewer.get(address(plan, "milestone-matrix-file", as_at=DAY, status="Red")))
    assert found[0] == "Milestone,Title,Phase,Due,All,Whole programme,Area 0,Area 1"
    assert found[1].endswith(',1 red,,,"Red, late 116 days"')
    assert found[-1] == "All,,,,3 red,,1 red,2 red"


def test_no_cell_of_a_file_is_a_formula(plan, viewer):
    update = UpdateRow(3, date(2019, 9, 1), note='=HYPERLINK("http://x")')
    said(delivery("M1", "Area 0"), update)
    found = lines(viewer.get(address(plan, "milestone-areas-file", "M1", as_at=DAY)))
    assert "'=HYPERLINK" in found[-1]
    assert "2019-08-02" in found[-1]


# -- Empty, elsewhere, refused ---------------------------------------------------------------


def test_a_programme_without_a_plan_says_what_to_do(programme, viewer):
    for name in ("milestone-matrix", "milestone-timeline"):
        page = words(viewer.get(address(programme, name)))
        assert "The plan has no milestone yet" in page


def test_a_plan_that_nobody_delivers_says_so(plan, viewer):
    Delivery.objects.all().delete()
    assert "not rolled out yet" in words(viewer.get(address(plan, "milestone-timeline")))
    assert "not rolled out yet" in words(viewer.get(address(plan, "milestone-areas", "M1")))
    assert "not rolled out" in words(viewer.get(address(plan, "milestone-matrix")))
    assert "No update was reported" in words(viewer.get(address(plan, "milestone-trend", "M1")))


@pytest.mark.parametrize(("name", "more"), [*PAGES, *FILES])
def test_a_day_before_the_programme_is_refused_in_words(plan, viewer, name, more):
    response = viewer.get(address(plan, name, *more, as_at="2018-12-31"))
    assert response.status_code == 400
    assert "lies before the programme" in response.content.decode()


@PICTURES
def test_the_first_day_of_the_programme_can_be_looked_at(plan, viewer, name, more):
    assert viewer.get(address(plan, name, *more, as_at="2019-01-01")).status_code == 200


@pytest.mark.parametrize("name", ["milestone-trend", "milestone-areas", "milestone-areas-file"])
def test_an_unknown_milestone_is_not_found(plan, viewer, name):
    assert viewer.get(address(plan, name, "M99")).status_code == 404


def test_choices_of_nonsense_show_everything_and_say_so(plan, viewer):
    for name in ("milestone-matrix", "milestone-timeline"):
        page = words(viewer.get(address(plan, name, area="nowhere", as_at=DAY)))
        assert "nowhere is not one of the available choices" in page
        assert "Title of M1" in page


@pytest.mark.parametrize(("name", "more"), [*PAGES, *FILES])
def test_an_area_out_of_reach_is_nowhere_in_a_picture(plan, client, name, more):
    own = plan.areas.get(name="Area 0")
    client.force_login(a_person(Role.AREA_MANAGER, own))
    said(delivery("M1", "Area 1"), UpdateRow(1, date(2019, 3, 1), note="Told elsewhere"))
    response = client.get(address(plan, name, *more, as_at=DAY))
    page = "\n".join(lines(response)) if response.streaming else words(response)
    assert "Area 0" in page
    assert "Area 1" not in page
    assert "Told elsewhere" not in page


def test_titles_from_people_are_escaped_in_the_drawings(plan, viewer):
    area = plan.areas.get(name="Area 0")
    area.name = '<script>"&'
    area.save()
    for name, more in PAGES:
        assert "<script>&quot;" not in words(viewer.get(address(plan, name, *more, as_at=DAY)))
        assert '<script>"&' not in words(viewer.get(address(plan, name, *more, as_at=DAY)))


# -- What it costs ------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "more"), [*PAGES, *FILES])
def test_the_same_few_queries_for_50_of_everything_as_for_1(plan, viewer, queries_of, name, more):
    few = queries_of(viewer, address(plan, name, *more))
    for place in range(2, 12):
        an_area(plan, f"Area {place}", position=place)
    for place in range(4, 52):
        a_milestone(plan, f"M{place}", due_month=place % 24)
    for row in Delivery.objects.filter(milestone__reference="M1"):
        said(row, *(UpdateRow(number, START, Stage.STARTED) for number in range(5, 10)))
    assert queries_of(viewer, address(plan, name, *more)) == few
    assert few <= 8


def test_a_national_plan_is_gathered_and_leads_to_its_rows(plan, viewer):
    for place in range(2, 50):
        an_area(plan, f"Area {place}", position=place)
    a_milestone(plan, "M4", due_month=9)
    page = words(viewer.get(address(plan, "milestone-timeline", as_at=DAY)))
    assert page.count('class="tl-row"') == 4
    assert "50 pilot areas" in page
    assert "milestone=M4&amp;as_at=2019-10-24" in page
    rows = words(viewer.get(address(plan, "milestone-timeline", as_at=DAY, milestone="M4")))
    assert rows.count('class="tl-row"') == 50
    assert "Show every milestone" in rows
